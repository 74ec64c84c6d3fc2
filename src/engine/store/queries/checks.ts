import type { Page } from '../../../core/api/schemas/common';
import { conditions, pageOf, type Conditions } from '../conditions';
import type { StoredCheck } from '../model';
import type { RowSource } from '../source';
import { applyFilters, type FilterTable, type QueryOf } from './filter-table';

export type CheckQuery = QueryOf<'listChecks'>;

const filters: FilterTable<CheckQuery, Conditions> = {
  id: (where, ids) => where.oneOf('id', ids),
  datastore: (where, ids) => {
    const inside = conditions().oneOf('datastore_id', ids);
    return where.add(`container_id IN (SELECT id FROM containers${inside.where()})`, ...inside.values);
  },
  container: (where, ids) => where.oneOf('container_id', ids),
  field: (where, names) => where.hasAny('fields', names),
  rule_type: (where, rules) => where.oneOf('rule_type', rules),
  inferred: (where, inferred) => where.add('inferred = ?', inferred),
  tag: (where, tags) => where.hasAny('tags', tags),
  status: (where, statuses) => where.oneOf('status', statuses),
  archived: (where, wanted) => (wanted === 'only' ? where.add('archived') : where),
};

/** Checks in the order of their making; archived ones only when asked for. */
export function listChecks(source: RowSource, query: CheckQuery): Promise<Page<StoredCheck>> {
  const where = applyFilters(filters, conditions(), query);
  if (query.archived === undefined) where.add('NOT archived');
  return pageOf(source, 'checks', where, `id ${query.sort_created ?? 'asc'}`, query);
}
