import type { ContainerRun, OperationStatus } from '../../core/api/schemas/operation';
import type { StoredOperation } from '../store/model';

/** An operation between its creation and its end; its counters are in memory only. */
export interface LiveOperation {
  operation: StoredOperation;
  readonly controller: AbortController;
  readonly runs: Map<number, ContainerRun>;
  /** `committing`: its results are being stored and an abort comes too late. */
  phase: 'queued' | 'running' | 'committing' | 'ended';
  /** Settles when its end is stored. */
  readonly ended: Promise<void>;
  readonly settle: () => void;
}

export function liveOperation(operation: StoredOperation): LiveOperation {
  let settle = (): void => undefined;
  const ended = new Promise<void>((resolve) => { settle = resolve; });
  return { operation, controller: new AbortController(), runs: new Map(), phase: 'queued', ended, settle };
}

/** What runs is never done: no share of it that is told while it runs is larger. */
const mostWhileRunning = 0.99;

/** A share that only grows, and is not the whole before the end. */
function grown(before: number | null | undefined, now: number | null | undefined): number | null {
  if (now === null || now === undefined || !Number.isFinite(now)) return before ?? null;
  return Math.min(mostWhileRunning, Math.max(before ?? 0, now, 0));
}

/** Takes over what a runner tells. Whatever that says, progress does not fall, and is not whole before the end. */
export function reportStatus(live: LiveOperation, status: Partial<OperationStatus>): void {
  const before = live.operation.status;
  const rows = status.records_processed;
  live.operation = { ...live.operation, status: {
    ...before, ...status,
    ...('fraction' in status ? { fraction: grown(before.fraction, status.fraction) } : {}),
    ...(typeof rows === 'number' ? { records_processed: Math.max(before.records_processed ?? 0, rows) } : {}),
  } };
}

/** What an operation keeps of its status when it has ended: neither what it does nor, if all was done, how far it is. */
export function endedStatus({ phase: _, fraction, ...status }: OperationStatus, result: StoredOperation['result']): OperationStatus {
  return result === 'success' || fraction === undefined ? status : { ...status, fraction };
}

const endedRun = ({ phase: _, fraction: __, ...run }: ContainerRun): ContainerRun => run;

/** Keeps the newest state of one container's part; a part without container id has no place to be shown. */
export function reportRun(live: LiveOperation, run: ContainerRun): void {
  if (!run.container) return;
  const before = live.runs.get(run.container.id);
  const whole = { ...before, ...run };
  live.runs.set(run.container.id, whole.result !== 'running' ? endedRun(whole)
    : 'fraction' in run ? { ...whole, fraction: grown(before?.fraction, run.fraction) } : whole);
}

/** The parts of an operation that stored nothing: what was still under way takes the operation's result, findings are void. */
export function voidRuns(live: LiveOperation, result: 'failure' | 'aborted', end: string): ContainerRun[] {
  return [...live.runs.values()].map((run) => ({
    ...endedRun(run), anomaly_count: null, checks_added: null, checks_updated: null, end_time: run.end_time ?? end,
    result: run.result === 'running' || run.result === 'success' || run.result === undefined ? result : run.result,
  }));
}
