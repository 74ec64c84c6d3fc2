import { z } from 'zod';
import { moment } from './common';

export const histogramBucket = z.looseObject({ value: z.string(), count: z.number(), ratio: z.number().nullish() });

/** Periods between the first and the last moment in which no record falls. */
const timeGaps = z.looseObject({
  unit: z.enum(['hour', 'day', 'weekday', 'week', 'month', 'quarter', 'year']),
  /** Periods from the first to the last, and those of them without a record. */
  periods: z.number(),
  missing: z.number(),
  /** The longest first: first and last period without a record, as days or hours, and how many. */
  longest: z.array(z.looseObject({ from: z.string(), to: z.string(), periods: z.number() })),
});

/**
 * The distance of two distributions: Jensen and Shannon's (square root of the divergence, base 2), 0 for equal ones, 1 for such that have
 * nothing in common. Over values, where all are known; over the ranges between the earlier quantiles for numbers and moments; over formats
 * for texts. What is missing counts as a value.
 */
const fieldDrift = z.looseObject({
  distance: z.number(),
  /** The distance that chance alone makes of two samples of that size. */
  expected: z.number(),
  over: z.enum(['values', 'quantiles', 'formats', 'completeness']),
  /** When the profile was made that it is compared with. */
  since: moment,
  /** More than 0.1, and more than twice what chance makes. */
  drifted: z.boolean(),
  /** Where the shares differ most. */
  changes: z.array(z.looseObject({ what: z.string(), before: z.number(), now: z.number() })),
});
export type FieldDrift = z.output<typeof fieldDrift>;

/**
 * Statistics of one field. Lengths in characters, completeness and ratios 0..1, min and max as text where not numbers. Where
 * `sampled_records` is there, what is said to be of the sample was measured on that many records; else on all.
 */
export const fieldProfile = z.looseObject({
  id: z.number().int(),
  name: z.string(),
  created: moment.nullish(),
  field_type: z.string().nullish(),
  type_declared: z.boolean().nullish(),
  completeness: z.number().nullish(),
  /** Records that were profiled, and those of them in the sample; null where the sample is all of them. */
  records: z.number().nullish(),
  sampled_records: z.number().nullish(),
  approximate_distinct_values: z.number().nullish(),
  /** Else estimated from 1/64 of the values' hashes, with a relative standard error of sqrt(63 / distinct values). */
  distinct_is_exact: z.boolean().nullish(),
  mean: z.number().nullish(),
  min: z.union([z.number(), z.string()]).nullish(),
  max: z.union([z.number(), z.string()]).nullish(),
  sum: z.number().nullish(),
  std_dev: z.number().nullish(),
  /** Of the sample. Kurtosis is that in excess of a normal distribution's. */
  skewness: z.number().nullish(),
  kurtosis: z.number().nullish(),
  /** A Jarque-Bera test of at most 5,000 records rejects a normal distribution at 1 %. */
  is_not_normal: z.boolean().nullish(),
  /** In bits, of fields of few values. */
  entropy: z.number().nullish(),
  /** NaN and infinities, which mean, sum and deviation leave out. */
  not_finite_count: z.number().nullish(),
  min_length: z.number().nullish(),
  max_length: z.number().nullish(),
  mean_length: z.number().nullish(),
  unique_distinct_ratio: z.number().nullish(),
  /** Of the sample, as are the quantiles. */
  q1: z.number().nullish(),
  median: z.number().nullish(),
  q3: z.number().nullish(),
  quantiles: z.array(z.looseObject({ share: z.number(), value: z.number() })).nullish(),
  /** All values, most frequent first, where they are no more than `histogram_max_distinct_values`. */
  histogram_buckets: z.array(histogramBucket).nullish(),
  top_values: z.array(histogramBucket).nullish(),
  /** Numbers of the sample in bins of equal width; the outer ones hold what lies beyond them too. Moments in milliseconds since 1970, as their quantiles. */
  distribution: z.array(z.looseObject({ from: z.number(), to: z.number(), count: z.number() })).nullish(),
  /** Of the sample: texts of white space alone, with white space at an end, and with letters that were decoded wrongly. */
  blank_count: z.number().nullish(),
  padded_count: z.number().nullish(),
  mojibake_count: z.number().nullish(),
  /** Of the sample's texts of at most 40 characters: letters as A or a, digits as 9. */
  formats: z.array(z.looseObject({ format: z.string(), count: z.number(), ratio: z.number().nullish(), example: z.string() })).nullish(),
  /** Type that nine of ten texts of the sample at least are written in, and the share that is. */
  written_type: z.string().nullish(),
  written_ratio: z.number().nullish(),
  /** Values that seem to stand for no value, such as -1, 999 or 1970-01-01. */
  default_values: z.array(z.looseObject({ value: z.string(), count: z.number() })).nullish(),
  /**
   * Pearson's correlation with other numeric fields, on the sample: those at least `high_correlation_threshold` away from 0, strongest
   * first, each with its standard error.
   */
  field_correlations: z.array(z.looseObject({ field_name: z.string(), coefficient: z.number(), error: z.number().nullish() })).nullish(),
  /** For each of these, the straight line (least squares) that tells this field from the other: slope × other + intercept. */
  regression_models: z.array(z.looseObject({ field_name: z.string(), slope: z.number(), intercept: z.number(), r_squared: z.number() })).nullish(),
  /** How the values follow each other in the order of the records. */
  order: z.looseObject({
    direction: z.enum(['increasing', 'decreasing']),
    /** No value follows itself. */
    strict: z.boolean(),
    /** Seen on all records; else on the sample. */
    is_exact: z.boolean(),
  }).nullish(),
  /** Whole numbers without repetition, nearly all from the least to the greatest by steps: the step, and how many are missing between. */
  sequence: z.looseObject({ step: z.number(), missing: z.number() }).nullish(),
  /** Times without any record, of moments that come regularly. */
  gaps: timeGaps.nullish(),
  /** How far the values are from those of the profile before. */
  drift: fieldDrift.nullish(),
  quality_check_count: z.number().nullish(),
  anomaly_count: z.number().nullish(),
});
export type FieldProfile = z.output<typeof fieldProfile>;
