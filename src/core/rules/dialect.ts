import type { Expression } from '../sql-guard/expression';
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
  /** A user's expression. Throws a Refusal at the part that this source cannot compute as it is meant. */
  print(expression: Expression): string;
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
  /** The values of {@link oneOf} as a relation to put behind FROM: `v` the value, NULL where it cannot be of the type, `t` its text. */
  listedRows(column: RuleColumn, values: readonly string[]): string;
  /** Whether values of the column may be NaN or infinite. */
  isFloating(column: RuleColumn): boolean;
  /** TRUE where the number is NaN; FALSE for types that have none. */
  isNaN(sql: string, column: RuleColumn): string;
  /** Length in characters (Unicode code points). */
  length(sql: string): string;
  /** The first characters of a text. */
  first(sql: string, count: number): string;
  /** TRUE where the whole text matches the RE2 pattern. */
  fullMatch(sql: string, pattern: string): string;
  /** TRUE where the RE2 pattern occurs in the text. */
  contains(sql: string, pattern: string): string;
  /** TRUE where the one text occurs in the other. */
  includes(whole: string, part: string): string;
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
  /**
   * How values of two columns are made comparable: what to apply to the one and to the other, so that equal values
   * become equal and order is kept. Whole numbers and decimals stay exact, a floating number makes both DOUBLE, times
   * become UTC to the microsecond. Null where the types cannot be compared.
   */
  align(a: RuleColumn, b: RuleColumn): Aligned | null;
  /** Sum of a number column as an aggregate that does not overflow where that can be helped, and its type; 0 for no values. */
  sum(sql: string, column: RuleColumn): { readonly sql: string; readonly column: RuleColumn };
  /** Number of steps of an interval between two results of {@link truncate}. */
  steps(from: string, to: string, interval: Interval): string;
  /** Aggregate: `value` of the row with the least `by` among those where `condition` is true. */
  valueAtLeast(value: string, by: string, condition: string): string;
  /** TRUE where a number or time is neither infinite nor NaN. */
  isFinite(sql: string, column: RuleColumn): string;
  /** `a IS NOT DISTINCT FROM b` */
  same(a: string, b: string): string;
  /** Distinct values joined by ", " in order, at most `limit` of them (aggregate). */
  listText(sql: string, limit: number): string;
  /** TRUE where the digits of the text pass the Luhn sum; the text holds digits only. */
  luhn(sql: string): string;
  /** TRUE where at least one match of the RE2 pattern, without blanks and hyphens, is digits that pass the Luhn sum. */
  anyLuhn(sql: string, pattern: string): string;
  /** The parts of a text between separators, without blanks around them and without empty ones, as a list. */
  segments(sql: string, separator: string): string;
  /** Number of items of a list. */
  size(list: string): string;
  /** An item of a list by its position from 1, or from -1 at the end; NULL where there is none. */
  item(list: string, position: number): string;
  /** The items from a position to another, whose SQL is given, both included. */
  slice(list: string, from: number, to: string): string;
  /** TRUE where the condition is true of at least one item. */
  anyItem(list: string, condition: (item: string) => string): string;
  /** Lower case, accents stripped, every run of other characters than letters and digits one blank, trimmed. */
  plainName(sql: string): string;
  /** American Soundex codes of the words of a text, joined by blanks; '' for a word without Latin letter. */
  soundexWords(sql: string): string;
  /** A number that tells which letters a plain name has, by which most pairs are seen to be too far apart. */
  letterMask(sql: string): string;
  /** TRUE where the Damerau-Levenshtein distance of two plain names is at most the limit. All are SQL; the masks are those of {@link letterMask}. */
  editDistanceAtMost(a: EditName, b: EditName, limit: string): string;
}

/** How to make the values of two columns comparable, and a column of the type that both then have. */
export interface Aligned {
  readonly left: (sql: string) => string;
  readonly right: (sql: string) => string;
  readonly column: RuleColumn;
}

/** SQL of a plain name and of its letter mask. */
export interface EditName {
  readonly plain: string;
  readonly mask: string;
}

export type CastTarget = 'Integral' | 'Fractional' | 'Boolean' | 'Date' | 'Timestamp';
export type Interval = 'Hourly' | 'Daily' | 'Weekly' | 'Monthly' | 'Quarterly' | 'Yearly';
