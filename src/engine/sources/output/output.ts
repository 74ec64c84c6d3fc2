/** Where tables are written: a database file, or a folder with a file for each operation. */
export type Output =
  | { readonly kind: 'database'; readonly file: string; readonly name: string }
  | { readonly kind: 'folder'; readonly folder: string; readonly format: 'parquet' | 'csv'; readonly name: string };

export interface OutputColumn { readonly name: string; readonly type: string }
/** One row, as the JSON object of its columns. */
export type OutputRow = Record<string, unknown>;

/** A table with its rows, some at a time. */
export interface OutputTable {
  readonly name: string;
  readonly columns: readonly OutputColumn[];
  rows(): AsyncIterable<readonly OutputRow[]>;
}

/** `id BIGINT, name VARCHAR` as columns. */
export function outputColumns(text: string): OutputColumn[] {
  return text.split(', ').map((one) => ({ name: one.slice(0, one.indexOf(' ')), type: one.slice(one.indexOf(' ') + 1) }));
}
