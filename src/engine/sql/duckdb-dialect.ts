import type { Dialect, Interval } from '../../core/rules/dialect';
import { compareMoment, compareNumber, oneOf } from './duckdb-compare';
import { numberGrid, timeGrid } from './duckdb-types';

const units: Readonly<Record<Interval, string>> = {
  Hourly: 'hour', Daily: 'day', Weekly: 'week', Monthly: 'month', Quarterly: 'quarter', Yearly: 'year',
};

const identifier = (name: string): string => `"${name.replace(/"/g, '""')}"`;

/** NUL cannot stand in a statement, so texts with it are put together from parts. */
function text(value: string): string {
  const parts = value.split('\0').map((part) => `'${part.replace(/'/g, "''")}'`);
  return parts.length === 1 ? parts[0]! : `(${parts.join(' || chr(0) || ')})`;
}

/** Letters to digits as the American Soundex of the US National Archives does; vowels become 0, H and W vanish. */
function soundex(sql: string): string {
  const letters = `regexp_replace(upper(strip_accents(${sql})), '[^A-Z]', '', 'g')`;
  // H and W do not part two letters of one digit; vowels and Y do.
  const digits = `translate(regexp_replace(${letters}, '(.)[HW]+', '\\1', 'g'), 'AEIOUYBFPVCGJKQSXZDTLMNR', '000000111122222222334556')`;
  let single = digits;
  for (const digit of '123456') single = `regexp_replace(${single}, '${digit}+', '${digit}', 'g')`;
  return `CASE WHEN ${letters} = '' THEN '' ELSE substr(substr(${letters}, 1, 1) || replace(substr(${single}, 2), '0', '') || '000', 1, 4) END`;
}

/** Each second digit from the right doubled, its digits added; the whole must end in 0 (ISO/IEC 7812-1, annex B). */
function luhn(sql: string): string {
  const digit = `CAST(substr(${sql}, i, 1) AS INTEGER)`;
  const doubled = `(${digit} * 2) // 10 + (${digit} * 2) % 10`;
  return `(list_sum(list_transform(range(1, length(${sql}) + 1), lambda i: CASE WHEN (length(${sql}) - i) % 2 = 0 THEN ${digit} ELSE ${doubled} END)) % 10 = 0)`;
}

/** SQL of DuckDB 1.5, for files and DuckDB databases. The session's time zone does not matter. */
export const duckdbDialect: Dialect = {
  name: 'duckdb',
  identifier,
  text,
  textRows: (values, alias, column) => `(VALUES ${values.map((value) => `(${text(value)})`).join(', ')}) AS ${identifier(alias)}(${identifier(column)})`,
  bool: (value) => (value ? 'TRUE' : 'FALSE'),
  double: (value) => `CAST('${Number.isFinite(value) ? value : value > 0 ? 'infinity' : value < 0 ? '-infinity' : 'nan'}' AS DOUBLE)`,
  compareNumber,
  compareMoment,
  oneOf: (sql, column, values) => oneOf(sql, column, values, text),
  isNaN: (sql, column) => (column.type !== 'Fractional' || numberGrid(column.nativeType) ? `(${sql} IS NULL AND NULL)` : `isnan(${sql})`),
  length: (sql) => `length(${sql})`,
  fullMatch: (sql, pattern) => `regexp_full_match(${sql}, ${text(pattern)})`,
  contains: (sql, pattern) => `regexp_matches(${sql}, ${text(pattern)})`,
  replaceAll: (sql, pattern, replacement) => `regexp_replace(${sql}, ${text(pattern)}, ${text(replacement.replace(/\\/g, '\\\\'))}, 'g')`,
  toDouble: (sql) => `CAST(${sql} AS DOUBLE)`,
  toText: (sql) => `CAST(${sql} AS VARCHAR)`,
  toMicros: (sql) => `epoch_us(${sql})`,
  tryCast: (sql, target) => `TRY_CAST(${sql} AS ${{ Integral: 'HUGEINT', Fractional: 'DOUBLE', Boolean: 'BOOLEAN', Date: 'DATE', Timestamp: 'TIMESTAMPTZ' }[target]})`,
  truncate: (sql, column, interval) => {
    const utc = timeGrid(column.nativeType).type === 'TIMESTAMPTZ' ? `timezone('UTC', ${sql})` : `CAST(${sql} AS TIMESTAMP)`;
    return `date_trunc('${units[interval]}', ${utc})`;
  },
  attempt: (sql) => `TRY(${sql})`,
  tuple: (sql) => `row(${sql.join(', ')})`,
  same: (a, b) => `(${a} IS NOT DISTINCT FROM ${b})`,
  listText: (sql, limit) => `array_to_string(list_slice(list_sort(list(DISTINCT CAST(${sql} AS VARCHAR))), 1, ${limit}), ', ')`,
  luhn,
  soundex,
  editDistance: (a, b) => `damerau_levenshtein(${a}, ${b})`,
};
