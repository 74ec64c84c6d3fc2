import type { Column, Relation } from './relation';
import { identifier } from '../sql/quote';

/**
 * A column whose values are compared as they are stored. `greatest` of one value is that value, and DuckDB knows no
 * statistics of it: what a Parquet footer says of the values (it may leave out NaN, or be wrong) then neither decides a
 * predicate nor makes rows be passed over. A collation makes different texts equal; COLLATE POSIX takes it away.
 */
function exactColumn(kind: Relation['kind'], { name, nativeType }: Column): string {
  const quoted = identifier(name);
  const text = nativeType === 'VARCHAR' && (kind === 'table' || kind === 'view') ? `${quoted} COLLATE POSIX` : quoted;
  const value = kind === 'parquet' || kind === 'view' ? `greatest(${text})` : text;
  return value === quoted ? quoted : `${value} AS ${quoted}`;
}

/** What to put behind FROM for rows that are compared exactly; views may read Parquet files too. */
export function exactRows(kind: Relation['kind'], from: string, columns: readonly Column[]): Pick<Relation, 'from' | 'raw'> {
  const list = columns.map((column) => exactColumn(kind, column));
  if (columns.every((column, at) => list[at] === identifier(column.name))) return { from };
  return { from: `(SELECT ${list.join(', ')} FROM ${from})`, raw: { from, list: list.join(', ') } };
}
