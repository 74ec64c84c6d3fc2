import type { z } from 'zod';
import type { containerUpdate } from '../../core/api/schemas/container';
import type { ReadOptions } from '../../core/api/schemas/read-options';
import { fail, PlumblineError, problemText, toProblem } from '../../core/errors';
import { changed, differing } from '../../core/read-options/change';
import { conflictOf, unfit } from '../../core/read-options/conflicts';
import { writeStep } from '../operations/sync/write-catalogue';
import type { SourceContainer } from '../sources/source';
import type { EngineStore, EngineWriter } from '../store/engine-store';
import type { StoredContainer } from '../store/model';
import type { ContainerReading } from './container-reading';
import { found } from './found';

type Update = z.output<typeof containerUpdate>;

/** What is stored as it is given. */
const plainFields = ['tags', 'description', 'favorite', 'additional_metadata', 'incremental_field_name', 'key_field_names'] as const;

/** The container's options after a change; throws `bad-request` with the place of what cannot be. */
export function changedOptions(container: StoredContainer, change: ReadOptions): ReadOptions {
  const after = changed(container.read_options, change);
  const wrong = differing(container.read_options, after).flatMap((name) => (after[name] === undefined ? [] : unfit(name, container.file_format, container.name) ?? []))[0]
    ?? conflictOf(after);
  if (wrong) throw new PlumblineError(wrong);
  return after;
}

function refuseUnknownFields(container: StoredContainer, names: ReadonlySet<string>, body: Update): void {
  const wanted = [['incremental_field_name', body.incremental_field_name], ...(body.key_field_names ?? []).map((key, at) => [`key_field_names.${at}`, key])];
  for (const [place, name] of wanted) {
    if (name != null && !names.has(name)) {
      fail('bad-request', `${container.name} has no field "${name.slice(0, 100)}".`, { remedy: 'Name one of its fields, or run a sync if it is new.', place: { path: place ?? '' } });
    }
  }
}

/** What the container is with its new options. Options that are only taken away are let go even where the data cannot be read. */
async function described(reading: ContainerReading, container: StoredContainer, options: ReadOptions): Promise<Pick<SourceContainer, 'problem'> & Partial<SourceContainer>> {
  const set = differing(container.read_options, options).some((name) => options[name] !== undefined);
  try {
    return await reading.describe(container, options);
  } catch (error) {
    if (set || !(error instanceof PlumblineError)) throw error;
    return { problem: toProblem(error) };
  }
}

/**
 * Stores what a caller wants changed of a container. Changed read options are tried first: what the data does not fit is
 * refused, and the fields follow at once. Throws `bad-request` with its place, `not-found`.
 */
export async function updateContainer(store: EngineStore, reading: ContainerReading, id: number, body: Update, now: string): Promise<StoredContainer> {
  const { read_options: change } = body;
  const plain = Object.fromEntries(plainFields.filter((name) => body[name] !== undefined).map((name) => [name, body[name]])) as Pick<Update, (typeof plainFields)[number]>;
  const container = await found(store.source, 'containers', id);
  const options = changedOptions(container, change ?? {});
  const reread = change !== undefined && differing(container.read_options, options).length > 0 ? await described(reading, container, options) : null;
  const write = async (tx: EngineWriter): Promise<StoredContainer> => {
    const before = await found(tx.source, 'containers', id);
    const fields = await tx.fields(id);
    const current = reread?.columns ?? fields.filter((field) => field.status !== 'missing');
    refuseUnknownFields(before, new Set(current.map((field) => field.name)), plain);
    const after: StoredContainer = {
      ...before, ...plain, ...(plain.tags ? { tags: [...new Set(plain.tags)] } : {}),
      ...(reread ? { read_options: options, last_error: reread.problem ? problemText(reread.problem) : null } : {}),
    };
    if (!reread?.columns || reread.problem) return tx.saveContainer(after);
    await writeStep(tx, before.datastore_id, { change: 'changed', known: { container: after, fields }, found: reread as SourceContainer, message: null }, false, now);
    return found(tx.source, 'containers', id);
  };
  return store.transaction(write);
}
