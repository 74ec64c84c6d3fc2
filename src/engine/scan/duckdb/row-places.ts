import type { Relation } from '../../sources/relation';
import { identifier } from '../../sql/quote';
import { bounded, fileColumnName, freeName, has, type RowBound, type ScanSource } from '../scan-source';

const fileShift = 2 ** 40;

/**
 * How to read a relation's rows and name each of them. Tables have `rowid`, Parquet files `file_row_number`; of all others
 * the rows are numbered as they are read, which DuckDB does in the order of the file. A relation with a column of such a
 * name hides it, and is numbered as well.
 */
export function rowPlaces(relation: Relation, bound: RowBound): ScanSource {
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
