import type { ContainerRun, RunBody } from '../../core/api/schemas/operation';
import { PlumblineError, fail, toProblem, type Problem } from '../../core/errors';
import type { Sessions } from '../sql/session';
import type { OperationContext, OperationOutcome, OperationRunner } from '../operations/runner';
import type { EngineStore, EngineWriter } from '../store/engine-store';
import type { StoredOperation } from '../store/model';
import { changes, type Changes } from './changes';
import { asDiskFull } from '../store/disk-full';
import { endedStatus, liveOperation, reportRun, reportStatus, voidRuns, type LiveOperation } from './live';
import { unstoredEnds } from './unstored';

export type Runners = Readonly<Record<RunBody['type'], OperationRunner>>;

export interface QueueOptions {
  readonly store: EngineStore;
  readonly runners: Runners;
  readonly now: () => Date;
  /** Where runners have SQL run. */
  readonly sessions: Sessions;
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
  /** Datastores worked on at the same time; operations of one datastore always follow each other. */
  readonly parallel?: number;
  /** Milliseconds after which an end that could not be stored is tried again. */
  readonly retryMs?: number;
}

export interface OperationQueue {
  /** Stores new operations as queued, all or none, and starts what can start. */
  add(bodies: readonly { body: RunBody; datastoreId: number }[], user: string): Promise<StoredOperation[]>;
  /** Stops a queued or running operation. Answers at once; what it found is not stored. Throws `conflict` when it has ended. */
  abort(id: number): Promise<StoredOperation>;
  /** The operation's state in memory while it is queued or running, or its end is not stored yet. */
  live(id: number): LiveOperation | undefined;
  all(): LiveOperation[];
  /** Fires when operations come, begin and end. */
  readonly changes: Changes;
  /** True while anything is queued or running. */
  busy(): boolean;
  /** Aborts everything, takes nothing new, waits until all ends are stored and, for a while, until runners came back. */
  stop(): Promise<void>;
}

/** Milliseconds an abort waits for its end to be stored before it answers. */
const abortPatience = 200;
/** Milliseconds that aborted runners get to let go of their files when the engine stops. */
const stopPatience = 800;
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** Results measured so far stay, but nothing was stored, so nothing was found. */
const withoutFindings = (operation: StoredOperation): StoredOperation['status'] => ({
  ...endedStatus(operation.status, 'failure'), ...(operation.status.anomalies_identified == null ? {} : { anomalies_identified: 0 }),
  ...(operation.status.checks_added == null ? {} : { checks_added: 0 }),
});

