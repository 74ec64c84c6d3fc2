import type { StoredCheck, StoredCheckpoint, StoredConnection, StoredContainer, StoredDatastore, StoredField, StoredFieldProfile, StoredMetric } from './model';
import type { StoreReader } from './port';
import { conditions } from './conditions';
import { entities, findAll } from './entities';
import { knownAnomalyIds, touchedAnomalies } from './queries/known-anomalies';
import { docs, type RowSource } from './source';

const one = async <T>(source: RowSource, table: string, id: number): Promise<T | undefined> =>
  (await docs<T>(source, `SELECT doc FROM ${table} WHERE id = ?`, [id]))[0];

/** What operations read, over either connection. */
export function storeReader(source: RowSource): StoreReader {
  return {
    connection: (id) => one<StoredConnection>(source, 'connections', id),
    datastore: (id) => one<StoredDatastore>(source, 'datastores', id),
    container: (id) => one<StoredContainer>(source, 'containers', id),
    containers: (datastoreId, options = {}) => {
      const where = conditions().add('datastore_id = ?', datastoreId).oneOf('name', options.names).hasAny('tags', options.tags);
      if (!options.includeMissing) where.add('NOT missing');
      return docs<StoredContainer>(source, `SELECT doc FROM containers${where.where()} ORDER BY name, id`, where.values);
    },
    fields: (containerId) => docs<StoredField>(source, 'SELECT doc FROM fields WHERE container_id = ? ORDER BY position, id', [containerId]),
    checks: (containerId, status) => {
      const where = conditions().add('container_id = ? AND NOT archived', containerId).oneOf('status', status && [status]);
      return docs<StoredCheck>(source, `SELECT doc FROM checks${where.where()} ORDER BY id`, where.values);
    },
    allChecks: (containerId) => docs<StoredCheck>(source, 'SELECT doc FROM checks WHERE container_id = ? ORDER BY id', [containerId]),
    latestProfiles: (containerId) => docs<StoredFieldProfile>(source,
      'SELECT doc FROM profiles WHERE container_id = ? QUALIFY row_number() OVER (PARTITION BY name ORDER BY id DESC) = 1 ORDER BY id', [containerId]),
    anomalies: (containerId, status) => {
      const where = conditions().add('container_id = ?', containerId).oneOf('status', status === undefined ? undefined : [status]);
      return entities(source, 'anomalies', `${where.where()} ORDER BY id`, where.values);
    },
    knownAnomalies: async (containerId, fingerprints) =>
      [...(await findAll(source, 'anomalies', await knownAnomalyIds(source, containerId, fingerprints))).values()].sort((a, b) => a.id - b.id),
    recordsOf: (anomalyIds) => findAll(source, 'records', anomalyIds),
    touchedAnomalies: (anomalyIds) => touchedAnomalies(source, anomalyIds),
    checkpoint: (containerId) => one<StoredCheckpoint>(source, 'checkpoints', containerId),
    metrics: (containerId, key) => {
      const where = conditions().add('container_id = ?', containerId).oneOf('key', key === undefined ? undefined : [key]);
      return docs<StoredMetric>(source, `SELECT doc FROM metrics${where.where()} ORDER BY captured, id`, where.values);
    },
  };
}
