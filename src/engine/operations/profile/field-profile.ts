import type { FieldProfile } from '../../../core/api/schemas/field-profile';
import type { Bin } from './distributions';
import { isNumber, quantileShares, type FieldStatistics } from './field-statistics';
import type { Format } from './formats';
import type { ValueCount } from './value-counts';

/** What was measured of a field, beside its statistics; absent where its type has none. */
export interface FieldTallies {
  /** All its values, most frequent first, where they are few. */
  readonly counts?: readonly ValueCount[] | undefined;
  readonly formats?: readonly Format[] | undefined;
  readonly distribution?: readonly Bin[] | undefined;
  /** What was found beside other fields and over the rows' order. */
  readonly beside?: Partial<FieldProfile>;
}

/** A field's profile before it is stored. */
export type MeasuredField = Partial<FieldProfile> & { readonly name: string };

const topValues = 10;
/** Share of a field's texts, but for the blank ones, that have to read as a type for the field to be said to hold it. */
const writtenShare = 0.9;

const cut = (value: string): string => (value.length > 200 ? `${value.slice(0, 200)}…` : value);

/** A number where a number can hold it exactly, else its text. */
function bound(statistics: FieldStatistics, value: string | null): number | string | null {
  if (value === null || !isNumber(statistics.column)) return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  return statistics.column.type === 'Integral' && !Number.isSafeInteger(number) ? value : number;
}

/** Shannon's entropy of the values in bits: 0 where all are the same, log2 of their number where all are as frequent. */
function entropy(counts: readonly ValueCount[]): number {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return counts.reduce((sum, { count }) => sum - (count > 0 ? (count / total) * Math.log2(count / total) : 0), 0);
}

/** The type that texts are written in, and the share of those not blank that is. */
function written({ texts, blanks, writtenNumbers, writtenMoments }: FieldStatistics): { type: string; share: number } | null {
  const there = (texts ?? 0) - (blanks ?? 0);
  if (there <= 0) return null;
  const [type, count] = (writtenNumbers ?? 0) >= (writtenMoments ?? 0) ? ['Fractional', writtenNumbers ?? 0] as const : ['Timestamp', writtenMoments ?? 0] as const;
  return count / there >= writtenShare ? { type, share: count / there } : null;
}

/** A field's profile as it is stored and sent. `histogramLimit`: different values up to which all are listed. */
export function fieldProfileOf(field: FieldStatistics, { counts, formats, distribution, beside }: FieldTallies, histogramLimit: number, created: string): MeasuredField {
  const { column, rows, present, sampleRows } = field;
  const distinct = counts ? counts.length : field.distinct;
  const inText = written(field);
  const bucket = ({ value, count }: ValueCount): { value: string; count: number; ratio: number | null } => ({ value: cut(value), count, ratio: rows > 0 ? count / rows : null });
  return {
    name: column.name, created, field_type: column.type, type_declared: true, records: rows, sampled_records: sampleRows < rows ? sampleRows : null,
    completeness: rows > 0 ? present / rows : null,
    approximate_distinct_values: distinct, distinct_is_exact: distinct === null ? null : counts !== undefined || field.distinctExact,
    mean: field.mean, min: bound(field, field.min), max: bound(field, field.max), sum: field.sum, std_dev: field.stdDev,
    skewness: field.skewness, kurtosis: field.kurtosis, is_not_normal: field.notNormal, entropy: counts?.length ? entropy(counts) : null,
    not_finite_count: field.notFinite,
    min_length: field.minLength, max_length: field.maxLength, mean_length: field.meanLength,
    unique_distinct_ratio: distinct === null || present === 0 ? null : distinct / present,
    q1: field.q1, median: field.median, q3: field.q3,
    quantiles: field.quantiles?.map((value, at) => ({ share: quantileShares[at] ?? 0, value })) ?? null,
    histogram_buckets: counts && counts.length <= histogramLimit ? counts.map(bucket) : null,
    top_values: counts?.slice(0, topValues).map(bucket) ?? null,
    distribution: distribution?.map((bin) => ({ ...bin })) ?? null,
    blank_count: field.blanks, padded_count: field.padded, mojibake_count: field.mojibake,
    formats: formats?.map(({ format, count, example }) => ({ format, count, ratio: field.texts ? count / field.texts : null, example })) ?? null,
    written_type: inText?.type ?? null, written_ratio: inText?.share ?? null,
    default_values: field.defaults?.map((one) => ({ ...one })) ?? null,
    ...beside,
  };
}
