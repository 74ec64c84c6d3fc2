import { z } from 'zod';
import { moment, tag } from './common';
import { computedField, computedUpdate } from './computed';
import { datastoreStub } from './datastore';
import { readOptions, readOptionsChange } from './read-options';

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
  /** What a reader of its values has to know, such as precision that is lost: one sentence each, with the column's name. */
  notes: z.array(z.string()).nullish(),
  incremental_field_name: z.string().nullish(),
  incremental_identifier_type: z.string().nullish(),
  key_field_names: z.array(z.string()).nullish(),
  /** How its files are read, over what its datastore says; kept over syncs (engine's addition). */
  read_options: readOptions.nullish(),
  description: z.string().nullish(),
  favorite: z.boolean().nullish(),
  additional_metadata: z.record(z.string(), z.unknown()).nullish(),
  computed_fields: z.array(computedField).nullish(),
  /** How a computed container comes about: a query, or the clauses of a file or join with what they read. */
  query: z.string().nullish(),
  source_container_id: z.number().nullish(),
  left_container_id: z.number().nullish(),
  left_join_field_name: z.string().nullish(),
  left_prefix: z.string().nullish(),
  right_container_id: z.number().nullish(),
  right_join_field_name: z.string().nullish(),
  right_prefix: z.string().nullish(),
  join_type: z.string().nullish(),
  select_clause: z.string().nullish(),
  where_clause: z.string().nullish(),
  group_by_clause: z.string().nullish(),
  metrics: containerMetrics.nullish(),
  global_tags: z.array(tag).nullish(),
});
export type Container = z.output<typeof container>;

/** PUT takes the whole object as GET gave it; what may be changed is what is named here. */
export const containerUpdate = z.looseObject({
  tags: z.array(z.string()).optional(),
  description: z.string().max(10_000).nullable().optional(),
  favorite: z.boolean().optional(),
  additional_metadata: z.record(z.string(), z.unknown()).nullable().optional(),
  incremental_field_name: z.string().nullable().optional(),
  key_field_names: z.array(z.string()).nullable().optional(),
  /** Tried on the data before they are stored; the fields follow at once. One that is null is cleared, one that is absent stays. */
  read_options: readOptionsChange.optional(),
  ...computedUpdate,
});
export type ContainerUpdate = z.input<typeof containerUpdate>;

/** The first rows of a container as they would be read. */
export const previewRequest = z.strictObject({
  rows: z.number().int().min(1).max(1000).default(20),
  offset: z.number().int().min(0).max(1_000_000_000).default(0),
  /** Rows in the order of a field, nulls last; in the container's own order when absent. */
  sort: z.strictObject({ field: z.string(), descending: z.boolean().default(false) }).nullish(),
  /** A condition in SQL over the container's fields; rows for which it holds. */
  filter: z.string().max(10_000).nullish(),
  /** Tell `total` even where that means to read all of the data. */
  count: z.boolean().default(false),
  /** A change of the container's options to try, without storing it. */
  read_options: readOptionsChange.optional(),
}).default({ rows: 20, offset: 0, count: false });
export type PreviewRequest = z.input<typeof previewRequest>;
/** Which rows a preview shows. */
export type PreviewQuery = Pick<z.output<typeof previewRequest>, 'offset' | 'sort' | 'filter'>;

export const containerPreview = z.looseObject({
  container: containerStub,
  /** The container's own options that these rows were read with. */
  read_options: readOptions,
  columns: z.array(z.looseObject({ name: z.string(), type: z.string(), native_type: z.string() })),
  /** In the order of `columns`. Numbers that JSON cannot hold exactly, moments and nested values are text; long texts are cut ("…"). */
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  /** Of each row: its place in the container, from 0; null where rows of several files have none in common. */
  numbers: z.array(z.number().nullable()).nullish(),
  offset: z.number().int(),
  /** Rows there are, of those that the filter lets through; null where it is not known and was not asked for. */
  total: z.number().nullish(),
  /** More rows follow. */
  more: z.boolean(),
  /** What is to be known about how the data was read. */
  notes: z.array(z.string()),
});
export type ContainerPreview = z.output<typeof containerPreview>;

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
  computed_field: computedField.nullish(),
});
export type Field = z.output<typeof field>;

export const fieldUpdate = z.strictObject({ status: z.enum(['active', 'masked']).optional() });
