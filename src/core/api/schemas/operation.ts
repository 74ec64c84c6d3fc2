import { z } from 'zod';
import { moment, tag } from './common';
import { containerStub } from './container';
import { datastoreStub } from './datastore';

/** What the contract knows; a server may send others, which are shown as they are and count as not finished. */
export const operationType = z.enum(['sync', 'profile', 'scan', 'export', 'materialize']);
export type OperationType = z.output<typeof operationType>;
export const operationResult = z.enum(['queued', 'running', 'success', 'failure', 'aborted']);
/** What a list of operations may be narrowed to; those that this engine does not run are in no list of it. */
export const listedOperationType = z.enum([
  'sync', 'catalog', 'profile', 'scan', 'export', 'materialize', 'external_scan', 'promote', 'promote_quality_check', 'global_export',
]);
export type OperationResult = z.output<typeof operationResult>;

/** Counters of a running or ended operation. All are measured; what an operation does not count is absent. */
export const operationStatus = z.looseObject({
  total_containers: z.number().nullish(),
  containers_analyzed: z.number().nullish(),
  partitions_scanned: z.number().nullish(),
  partitions_analyzed: z.number().nullish(),
  records_processed: z.number().nullish(),
  /** Rows there are to read, where known before reading (engine's addition). */
  records_total: z.number().nullish(),
  /** Share of the work done, 0..1, measured also where the number of rows is not known yet (engine's addition). */
  fraction: z.number().nullish(),
  /** What is being done now, in words (engine's addition). */
  phase: z.string().nullish(),
  anomalies_identified: z.number().nullish(),
  fields_profiled: z.number().nullish(),
  checks_synchronized: z.number().nullish(),
  checks_added: z.number().nullish(),
  checks_updated: z.number().nullish(),
  containers_added: z.number().nullish(),
  containers_changed: z.number().nullish(),
  containers_missing: z.number().nullish(),
  containers_failed: z.number().nullish(),
  /** scan: containers of which nothing was checked, unreadable ones and those without checks (engine's addition). */
  containers_not_checked: z.number().nullish(),
});
export type OperationStatus = z.output<typeof operationStatus>;

/** One container's part of an operation: `container_scans`, `container_profiles`, `container_syncs`. */
export const containerRun = z.looseObject({
  id: z.number().int().nullish(),
  operation_id: z.number().nullish(),
  container: containerStub.nullish(),
  created: moment.nullish(),
  start_time: moment.nullish(),
  end_time: moment.nullish(),
  /** As of an operation; of a scan also `not_checked`. */
  result: z.string().nullish(),
  message: z.string().nullish(),
  records_processed: z.number().nullish(),
  records_total: z.number().nullish(),
  /** Share of its work done and what is being done, while it runs (engine's addition). */
  fraction: z.number().nullish(),
  phase: z.string().nullish(),
  anomaly_count: z.number().nullish(),
  checks_added: z.number().nullish(),
  checks_updated: z.number().nullish(),
  fields_profiled: z.number().nullish(),
  /** sync: added, changed, unchanged, missing, with what changed in `message`. */
  change: z.string().nullish(),
  /** Named time spans in milliseconds, in order: [["discharge", 12], …]. */
  timings: z.array(z.tuple([z.string(), z.number()])).nullish(),
});
export type ContainerRun = z.output<typeof containerRun>;

export const operation = z.looseObject({
  id: z.number().int(),
  created: moment,
  type: z.string(),
  start_time: moment.nullish(),
  end_time: moment.nullish(),
  result: z.string(),
  message: z.string().nullish(),
  triggered_by: z.string().nullish(),
  datastore: datastoreStub.nullish(),
  containers: z.array(containerStub).nullish(),
  tags: z.array(tag).nullish(),
  status: operationStatus.nullish(),
  container_scans: z.array(containerRun).nullish(),
  container_profiles: z.array(containerRun).nullish(),
  container_syncs: z.array(containerRun).nullish(),
  /** Reason, remedy, stack of a failed operation (engine's addition). */
  problem: z.looseObject({
    code: z.string(), reason: z.string(), remedy: z.string().nullish(), detail: z.string().nullish(),
  }).nullish(),
  /** The run body this came from (engine's addition); shown as "configuration". */
  configuration: z.record(z.string(), z.unknown()).nullish(),
});
export type Operation = z.output<typeof operation>;

