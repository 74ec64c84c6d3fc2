import type { Page } from '../../../core/api/schemas/common';
import { conditions, pageOf } from '../conditions';
import type { StoredContainerRun, StoredOperation } from '../model';
import { momentBound } from '../moments';
import { docs, type RowSource } from '../source';

export interface OperationQuery {
  page: number;
  size: number;
  id?: number[];
  operation_type?: string[];
  finished?: boolean;
  result?: string[];
  created_date?: string;
  start_date?: string;
  end_date?: string;
  datastore?: number[];
  container?: number[];
  has_logs?: boolean;
  sort_created?: 'asc' | 'desc';
  sort_duration?: 'asc' | 'desc';
}

/** `live`: operations that work on a wanted container right now; their runs are not stored yet. */
export function listOperations(source: RowSource, query: OperationQuery, live: readonly number[] = []): Promise<Page<StoredOperation>> {
  const where = conditions().oneOf('id', query.id).oneOf('result', query.result).oneOf('datastore_id', query.datastore)
    .oneOf('type', query.operation_type?.map((type) => (type === 'catalog' ? 'sync' : type)));
  if (query.finished !== undefined) where.add(`${query.finished ? 'NOT ' : ''}result IN ('queued', 'running')`);
  if (query.has_logs !== undefined) where.add('has_logs = ?', query.has_logs);
  const from = query.start_date ?? query.created_date;
  const to = query.end_date ?? query.created_date;
  if (from !== undefined) where.add('created >= ?', momentBound(from, 'start'));
  if (to !== undefined) where.add('created <= ?', momentBound(to, 'end'));
  if (query.container) {
    const marks = query.container.map(() => '?').join(', ') || 'NULL';
    const ids = [...live].filter(Number.isInteger).join(',') || 'NULL';
    where.add(`(id IN (SELECT operation_id FROM container_runs WHERE container_id IN (${marks})) OR id IN (${ids}))`, ...query.container);
  }
  const order = query.sort_duration ? `duration ${query.sort_duration} NULLS LAST, id DESC`
    : `created ${query.sort_created ?? 'desc'}, id ${query.sort_created ?? 'desc'}`;
  return pageOf<StoredOperation>(source, 'operations', where, order, query);
}

/** Parts of operations by container, in the order in which they were stored. */
export function containerRuns(source: RowSource, operationIds: readonly number[]): Promise<StoredContainerRun[]> {
  const where = conditions().oneOf('operation_id', operationIds);
  return docs<StoredContainerRun>(source, `SELECT doc FROM container_runs${where.where()} ORDER BY id`, where.values);
}

/** The newest operation of each datastore. */
export async function latestOperations(source: RowSource, datastoreIds: readonly number[]): Promise<Map<number, StoredOperation>> {
  const where = conditions().oneOf('datastore_id', datastoreIds);
  const found = await docs<StoredOperation>(source,
    `SELECT doc FROM operations${where.where()} QUALIFY row_number() OVER (PARTITION BY datastore_id ORDER BY id DESC) = 1`, where.values);
  return new Map(found.map((operation) => [operation.datastore_id, operation]));
}
