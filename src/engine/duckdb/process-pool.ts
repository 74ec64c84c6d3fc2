import { abortedError } from '../sql/session';
import { startSqlProcess, type SqlProcess } from './sql-process';

/** Processes that run SQL, lent to one session at a time. */
export interface ProcessPool {
  /**
   * Lends a process: one that waits, or a new one. Where too many are lent, waits until one comes back. Throws `aborted` when
   * `signal` fires meanwhile, and once the pool was stopped.
   */
  take(signal?: AbortSignal): Promise<SqlProcess>;
  /** Takes a process back: one in good order is kept for the next session for a while, any other is ended. */
  give(process: SqlProcess): void;
  /** Ends all of them, lends none from then on, and resolves when they are gone. */
  stop(): Promise<void>;
}

export interface PoolOptions {
  /** The file that a process runs. */
  readonly program: string;
  /** Bytes of memory a process may take. */
  readonly mostMemory: number;
  /** Sessions at the same time. */
  readonly most: number;
  /** Milliseconds that a process waits for its next session. */
  readonly patience: number;
}

/** Bytes above which a process that has done its work is not kept: what the system gave it, it seldom gives back. */
const keptBelow = 400e6;

export function processPool({ program, mostMemory, most, patience }: PoolOptions): ProcessPool {
  const all = new Set<SqlProcess>();
  const idle = new Map<SqlProcess, NodeJS.Timeout>();
  const queue: (() => void)[] = [];
  let lent = 0;
  let stopped = false;
  // A process ends by itself when the engine has gone; this only makes it sooner.
  const endAll = (): void => { for (const one of all) one.kill(); };
  process.once('exit', endAll);

  const free = (): void => {
    const next = queue.shift();
    if (next) next();
    else lent -= 1;
  };
  /** Waits until one more may be lent, and counts it. */
  const turn = async (signal: AbortSignal | undefined): Promise<void> => {
    if (signal?.aborted || stopped) throw abortedError();
    if (lent < most) {
      lent += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const begin = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        queue.splice(queue.indexOf(begin), 1);
        reject(abortedError());
      };
      queue.push(begin);
      signal?.addEventListener('abort', leave, { once: true });
    });
  };
  const start = (): SqlProcess => {
    try {
      return startSqlProcess(program, mostMemory);
    } catch (error) {
      free();
      throw error;
    }
  };
  return {
    take: async (signal) => {
      await turn(signal);
      if (stopped) throw abortedError();
      for (const [waiting, timer] of idle) {
        idle.delete(waiting);
        clearTimeout(timer);
        if (!waiting.alive) continue;
        waiting.keepAlive(true);
        return waiting;
      }
      const started = start();
      all.add(started);
      void started.gone.then(() => all.delete(started));
      return started;
    },
    give: (one) => {
      free();
      if (!one.alive) return;
      if (one.resident > keptBelow || idle.size > 0) return one.kill();
      one.keepAlive(false);
      idle.set(one, setTimeout(() => {
        idle.delete(one);
        one.kill();
      }, patience).unref());
    },
    stop: async () => {
      stopped = true;
      for (const begin of queue.splice(0)) begin();
      process.removeListener('exit', endAll);
      endAll();
      await Promise.all([...all].map((one) => one.gone));
    },
  };
}
