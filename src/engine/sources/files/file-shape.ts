import type { Column } from '../relation';
import type { Session } from '../../sql/session';
import { fieldTypeOf } from '../native-type';
import { identifier } from '../../sql/quote';
import { castCell, normalText, type CellReading } from './cell-reading';
import type { DataFile } from './list-files';

/** A column of a file, and how its cells are read where the file's reader does not do it (null: it does). */
export interface FileColumn extends Column { readonly reading?: CellReading | null }

/** What one file turned out to be: its columns, and how to read it together with others like it. */
export interface FileShape {
  readonly file: DataFile;
  /** What DuckDB opens: the file, or a plain copy of it. */
  readonly path: string;
  readonly columns: readonly FileColumn[];
  /** Known without reading all of it (Parquet), or because all of it was read (small text files). */
  readonly rows: number | null;
  /** What cannot be shown exactly as it is in the file, with the column's name. */
  readonly notes: readonly string[];
  /**
   * FROM item over the given paths; `columns` are the wanted native types, in order. `fileColumn`: a column more that holds the
   * path of each row's file (sources without it have DuckDB's virtual column `filename`).
   */
  from(paths: readonly string[], columns: readonly FileColumn[], fileColumn?: string): string;
  /** Two shapes with the same key can be read as one table, as far as the way they are written is concerned. */
  readonly writtenAs: string;
}

/** Text files up to this size (bytes) are typed by all their rows, larger ones by their first {@link sampleRows}. */
export const typedInFull = 16 * 1024 * 1024;
export const sampleRows = 50_000;

export const column = (name: string, nativeType: string, reading: CellReading | null = null): FileColumn =>
  ({ name, nativeType, type: fieldTypeOf(nativeType), ...(reading ? { reading } : {}) });

/** Columns of a query, without running it. */
export async function describe(session: Session, from: string, signal?: AbortSignal): Promise<FileColumn[]> {
  const rows = await session.query(`DESCRIBE SELECT * FROM ${from}`, undefined, signal);
  return rows.map((row) => column(String(row.column_name), String(row.column_type)));
}

/**
 * FROM item over `reader`, which takes the types that it shall give: columns with a reading of their own are taken as text and
 * made values here.
 */
export function readCells(reader: (types: readonly string[]) => string, columns: readonly FileColumn[], fileColumn?: string): string {
  const from = reader(columns.map((c) => (c.reading ? 'VARCHAR' : c.nativeType)));
  const file = fileColumn === undefined ? '' : `, filename AS ${identifier(fileColumn)}`;
  if (!columns.some((c) => c.reading)) return file ? `(SELECT *${file} FROM ${from})` : from;
  const made = columns.filter((c) => c.reading && c.nativeType !== 'VARCHAR');
  let prefix = 'value_';
  while (columns.some((c) => c.name.toLowerCase().startsWith(prefix))) prefix += '_';
  const valueOf = (c: FileColumn): string => identifier(`${prefix}${made.indexOf(c)}`);
  const list = (cell: (name: string, c: FileColumn) => string | null): string => columns.map((c) => {
    const name = identifier(c.name);
    const sql = cell(name, c);
    return sql === null ? name : `${sql} AS ${name}`;
  }).join(', ');
  const texts = list((name, c) => (c.reading ? normalText(name, c.reading) : null));
  const casts = made.map((c) => `, try_cast(${identifier(c.name)} AS ${c.nativeType}) AS ${valueOf(c)}`).join('');
  const values = list((name, c) => (c.reading && made.includes(c) ? castCell(name, valueOf(c), c.name, c.nativeType, c.reading) : null));
  return `(SELECT ${values}${fileColumn === undefined ? '' : `, ${identifier(fileColumn)}`} FROM (SELECT *${casts} FROM (SELECT ${texts}${file} FROM ${from})))`;
}
