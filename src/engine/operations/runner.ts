import type { ContainerRun, OperationStatus, RunBody } from '../../core/api/schemas/operation';
import type { Sessions } from '../sql/session';
import type { StoredConnection, StoredDatastore, StoredOperation } from '../store/model';
import type { StoreReader, StoreWriter } from '../store/port';

/** Everything an operation is given. It reads the store; what it found is written only by its outcome's `commit`. */
export interface OperationContext<B extends RunBody = RunBody> {
  readonly operation: StoredOperation & { body: B };
  readonly datastore: StoredDatastore;
  readonly connection: StoredConnection;
  readonly store: StoreReader;
  /** Fires on abort: stop SQL at once and throw `aborted`. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Where SQL on what users bring runs: in processes of their own. */
  readonly sessions: Sessions;
  /** Live counters, merged over the last ones; seen by GET /operations/{id} at once. */
  report(status: Partial<OperationStatus>): void;
  /** Live state of one container's part; keyed by `run.container.id`. */
  reportContainer(run: ContainerRun): void;
  log(level: 'info' | 'warn' | 'error', message: string): void;
}

/** What an operation gives back. The queue runs `commit` in the same transaction that marks the operation as ended. */
export interface OperationOutcome {
  /** `failure` when nothing could be done; containers that failed beside good ones leave it `success` with a message. */
  readonly result: 'success' | 'failure';
  readonly message: string | null;
  readonly problem?: import('../../core/errors').Problem;
  readonly status: OperationStatus;
  /** Gives what is known of the status only when the results are written. */
  commit(tx: StoreWriter): Promise<Partial<OperationStatus> | void>;
}

export type OperationRunner<B extends RunBody = RunBody> = (context: OperationContext<B>) => Promise<OperationOutcome>;
