import type { Column } from '../../scan/port';
import type { Session } from '../../duckdb/session';
import { fieldTypeOf } from '../native-type';
import type { DataFile } from './list-files';

/** What one file turned out to be: its columns, and how to read it together with others like it. */
export interface FileShape {
  readonly file: DataFile;
  readonly columns: readonly Column[];
  /** Known without reading all of it (Parquet), or because all of it was read (small text files). */
  readonly rows: number | null;
  /** FROM item over the given paths; `columns` are the wanted native types, in order. */
  from(paths: readonly string[], columns: readonly Column[]): string;
  /** Two shapes with the same key can be read as one table, as far as the way they are written is concerned. */
  readonly writtenAs: string;
  /** For {@link SourceContainer.notes}. */
  readonly notes?: readonly string[];
}

/** Text files up to this size (bytes) are typed by all their rows, larger ones by their first {@link sampleRows}. */
export const typedInFull = 16 * 1024 * 1024;
export const sampleRows = 50_000;

export const column = (name: string, nativeType: string): Column => ({ name, nativeType, type: fieldTypeOf(nativeType) });

/** Columns of a query, without running it. */
export async function describe(session: Session, from: string, signal?: AbortSignal): Promise<Column[]> {
  const rows = await session.query(`DESCRIBE SELECT * FROM ${from}`, undefined, signal);
  return rows.map((row) => column(String(row.column_name), String(row.column_type)));
}
