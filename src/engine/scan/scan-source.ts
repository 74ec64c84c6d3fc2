import type { Relation } from '../sources/relation';

/** The rows of one scan, as SQL. All texts are FROM items without an alias, so that they can stand behind FROM anywhere. */
export interface ScanSource {
  /** The rows looked at: the relation, bounded where the scan is. */
  readonly from: string;
  /** The same rows with two more columns: the row's position (0-based, ascending) and, where there are several files, its file. */
  readonly positioned: string;
  /** As `positioned`, before any bound. */
  readonly numbered: string;
  /** Quoted name of the position column of `positioned`. */
  readonly position: string;
  /** Quoted name of the column, of `from` as well, that tells the file; null where there is one file at most. */
  readonly file: string | null;
  /** Rows can be found again by their position, without reading all that come before. */
  readonly seekable: boolean;
  /** Positions run through all files, and not from 0 in each. */
  readonly runningPosition: boolean;
}

/** What bounds the rows of a scan: a predicate, and a greatest number of rows (-1: all). */
export interface RowBound {
  readonly where: string | null;
  readonly maxRecords: number;
}

export const unbounded: RowBound = { where: null, maxRecords: -1 };

/** `base`, or `base_` and so on where a column has that name already. */
export function freeName(base: string, taken: Iterable<string>): string {
  const used = new Set([...taken].map((name) => name.toLowerCase()));
  let name = base;
  while (used.has(name.toLowerCase())) name += '_';
  return name;
}

/** The rows of `from` within a bound. */
export function bounded(from: string, bound: RowBound): string {
  if (bound.where === null && bound.maxRecords < 0) return from;
  const where = bound.where === null ? '' : ` WHERE (${bound.where})`;
  const limit = bound.maxRecords < 0 ? '' : ` LIMIT ${bound.maxRecords}`;
  return `(SELECT * FROM ${from} AS scanned${where}${limit})`;
}

/** Whether the relation has a column of that name (in small letters). */
export function has(relation: Relation, name: string): boolean {
  return relation.columns.some((column) => column.name.toLowerCase() === name);
}

/** Name of the column that a scan's rows get to tell their file; null where there is one file at most. */
export function fileColumnName(relation: Relation): string | null {
  if ((relation.files?.length ?? 0) <= 1 || has(relation, 'filename')) return null;
  return freeName('plumbline_file', relation.columns.map((column) => column.name));
}

/** The rows of `from` for which the filter is TRUE. */
export function filtered(from: string, filter: string | null): string {
  return filter === null ? from : `(SELECT * FROM ${from} AS scanned WHERE (${filter}))`;
}
