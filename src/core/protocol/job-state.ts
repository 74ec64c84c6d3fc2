import type { ContainerRun } from '../api/schemas/operation';
import { estimate } from '../jobs/estimate';
import { failureHelp } from '../jobs/failure-help';
import { isActive, type Job } from '../jobs/job';
import { statusOfPart, type PartStatus } from '../jobs/results';
import type { JobAction, JobPart, ShownJob } from './job-panel';
import { toInstant } from './moment';
import { nothing, readable } from './readable';
import type { Notice } from './wire';

/** What is known of the kinds of operation, in the user's language. */
export interface JobKinds {
  title(type: string): string;
  /** What a counter counts. */
  counter(key: string): string;
  findsAnomalies(type: string): boolean;
  /** A sentence of ours in that language. */
  say(text: string): string;
}

/** What helps against a failure; null where it says everything by itself. */
function helpFor(job: Job, { say }: JobKinds): ShownJob['help'] {
  const help = job.problem && job.status === 'Failed' ? failureHelp(job.problem) : null;
  return help && { cause: say(help.cause), remedy: say(help.remedy), transient: help.transient };
}

/** A part is as its server says; one left unfinished by a job that ended was cancelled with it. */
function partStatus(part: ContainerRun, job: Job): PartStatus {
  const known = statusOfPart(part.result ?? '');
  if (known && known !== 'Pending' && known !== 'Running') return known;
  if (part.end_time) return 'Completed';
  if (!isActive(job)) return 'Cancelled';
  return known ?? (part.start_time ? 'Running' : 'Pending');
}

function sum(...values: (number | null | undefined)[]): number | null {
  const known = values.filter((v): v is number => typeof v === 'number');
  return known.length ? known.reduce((a, b) => a + b, 0) : null;
}

function part(run: ContainerRun, job: Job): JobPart {
  return {
    name: run.container?.name ?? '', status: partStatus(run, job), rawResult: run.result ?? '',
    rows: run.records_processed ?? null, rowsTotal: run.records_total ?? null,
    fraction: isActive(job) ? run.fraction ?? null : null, phase: isActive(job) ? run.phase ?? null : null, anomalies: run.anomaly_count ?? null,
    checks: sum(run.checks_added, run.checks_updated), fields: run.fields_profiled ?? null, change: run.change ?? null,
    message: run.message ?? null, started: toInstant(run.start_time), ended: toInstant(run.end_time),
    spans: (run.timings ?? []).map(([name, ms]) => ({ name, ms })),
  };
}

/** What can be done with a job now. `pending` is the action that was asked for and is not answered yet. */
export function jobActions(job: Job, kinds: JobKinds, pending: 'retry' | null): JobAction[] {
  const found = job.counters.anomalies_identified ?? 0;
  const actions: JobAction[] = [
    { action: 'goToAsset', enabled: job.asset.datastoreId !== null, why: job.asset.datastoreId === null ? 'no-asset' : null },
  ];
  if (kinds.findsAnomalies(job.type)) {
    actions.push({
      action: 'showAnomalies', enabled: found > 0, why: found > 0 ? null : isActive(job) ? 'still-scanning' : 'none-found',
    });
  }
  if (isActive(job)) actions.push({ action: 'cancel', enabled: !job.cancelling, why: job.cancelling ? 'asked' : null });
  else actions.push({ action: 'retry', enabled: pending !== 'retry', why: pending === 'retry' ? 'starting' : null });
  return actions;
}

/** The whole state of a job panel, made anew from each snapshot of the job. `now` in milliseconds since 1970. */
export function jobState(job: Job, pending: 'retry' | null, notice: Notice | null, now: number, kinds: JobKinds): ShownJob {
  const { progress } = job;
  return {
    kind: 'job', key: job.key, id: job.id, title: kinds.title(job.type), status: job.status, cancelling: job.cancelling, rawResult: job.rawResult, warning: job.warning,
    message: job.message, problem: job.problem, help: helpFor(job, kinds), asset: job.asset.name, containers: [...job.containers], triggeredBy: job.triggeredBy,
    created: toInstant(job.created), started: toInstant(job.started), ended: toInstant(job.ended),
    fraction: progress.fraction, phase: job.phase, ...estimate(job, now), containersDone: progress.containersDone, containersTotal: progress.containersTotal,
    rows: progress.records, rowsTotal: progress.recordsTotal,
    configuration: Object.entries(job.configuration)
      .map(([key, value]) => ({ key, value: readable(value) }))
      .filter(({ key, value }) => key !== 'type' && value !== nothing),
    // The share of the work done is what the progress bar shows; it counts nothing.
    counters: Object.entries(job.counters).flatMap(([key, value]) => (typeof value === 'number' && key !== 'fraction' ? [{ key, name: kinds.counter(key), value }] : [])),
    parts: job.parts.map((run) => part(run, job)),
    actions: jobActions(job, kinds, pending), notice,
  };
}
