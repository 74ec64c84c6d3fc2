import { identifier } from '../sql/quote';
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

const fileShift = 2 ** 40;

/** `base`, or `base_` and so on where a column has that name already. */
export function freeName(base: string, taken: Iterable<string>): string {
  const used = new Set([...taken].map((name) => name.toLowerCase()));
  let name = base;
  while (used.has(name.toLowerCase())) name += '_';
  return name;
}

function bounded(from: string, bound: RowBound): string {
  if (bound.where === null && bound.maxRecords < 0) return from;
  const where = bound.where === null ? '' : ` WHERE (${bound.where})`;
  const limit = bound.maxRecords < 0 ? '' : ` LIMIT ${bound.maxRecords}`;
  return `(SELECT * FROM ${from}${where}${limit})`;
}

function has(relation: Relation, name: string): boolean {
  return relation.columns.some((column) => column.name.toLowerCase() === name);
}

/** Name of the column that a scan's rows get to tell their file; null where there is one file at most. */
export function fileColumnName(relation: Relation): string | null {
  if ((relation.files?.length ?? 0) <= 1 || has(relation, 'filename')) return null;
  return freeName('plumbline_file', relation.columns.map((column) => column.name));
}

/**
 * How to read a relation's rows and name each of them. Tables have `rowid`, Parquet files `file_row_number`; of all others
 * the rows are numbered as they are read, which DuckDB does in the order of the file. A relation with a column of such a
 * name hides it, and is numbered as well.
 */
export function scanSource(relation: Relation, bound: RowBound): ScanSource {
  const names = relation.columns.map((column) => column.name);
  const position = identifier(freeName('plumbline_position', names));
  const fileName = fileColumnName(relation);
  const several = fileName !== null;
  const file = several ? identifier(fileName) : null;
  const withFile = fileName === null || relation.raw ? undefined : relation.fromWithFile?.(fileName);
  const raw = relation.raw ?? { from: withFile ?? relation.from, list: '*' };
  const fileColumn = file && !withFile ? `, filename AS ${file}` : '';
  const plain = fileColumn ? `(SELECT ${raw.list}${fileColumn} FROM ${raw.from})` : withFile ?? relation.from;
  const seekable = relation.kind === 'table' && !has(relation, 'rowid')
    || relation.kind === 'parquet' && !has(relation, 'file_row_number') && !has(relation, 'file_index') && (several || (relation.files?.length ?? 1) <= 1);
  const number = !seekable ? 'row_number() OVER () - 1'
    : relation.kind === 'table' ? 'rowid'
      : several ? `file_index::BIGINT * ${fileShift} + file_row_number` : 'file_row_number';
  const numbered = `(SELECT ${raw.list}, ${number} AS ${position}${fileColumn} FROM ${raw.from})`;
  return {
    from: bounded(plain, bound), positioned: bounded(numbered, bound), numbered,
    position, file, seekable, runningPosition: !seekable,
  };
}

/** The position within its file of a row of a seekable source, 0-based. */
export function positionInFile(position: bigint): bigint {
  return position % BigInt(fileShift);
}

/** The rows of `from` for which the filter is TRUE. */
export function filtered(from: string, filter: string | null): string {
  return filter === null ? from : `(SELECT * FROM ${from} WHERE (${filter}))`;
}
