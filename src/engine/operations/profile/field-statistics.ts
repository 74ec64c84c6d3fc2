import type { Column } from '../../sources/relation';

/** How often something is among the values that were looked at. */
export interface Share { readonly value: string; readonly count: number }

/**
 * Measured statistics of a field. Lengths in characters; `null` where the type has none or there is no value. What is said to
 * be of the sample is exact where the sample holds all rows.
 */
export interface FieldStatistics {
  readonly column: Column;
  readonly rows: number;
  readonly sampleRows: number;
  readonly present: number;
  /** Exact up to {@link exactDistinctRows} rows, else from 1/64 of all hashes (sigma sqrt(63/D)). */
  readonly distinct: number | null;
  readonly distinctExact: boolean;
  /** As text, exact. */
  readonly min: string | null;
  readonly max: string | null;
  /** Of the finite numbers. `null` where numbers beyond ±1e150 would overflow what is added up. */
  readonly mean: number | null;
  readonly sum: number | null;
  readonly stdDev: number | null;
  /** Values that are no finite number: NaN and infinities. */
  readonly notFinite: number | null;
  /** Of the sample, corrected for its size as spreadsheets do; kurtosis is 0 for a normal distribution. */
  readonly skewness: number | null;
  readonly kurtosis: number | null;
  readonly notNormal: boolean | null;
  /** Of the sample. */
  readonly q1: number | null;
  readonly median: number | null;
  readonly q3: number | null;
  /** Of the sample, at {@link quantileShares}; of moments in milliseconds since 1970. */
  readonly quantiles: readonly number[] | null;
  readonly minLength: number | null;
  readonly maxLength: number | null;
  readonly meanLength: number | null;
  /** Of the sample, texts: those present, nothing but white space, white space at an end, letters decoded wrongly. */
  readonly texts: number | null;
  readonly blanks: number | null;
  readonly padded: number | null;
  readonly mojibake: number | null;
  /** Of the sample, texts that read as a number and as a date or a moment. */
  readonly writtenNumbers: number | null;
  readonly writtenMoments: number | null;
  /** Of the sample: values that stand for no value, by their place and number. */
  readonly defaults: readonly Share[] | null;
}

export const exactDistinctRows = 200_000;
export const quantileShares = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99] as const;

export const isNumber = (column: Column): boolean => column.type === 'Integral' || column.type === 'Fractional';
export const isMoment = (column: Column): boolean => column.type === 'Date' || column.type === 'Timestamp';
export const isText = (column: Column): boolean => column.type === 'String';
export const isNested = (column: Column): boolean => ['Array', 'Struct', 'MapType', 'Unknown', 'Binary'].includes(column.type);
export const isFloat = (column: Column): boolean => column.nativeType === 'DOUBLE' || column.nativeType === 'FLOAT';

/** What is known of a field before anything is measured. */
export function unmeasured(column: Column, rows: number, sampleRows: number): FieldStatistics {
  return {
    column, rows, sampleRows, present: 0, distinct: null, distinctExact: false, min: null, max: null, mean: null, sum: null, stdDev: null,
    notFinite: null, skewness: null, kurtosis: null, notNormal: null, q1: null, median: null, q3: null, quantiles: null,
    minLength: null, maxLength: null, meanLength: null, texts: null, blanks: null, padded: null, mojibake: null,
    writtenNumbers: null, writtenMoments: null, defaults: null,
  };
}
