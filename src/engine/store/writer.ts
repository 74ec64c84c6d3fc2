import { conditions } from './conditions';
import type { Counters } from './counters';
import type { EngineWriter } from './engine-store';
import type { StoredAnomaly } from './model';
import { storeReader } from './reader';
import { entities, findAll } from './entities';
import { amongIds } from './ids';
import type { RowSource } from './source';
import { isArchived, tables, type EntityOf, type TableName } from './tables';
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
  const drop = async (name: TableName, where: string, value: number): Promise<void> => {
    await source.rows(`DELETE FROM ${tables[name].name} WHERE ${where}`, [value]);
    buffer.note({ kind: 'some', table: name });
  };
  const dropAmong = async (name: TableName, ids: readonly number[]): Promise<void> => {
    if (ids.length === 0) return;
    const gone = amongIds('id', ids);
    await source.rows(`DELETE FROM ${tables[name].name} WHERE ${gone.sql}`, gone.values);
    buffer.note({ kind: 'some', table: name });
  };
  // Former states of anomalies, for their histories: whoever changes many reads them together first.
  const known = new Map<number, StoredAnomaly>();
  const anomaliesById = async (ids: readonly number[]): Promise<Map<number, StoredAnomaly>> => {
    const missing = ids.filter((id) => !known.has(id));
    if (missing.length > 0) for (const [id, anomaly] of await findAll(source, 'anomalies', missing)) known.set(id, anomaly);
    return new Map(ids.flatMap((id) => {
      const anomaly = known.get(id);
      return anomaly ? [[id, anomaly]] : [];
    }));
  };
  const deleteAnomalies = async (ids: readonly number[]): Promise<void> => {
    if (ids.length === 0) return;
    for (const [table, key] of [['records', 'id'], ['changes', 'anomaly_id'], ['comments', 'anomaly_id'], ['anomalies', 'id']] as const) {
      const gone = amongIds(key, ids);
      await source.rows(`DELETE FROM ${table} WHERE ${gone.sql}`, gone.values);
    }
    for (const id of ids) known.delete(id);
    buffer.note({ kind: 'remove', table: 'anomalies', ids });
  };
  const idsWhere = async (table: string, where: string, value: number): Promise<number[]> =>
    (await source.rows(`SELECT id FROM ${table} WHERE ${where}`, [value])).map((row) => Number(row[0]));
  const dropAnomalies = async (where: string, value: number): Promise<void> => deleteAnomalies(await idsWhere('anomalies', where, value));
  const deleteOperations = async (ids: readonly number[]): Promise<void> => {
    if (ids.length === 0) return;
    for (const [table, key] of [['container_runs', 'operation_id'], ['operations', 'id']] as const) {
      const gone = amongIds(key, ids);
      await source.rows(`DELETE FROM ${table} WHERE ${gone.sql}`, gone.values);
    }
    buffer.note({ kind: 'remove', table: 'operations', ids });
  };
  const deleteContainer = async (id: number): Promise<void> => {
    await dropAnomalies('container_id = ?', id);
    for (const table of ['fields', 'checks', 'profiles', 'containerProfiles', 'metrics'] as const) await drop(table, 'container_id = ?', id);
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
    saveContainerProfile: async (profile) => void save('containerProfiles', profile as EntityOf<'containerProfiles'> & { id: undefined }),
    saveTag: async (tag) => save('tags', tag),
    deleteTag: (id) => drop('tags', 'id = ?', id),
    saveComment: async (comment) => save('comments', comment),
    saveContainerRun: async (run) => void save('containerRuns', { ...run, id: undefined } as unknown as Omit<EntityOf<'containerRuns'>, 'id'>),
    saveCheckpoint: async (checkpoint) => void save('checkpoints', { ...checkpoint, id: checkpoint.container_id }),
    saveMetric: async (metric) => void save('metrics', metric),
    saveAnomaly: async (anomaly, records, user) => {
      const before = anomaly.id === undefined ? undefined : (await anomaliesById([anomaly.id])).get(anomaly.id);
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
    anomaliesById, deleteAnomalies,
    setAnomalyStatus: async (ids, status, user) => {
      if (ids.length === 0) return;
      const wanted = amongIds('id', ids);
      const rows = await source.rows(`SELECT id, status FROM anomalies WHERE ${wanted.sql} AND status <> ?`, [...wanted.values, status]);
      if (rows.length === 0) return;
      const changed = rows.map((row) => Number(row[0]));
      const at = now().toISOString();
      for (const [id, before] of rows) save('changes', { anomaly_id: Number(id), at, user, changeset: { status: [before, status] } });
      const those = amongIds('id', changed);
      await source.rows(`UPDATE anomalies SET status = ?, archived = ? WHERE ${those.sql}`, [status, isArchived(status), ...those.values]);
      for (const id of changed) known.delete(id);
      buffer.note({ kind: 'status', ids: changed, status });
    },
    deleteOperations,
    deleteProfiles: (ids) => dropAmong('profiles', ids),
    deleteContainerProfiles: (ids) => dropAmong('containerProfiles', ids),
    deleteDatastore: async (id) => {
      for (const row of await source.rows('SELECT id FROM containers WHERE datastore_id = ?', [id])) await deleteContainer(Number(row[0]));
      await dropAnomalies('datastore_id = ?', id);
      await deleteOperations(await idsWhere('operations', 'datastore_id = ?', id));
      await drop('datastores', 'id = ?', id);
      for (const other of await entities(source, 'datastores', '')) {
        if (other.enrichment_datastore_id === id) save('datastores', { ...other, enrichment_datastore_id: null });
      }
    },
    check: async (id) => (await entities(source, 'checks', 'WHERE id = ?', [id]))[0],
    containerRunIds: async (operationId) => {
      const where = conditions().add('operation_id = ?', operationId);
      return (await source.rows(`SELECT container_id FROM container_runs${where.where()}`, where.values)).map((row) => Number(row[0]));
    },
  };
}
