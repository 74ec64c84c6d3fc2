import { createHash } from 'node:crypto';
import path from 'node:path';
import type { FailingRow } from './container-scan';
import type { Relation } from '../sources/relation';

/** What names a row: where it stands, or what it holds. */
export interface RowPlace {
  /** 1-based, within its file where there are several; null where rows have no lasting position (views). */
  readonly position: bigint | null;
  readonly file: string | null;
}

/** The file as it is named in a row's identity: relative to the folder that all files of the container share. */
function fileName(file: string, files: readonly string[]): string {
  const folders = files.map((name) => path.dirname(name));
  let shared = folders[0] ?? '';
  while (shared !== path.dirname(shared) && !folders.every((folder) => folder === shared || folder.startsWith(shared + path.sep))) {
    shared = path.dirname(shared);
  }
  return path.relative(shared, path.normalize(file)).split(path.sep).join('/');
}

/** A row by its key columns: `id=7, day=2024-01-31`. */
export function keyIdentity(keyFields: readonly string[], values: FailingRow['values']): string {
  return keyFields.map((key) => `${key}=${values[key] ?? 'null'}`).join(', ');
}

/** A row by a hash of what it holds. */
export function valuesIdentity(values: FailingRow['values']): string {
  return `hash:${createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16)}`;
}

/**
 * The identity of a row, the same in each scan of unchanged data: its key columns where the container has any, its position
 * in its file or table, or a hash of its values for views, whose rows have no order.
 */
export function rowIdentity(relation: Relation, place: RowPlace, values: FailingRow['values']): string {
  if (relation.keyFields.length > 0) return keyIdentity(relation.keyFields, values);
  if (place.position === null) return valuesIdentity(values);
  return place.file === null ? `${place.position}` : `${fileName(place.file, relation.files ?? [])}:${place.position}`;
}

/** Rows of one key, or of one content, are told apart by a number in their order: `id=7`, `id=7 #2`. */
export function distinctIdentities(rows: readonly FailingRow[]): FailingRow[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const times = (seen.get(row.row_id) ?? 0) + 1;
    seen.set(row.row_id, times);
    return times === 1 ? row : { ...row, row_id: `${row.row_id} #${times}` };
  });
}
