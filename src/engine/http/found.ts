import { fail } from '../../core/errors';
import { find } from '../store/queries/lookup';
import type { RowSource } from '../store/source';
import type { EntityOf, TableName } from '../store/tables';

const words = {
  connections: 'Connection', datastores: 'Datastore', containers: 'Container', fields: 'Field', checks: 'Check', anomalies: 'Anomaly',
  operations: 'Operation', profiles: 'Field profile', comments: 'Comment', records: 'Source record', changes: 'Change',
  containerRuns: 'Container run', checkpoints: 'Checkpoint', metrics: 'Metric',
} as const satisfies Record<TableName, string>;

/** The entity of that id; throws `not-found` with a sentence that names it. */
export async function found<N extends TableName>(source: RowSource, name: N, id: number): Promise<EntityOf<N>> {
  return await find(source, name, id) ?? fail('not-found', `${words[name]} ${id} does not exist.`, { remedy: 'It may have been deleted; refresh the list.' });
}
