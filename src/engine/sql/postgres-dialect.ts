import { fail } from '../../core/errors';
import type { Dialect } from '../../core/rules/dialect';
import { postgresPrinter } from '../../core/sql-guard/postgres/printer';
import { compareMoment, compareNumber, listedRows, numberKind, oneOf } from './postgres-compare';
import { isOneAtom, postgresPattern } from './postgres-pattern';
import { align, dayOf, isFinite, steps, sum, toMicros, truncate } from './postgres-values';
import { identifier, literal } from './quote';

/** No text of the server holds NUL; a character that no language has stands in its place, so that nothing equals it. */
const text = (value: string): string => literal(value.replaceAll('\0', '\u{10ffff}'));

const isWhole = (nativeType: string): boolean => typeof numberKind(nativeType) === 'object';

/** What the server has no exact counterpart of. */
function cannot(what: string): never {
  return fail('unsupported', `PostgreSQL cannot compute ${what}.`, { remedy: 'Leave the check out, or run it on an export of the table.' });
}

/** A pattern as a literal; begun so that nothing in it is taken for an option. */
const patternLiteral = (printed: string, full: boolean): string => literal(`***:${full ? `^(?:${printed})$` : printed}`);
const pattern = (re2: string, full: boolean): string => patternLiteral(postgresPattern(re2), full);

const fullMatch = (sql: string, re2: string): string => `(${sql} ~ ${pattern(re2, true)})`;
const contains = (sql: string, re2: string): string => `(${sql} ~ ${pattern(re2, false)})`;

/**
 * SQL of PostgreSQL 12 to 18, in a session whose time zone is UTC and whose search path is the system's own. Columns of text
 * come compared by code points (see the relation of the source).
 */
export const postgresDialect: Dialect = {
  name: 'postgresql',
  identifier,
  text,
  print: postgresPrinter({ print: postgresPattern, literal: patternLiteral }),
  bool: (value) => (value ? 'TRUE' : 'FALSE'),
  double: (value) => `'${value}'::double precision`,
  compareNumber,
  compareMoment,
  oneOf: (sql, column, values) => oneOf(sql, column, values, text),
  listedRows: (column, values) => listedRows(column, values, text),
  isFloating: (column) => (column.type === 'Fractional' || column.type === 'Integral') && !isWhole(column.nativeType),
  isNaN: (sql, column) => (isWhole(column.nativeType) ? `(${sql} IS NULL AND NULL)` : `(${sql} = 'NaN')`),
  length: (sql) => `char_length(${sql})`,
  first: (sql, count) => `left(${sql}, ${count})`,
  fullMatch,
  contains,
  includes: (whole, part) => `(strpos(${whole}, ${part}) > 0)`,
  replaceAll: (sql, re2, replacement) => (isOneAtom(re2)
    ? `regexp_replace(${sql}, ${pattern(re2, false)}, ${text(replacement.replace(/\\/g, '\\\\'))}, 'g')` : cannot('a text with matches of this pattern replaced')),
  toDouble: (sql) => `CAST(${sql} AS double precision)`,
  toText: (sql) => `CAST(${sql} AS text)`,
  toMicros,
  tryCast: (sql, target) => (target === 'Date' ? dayOf(sql) : cannot(`whether a text is of type ${target}`)),
  truncate,
  attempt: (sql) => sql,
  // IN takes a plain row for several values; the planner takes the CASE away again.
  tuple: (sql) => `(CASE WHEN TRUE THEN ROW(${sql.join(', ')}) END)`,
  same: (a, b) => `(${a} IS NOT DISTINCT FROM ${b})`,
  listText: (sql, limit) => {
    const value = `CAST(${sql} AS text) COLLATE "C"`;
    return `array_to_string((array_agg(DISTINCT ${value} ORDER BY ${value}) FILTER (WHERE (${sql}) IS NOT NULL))[1:${limit}], ', ')`;
  },
  align,
  sum,
  steps,
  valueAtLeast: (value, by, condition) => `(array_agg(${value} ORDER BY ${by}) FILTER (WHERE ${condition}))[1]`,
  isFinite,
  luhn: (sql) => `(SELECT sum(CASE WHEN (length(${sql}) - d.at) % 2 = 0 THEN d.n WHEN d.n > 4 THEN d.n * 2 - 9 ELSE d.n * 2 END) % 10 = 0 `
    + `FROM (SELECT g.at, substr(${sql}, g.at, 1)::int AS n FROM generate_series(1, length(${sql})) AS g(at)) AS d)`,
  anyLuhn: () => cannot('card numbers inside of texts'),
  segments: (sql, separator) => `ARRAY(SELECT p.part FROM (SELECT btrim(u.part, ' ') AS part, u.at FROM unnest(string_to_array(${sql}, ${text(separator)})) WITH ORDINALITY AS u(part, at)) AS p `
    + `WHERE p.part <> '' ORDER BY p.at)`,
  size: (list) => `cardinality(${list})`,
  item: (list, position) => `(${list})[${position > 0 ? position : `cardinality(${list}) + ${1 + position}`}]`,
  slice: (list, from, to) => `(${list})[${from}:${to}]`,
  anyItem: (list, condition) => `coalesce((SELECT bool_or(${condition('u.one')}) FROM unnest(${list}) AS u(one)), FALSE)`,
  plainName: () => cannot('names without accents'),
  soundexWords: () => cannot('how names sound'),
  letterMask: () => cannot('how far names are apart'),
  editDistanceAtMost: () => cannot('how far names are apart'),
};
