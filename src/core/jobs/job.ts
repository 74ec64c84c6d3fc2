import type { ContainerRun, OperationStatus } from '../api/schemas/operation';

/** Life cycle as people see it. A server's unknown state is kept in `rawResult` and counts as Running. */
export type JobStatus = 'Pending' | 'Running' | 'Completed' | 'Failed' | 'Cancelled';

export interface JobProgress {
  /** 0..1 measured; null where the server gives nothing to measure by. */
  readonly fraction: number | null;
  readonly containersDone: number | null;
  readonly containersTotal: number | null;
  readonly records: number | null;
  readonly recordsTotal: number | null;
}

/** An operation of any server as trees, status bar, panels and notifications show it. */
export interface Job {
  /** Unique over servers: `serverId:operationId`. */
  readonly key: string;
  readonly serverId: string;
  readonly id: number;
  readonly type: string;
  readonly asset: { readonly datastoreId: number | null; readonly name: string };
  readonly containers: readonly string[];
  readonly status: JobStatus;
  /** Its cancelling was asked for, and it has not ended yet. */
  readonly cancelling: boolean;
  /** The server's own word for the state. */
  readonly rawResult: string;
  readonly progress: JobProgress;
  /** What it does now, in the server's words; null where it says nothing. */
  readonly phase: string | null;
  /** Ended well, but with a message that something was left out: shown as a warning. */
  readonly warning: boolean;
  readonly message: string | null;
  readonly problem: { readonly reason: string; readonly remedy: string | null; readonly detail: string | null } | null;
  readonly created: string;
  readonly started: string | null;
  readonly ended: string | null;
  readonly triggeredBy: string | null;
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly counters: OperationStatus;
  readonly parts: readonly ContainerRun[];
}

export function isActive(job: Job): boolean {
  return job.status === 'Pending' || job.status === 'Running';
}
