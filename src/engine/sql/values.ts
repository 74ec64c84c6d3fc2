/** A value of a result. What is none of these (a decimal, a moment, a list) is its text as the source writes it. */
export type SqlValue = string | number | bigint | boolean | null;
export type Row = Record<string, SqlValue>;

/** Names and types of a result's columns. */
export interface ResultShape { readonly columns: string[]; readonly types: string[] }
export interface Table extends ResultShape { readonly rows: SqlValue[][] }

export interface QueryProgress {
  /** 0..1, null while nobody can tell. */
  readonly fraction: number | null;
  readonly rows: number;
  readonly totalRows: number;
}

export const noProgress: QueryProgress = { fraction: null, rows: 0, totalRows: 0 };

/** Rows keyed by the names of their columns; of columns with one name the last stands. */
export function keyedRows({ columns, rows }: Table): Row[] {
  return rows.map((values) => Object.fromEntries(columns.map((name, at) => [name, values[at] ?? null])));
}
