import type { Page } from '../../../core/api/schemas/common';
import { conditions, pageOf } from '../conditions';
import type { StoredField, StoredFieldProfile } from '../model';
import type { RowSource } from '../source';

export function listFields(source: RowSource, query: { page: number; size: number; name?: string; container_id?: number[] }): Promise<Page<StoredField>> {
  const where = conditions().oneOf('container_id', query.container_id).oneOf('name', query.name === undefined ? undefined : [query.name]);
  return pageOf<StoredField>(source, 'fields', where, 'container_id, position, id', query);
}

export interface ProfileQuery {
  page: number;
  size: number;
  name?: string;
  datastore?: number[];
  container?: number[];
  latest_only: boolean;
  sort_created?: 'asc' | 'desc';
}

const latest = '(FROM profiles QUALIFY row_number() OVER (PARTITION BY container_id, name ORDER BY id DESC) = 1)';

/** Profiles in the order of their making; the newest of each field unless all are asked for. */
export function listProfiles(source: RowSource, query: ProfileQuery): Promise<Page<StoredFieldProfile>> {
  const where = conditions().oneOf('container_id', query.container).oneOf('name', query.name === undefined ? undefined : [query.name]);
  if (query.datastore) {
    const inside = conditions().oneOf('datastore_id', query.datastore);
    where.add(`container_id IN (SELECT id FROM containers${inside.where()})`, ...inside.values);
  }
  return pageOf<StoredFieldProfile>(source, query.latest_only ? latest : 'profiles', where, `id ${query.sort_created ?? 'asc'}`, query);
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
export async function fieldCounts(source: RowSource, containerIds: readonly number[]): Promise<Map<string, { checks: number; anomalies: number }>> {
  const where = conditions().oneOf('container_id', containerIds);
  const rows = await source.rows(`
    WITH k AS (SELECT id, container_id, unnest(fields) AS name, archived, status FROM checks${where.where()}),
      a AS (SELECT id AS anomaly_id, unnest(check_ids) AS check_id FROM anomalies${where.where()} AND NOT archived)
    SELECT container_id, name, count(DISTINCT k.id) FILTER (NOT archived AND status = 'Active'), count(DISTINCT anomaly_id)
    FROM k LEFT JOIN a ON a.check_id = k.id GROUP BY ALL`, [...where.values, ...where.values]);
  return new Map(rows.map((row) => [fieldKey(Number(row[0]), String(row[1])), { checks: Number(row[2]), anomalies: Number(row[3]) }]));
}
