import type { Page } from '../../../core/api/schemas/common';
import { conditions, pageOf, type Conditions } from '../conditions';
import { entities } from '../entities';
import type { LoadedLists } from '../lists/load-lists';
import type { StoredContainer } from '../model';
import { known, type RowSource } from '../source';
import { applyFilters, type FilterTable, type QueryOf } from './filter-table';

export type ContainerQuery = QueryOf<'listContainers'>;

const filters: FilterTable<ContainerQuery, Conditions> = {
  id: (where, ids) => where.oneOf('id', ids),
  datastore: (where, ids) => where.oneOf('datastore_id', ids),
  name: (where, name) => where.oneOf('name', [name]),
  search: (where, text) => where.add('contains(lower(name), lower(?))', text),
  container_type: (where, types) => where.oneOf('container_type', types),
  tag: (where, tags) => where.hasAny('tags', tags),
  /** `only`: those that the last sync did not find. */
  archived: (where, wanted) => (wanted === 'only' ? where.add('missing') : where),
};

export function listContainers(source: RowSource, query: ContainerQuery): Promise<Page<StoredContainer>> {
  const order = query.sort_created ? `id ${query.sort_created}` : `lower(name) ${query.sort_name ?? 'asc'}, id`;
  return pageOf(source, 'containers', applyFilters(filters, conditions(), query), order, query);
}

export function containersOf(source: RowSource, datastoreIds: readonly number[] | undefined): Promise<StoredContainer[]> {
  const where = conditions().oneOf('datastore_id', datastoreIds);
  return entities(source, 'containers', `${where.where()} ORDER BY lower(name), id`, where.values);
}

/** Ids and names of containers of these datastores that have one of the names. */
export async function containersNamed(
  source: RowSource, datastoreIds: readonly number[], names: readonly string[],
): Promise<{ datastoreId: number; id: number; name: string }[]> {
  if (names.length === 0) return [];
  const where = conditions().oneOf('name', names).oneOf('datastore_id', datastoreIds);
  const rows = await source.rows(`SELECT datastore_id, id, name FROM containers${where.where()}`, where.values);
  return rows.map((row) => ({ datastoreId: Number(row[0]), id: Number(row[1]), name: String(row[2]) }));
}

export interface ContainerCounts { fields: number; activeChecks: number; passingChecks: number; failingChecks: number; openAnomalies: number }

type CheckCounts = Pick<ContainerCounts, 'activeChecks' | 'passingChecks' | 'failingChecks'>;
const noChecks: CheckCounts = { activeChecks: 0, passingChecks: 0, failingChecks: 0 };

async function fieldNumbers(source: RowSource, ids: readonly number[]): Promise<Map<number, number>> {
  const where = conditions().oneOf('container_id', ids);
  const rows = await source.rows(`SELECT container_id, count(*) FROM fields${where.where()} GROUP BY ALL`, where.values);
  return new Map([...ids.map((id) => [id, 0] as const), ...rows.map(([id, n]) => [Number(id), Number(n)] as const)]);
}

async function checkCounts(source: RowSource, ids: readonly number[]): Promise<Map<number, CheckCounts>> {
  const where = conditions().oneOf('container_id', ids);
  const rows = await source.rows(`SELECT container_id, count(*), count(*) FILTER (is_passing), count(*) FILTER (NOT is_passing)
    FROM checks${where.where()} AND NOT archived AND status = 'Active' GROUP BY ALL`, where.values);
  return new Map([...ids.map((id) => [id, noChecks] as const), ...rows.map(([id, active, passing, failing]) =>
    [Number(id), { activeChecks: Number(active), passingChecks: Number(passing), failingChecks: Number(failing) }] as const)]);
}

/** What is known about each container. */
export async function containerCounts(source: RowSource, { anomalies: list }: LoadedLists, ids: readonly number[]): Promise<Map<number, ContainerCounts>> {
  const [fields, checks] = await Promise.all([
    known(source, 'fieldCount', ids, (missing) => fieldNumbers(source, missing)), known(source, 'checkCounts', ids, (missing) => checkCounts(source, missing)),
  ]);
  return new Map(ids.map((id) => [id, { fields: fields.get(id) ?? 0, ...checks.get(id) ?? noChecks, openAnomalies: list.ofContainer(id).open }]));
}
