import type { Page } from '../../../core/api/schemas/common';
import { conditions, pageOf } from '../conditions';
import type { StoredContainer } from '../model';
import { docs, type RowSource } from '../source';

export interface ContainerQuery {
  page: number;
  size: number;
  id?: number[];
  datastore?: number[];
  name?: string;
  search?: string;
  container_type?: string[];
  tag?: string[];
  /** `only`: those that the last sync did not find. */
  archived?: 'only' | 'include';
  sort_created?: 'asc' | 'desc';
  sort_name?: 'asc' | 'desc';
}

export function listContainers(source: RowSource, query: ContainerQuery): Promise<Page<StoredContainer>> {
  const where = conditions().oneOf('id', query.id).oneOf('datastore_id', query.datastore).oneOf('container_type', query.container_type)
    .oneOf('name', query.name === undefined ? undefined : [query.name]).hasAny('tags', query.tag);
  if (query.search !== undefined) where.add('contains(lower(name), lower(?))', query.search);
  if (query.archived === 'only') where.add('missing');
  const order = query.sort_created ? `id ${query.sort_created}` : `lower(name) ${query.sort_name ?? 'asc'}, id`;
  return pageOf<StoredContainer>(source, 'containers', where, order, query);
}

export function containersOf(source: RowSource, datastoreIds: readonly number[] | undefined): Promise<StoredContainer[]> {
  const where = conditions().oneOf('datastore_id', datastoreIds);
  return docs<StoredContainer>(source, `SELECT doc FROM containers${where.where()} ORDER BY lower(name), id`, where.values);
}

export interface ContainerCounts { fields: number; activeChecks: number; passingChecks: number; failingChecks: number; openAnomalies: number }

/** What is known about each container, counted from the store. */
export async function containerCounts(source: RowSource, ids: readonly number[]): Promise<Map<number, ContainerCounts>> {
  const where = conditions().oneOf('container_id', ids);
  const [fields, checks, anomalies] = await Promise.all([
    source.rows(`SELECT container_id, count(*) FROM fields${where.where()} GROUP BY ALL`, where.values),
    source.rows(`SELECT container_id, count(*), count(*) FILTER (is_passing), count(*) FILTER (NOT is_passing)
      FROM checks${where.where()} AND NOT archived AND status = 'Active' GROUP BY ALL`, where.values),
    source.rows(`SELECT container_id, count(*) FROM anomalies${where.where()} AND NOT archived GROUP BY ALL`, where.values),
  ]);
  const counts = new Map<number, ContainerCounts>(ids.map((id) => [id, { fields: 0, activeChecks: 0, passingChecks: 0, failingChecks: 0, openAnomalies: 0 }]));
  for (const [id, n] of fields) counts.get(Number(id))!.fields = Number(n);
  for (const [id, active, passing, failing] of checks) {
    Object.assign(counts.get(Number(id))!, { activeChecks: Number(active), passingChecks: Number(passing), failingChecks: Number(failing) });
  }
  for (const [id, n] of anomalies) counts.get(Number(id))!.openAnomalies = Number(n);
  return counts;
}
