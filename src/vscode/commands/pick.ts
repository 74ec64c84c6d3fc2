import * as vscode from 'vscode';
import { isActive, type Job } from '../../core/jobs/job';
import type { Container } from '../../core/api/schemas/container';
import type { Datastore } from '../../core/api/schemas/datastore';
import { PlumblineError } from '../../core/errors';
import type { App } from '../app';
import type { Loader } from '../data/loader';
import { iconless, nameText, oneLine } from '../trees/plain-text';
import { operationWord } from '../job-kinds';
import { statusWord } from '../words';

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Loads a list that the user is about to choose from. Throws PlumblineError. */
async function loaded(loader: Loader): Promise<void> {
  const problem = await loader.run();
  if (problem) throw new PlumblineError(problem);
}

/** The datastores of the active server, fetched now. Throws PlumblineError. */
export async function knownDatastores(app: App): Promise<readonly Datastore[]> {
  await loaded(app.catalogue.loader);
  return app.catalogue.datastores.all();
}

export async function pickDatastores(all: readonly Datastore[], title: string): Promise<Datastore[] | undefined> {
  if (all.length === 1) return [...all];
  const items = all.map((d): Choice<Datastore> => ({ label: iconless(nameText(d.name)), description: iconless(oneLine(d.connection?.path ?? d.type ?? '')), value: d }));
  const chosen = await vscode.window.showQuickPick(items, {
    title, canPickMany: true, placeHolder: vscode.l10n.t('Choose one or more datastores'), matchOnDescription: true,
  });
  return chosen?.map((item) => item.value);
}

export async function pickDatastore(all: readonly Datastore[], title: string): Promise<Datastore | undefined> {
  if (all.length === 1) return all[0];
  const items = all.map((d): Choice<Datastore> => ({ label: iconless(nameText(d.name)), description: iconless(oneLine(d.connection?.path ?? d.type ?? '')), value: d }));
  const placeHolder = items.length > 0 ? vscode.l10n.t('Choose a datastore') : vscode.l10n.t('There is no datastore yet');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.value;
}

/** Containers of one datastore; all are chosen at first. Undefined: the user left. */
export async function pickContainers(all: readonly Container[], title: string): Promise<Container[] | undefined> {
  const items = all.map((c): Choice<Container> => ({ label: iconless(nameText(c.name)), picked: true, value: c }));
  const chosen = await vscode.window.showQuickPick(items, { title, canPickMany: true, placeHolder: vscode.l10n.t('Choose containers') });
  return chosen?.map((item) => item.value);
}

/** One container of any datastore. */
export async function pickContainer(app: App, title: string): Promise<Container | undefined> {
  const lists = (await knownDatastores(app)).map(async (d) => (await app.catalogue.containersOf(d.id)).map((c): Choice<Container> => ({
    label: iconless(nameText(c.name)), description: iconless(nameText(d.name)), value: c,
  })));
  const chosen = await vscode.window.showQuickPick((await Promise.all(lists)).flat(), {
    title, placeHolder: vscode.l10n.t('Choose a container'), matchOnDescription: true,
  });
  return chosen?.value;
}

export type JobChoice = 'any' | 'active' | 'ended';

/** One job, newest first. */
export async function pickJob(app: App, title: string, which: JobChoice): Promise<string | undefined> {
  await loaded(app.jobs.loader);
  const fits = (job: Job): boolean => which === 'any' || isActive(job) === (which === 'active');
  const items = app.jobs.store.all().filter((job) => job.serverId === app.servers.active.id && fits(job)).sort((a, b) => b.id - a.id)
    .map((job): Choice<string> => ({ label: iconless(`${operationWord(job.type)} ${nameText(job.asset.name)}`), description: statusWord(job.status), detail: iconless(oneLine(job.message ?? '')), value: job.key }));
  const placeHolder = items.length > 0 ? vscode.l10n.t('Choose a job') : vscode.l10n.t('There is no such job');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.value;
}

