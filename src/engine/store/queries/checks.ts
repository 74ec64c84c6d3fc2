import type { Page } from '../../../core/api/schemas/common';
import { conditions, pageOf, type Conditions } from '../conditions';
import { noContainer, type StoredCheck } from '../model';
import type { RowSource } from '../source';
import { applyFilters, type FilterTable, type QueryOf } from './filter-table';

export type CheckQuery = QueryOf<'listChecks'>;

/** A template belongs to no container. */
const isTemplate = `container_id = ${noContainer}`;

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
  search: (where, text) => where.add(
    "(contains(lower(json_extract_string(doc, '$.description')), lower(?)) OR contains(lower(rule_type), lower(?)) OR contains(lower(array_to_string(fields, ' ')), lower(?)))", text, text, text),
  template_only: (where, only) => where.add(only ? isTemplate : `NOT ${isTemplate}`),
  template_locked: (where, locked) => where.add(`${isTemplate} AND json_extract_string(doc, '$.template_locked') = ?`, String(locked)),
  template: (where, ids) => where.oneOf("CAST(json_extract_string(doc, '$.template_id') AS BIGINT)", ids),
  archived: (where, wanted) => (wanted === 'only' ? where.add('archived') : where),
};

/** Checks in the order of their making; archived ones only when asked for. */
export function listChecks(source: RowSource, query: CheckQuery): Promise<Page<StoredCheck>> {
  const where = applyFilters(filters, conditions(), query);
  // A wanted status says by itself whether archived ones are meant.
  if (query.archived === undefined && query.status === undefined) where.add('NOT archived');
  if (query.template_only === undefined && query.template_locked === undefined && query.id === undefined) where.add(`NOT ${isTemplate}`);
  return pageOf(source, 'checks', where, `id ${query.sort_created ?? 'asc'}`, query);
}
