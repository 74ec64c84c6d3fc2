import { z } from 'zod';
import { counterWords, kindName, namesOfKinds, partsNames, runRequests, type CounterName, type PartsName, type RunOf, type RunRequests } from '../../operations/kinds';
import { moment, tag } from './common';
import { containerStub } from './container';
import { datastoreStub } from './datastore';

export const operationResult = z.enum(['queued', 'running', 'success', 'failure', 'aborted']);
/** What a list of operations may be narrowed to; those that this engine does not run are in no list of it. */
export const listedOperationType = z.enum([
  ...namesOfKinds, 'export', 'materialize', 'external_scan', 'promote', 'promote_quality_check', 'global_export',
]);
export type OperationResult = z.output<typeof operationResult>;

const counter = z.number().nullish();

/** Counters of a running or ended operation. All are measured; what an operation does not count is absent. */
export const operationStatus = z.looseObject({
  ...Object.fromEntries(Object.keys(counterWords).map((name) => [name, counter])) as Record<CounterName, typeof counter>,
  /** Share of the work done, 0..1, measured also where the number of rows is not known yet (engine's addition). */
  fraction: counter,
  /** What is being done now, in words (engine's addition). */
  phase: z.string().nullish(),
});
export type OperationStatus = z.output<typeof operationStatus>;

/** One container's part of an operation. */
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
const runs = z.array(containerRun).nullish();

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
  ...Object.fromEntries(partsNames.map((name) => [name, runs])) as Record<PartsName, typeof runs>,
  /** Reason, remedy, stack of a failed operation (engine's addition). */
  problem: z.looseObject({
    code: z.string(), reason: z.string(), remedy: z.string().nullish(), detail: z.string().nullish(),
  }).nullish(),
  /** The run body this came from (engine's addition); shown as "configuration". */
  configuration: z.record(z.string(), z.unknown()).nullish(),
});
export type Operation = z.output<typeof operation>;

export type SyncRun = RunOf<'sync'>;
export type ProfileRun = RunOf<'profile'>;
export type ScanRun = RunOf<'scan'>;

/** Body of POST /operations/run; older names of a kind are accepted. One of datastore_id, datastore_ids is needed. */
export const runBody = z.preprocess((value) => {
  const type = value && typeof value === 'object' ? (value as { type?: unknown }).type : undefined;
  if (typeof type !== 'string') return value;
  // An export of what belongs to no datastore names the one that it is written to.
  const { enrichment_datastore_id: target, ...rest } = value as { enrichment_datastore_id?: unknown };
  return { ...(type === 'global_export' && target != null ? { ...rest, datastore_id: target } : value as object), type: kindName(type) };
}, z.discriminatedUnion('type', runRequests)
  .refine((body) => body.datastore_id !== undefined || body.datastore_ids !== undefined,
    { message: 'datastore_id or datastore_ids is required', path: ['datastore_ids'] }));
export type RunBody = z.output<RunRequests>;
export type RunRequest = z.input<RunRequests>;

/** The new operation; with several datastores the first of them, the rest in `operations`. */
export const runReply = operation.extend({ operations: z.array(operation).nullish() });
