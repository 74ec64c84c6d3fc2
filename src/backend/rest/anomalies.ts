import { archivedAnomalyStatus, openAnomalyStatus, type AnomalyStatus } from '../../core/api/schemas/anomaly';
import type { AnomalyFilter, QualityBackend } from '../port';
import type { RestClient } from './client';
import { orElse } from './optional-route';
import { readAll } from './paging';
import { countedGroups, searchedPage } from './searched-anomalies';
import { failingRows } from './source-records';

type Anomalies = Pick<QualityBackend, 'anomalies' | 'anomalyGroups' | 'anomaly' | 'sourceRecords' | 'setAnomalyStatus' | 'deleteAnomalies' | 'describeAnomaly'
  | 'history' | 'comments' | 'addComment'>;

/** A Qualytics server gives open ones only, whatever the status says, unless archived ones are asked for. */
function archivedOf(filter: AnomalyFilter): AnomalyFilter['archived'] {
  return filter.archived ?? (filter.status?.some((status) => archivedAnomalyStatus.safeParse(status).success) ? 'include' : undefined);
}

/** The query of a filter, without its search: not every server has one. */
export function anomalyQuery(filter: AnomalyFilter): object {
  return {
    id: filter.ids, status: filter.status, anomaly_type: filter.type, datastore: filter.datastores, container: filter.containers,
    quality_check: filter.checks, operation: filter.operations, tag: filter.tags, start_date: filter.startDate, end_date: filter.endDate,
    archived: archivedOf(filter), page: filter.page, size: filter.size,
    ...(filter.sort === 'severity' ? { sort_weight: 'desc' } : filter.sort === 'rows' ? { sort_anomalous_records: 'desc' } : { sort_created: 'desc' }),
  };
}

/** Open statuses are an update; the others are reasons of an archiving delete. One anomaly goes by its own path, several in one call. */
async function setStatus(client: RestClient, ids: number[], status: AnomalyStatus): Promise<void> {
  const [only, ...more] = ids;
  if (only === undefined) return;
  const open = openAnomalyStatus.safeParse(status);
  if (open.success) {
    if (more.length === 0) await client.call('updateAnomaly', { params: { id: only }, body: { status: open.data } });
    else await client.call('bulkUpdateAnomalies', { body: ids.map((id) => ({ id, status: open.data })) });
    return;
  }
  const reason = archivedAnomalyStatus.parse(status);
  if (more.length === 0) await client.call('deleteAnomaly', { params: { id: only }, query: { archive: true, status: reason } });
  else await client.call('bulkDeleteAnomalies', { body: ids.map((id) => ({ id, archive: true, status: reason })) });
}

async function deleteForGood(client: RestClient, ids: number[]): Promise<void> {
  const [only, ...more] = ids;
  if (only === undefined) return;
  if (more.length === 0) await client.call('deleteAnomaly', { params: { id: only }, query: { archive: false } });
  else await client.call('bulkDeleteAnomalies', { body: ids.map((id) => ({ id, archive: false })) });
}

export function anomalies(client: RestClient): Anomalies {
  const anomaly: Anomalies['anomaly'] = (id) => client.call('getAnomaly', { params: { id } });
  const list = (filter: AnomalyFilter) => client.call('listAnomalies', { query: anomalyQuery(filter) });
  return {
    anomalies: (filter) => (filter.search ? searchedPage(list, filter) : list(filter)),
    anomalyGroups: (filter, by) => countedGroups(list, filter, by),
    anomaly,
    sourceRecords: async (id, limit) => failingRows(await client.call('sourceRecords', { params: { id }, query: { limit } }), () => anomaly(id)),
    setAnomalyStatus: (ids, status) => setStatus(client, ids, status),
    deleteAnomalies: (ids) => deleteForGood(client, ids),
    describeAnomaly: (id, description) => client.call('updateAnomaly', { params: { id }, body: { description } }),
    history: (id) => orElse(client.call('anomalyHistory', { params: { id } }), () => []),
    comments: (id) => orElse(
      readAll((page, size) => client.call('listComments', { query: { anomaly_id: id, page, size } })),
      async () => (await anomaly(id)).comments ?? [],
    ),
    addComment: (id, message) => client.call('createComment', { body: { anomaly_id: id, message } }),
  };
}
