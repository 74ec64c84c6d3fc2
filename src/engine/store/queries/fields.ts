import type { Page } from '../../../core/api/schemas/common';
import { conditions, pageOf, type Conditions } from '../conditions';
import type { LoadedLists } from '../lists/load-lists';
import type { StoredField, StoredFieldProfile } from '../model';
import { known, type RowSource } from '../source';
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

/** The same of the profiles of containers as a whole. */
export async function olderContainerProfiles(source: RowSource, before: string, limit: number): Promise<number[]> {
  const rows = await source.rows(`
    SELECT id FROM container_profiles p WHERE id NOT IN (SELECT max(id) FROM container_profiles GROUP BY container_id)
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

/** A field among those of all containers. */
export const fieldKey = (containerId: number, name: string): string => `${containerId}:${name}`;

/** A number of each field, by container and name; `columns` are the container, the name and the number. */
type OfFields = Map<number, ReadonlyMap<string, number | null>>;
async function ofFields(source: RowSource, fact: 'fieldIds' | 'completeness', containerIds: readonly number[], columns: string): Promise<OfFields> {
  return known(source, fact, containerIds, async (missing) => {
    const where = conditions().oneOf('container_id', missing);
    const found = new Map(missing.map((id) => [id, new Map<string, number | null>()]));
    for (const [id, name, value] of await source.rows(columns.replace('WHERE', where.where()), where.values)) {
      found.get(Number(id))!.set(String(name), value === null ? null : Number(value));
    }
    return found as OfFields;
  }, (names) => [...names.keys()].reduce((sum, name) => sum + name.length + 8, 8));
}

/** Ids of the fields of containers by name. */
export const fieldIds = (source: RowSource, containerIds: readonly number[]): Promise<OfFields> =>
  ofFields(source, 'fieldIds', containerIds, 'SELECT container_id, name, id FROM fields WHERE');

/** Completeness of each field by its newest profile. */
export const fieldCompleteness = (source: RowSource, containerIds: readonly number[]): Promise<OfFields> =>
  ofFields(source, 'completeness', containerIds, 'SELECT container_id, name, arg_max(completeness, id) FROM profiles WHERE GROUP BY ALL');

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
