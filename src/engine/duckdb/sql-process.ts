import { spawn } from 'node:child_process';
import type { Problem } from '../../core/errors';
import { residentMemory } from './memory';
import type { SqlReply, SqlRequest } from './protocol';
import { sessionLost } from '../sql/session';
import { noProgress, type QueryProgress, type ResultShape, type SqlValue } from '../sql/values';

/** A process that runs SQL, as the engine sees it. */
export interface SqlProcess {
  /** Sends a request and waits for its end. Throws DuckDB's error, or a problem when the process is lost. */
  ask(request: Exclude<SqlRequest, { do: 'interrupt' }>, onRows?: (rows: SqlValue[][]) => void): Promise<ResultShape>;
  interrupt(): void;
  /** Ends it at once, whatever it does; what it was asked fails. */
  kill(): void;
  /** Whether the engine waits for it to end before it ends itself. */
  keepAlive(keep: boolean): void;
  readonly alive: boolean;
  /** Resolves when the system has taken it away, with its locks. */
  readonly gone: Promise<void>;
  readonly progress: QueryProgress;
  /** Bytes of memory after the last answer. */
  readonly resident: number;
}

/** Milliseconds between two looks at the memory of a process that works. */
const memoryInterval = 25;

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

function tooLarge(most: number): Problem {
  return {
    code: 'out-of-memory', reason: `It took more than the ${megabytes(most)} of memory that it may, and was stopped.`,
    remedy: 'Let it compute less at once, or allow more with the environment variable PLUMBLINE_MEMORY_LIMIT (for example 4GB).',
  };
}

function crashed(how: string): Problem {
  return {
    code: 'engine-stopped', reason: `The process that reads data ended by itself (${how}).`,
    remedy: 'What was read or computed there makes it crash: leave it out or change it.', detail: how,
  };
}

/** Starts `program` as a process that takes at most `mostMemory` bytes of resident memory. */
export function startSqlProcess(program: string, mostMemory: number): SqlProcess {
  const child = spawn(process.execPath, [program], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced', windowsHide: true,
  });
  let alive = true;
  let killed = false;
  let exceeded = false;
  let progress = noProgress;
  let resident = 0;
  let waiting: { resolve: (shape: ResultShape) => void; reject: (error: Error) => void; onRows: ((rows: SqlValue[][]) => void) | undefined } | null = null;
  let watch: NodeJS.Timeout | undefined;

  const settle = (give: (waiter: NonNullable<typeof waiting>) => void): void => {
    clearInterval(watch);
    const waiter = waiting;
    waiting = null;
    if (waiter) give(waiter);
  };
  const kill = (): void => {
    killed = true;
    alive = false;
    child.kill('SIGKILL');
  };
  const stopLarge = (): void => {
    exceeded = true;
    kill();
  };
  const gone = new Promise<void>((resolve) => {
    const lost = (how: string, bySystem: boolean): void => {
      alive = false;
      // A kill that nobody here asked for is the system's own, which ran out of memory; or the process's, for the same reason.
      settle(({ reject }) => reject(sessionLost(exceeded || bySystem && !killed ? tooLarge(mostMemory) : crashed(how))));
      resolve();
    };
    child.once('exit', (code, signal) => lost(signal ?? `code ${code}`, signal === 'SIGKILL'));
    child.once('error', (error) => { if (child.pid === undefined) lost(error.message, false); });
  });
  child.on('message', (reply: SqlReply) => {
    if ('rows' in reply) waiting?.onRows?.(reply.rows);
    else if ('progress' in reply) progress = reply.progress;
    else if ('tooLarge' in reply) stopLarge();
    else if ('failed' in reply) settle(({ reject }) => reject(new Error(reply.failed)));
    else {
      resident = reply.resident;
      settle(({ resolve }) => resolve(reply.done));
    }
  });
  const send = (request: SqlRequest): void => {
    // Fails only when the process is gone, which its exit tells better.
    if (child.connected) child.send(request, () => undefined);
  };
  return {
    ask: (request, onRows) => new Promise((resolve, reject) => {
      if (!alive) return reject(sessionLost(crashed('before it was asked')));
      progress = noProgress;
      waiting = { resolve, reject, onRows };
      // Beside the process's own look, which comes late when it is busy with a result.
      watch = setInterval(() => {
        const now = residentMemory(child.pid ?? 0);
        if (now === null) clearInterval(watch);
        else if (now > mostMemory) stopLarge();
      }, memoryInterval);
      send(request);
    }),
    interrupt: () => send({ do: 'interrupt' }),
    kill,
    keepAlive: (keep) => {
      if (keep) {
        child.ref();
        child.channel?.ref();
      } else {
        child.unref();
        child.channel?.unref();
      }
    },
    get alive() { return alive; },
    get progress() { return progress; },
    get resident() { return resident; },
    gone,
  };
}
