import type { RuleColumn } from './meaning';
import type { Moment } from './moment';

export type Comparison = '<' | '<=' | '=' | '<>' | '>=' | '>';

/**
 * What rules need of a source's SQL. One implementation a source, in the engine. All methods give SQL text; arguments
 * named `sql` are SQL already, all others are plain values that are quoted here.
 */
export interface Dialect {
  readonly name: string;
  /** A quoted identifier. */
  identifier(name: string): string;
  /** A quoted text literal. */
  text(value: string): string;
  /** A list of text values as rows of a one-column relation: `(…) AS alias(column)`. */
  textRows(values: readonly string[], alias: string, column: string): string;
  /** A boolean literal. */
  bool(value: boolean): string;
  /** A number as DOUBLE literal. */
  double(value: number): string;
  /**
   * Compares a number column with an exact decimal given as text, without rounding the column's values: a bound that
   * the column's type cannot hold is moved to the next value that it can. NaN makes every comparison but `<>` false.
   */
  compareNumber(sql: string, column: RuleColumn, operator: Comparison, amount: string): string;
  /** Compares a date or timestamp column with a moment; times without zone are UTC. */
  compareMoment(sql: string, column: RuleColumn, operator: Comparison, moment: Moment): string;
  /**
   * TRUE where the value equals one of `values`, read by the column's type: numbers by value, times as moments, booleans
   * as true and false, everything else as text. What cannot be of the column's type equals nothing.
   */
  oneOf(sql: string, column: RuleColumn, values: readonly string[]): string;
  /** TRUE where the number is NaN; FALSE for types that have none. */
  isNaN(sql: string, column: RuleColumn): string;
  /** Length in characters (Unicode code points). */
  length(sql: string): string;
  /** TRUE where the whole text matches the RE2 pattern. */
  fullMatch(sql: string, pattern: string): string;
  /** TRUE where the RE2 pattern occurs in the text. */
  contains(sql: string, pattern: string): string;
  /** Text with every match of the RE2 pattern replaced by plain text. */
  replaceAll(sql: string, pattern: string, replacement: string): string;
  /** The column as DOUBLE. */
  toDouble(sql: string): string;
  /** Any value as text. */
  toText(sql: string): string;
  /** Microseconds since 1970-01-01 UTC of a date or timestamp column, as whole number. */
  toMicros(sql: string, column: RuleColumn): string;
  /** Text cast to a type of {@link CastTarget}: NULL where it is not of that type. */
  tryCast(sql: string, target: CastTarget): string;
  /** Start of the interval (UTC) that a date or timestamp falls in. */
  truncate(sql: string, column: RuleColumn, interval: Interval): string;
  /** A user's row expression that gives NULL where it cannot be computed (overflow, a date out of range) instead of stopping the statement. */
  attempt(sql: string): string;
  /** Several values as one that can be compared, counted and grouped; null equals null inside it. */
  tuple(sql: readonly string[]): string;
  /** `a IS NOT DISTINCT FROM b` */
  same(a: string, b: string): string;
  /** Distinct values joined by ", " in order, at most `limit` of them (aggregate). */
  listText(sql: string, limit: number): string;
  /** TRUE where the digits of the text pass the Luhn sum; the text holds digits only. */
  luhn(sql: string): string;
  /** American Soundex code of a text, '' where it has no Latin letter. */
  soundex(sql: string): string;
  /** Damerau-Levenshtein distance (a whole number) of two texts. */
  editDistance(a: string, b: string): string;
}

export type CastTarget = 'Integral' | 'Fractional' | 'Boolean' | 'Date' | 'Timestamp';
export type Interval = 'Hourly' | 'Daily' | 'Weekly' | 'Monthly' | 'Quarterly' | 'Yearly';
