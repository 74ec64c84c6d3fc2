import { fail } from '../../core/errors';
import { find, idsThere } from '../store/entities';
import type { RowSource } from '../store/source';
import type { EntityOf, TableName } from '../store/tables';

const words = {
  connections: 'Connection', datastores: 'Datastore', containers: 'Container', fields: 'Field', checks: 'Check', anomalies: 'Anomaly',
  operations: 'Operation', profiles: 'Field profile', comments: 'Comment', records: 'Source record', changes: 'Change',
  containerRuns: 'Container run', containerProfiles: 'Container profile', checkpoints: 'Checkpoint', metrics: 'Metric', tags: 'Tag',
} as const satisfies Record<TableName, string>;

/** Throws the `not-found` of an entity that is not there. */
export function missing(name: TableName, id: number): never {
  return fail('not-found', `${words[name]} ${id} does not exist.`, { remedy: 'It may have been deleted; refresh the list.' });
}

/** Throws `not-found` for the first of the ids that is not there; reads no documents. */
export async function refuseMissing(source: RowSource, name: TableName, ids: readonly number[]): Promise<void> {
  const there = await idsThere(source, name, ids);
  for (const id of ids) if (!there.has(id)) missing(name, id);
}

/** The entity of that id; throws `not-found` with a sentence that names it. */
export async function found<N extends TableName>(source: RowSource, name: N, id: number): Promise<EntityOf<N>> {
  return await find(source, name, id) ?? missing(name, id);
}
