import type { Page } from '../../../core/api/schemas/common';
import { conditions, pageOf } from '../conditions';
import type { StoredCheck } from '../model';
import type { RowSource } from '../source';

export interface CheckQuery {
  page: number;
  size: number;
  id?: number[];
  datastore?: number[];
  container?: number[];
  field?: string[];
  rule_type?: string[];
  inferred?: boolean;
  tag?: string[];
  status?: string[];
  archived?: 'only' | 'include';
  sort_created?: 'asc' | 'desc';
}

/** Checks in the order of their making; archived ones only when asked for. */
export function listChecks(source: RowSource, query: CheckQuery): Promise<Page<StoredCheck>> {
  const where = conditions().oneOf('id', query.id).oneOf('container_id', query.container).oneOf('rule_type', query.rule_type)
    .oneOf('status', query.status).hasAny('fields', query.field).hasAny('tags', query.tag);
  if (query.datastore) {
    const inside = conditions().oneOf('datastore_id', query.datastore);
    where.add(`container_id IN (SELECT id FROM containers${inside.where()})`, ...inside.values);
  }
  if (query.inferred !== undefined) where.add('inferred = ?', query.inferred);
  if (query.archived !== 'include') where.add(query.archived === 'only' ? 'archived' : 'NOT archived');
  return pageOf<StoredCheck>(source, 'checks', where, `id ${query.sort_created ?? 'asc'}`, query);
}

/** All and open anomalies that name each check. */
export async function anomaliesOfChecks(source: RowSource, containerIds: readonly number[]): Promise<Map<number, { all: number; open: number }>> {
  const where = conditions().oneOf('container_id', containerIds);
  const rows = await source.rows(`
    SELECT check_id, count(*), count(*) FILTER (NOT archived)
    FROM (SELECT unnest(check_ids) AS check_id, archived FROM anomalies${where.where()}) GROUP BY ALL`, where.values);
  return new Map(rows.map((row) => [Number(row[0]), { all: Number(row[1]), open: Number(row[2]) }]));
}
