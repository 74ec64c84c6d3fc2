import type { Command } from 'commander';
import type { Datastore } from '../../core/api/schemas/datastore';
import { fail } from '../../core/errors';
import type { Context } from '../context';
import { ids, repeated } from './values';

export interface DatastoreOptions { datastoreId?: number[]; datastore?: string[] }

export function addDatastoreOptions(command: Command): Command {
  return command
    .option('--datastore-id <ids>', 'ids of datastores, separated by commas', ids)
    .option('--datastore <name>', 'name of a datastore; may be repeated', repeated);
}

function byName(all: readonly Datastore[], name: string): number {
  const exact = all.filter((d) => d.name === name);
  const found = exact.length > 0 ? exact : all.filter((d) => d.name.toLowerCase() === name.toLowerCase());
  if (found.length > 1) fail('bad-request', `Several datastores are named "${name}".`, { remedy: `Use --datastore-id: ${found.map((d) => d.id).join(', ')}.` });
  return found[0]?.id ?? fail('not-found', `There is no datastore named "${name}".`, {
    remedy: all.length > 0 ? `There are: ${all.map((d) => d.name).slice(0, 20).join(', ')}.` : 'Add one with "plumbline datastores add FOLDER".',
  });
}

async function named(context: Context, options: DatastoreOptions): Promise<number[] | undefined> {
  const known = options.datastore?.length ? await context.backend.datastores() : [];
  const all = [...options.datastoreId ?? [], ...(options.datastore ?? []).map((name) => byName(known, name))];
  return all.length > 0 ? [...new Set(all)] : undefined;
}

/**
 * Ids of the datastores that were asked for by id or name; undefined where none was. Throws `not-found` for one that
 * does not exist, so that what it has is not listed as nothing.
 */
export async function chosenDatastores(context: Context, options: DatastoreOptions): Promise<number[] | undefined> {
  await Promise.all((options.datastoreId ?? []).map((id) => context.backend.datastore(id)));
  return named(context, options);
}

/** Ids of the datastores to run on, of which one is needed: the only one there is, if none was asked for. The server tells of one that does not exist. */
export async function neededDatastores(context: Context, options: DatastoreOptions): Promise<number[]> {
  const chosen = await named(context, options);
  if (chosen) return chosen;
  const all = await context.backend.datastores();
  const [only, ...more] = all;
  if (!only) fail('not-found', 'There is no datastore yet.', { remedy: 'Add one with "plumbline datastores add FOLDER".' });
  if (more.length > 0) {
    fail('bad-request', 'Several datastores are there, and none was chosen.', {
      remedy: `Use --datastore-id or --datastore: ${all.slice(0, 20).map((d) => `${d.id} (${d.name})`).join(', ')}.`,
    });
  }
  return [only.id];
}

/** Exactly one datastore. */
export async function oneDatastore(context: Context, options: DatastoreOptions): Promise<number> {
  const [only, ...more] = await neededDatastores(context, options);
  return only === undefined || more.length > 0 ? fail('bad-request', 'This works on one datastore at a time.') : only;
}
