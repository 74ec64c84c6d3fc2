import type { Page } from '../../../core/api/schemas/common';
import { kindName } from '../../../core/operations/kinds';
import { conditions } from '../conditions';
import { entities, findAll, inOrder } from '../entities';
import { listPage } from '../lists/list-page';
import type { LoadedLists } from '../lists/load-lists';
import type { Match } from '../lists/matching';
import type { OperationColumn, OperationList } from '../lists/operation-list';
import type { StoredContainerRun, StoredOperation } from '../model';
import { momentMs } from '../moments';
import type { RowSource } from '../source';
import { applyFilters, sortOf, type FilterTable, type QueryOf, type SortTable } from './filter-table';

export type OperationQuery = QueryOf<'listOperations'>;

interface Narrowing {
  readonly list: OperationList;
  readonly found: Match<OperationColumn>;
  /** Operations that have worked, or work right now, on a wanted container. */
  readonly onContainer: readonly number[];
}

const unfinished = ['queued', 'running'];

const filters: FilterTable<OperationQuery, Narrowing> = {
  id: ({ found }, ids) => found.ids(ids),
  operation_type: ({ list, found }, types) => list.withType(found, types.map(kindName)),
  finished: ({ list, found }, finished) => list.withResult(found, list.results.all().filter((result) => unfinished.includes(result) !== finished)),
  result: ({ list, found }, results) => list.withResult(found, results),
  // Schedules of this engine start operations as any caller does; none belongs to one.
  schedule_id: ({ found }) => found.ids([]),
  created_date: ({ found }, date, { start_date, end_date }) =>
    found.between('created', start_date === undefined ? momentMs(date, 'start') : 0, end_date === undefined ? momentMs(date, 'end') : Infinity),
  start_date: ({ found }, date) => found.between('created', momentMs(date, 'start'), Infinity),
  end_date: ({ found }, date) => found.between('created', -Infinity, momentMs(date, 'end')),
  datastore: ({ found }, ids) => found.oneOf('datastore', ids),
  container: ({ found, onContainer }) => found.ids(onContainer),
  has_logs: ({ found }, logs) => found.oneOf('logs', [logs ? 1 : 0]),
};

const sorts: SortTable<OperationQuery, OperationColumn> = { sort_created: 'created', sort_duration: 'duration' };

/** `live`: operations that work on a wanted container right now; their runs are not stored yet. */
export async function listOperations(
  source: RowSource, { operations: list }: LoadedLists, query: OperationQuery, live: readonly number[] = [],
): Promise<Page<StoredOperation>> {
  const where = conditions().oneOf('container_id', query.container);
  const onContainer = query.container === undefined ? []
    : (await source.rows(`SELECT DISTINCT operation_id FROM container_runs${where.where()}`, where.values)).map((row) => Number(row[0]));
  const found = applyFilters(filters, { list, found: list.match(), onContainer: [...onContainer, ...live] }, query).found;
  const { by, direction } = sortOf(sorts, query) ?? { by: 'created', direction: 'desc' };
  const { ids, total, next } = listPage(list.table, found, by, direction, query);
  return { items: await inOrder(source, 'operations', ids), total, page: query.page, size: query.size, pages: Math.ceil(total / query.size), next };
}

/** Parts of operations by container, in the order in which they were stored. */
export async function containerRuns(source: RowSource, operationIds: readonly number[]): Promise<StoredContainerRun[]> {
  if (operationIds.length === 0) return [];
  return entities(source, 'containerRuns', `WHERE operation_id IN (${operationIds.filter(Number.isSafeInteger).join(',')}) ORDER BY id`);
}

/** The newest operation of each datastore. */
export async function latestOperations(source: RowSource, { operations }: LoadedLists, datastoreIds: readonly number[]): Promise<Map<number, StoredOperation>> {
  const found = await findAll(source, 'operations', operations.newestOf(datastoreIds));
  return new Map([...found.values()].map((operation) => [operation.datastore_id, operation]));
}
