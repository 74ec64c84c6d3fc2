import { conditions } from './conditions';
import type { Counters } from './counters';
import type { EngineWriter } from './engine-store';
import type { StoredAnomaly, StoredCheck } from './model';
import { storeReader } from './reader';
import { docs, type RowSource } from './source';
import type { EntityOf, TableName } from './tables';
import type { WriteBuffer } from './buffer';

/** Fields of an anomaly whose changes a person wants to see in its history. */
const tracked = ['status', 'description', 'tags', 'assignee_ids', 'anomalous_records_count', 'weight'] as const;

export function changesOf(before: StoredAnomaly, after: StoredAnomaly): Record<string, [unknown, unknown]> {
  return Object.fromEntries(tracked
    .filter((key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null))
    .map((key) => [key, [before[key] ?? null, after[key] ?? null]]));
}

/** The writer of one transaction. Reads through it see its own writes. */
export function storeWriter(
  source: RowSource, buffer: WriteBuffer, counters: Counters, now: () => Date,
): EngineWriter {
  const save = <N extends TableName>(name: N, entity: Omit<EntityOf<N>, 'id'> & { id?: number }): EntityOf<N> => {
    const fresh = entity.id === undefined;
    const whole = { ...entity, id: entity.id ?? counters.next(name) } as EntityOf<N>;
    buffer.put(name, whole, fresh);
    return whole;
  };
  const drop = async (table: string, where: string, value: number): Promise<void> => {
    await source.rows(`DELETE FROM ${table} WHERE ${where}`, [value]);
  };
  // A scan saves many anomalies of one container: their former state is read once.
  const known = new Map<number, StoredAnomaly>();
  const former = async (anomaly: { id?: number; container_id: number }): Promise<StoredAnomaly | undefined> => {
    if (anomaly.id === undefined) return undefined;
    if (!known.has(anomaly.id)) {
      for (const old of await docs<StoredAnomaly>(source, 'SELECT doc FROM anomalies WHERE container_id = ?', [anomaly.container_id])) known.set(old.id, old);
    }
    return known.get(anomaly.id);
  };
  const dropAnomalies = async (where: string, value: number): Promise<void> => {
    for (const table of ['records', 'changes', 'comments']) {
      await drop(table, `${table === 'records' ? 'id' : 'anomaly_id'} IN (SELECT id FROM anomalies WHERE ${where})`, value);
    }
    await drop('anomalies', where, value);
    known.clear();
  };
  const deleteContainer = async (id: number): Promise<void> => {
    await dropAnomalies('container_id = ?', id);
    for (const table of ['fields', 'checks', 'profiles', 'metrics']) await drop(table, 'container_id = ?', id);
    await drop('checkpoints', 'id = ?', id);
    await drop('containers', 'id = ?', id);
  };
  return {
    ...storeReader(source), source,
    saveConnection: async (connectionEntity) => save('connections', connectionEntity),
    createDatastore: async (datastore) => save('datastores', datastore),
    saveDatastore: async (datastore) => void save('datastores', datastore),
    createOperation: async (operation) => save('operations', operation),
    saveOperation: async (operation) => void save('operations', operation),
    saveContainer: async (container) => save('containers', container),
    saveField: async (field) => save('fields', field),
    saveCheck: async (check) => save('checks', check),
    saveProfile: async (profile) => save('profiles', profile as EntityOf<'profiles'> & { id: undefined }),
    saveComment: async (comment) => save('comments', comment),
    saveContainerRun: async (run) => void save('containerRuns', { ...run, id: undefined } as unknown as Omit<EntityOf<'containerRuns'>, 'id'>),
    saveCheckpoint: async (checkpoint) => void save('checkpoints', { ...checkpoint, id: checkpoint.container_id }),
    saveMetric: async (metric) => void save('metrics', metric),
    saveAnomaly: async (anomaly, records, user) => {
      const before = await former(anomaly);
      const after = save('anomalies', anomaly);
      if (before) {
        const changeset = changesOf(before, after);
        if (Object.keys(changeset).length > 0) save('changes', { anomaly_id: after.id, at: now().toISOString(), user, changeset });
      }
      known.set(after.id, after);
      if (records) buffer.put('records', { ...records, id: after.id }, anomaly.id === undefined);
      return after;
    },
    deleteContainer,
    deleteField: (id) => drop('fields', 'id = ?', id),
    deleteConnection: (id) => drop('connections', 'id = ?', id),
    deleteCheck: (id) => drop('checks', 'id = ?', id),
    deleteAnomaly: (id) => dropAnomalies('id = ?', id),
    deleteOperation: async (id) => {
      await drop('container_runs', 'operation_id = ?', id);
      await drop('operations', 'id = ?', id);
    },
    deleteDatastore: async (id) => {
      for (const row of await source.rows('SELECT id FROM containers WHERE datastore_id = ?', [id])) await deleteContainer(Number(row[0]));
      await dropAnomalies('datastore_id = ?', id);
      await drop('container_runs', 'operation_id IN (SELECT id FROM operations WHERE datastore_id = ?)', id);
      await drop('operations', 'datastore_id = ?', id);
      await drop('datastores', 'id = ?', id);
      for (const other of await docs<EntityOf<'datastores'>>(source, 'SELECT doc FROM datastores')) {
        if (other.enrichment_datastore_id === id) save('datastores', { ...other, enrichment_datastore_id: null });
      }
    },
    check: async (id) => (await docs<StoredCheck>(source, 'SELECT doc FROM checks WHERE id = ?', [id]))[0],
    containerRunIds: async (operationId) => {
      const where = conditions().add('operation_id = ?', operationId);
      return (await source.rows(`SELECT container_id FROM container_runs${where.where()}`, where.values)).map((row) => Number(row[0]));
    },
  };
}