export function operationQueue(options: QueueOptions): OperationQueue {
  const { store, now } = options;
  const entries = new Map<number, LiveOperation>();
  const changed = changes();
  /** Datastores whose runner has not come back yet: an aborted one still holds its files for a moment. */
  const occupied = new Map<number, Promise<void>>();
  let stopped = false;

  const saveRuns = async (tx: EngineWriter, live: LiveOperation, runs: Iterable<ContainerRun>): Promise<void> => {
    const saved = new Set(await tx.containerRunIds(live.operation.id));
    for (const run of runs) {
      if (run.container && !saved.has(run.container.id)) {
        await tx.saveContainerRun({ ...run, operation_id: live.operation.id, container_id: run.container.id });
      }
    }
  };

  const end = (live: LiveOperation, ended: StoredOperation): void => {
    live.operation = ended;
    live.phase = 'ended';
    entries.delete(ended.id);
    live.settle();
    changed.happened();
  };

  const unstored = unstoredEnds((live) => {
    options.log('info', `operation ${live.operation.id}: its end is stored now`);
    changed.happened();
  }, options.retryMs);

  /**
   * Ends an operation without results. Where that cannot be stored (disk full, say), it has ended all the same: who follows
   * it hears so, and storing is tried again.
   */
  const endEmpty = async (live: LiveOperation, result: 'failure' | 'aborted', message: string, problem: Problem | null): Promise<void> => {
    const at = now().toISOString();
    const ended = { ...live.operation, result, end_time: at, message, problem, status: withoutFindings(live.operation) } as const;
    live.operation = ended;
    const keep = (): Promise<void> => store.transaction(async (tx) => {
      await saveRuns(tx, live, voidRuns(live, result, at));
      await tx.saveOperation(ended);
    });
    try {
      await keep();
    } catch (error) {
      options.log('error', `operation ${ended.id}: its end could not be stored: ${toProblem(error).reason}`);
      unstored.keep(live, keep);
    }
    end(live, ended);
  };

  const commit = async (live: LiveOperation, outcome: OperationOutcome): Promise<void> => {
    const base: StoredOperation = {
      ...live.operation, result: outcome.result, message: outcome.message, problem: outcome.problem ?? null,
      status: endedStatus({ ...live.operation.status, ...outcome.status }, outcome.result), end_time: now().toISOString(),
    };
    reportStatus(live, { phase: 'storing results' });
    const ended = await store.transaction(async (tx) => {
      const whole: StoredOperation = { ...base, status: { ...base.status, ...await outcome.commit(tx) } };
      await saveRuns(tx, live, live.runs.values());
      if (live.controller.signal.aborted) throw new PlumblineError({ code: 'aborted', reason: 'The operation was cancelled.' });
      live.phase = 'committing';
      await tx.saveOperation(whole);
      return whole;
    });
    end(live, ended);
  };

  const run = async (live: LiveOperation): Promise<void> => {
    const { id, type, datastore_id } = live.operation;
    try {
      const datastore = await store.datastore(datastore_id) ?? fail('not-found', `Datastore ${datastore_id} is gone.`);
      const connection = await store.connection(datastore.connection_id) ?? fail('not-found', `The connection of ${datastore.name} is gone.`);
      const context: OperationContext = {
        operation: live.operation, datastore, connection, store, now, signal: live.controller.signal, sessions: options.sessions,
        report: (status) => reportStatus(live, status), reportContainer: (part) => reportRun(live, part),
        log: (level, message) => options.log(level, `${type} ${id}: ${message}`),
      };
      // Cancelled while its datastore was looked up: nothing is opened any more.
      if (live.controller.signal.aborted) return;
      const runner = options.runners[type];
      await commit(live, await runner(context));
    } catch (error) {
      if (live.controller.signal.aborted) return;
      live.phase = 'running';
      const problem = toProblem(asDiskFull(error));
      options.log('error', `${type} ${id}: ${problem.reason}`);
      const detail = problem.detail ?? (error instanceof Error ? error.stack : undefined);
      await endEmpty(live, 'failure', problem.reason, { ...problem, ...(detail === undefined ? {} : { detail }) });
    }
  };

  const start = async (live: LiveOperation): Promise<void> => {
    live.phase = 'running';
    live.operation = { ...live.operation, result: 'running', start_time: now().toISOString() };
    changed.happened();
    try {
      const running = live.operation;
      await store.transaction(async (tx) => {
        if (!live.controller.signal.aborted) await tx.saveOperation(running);
      });
      if (!live.controller.signal.aborted) await run(live);
    } catch (error) {
      // Its beginning could not be stored.
      options.log('error', `operation ${live.operation.id}: ${toProblem(error).reason}`);
      if (!live.controller.signal.aborted) await endEmpty(live, 'failure', toProblem(error).reason, toProblem(error));
    } finally {
      occupied.delete(live.operation.datastore_id);
      startWaiting();
    }
  };

  const startWaiting = (): void => {
    for (const live of entries.values()) {
      if (stopped || occupied.size >= (options.parallel ?? 2)) return;
      if (live.phase === 'queued' && !live.controller.signal.aborted && !occupied.has(live.operation.datastore_id)) {
        occupied.set(live.operation.datastore_id, start(live));
      }
    }
  };

  const abortLive = (live: LiveOperation): Promise<void> => {
    live.controller.abort();
    live.operation = { ...live.operation, result: 'aborted', end_time: now().toISOString() };
    return endEmpty(live, 'aborted', 'Cancelled; nothing of it was stored.', null);
  };

  return {
    add: async (bodies, user) => {
      if (stopped) fail('engine-stopped', 'The engine is stopping.', { remedy: 'Try again; it is started anew.' });
      const created = await store.transaction(async (tx) => {
        const list: StoredOperation[] = [];
        for (const { body, datastoreId } of bodies) {
          list.push(await tx.createOperation({
            type: body.type, datastore_id: datastoreId, body, result: 'queued', created: now().toISOString(), start_time: null, end_time: null,
            message: null, problem: null, triggered_by: user, status: {},
          }));
        }
        return list;
      });
      for (const operation of created) entries.set(operation.id, liveOperation(operation));
      changed.happened();
      startWaiting();
      return created;
    },
    abort: async (id) => {
      const live = entries.get(id) ?? fail('conflict', `Operation ${id} has already ended.`);
      if (live.controller.signal.aborted) return live.operation;
      if (live.phase === 'committing') {
        await live.ended;
        return live.operation;
      }
      // A commit under way is rolled back first; the answer does not wait for that.
      const stored = abortLive(live);
      await Promise.race([stored, pause(abortPatience)]);
      return live.operation;
    },
    changes: changed,
    live: (id) => entries.get(id) ?? unstored.of(id),
    all: () => [...entries.values()],
    busy: () => entries.size > 0 || occupied.size > 0,
    stop: async () => {
      stopped = true;
      unstored.stop();
      const open = [...entries.values()];
      for (const live of open) if (live.phase !== 'committing' && !live.controller.signal.aborted) void abortLive(live);
      await Promise.all(open.map((live) => live.ended));
      await Promise.race([Promise.all(occupied.values()), pause(stopPatience)]);
    },
  };
}
