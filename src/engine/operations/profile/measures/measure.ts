import type { SqlValue } from '../../../sql/values';
import type { Column } from '../../../sources/relation';
import type { FieldStatistics } from '../field-statistics';

/** One or a few statistics of a field that come from the same aggregates. */
export interface Measure {
  readonly name: string;
  /** Which rows it reads: all, or the sample, after what is measured over all rows is known. */
  readonly over: 'all' | 'sample';
  applies(column: Column): boolean;
  /** SQL of its aggregates over the quoted name of a column. None where the field's data do not allow it. */
  aggregates(sql: string, field: FieldStatistics): readonly string[];
  /** What the values of its aggregates, in their order, say of the field. */
  read(values: readonly (SqlValue | undefined)[], field: FieldStatistics): Partial<FieldStatistics>;
}

/** A finite number, or null. */
export function finiteNumber(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
