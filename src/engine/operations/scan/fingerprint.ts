import { createHash } from 'node:crypto';
import type { FailingRow } from '../../scan/container-scan';

const hash = (parts: unknown): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** JSON needs no order of keys; a fingerprint does. */
const ordered = (values: FailingRow['values']): [string, unknown][] => Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * What makes two record anomalies the same: the checks, how many rows break them, and the data of the rows that are known.
 * For an anomaly that stands for more rows than are kept, those are the first ones.
 */
export function recordFingerprint(checkIds: readonly number[], count: number, rows: readonly FailingRow[]): string {
  const data = rows.map((row) => [row.row_id, ordered(row.values)]).sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
  return hash(['record', [...checkIds].sort((a, b) => a - b), count, data]);
}

/** What makes two shape anomalies the same: the check, the share of rows that break it (or what was found), and up to where was read. */
export function shapeFingerprint(checkId: number, rows: number | null, failing: number | null, found: string | null, readUpTo: string | null): string {
  return hash(['shape', checkId, failing !== null && rows ? failing / rows : found, readUpTo]);
}
