import type { StoredField } from './model';
import type { StoreReader } from './port';
import { conditions } from './conditions';
import { entities, find, findAll } from './entities';
import { knownAnomalyIds, touchedAnomalies } from './queries/known-anomalies';
import type { RowSource } from './source';

/** What operations read, over either connection. */
export function storeReader(source: RowSource): StoreReader {
  return {
    connection: (id) => find(source, 'connections', id),
    datastore: (id) => find(source, 'datastores', id),
    container: (id) => find(source, 'containers', id),
    containers: (datastoreId, options = {}) => {
      const where = conditions().add('datastore_id = ?', datastoreId).oneOf('name', options.names).hasAny('tags', options.tags);
      if (!options.includeMissing) where.add('NOT missing');
      return entities(source, 'containers', `${where.where()} ORDER BY name, id`, where.values);
    },
    fields: (containerId) => entities(source, 'fields', 'WHERE container_id = ? ORDER BY position, id', [containerId]),
    fieldsByContainer: async (datastoreId) => {
      const all = await entities(source, 'fields', 'WHERE container_id IN (SELECT id FROM containers WHERE datastore_id = ?) ORDER BY container_id, position, id', [datastoreId]);
      const found = new Map<number, StoredField[]>();
      for (const field of all) {
        const fields = found.get(field.container_id);
        if (fields) fields.push(field);
        else found.set(field.container_id, [field]);
      }
      return found;
    },
    checks: (containerId, status) => {
      const where = conditions().add('container_id = ? AND NOT archived', containerId).oneOf('status', status && [status]);
      return entities(source, 'checks', `${where.where()} ORDER BY id`, where.values);
    },
    allChecks: (containerId) => entities(source, 'checks', 'WHERE container_id = ? ORDER BY id', [containerId]),
    latestProfiles: (containerId) => entities(source, 'profiles',
      'WHERE container_id = ? QUALIFY row_number() OVER (PARTITION BY name ORDER BY id DESC) = 1 ORDER BY id', [containerId]),
    latestContainerProfile: async (containerId) => (await entities(source, 'containerProfiles', 'WHERE container_id = ? ORDER BY id DESC LIMIT 1', [containerId]))[0],
    anomalies: (containerId, status) => {
      const where = conditions().add('container_id = ?', containerId).oneOf('status', status === undefined ? undefined : [status]);
      return entities(source, 'anomalies', `${where.where()} ORDER BY id`, where.values);
    },
    anomaliesAfter: (containerId, id, limit) => entities(source, 'anomalies', 'WHERE container_id = ? AND id > ? ORDER BY id LIMIT ?', [containerId, id, limit]),
    knownAnomalies: async (containerId, fingerprints) =>
      [...(await findAll(source, 'anomalies', await knownAnomalyIds(source, containerId, fingerprints))).values()].sort((a, b) => a.id - b.id),
    recordsOf: (anomalyIds) => findAll(source, 'records', anomalyIds),
    touchedAnomalies: (anomalyIds) => touchedAnomalies(source, anomalyIds),
    checkpoint: (containerId) => find(source, 'checkpoints', containerId),
    metrics: (containerId, key) => {
      const where = conditions().add('container_id = ?', containerId).oneOf('key', key === undefined ? undefined : [key]);
      return entities(source, 'metrics', `${where.where()} ORDER BY captured, id`, where.values);
    },
  };
}
