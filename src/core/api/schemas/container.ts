import { z } from 'zod';
import { moment, tag } from './common';
import { datastoreStub } from './datastore';

export const containerType = z.enum(['table', 'file', 'computed_table', 'computed_file', 'computed_join']);

export const fieldType = z.enum([
  'Unknown', 'Integral', 'Fractional', 'Boolean', 'String', 'Date', 'Timestamp', 'Time', 'Binary', 'Array', 'Struct', 'MapType',
]);
export type FieldType = z.output<typeof fieldType>;

export const containerMetrics = z.looseObject({
  last_profiled: moment.nullish(),
  last_scanned: moment.nullish(),
  fields: z.number().nullish(),
  records: z.number().nullish(),
  completeness: z.number().nullish(),
  active_checks: z.number().nullish(),
  passing_checks: z.number().nullish(),
  failing_checks: z.number().nullish(),
  active_anomalies: z.number().nullish(),
  quality_score: z.looseObject({ total: z.number().nullish() }).nullish(),
});

export const containerStub = z.looseObject({
  id: z.number().int(),
  name: z.string(),
  container_type: z.string().nullish(),
});
export type ContainerStub = z.output<typeof containerStub>;

export const container = z.looseObject({
  id: z.number().int(),
  name: z.string(),
  created: moment.nullish(),
  container_type: z.string().nullish(),
  /** `table` or `view` where the container is a table. */
  table_type: z.string().nullish(),
  datastore: datastoreStub.nullish(),
  /** Relative paths of the files that make up a `file` container. */
  files: z.array(z.string()).nullish(),
  file_format: z.string().nullish(),
  /** Not found by the last sync. */
  missing: z.boolean().nullish(),
  /** Last problem with this container (file and line in it), null when the last operation could read it. */
  last_error: z.string().nullish(),
  incremental_field_name: z.string().nullish(),
  incremental_identifier_type: z.string().nullish(),
  key_field_names: z.array(z.string()).nullish(),
  metrics: containerMetrics.nullish(),
  global_tags: z.array(tag).nullish(),
});
export type Container = z.output<typeof container>;

export const containerUpdate = z.object({
  tags: z.array(z.string()).optional(),
  incremental_field_name: z.string().nullable().optional(),
  key_field_names: z.array(z.string()).nullable().optional(),
});

export const field = z.looseObject({
  id: z.number().int(),
  name: z.string(),
  type: z.string().nullish(),
  native_type: z.string().nullish(),
  nullable: z.boolean().nullish(),
  /** active, missing (gone since an earlier sync), excluded, masked. */
  status: z.string().nullish(),
  completeness: z.number().nullish(),
  global_tags: z.array(tag).nullish(),
});
export type Field = z.output<typeof field>;

export const histogramBucket = z.looseObject({ value: z.string(), count: z.number(), ratio: z.number().nullish() });

/** Statistics of one field. Lengths in characters, completeness and ratios 0..1, min and max as text where not numbers. */
export const fieldProfile = z.looseObject({
  id: z.number().int(),
  name: z.string(),
  created: moment.nullish(),
  field_type: z.string().nullish(),
  type_declared: z.boolean().nullish(),
  completeness: z.number().nullish(),
  approximate_distinct_values: z.number().nullish(),
  mean: z.number().nullish(),
  min: z.union([z.number(), z.string()]).nullish(),
  max: z.union([z.number(), z.string()]).nullish(),
  sum: z.number().nullish(),
  std_dev: z.number().nullish(),
  min_length: z.number().nullish(),
  max_length: z.number().nullish(),
  unique_distinct_ratio: z.number().nullish(),
  q1: z.number().nullish(),
  median: z.number().nullish(),
  q3: z.number().nullish(),
  histogram_buckets: z.array(histogramBucket).nullish(),
  quality_check_count: z.number().nullish(),
  anomaly_count: z.number().nullish(),
});
export type FieldProfile = z.output<typeof fieldProfile>;
