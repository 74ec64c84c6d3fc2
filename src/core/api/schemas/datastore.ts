import { z } from 'zod';
import { moment, stub, tag } from './common';
import { tlsSettings } from './server-connection';
import { readOptions, readOptionsChange } from './read-options';

/** `type` of a connection or datastore. Local: `files` (a folder), `duckdb` (a database file), `postgresql` (a server); others are a server's own. */
export const connectionType = z.string();

/** Where data lies. `path` for local kinds; host and the rest for databases. A secret is taken in, never given out. */
export const connection = z.looseObject({
  id: z.number().int(),
  name: z.string(),
  created: moment.nullish(),
  connection_type: z.string().nullish(),
  type: connectionType,
  path: z.string().nullish(),
  /** Globs that pick files, where a datastore's `read_options.include` says nothing. */
  include: z.array(z.string()).nullish(),
  host: z.string().nullish(),
  port: z.number().nullish(),
  username: z.string().nullish(),
  tls: tlsSettings.nullish(),
  service: z.string().nullish(),
  password_env: z.string().nullish(),
  statement_timeout: z.number().nullish(),
});
export type Connection = z.output<typeof connection>;

export const connectionInput = z.strictObject({
  name: z.string().min(1).optional(),
  type: connectionType,
  path: z.string().optional(),
  /** The older place of `read_options.include` of a datastore, which wins. */
  include: z.array(z.string()).optional(),
  host: z.string().optional(),
  port: z.number().int().optional(),
  username: z.string().optional(),
  /** Never stored: the engine keeps it in memory until it ends. */
  password: z.string().optional(),
  tls: tlsSettings.optional(),
  service: z.string().optional(),
  password_env: z.string().optional(),
  statement_timeout: z.number().int().optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
});
export type ConnectionInput = z.input<typeof connectionInput>;

export const datastoreMetrics = z.looseObject({
  containers: z.number().nullish(),
  records: z.number().nullish(),
  fields_profiled: z.number().nullish(),
  active_checks: z.number().nullish(),
  active_anomalies: z.number().nullish(),
});

export const datastoreStub = z.looseObject({
  id: z.number().int(),
  name: z.string(),
  store_type: z.string().nullish(),
  type: z.string().nullish(),
});
export type DatastoreStub = z.output<typeof datastoreStub>;

export const datastore = z.looseObject({
  id: z.number().int(),
  name: z.string(),
  created: moment.nullish(),
  /** `dfs` for files, `jdbc` for databases. */
  store_type: z.string().nullish(),
  type: z.string().nullish(),
  database: z.string().nullish(),
  schema: z.string().nullish(),
  connected: z.boolean().nullish(),
  favorite: z.boolean().nullish(),
  enrichment_only: z.boolean().nullish(),
  enrichment_datastore: datastoreStub.nullish(),
  /** The same by the name that clients read. */
  enrich_datastore: datastoreStub.nullish(),
  enrich_only: z.boolean().nullish(),
  teams: z.array(stub).nullish(),
  enrichment_prefix: z.string().nullish(),
  enrichment_source_record_limit: z.number().nullish(),
  enrichment_remediation_strategy: z.string().nullish(),
  high_count_rollup_threshold: z.number().nullish(),
  enrichment_format: z.string().nullish(),
  /** How its files are read, and which belong to it (engine's addition). */
  read_options: readOptions.nullish(),
  connection: connection.nullish(),
  metrics: datastoreMetrics.nullish(),
  global_tags: z.array(tag).nullish(),
  latest_operation: z.looseObject({ id: z.number(), type: z.string(), result: z.string().nullish() }).nullish(),
  last_synced: moment.nullish(),
});
export type Datastore = z.output<typeof datastore>;

const settings = {
  database: z.string().nullish(),
  schema: z.string().nullish(),
  tags: z.array(z.string()).optional(),
  teams: z.array(z.union([z.string(), z.number().int()])).optional(),
  enrichment_only: z.boolean().optional(),
  enrichment_prefix: z.string().max(60).nullish(),
  /** How an enrichment datastore that is a folder is written: parquet (where it is null) or csv (engine's addition). */
  enrichment_format: z.enum(['parquet', 'csv']).nullish(),
  enrichment_source_record_limit: z.number().int().min(1).nullish(),
  enrichment_remediation_strategy: z.enum(['none', 'append', 'overwrite']).nullish(),
  high_count_rollup_threshold: z.number().int().min(1).max(1000).nullish(),
  /** For all containers; one that is null is cleared, one that is absent stays. */
  read_options: readOptionsChange.optional(),
};

/** A datastore is made over an existing connection (`connection_id`) or together with one (`connection`). */
export const datastoreCreate = z.strictObject({
  name: z.string().min(1).max(200),
  connection_id: z.number().int().optional(),
  connection: connectionInput.optional(),
  trigger_sync: z.boolean().optional(),
  ...settings,
});
export type DatastoreCreate = z.input<typeof datastoreCreate>;

/** PUT takes the whole object as GET gave it; what may be changed is what is named here. */
export const datastoreUpdate = z.looseObject({
  name: z.string().min(1).max(200).optional(),
  connection_id: z.number().int().optional(),
  favorite: z.boolean().optional(),
  /** Queue a sync, which brings the catalogue up to date with changed read options. */
  trigger_sync: z.boolean().optional(),
  ...settings,
});
export type DatastoreUpdate = z.input<typeof datastoreUpdate>;

export const connectionTest = z.looseObject({ connected: z.boolean(), message: z.string().nullish() });
export type ConnectionTest = z.output<typeof connectionTest>;
