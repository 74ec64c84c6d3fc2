import * as vscode from 'vscode';
import { statSync } from 'node:fs';
import type { Datastore, DatastoreCreate } from '../../core/api/schemas/datastore';
import { fail } from '../../core/errors';
import type { Job } from '../../core/jobs/job';
import { jobKey } from '../../core/jobs/job-store';
import { isActive } from '../../core/jobs/job';
import type { App } from '../app';
import { freeName, isDatabase, placeBelow } from './data-files';

/** A datastore that holds what was pointed at, and the containers that are meant; null for all of them. */
export interface Found {
  readonly datastore: Datastore;
  readonly made: boolean;
}

/** The datastore whose place is this path, or the nearest one above it; undefined for none. */
export function datastoreOf(datastores: readonly Datastore[], place: string): Datastore | undefined {
  return datastores.filter((one) => one.connection?.path && placeBelow(one.connection.path, place) !== null)
    .sort((a, b) => (b.connection?.path?.length ?? 0) - (a.connection?.path?.length ?? 0))[0];
}

/** The datastore at a path, made and looked at first where there is none. Throws PlumblineError. */
export async function ensureDatastore(app: App, place: string): Promise<Found> {
  if (app.servers.active.kind !== 'local') {
    fail('unsupported', vscode.l10n.t('Datastores of {0} are added on that server.', app.servers.active.name), { remedy: vscode.l10n.t('Select the local engine first.') });
  }
  const backend = await app.backend();
  const known = await backend.datastores();
  const here = known.find((one) => one.connection?.path && placeBelow(one.connection.path, place) === '');
  if (here) return { datastore: here, made: false };
  const name = freeName(place, known.map((one) => one.name));
  const input: DatastoreCreate = { name, connection: { name, type: isDatabase(place) ? 'duckdb' : 'files', path: place } };
  const test = await backend.tryDatastore(input);
  if (!test.connected) fail('source-unreadable', test.message ?? vscode.l10n.t('It cannot be read.'), { place: { path: place } });
  const datastore = await backend.createDatastore(input);
  await app.catalogue.refresh();
  return { datastore, made: true };
}

/** Waits for the end of a job of the active server. */
export function untilEnded(app: App, id: number): Promise<Job> {
  const key = jobKey(app.servers.active.id, id);
  return new Promise((resolve) => {
    const look = (): void => {
      const job = app.jobs.store.get(key);
      if (!job || isActive(job)) return;
      stop.dispose();
      resolve(job);
    };
    const stop = app.jobs.store.onDidChange(look);
    look();
  });
}

/** Reads the catalogue of a datastore and waits for it. */
export async function synced(app: App, datastoreId: number): Promise<void> {
  const operations = await (await app.backend()).run({ type: 'sync', datastore_id: datastoreId });
  app.jobs.started(operations);
  for (const { id } of operations) {
    const job = await untilEnded(app, id);
    if (job.status !== 'Completed') fail('source-unreadable', job.problem?.reason ?? vscode.l10n.t('The sync did not end well.'), { remedy: job.problem?.remedy ?? undefined });
  }
  await app.catalogue.refresh([datastoreId]);
}

/** Datastore and containers of a path: a folder's or database's all, a file's own. The datastore is made and read where there is none. */
export async function containersAt(app: App, place: string): Promise<{ readonly datastore: Datastore; readonly containers: readonly { readonly id: number; readonly name: string }[] | null }> {
  const whole = statSync(place).isDirectory() || isDatabase(place);
  const above = whole ? undefined : datastoreOf(await (await app.backend()).datastores(), place);
  const { datastore, made } = above ? { datastore: above, made: false } : await ensureDatastore(app, place);
  if (made) await synced(app, datastore.id);
  if (whole) return { datastore, containers: null };
  const relative = placeBelow(datastore.connection?.path ?? '', place);
  const of = async () => (await app.catalogue.containersOf(datastore.id)).filter((one) => relative === '' || one.files?.includes(relative ?? ''));
  let containers = await of();
  if (containers.length === 0) {
    // A file that came after the last sync.
    await synced(app, datastore.id);
    containers = await of();
  }
  if (containers.length === 0) fail('not-found', vscode.l10n.t('The datastore {0} has no container of this file.', datastore.name), { place: { path: place } });
  return { datastore, containers };
}
