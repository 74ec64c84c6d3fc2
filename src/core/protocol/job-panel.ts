import * as z from 'zod/mini';
import { goneState, instant, loadingState, notice, readyMessage, reloadMessage, shownProblem } from './wire';

export const jobStatus = z.enum(['Pending', 'Running', 'Completed', 'Failed', 'Cancelled']);
const partStatus = z.enum([...jobStatus.options, 'NotChecked']);

const count = z.nullable(z.number());

/** A named stretch of time within a job, in milliseconds. */
export const span = z.object({ name: z.string(), ms: z.number() });
export type Span = z.output<typeof span>;

/** One container's share of a job. `rowsTotal` is null where the server does not know it beforehand. */
export const jobPart = z.object({
  name: z.string(),
  status: partStatus,
  rawResult: z.string(),
  rows: count,
  rowsTotal: count,
  /** Share of its work done 0..1, and what is being done; null where the server does not tell. */
  fraction: count,
  phase: z.nullable(z.string()),
  anomalies: count,
  checks: count,
  fields: count,
  change: z.nullable(z.string()),
  message: z.nullable(z.string()),
  started: z.nullable(instant),
  ended: z.nullable(instant),
  spans: z.array(span),
});
export type JobPart = z.output<typeof jobPart>;

/** Whether an action makes sense now; `why` is a reason the view puts into words when it does not. */
export const jobAction = z.object({
  action: z.enum(['goToAsset', 'showAnomalies', 'cancel', 'retry']),
  enabled: z.boolean(),
  why: z.nullable(z.enum(['no-asset', 'none-found', 'still-scanning', 'asked', 'starting'])),
});
export type JobAction = z.output<typeof jobAction>;

export const shownJob = z.object({
  kind: z.literal('job'),
  key: z.string(),
  id: z.number(),
  /** The kind of job in words. */
  title: z.string(),
  status: jobStatus,
  /** Its cancelling was asked for. */
  cancelling: z.boolean(),
  rawResult: z.string(),
  warning: z.boolean(),
  message: z.nullable(z.string()),
  problem: z.nullable(shownProblem),
  /** What usually stands behind such a failure, what helps, and whether it often passes by itself. */
  help: z.nullable(z.object({ cause: z.string(), remedy: z.string(), transient: z.boolean() })),
  asset: z.string(),
  containers: z.array(z.string()),
  triggeredBy: z.nullable(z.string()),
  created: z.nullable(instant),
  started: z.nullable(instant),
  ended: z.nullable(instant),
  /** Share done 0..1 as measured; null where nothing can be measured by. */
  fraction: count,
  /** What is being done now, in words. */
  phase: z.nullable(z.string()),
  /** Milliseconds until the end and rows a second, roughly; null while that cannot be said. */
  left: count,
  rate: count,
  containersDone: count,
  containersTotal: count,
  rows: count,
  rowsTotal: count,
  configuration: z.array(z.object({ key: z.string(), value: z.string() })),
  counters: z.array(z.object({ key: z.string(), name: z.string(), value: z.number() })),
  parts: z.array(jobPart),
  actions: z.array(jobAction),
  notice: z.nullable(notice),
});
export type ShownJob = z.output<typeof shownJob>;

export const jobPanelState = z.discriminatedUnion('kind', [loadingState, goneState, shownJob]);
export type JobPanelState = z.output<typeof jobPanelState>;

/** What the view saves to find its job after a reload: `serverId:operationId`. */
export const jobTarget = z.object({ key: z.string().check(z.regex(/^.+:\d+$/)) });

/** Host to view: always the whole state. */
export const jobToView = z.object({ type: z.literal('state'), target: jobTarget, state: jobPanelState });
export type JobToView = z.output<typeof jobToView>;

/** View to host. */
export const jobToHost = z.discriminatedUnion('type', [
  readyMessage,
  reloadMessage,
  z.object({ type: z.literal('act'), action: z.enum(['goToAsset', 'showAnomalies', 'cancel', 'retry']) }),
  z.object({ type: z.literal('copyError') }),
  z.object({ type: z.literal('showLog') }),
]);
export type JobToHost = z.output<typeof jobToHost>;

export function isRunning(status: z.output<typeof jobStatus>): boolean {
  return status === 'Pending' || status === 'Running';
}
