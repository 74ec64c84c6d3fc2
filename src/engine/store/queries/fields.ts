import type { Page } from '../../../core/api/schemas/common';
import { conditions, pageOf, type Conditions } from '../conditions';
import type { LoadedLists } from '../lists/load-lists';
import type { StoredField, StoredFieldProfile } from '../model';
import type { RowSource } from '../source';
import { applyFilters, type FilterTable, type QueryOf } from './filter-table';

const fieldFilters: FilterTable<QueryOf<'listFields'>, Conditions> = {
  container_id: (where, ids) => where.oneOf('container_id', ids),
  name: (where, name) => where.oneOf('name', [name]),
};

export function listFields(source: RowSource, query: QueryOf<'listFields'>): Promise<Page<StoredField>> {
  return pageOf(source, 'fields', applyFilters(fieldFilters, conditions(), query), 'container_id, position, id', query);
}

/** Ids of profiles made before a moment that a newer one of their field has replaced; oldest first. */
export async function olderProfiles(source: RowSource, before: string, limit: number): Promise<number[]> {
  const rows = await source.rows(`
    SELECT id FROM profiles p WHERE id NOT IN (SELECT max(id) FROM profiles GROUP BY container_id, name)
      AND (doc->>'created') < ? ORDER BY id LIMIT ?`, [before, limit]);
  return rows.map((row) => Number(row[0]));
}

export type ProfileQuery = QueryOf<'listFieldProfiles'>;

const latest = '(SELECT * FROM profiles QUALIFY row_number() OVER (PARTITION BY container_id, name ORDER BY id DESC) = 1)';

const profileFilters: FilterTable<Omit<ProfileQuery, 'latest_only'>, Conditions> = {
  name: (where, name) => where.oneOf('name', [name]),
  datastore: (where, ids) => {
    const inside = conditions().oneOf('datastore_id', ids);
    return where.add(`container_id IN (SELECT id FROM containers${inside.where()})`, ...inside.values);
  },
  container: (where, ids) => where.oneOf('container_id', ids),
};

/** Profiles in the order of their making; the newest of each field unless all are asked for. */
export function listProfiles(source: RowSource, { latest_only, ...query }: ProfileQuery): Promise<Page<StoredFieldProfile>> {
  const where = applyFilters(profileFilters, conditions(), query);
  return pageOf(source, 'profiles', where, `id ${query.sort_created ?? 'asc'}`, query, latest_only ? latest : undefined);
}

/** Ids of fields by container and name, and completeness of the newest profile by the same key. */
export const fieldKey = (containerId: number, name: string): string => `${containerId}:${name}`;

export async function fieldIds(source: RowSource, containerIds: readonly number[]): Promise<Map<string, number>> {
  const where = conditions().oneOf('container_id', containerIds);
  const rows = await source.rows(`SELECT container_id, name, id FROM fields${where.where()}`, where.values);
  return new Map(rows.map((row) => [fieldKey(Number(row[0]), String(row[1])), Number(row[2])]));
}

export async function fieldCompleteness(source: RowSource, containerIds: readonly number[]): Promise<Map<string, number | null>> {
  const where = conditions().oneOf('container_id', containerIds);
  const rows = await source.rows(`SELECT container_id, name, arg_max(completeness, id) FROM profiles${where.where()} GROUP BY ALL`, where.values);
  return new Map(rows.map((row) => [fieldKey(Number(row[0]), String(row[1])), row[2] === null ? null : Number(row[2])]));
}

/** Active checks and open anomalies of each field. */
export async function fieldCounts(
  source: RowSource, { anomalies }: LoadedLists, containerIds: readonly number[],
): Promise<Map<string, { checks: number; anomalies: number }>> {
  const where = conditions().oneOf('container_id', containerIds);
  const rows = await source.rows(`SELECT id, container_id, unnest(fields), NOT archived AND status = 'Active' FROM checks${where.where()}`, where.values);
  const counts = new Map<string, { checks: number; anomalies: number }>();
  const fieldsOf = new Map<number, string[]>();
  for (const [id, container, name, active] of rows) {
    const key = fieldKey(Number(container), String(name));
    const count = counts.get(key) ?? { checks: 0, anomalies: 0 };
    if (active === true) count.checks++;
    counts.set(key, count);
    fieldsOf.set(Number(id), [...fieldsOf.get(Number(id)) ?? [], key]);
  }
  const open = anomalies.match().oneOf('container', containerIds).oneOf('archived', [0]);
  for (const id of anomalies.idsOf(open)) {
    for (const key of new Set(anomalies.checksOf(id).flatMap((check) => fieldsOf.get(check) ?? []))) counts.get(key)!.anomalies++;
  }
  return counts;
}