const target = {
  datastore_id: z.number().int().optional(),
  datastore_ids: z.array(z.number().int()).min(1).optional(),
};
const containers = {
  container_names: z.array(z.string()).nullish(),
  container_tags: z.array(z.string()).nullish(),
};
const bounds = {
  max_records_analyzed_per_partition: z.number().int().min(-1).max(1_000_000_000).default(-1),
  greater_than_time: moment.nullish(),
  greater_than_batch: z.number().nullish(),
};

export const syncRun = z.strictObject({
  type: z.literal('sync'), ...target,
  include: z.array(z.enum(['table', 'view'])).min(1).default(['table', 'view']),
  prune: z.boolean().default(false),
  recreate: z.boolean().default(false),
});
/** In the order of the levels 0 to 5. */
export const aiEffort = z.enum(['off', 'low', 'medium', 'high', 'xhigh', 'max']);

export const profileRun = z.strictObject({
  type: z.literal('profile'), ...target, ...containers, ...bounds,
  ai_effort: aiEffort.default('medium'),
  /** The older spelling of ai_effort, 0 (off) to 5 (max); it wins where both are given. */
  inference_threshold: z.number().int().min(0).max(5).optional(),
  infer_as_draft: z.boolean().default(false),
  /** Rows that are learned from at most. */
  max_count_testing_sample: z.number().int().min(1).max(1_000_000_000).optional(),
  /** Share of the sample that checks are not learned from but tried on. */
  percent_testing_threshold: z.number().min(0).max(0.9).optional(),
  high_correlation_threshold: z.number().min(0).max(1).optional(),
  histogram_max_distinct_values: z.number().int().min(1).max(1000).default(100),
});
export const scanRun = z.strictObject({
  type: z.literal('scan'), ...target, ...containers, ...bounds,
  incremental: z.boolean().default(false),
  remediation: z.enum(['none', 'append', 'overwrite']).default('none'),
  /** The datastore's own where it is left out, else 10; so is the next. */
  enrichment_source_record_limit: z.number().int().min(1).max(1000).optional(),
  high_count_rollup_threshold: z.number().int().min(1).max(1000).optional(),
  archive_overlapping_anomalies: z.boolean().default(false),
  archive_duplicate_anomalies: z.boolean().default(false),
  reactivate_recurring_anomalies: z.boolean().default(false),
  auto_resolve_passed_anomalies: z.boolean().default(true),
  check_variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  check_categories: z.array(z.enum(['metadata', 'data_integrity'])).nullish(),
});
export type SyncRun = z.output<typeof syncRun>;
export type ProfileRun = z.output<typeof profileRun>;
export type ScanRun = z.output<typeof scanRun>;

/** Body of POST /operations/run. `catalog`, the old name of sync, is accepted. One of datastore_id, datastore_ids is needed. */
export const runBody = z.preprocess((value) => {
  if (value && typeof value === 'object' && (value as { type?: unknown }).type === 'catalog') return { ...value, type: 'sync' };
  return value;
}, z.discriminatedUnion('type', [syncRun, profileRun, scanRun])
  .refine((body) => body.datastore_id !== undefined || body.datastore_ids !== undefined,
    { message: 'datastore_id or datastore_ids is required', path: ['datastore_ids'] }));
export type RunBody = z.output<typeof runBody>;
export type RunRequest = z.input<typeof syncRun> | z.input<typeof profileRun> | z.input<typeof scanRun>;

/** The new operation; with several datastores the first of them, the rest in `operations`. */
export const runReply = operation.extend({ operations: z.array(operation).nullish() });
