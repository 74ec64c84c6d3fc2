import type { Dialect } from '../../core/rules/dialect';
import { duckdbPrinter } from '../../core/sql-guard/print-duckdb';
import { compareMoment, compareNumber, listedRows, oneOf } from './duckdb-compare';
import { align, sum } from './duckdb-numbers';
import { anyLuhn, editDistanceAtMost, letterMask, luhn, plainName, soundexWords } from './duckdb-text';
import { steps, truncate, utc } from './duckdb-times';
import { numberGrid } from './duckdb-types';

const identifier = (name: string): string => `"${name.replace(/"/g, '""')}"`;

/** NUL cannot stand in a statement, so texts with it are put together from parts. */
function text(value: string): string {
  const parts = value.split('\0').map((part) => `'${part.replace(/'/g, "''")}'`);
  return parts.length === 1 ? parts[0]! : `(${parts.join(' || chr(0) || ')})`;
}

/** SQL of DuckDB 1.5, for files and DuckDB databases. The session's time zone does not matter. */
export const duckdbDialect: Dialect = {
  name: 'duckdb',
  identifier,
  text,
  print: duckdbPrinter({ identifier, text }),
  bool: (value) => (value ? 'TRUE' : 'FALSE'),
  double: (value) => `CAST('${Number.isFinite(value) ? value : value > 0 ? 'infinity' : value < 0 ? '-infinity' : 'nan'}' AS DOUBLE)`,
  compareNumber,
  compareMoment,
  oneOf: (sql, column, values) => oneOf(sql, column, values, text),
  listedRows: (column, values) => listedRows(column, values, text),
  isFloating: (column) => column.type === 'Fractional' && numberGrid(column.nativeType) === null,
  isNaN: (sql, column) => (column.type !== 'Fractional' || numberGrid(column.nativeType) ? `(${sql} IS NULL AND NULL)` : `isnan(${sql})`),
  length: (sql) => `length(${sql})`,
  first: (sql, count) => `substr(${sql}, 1, ${count})`,
  fullMatch: (sql, pattern) => `regexp_full_match(${sql}, ${text(pattern)})`,
  contains: (sql, pattern) => `regexp_matches(${sql}, ${text(pattern)})`,
  includes: (whole, part) => `contains(${whole}, ${part})`,
  replaceAll: (sql, pattern, replacement) => `regexp_replace(${sql}, ${text(pattern)}, ${text(replacement.replace(/\\/g, '\\\\'))}, 'g')`,
  toDouble: (sql) => `CAST(${sql} AS DOUBLE)`,
  toText: (sql) => `CAST(${sql} AS VARCHAR)`,
  toMicros: (sql, column) => `epoch_us(${utc(sql, column)})`,
  tryCast: (sql, target) => `TRY_CAST(${sql} AS ${{ Integral: 'HUGEINT', Fractional: 'DOUBLE', Boolean: 'BOOLEAN', Date: 'DATE', Timestamp: 'TIMESTAMPTZ' }[target]})`,
  truncate,
  attempt: (sql) => `TRY(${sql})`,
  tuple: (sql) => `{${sql.map((one, index) => `'v${index}': ${one}`).join(', ')}}`,
  same: (a, b) => `(${a} IS NOT DISTINCT FROM ${b})`,
  listText: (sql, limit) => `array_to_string(list_slice(list_sort(list(DISTINCT CAST(${sql} AS VARCHAR))), 1, ${limit}), ', ')`,
  align,
  sum,
  steps,
  valueAtLeast: (value, by, condition) => `arg_min(${value}, ${by}) FILTER (WHERE ${condition})`,
  isFinite: (sql, column) => (numberGrid(column.nativeType) ? `(${sql} IS NOT NULL OR NULL)` : `isfinite(${sql})`),
  luhn,
  anyLuhn: (sql, pattern) => anyLuhn(sql, text(pattern)),
  segments: (sql, separator) => `list_filter(list_transform(string_split(${sql}, ${text(separator)}), lambda x: trim(x)), lambda x: x <> '')`,
  size: (list) => `len(${list})`,
  item: (list, position) => `list_extract(${list}, ${position})`,
  slice: (list, from, to) => `list_slice(${list}, ${from}, ${to})`,
  anyItem: (list, condition) => `coalesce(list_bool_or(list_transform(${list}, lambda x: ${condition('x')})), FALSE)`,
  plainName,
  soundexWords,
  letterMask,
  editDistanceAtMost,
};
