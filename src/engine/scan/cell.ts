import type { SqlValue } from '../sql/values';
import type { cellValue } from '../../core/api/schemas/anomaly';
import type { z } from 'zod';
import { identifier } from '../sql/quote';
import type { Column } from '../sources/relation';

type Cell = z.output<typeof cellValue>;

/** Longest text of a cell, in characters; what is longer is cut and marked. */
const longest = 1_000;

/** SQL of a column as it is shown in a cell: numbers and booleans as they are, all others as text, cut one past the longest. */
export function cellSql(column: Column): string {
  const name = identifier(column.name);
  const cut = (sql: string): string => `left(${sql}, ${longest + 1})`;
  switch (column.type) {
    case 'Integral': case 'Fractional': case 'Boolean': return name;
    case 'Array': case 'Struct': case 'MapType': return cut(`CAST(to_json(${name}) AS VARCHAR)`);
    case 'Binary': return cut(`hex(${name})`);
    case 'Timestamp': return /WITH TIME ZONE|TIMESTAMPTZ/i.test(column.nativeType)
      ? `(CAST(${name} AT TIME ZONE 'UTC' AS VARCHAR) || '+00')` : `CAST(${name} AS VARCHAR)`;
    case 'String': case 'Date': case 'Time': case 'Unknown': return cut(`CAST(${name} AS VARCHAR)`);
  }
}

/** A value of {@link cellSql} as JSON can hold it: whole numbers beyond 2^53, decimals, NaN and infinities as text. */
export function cellOf(value: SqlValue): Cell {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  const text = typeof value === 'string' ? value : String(value);
  if (text.length <= longest) return text;
  const characters = Array.from(text.slice(0, 2 * longest + 2));
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : text;
}
