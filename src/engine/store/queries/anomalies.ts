import type { Page } from '../../../core/api/schemas/common';
import { conditions, pageOf, type Conditions } from '../conditions';
import type { StoredAnomaly } from '../model';
import { momentBound } from '../moments';
import { docs, type RowSource } from '../source';
import type { StoredChange, StoredComment } from '../tables';

type Order = 'asc' | 'desc';
export interface AnomalyQuery {
  page: number;
  size: number;
  id?: number[];
  status?: string[];
  anomaly_type?: string;
  datastore?: number[];
  container?: number[];
  field?: string[];
  operation?: number[];
  container_scan?: number;
  rule_type?: string[];
  quality_check?: number[];
  tag?: string[];
  created_date?: string;
  start_date?: string;
  end_date?: string;
  /** Days back from now. */
  timeframe?: number;
  archived?: 'only' | 'include';
  source_enriched?: boolean;
  sort_created?: Order;
  sort_weight?: Order;
  sort_anomalous_records?: Order;
}

const marks = (list: readonly unknown[]): string => list.map(() => '?').join(', ') || 'NULL';

/** Anomalies of which a failed check is among `checks` (a query that gives check ids). */
function byChecks(where: Conditions, checks: Conditions): void {
  where.add(`list_has_any(check_ids, coalesce((SELECT list(id) FROM checks${checks.where()}), []::BIGINT[]))`, ...checks.values);
}

function filterOf(query: AnomalyQuery, now: Date): Conditions {
  const where = conditions().oneOf('id', query.id).oneOf('status', query.status).oneOf('datastore_id', query.datastore)
    .oneOf('container_id', query.container).oneOf('operation_id', query.operation).hasAny('tags', query.tag)
    .oneOf('type', query.anomaly_type === undefined ? undefined : [query.anomaly_type]);
  if (query.archived === 'only') where.add('archived');
  // A wanted status says by itself whether archived ones are meant, and so does a wanted id.
  else if (query.archived === undefined && query.status === undefined && query.id === undefined) where.add('NOT archived');
  if (query.quality_check) where.add(`list_has_any(check_ids, [${marks(query.quality_check)}]::BIGINT[])`, ...query.quality_check);
  if (query.rule_type) byChecks(where, conditions().oneOf('rule_type', query.rule_type));
  if (query.field) byChecks(where, conditions().hasAny('fields', query.field));
  if (query.container_scan !== undefined) {
    where.add('(operation_id, container_id) IN (SELECT (operation_id, container_id) FROM container_runs WHERE id = ?)', query.container_scan);
  }
  // Rows are kept with the anomaly here; there is no other place that they could be enriched in.
  if (query.source_enriched !== undefined) where.add(`${query.source_enriched ? '' : 'NOT '}id IN (SELECT id FROM records)`);
  const from = query.start_date ?? query.created_date;
  const to = query.end_date ?? query.created_date;
  if (from !== undefined) where.add('created >= ?', momentBound(from, 'start'));
  if (to !== undefined) where.add('created <= ?', momentBound(to, 'end'));
  if (query.timeframe !== undefined) where.add('created >= ?', new Date(Math.min(8.64e15, Math.max(0, now.getTime() - query.timeframe * 86_400_000))).toISOString());
  return where;
}

/** Newest first unless sorted otherwise. */
export function listAnomalies(source: RowSource, query: AnomalyQuery, now: Date): Promise<Page<StoredAnomaly>> {
  const order = query.sort_weight ? `weight ${query.sort_weight}, id DESC`
    : query.sort_anomalous_records ? `records ${query.sort_anomalous_records} NULLS LAST, id DESC`
      : `created ${query.sort_created ?? 'desc'}, id ${query.sort_created ?? 'desc'}`;
  return pageOf<StoredAnomaly>(source, 'anomalies', filterOf(query, now), order, query);
}

export function anomaliesOfCheck(source: RowSource, checkId: number): Promise<StoredAnomaly[]> {
  return docs<StoredAnomaly>(source, 'SELECT doc FROM anomalies WHERE list_contains(check_ids, ?) ORDER BY id', [checkId]);
}

/** Changes of an anomaly, oldest first. */
export function changesOfAnomaly(source: RowSource, anomalyId: number): Promise<StoredChange[]> {
  return docs<StoredChange>(source, 'SELECT doc FROM changes WHERE anomaly_id = ? ORDER BY id', [anomalyId]);
}

/** Which of these anomalies have rows kept. */
export async function withRecords(source: RowSource, ids: readonly number[]): Promise<Set<number>> {
  const where = conditions().oneOf('id', ids);
  return new Set((await source.rows(`SELECT id FROM records${where.where()}`, where.values)).map((row) => Number(row[0])));
}

/** Comments, oldest first. */
export function listComments(source: RowSource, query: { page: number; size: number; anomaly_id?: number }): Promise<Page<StoredComment>> {
  const where = conditions().oneOf('anomaly_id', query.anomaly_id === undefined ? undefined : [query.anomaly_id]);
  return pageOf<StoredComment>(source, 'comments', where, 'id', query);
}
