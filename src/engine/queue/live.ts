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

export function reportStatus(live: LiveOperation, status: Partial<OperationStatus>): void {
  live.operation = { ...live.operation, status: { ...live.operation.status, ...status } };
}

/** Keeps the newest state of one container's part; a part without container id has no place to be shown. */
export function reportRun(live: LiveOperation, run: ContainerRun): void {
  if (run.container) live.runs.set(run.container.id, { ...live.runs.get(run.container.id), ...run });
}

/** The parts of an operation that stored nothing: what was still under way takes the operation's result, findings are void. */
export function voidRuns(live: LiveOperation, result: 'failure' | 'aborted', end: string): ContainerRun[] {
  return [...live.runs.values()].map((run) => ({
    ...run, anomaly_count: null, checks_added: null, checks_updated: null, end_time: run.end_time ?? end,
    result: run.result === 'running' || run.result === 'success' || run.result === undefined ? result : run.result,
  }));
}
