import { z } from 'zod';
import { moment } from './common';
import { containerStub } from './container';

/** Fields that together tell all rows apart. `repeats` is 0 where that was counted on all records. */
export const keyFields = z.looseObject({
  fields: z.array(z.string()),
  /** Counted on all records; else none repeats among the records of the sample. */
  is_exact: z.boolean(),
});

/** Rows with the same `determinant` mostly have the same `field`. */
export const fieldDependency = z.looseObject({
  determinant: z.string(),
  field: z.string(),
  /** Share of the rows (of groups of two and more) that have what most rows of their group have, 0..1; 1 for an exact dependency. */
  share: z.number(),
  /** With 95 % certainty no more than this share of all records breaks it; 0 where all records were looked at and none does. */
  most_breaking: z.number(),
  groups: z.number(),
});

/** Values of a field that are values of a key of another container too. */
export const fieldInclusion = z.looseObject({
  field: z.string(),
  container: containerStub,
  referenced_field: z.string(),
  /** Different values that were looked up (the most frequent ones at most), and those of them that were found. */
  values: z.number(),
  found: z.number(),
});

export const partition = z.looseObject({
  name: z.string(),
  records: z.number().nullish(),
  bytes: z.number().nullish(),
  last_modified: moment.nullish(),
});

/** A pair of fields; the coefficient is Pearson's on so many records that have both, with its standard error. */
export const correlation = z.looseObject({ field: z.string(), other: z.string(), coefficient: z.number(), error: z.number(), records: z.number() });

/**
 * What a profile says of a container as a whole. Where `sampled_records` is there, what is said to be of the sample was
 * measured on that many records; else on all.
 */
export const containerProfile = z.looseObject({
  id: z.number().int(),
  created: moment,
  container: containerStub.nullish(),
  operation_id: z.number().int().nullish(),
  /** Records that were profiled. */
  records_count: z.number(),
  records_processed: z.number(),
  sampled_records: z.number().nullish(),
  completeness: z.number().nullish(),
  bytes: z.number().nullish(),
  last_modified: moment.nullish(),
  /** Files, the greatest first, of which at most 100 are listed; `partitions_count` counts them all. */
  partitions: z.array(partition).nullish(),
  partitions_count: z.number().nullish(),
  /** Records beyond the first of each set of equal ones. Exact, or estimated from 1/64 of the records with this standard error. */
  duplicate_records: z.number().nullish(),
  duplicate_error: z.number().nullish(),
  keys: z.array(keyFields).nullish(),
  /** Of the sample, the strongest first. */
  dependencies: z.array(fieldDependency).nullish(),
  /** Of the sample: all pairs of numeric fields, of at most 30 fields. */
  correlations: z.array(correlation).nullish(),
  inclusions: z.array(fieldInclusion).nullish(),
});
export type ContainerProfile = z.output<typeof containerProfile>;
