import type { SessionOptions } from './connection';
import { duckdbSpeech } from './duckdb-speech';
import type { ProcessPool } from './process-pool';
import { abortedError, type Session } from '../sql/session';
import type { SqlProcess } from './sql-process';
import { oneAtATime } from '../sql/one-at-a-time';
import { keyedRows, noProgress, type SqlValue, type Table } from '../sql/values';

export interface ProcessSessionOptions {
  readonly settings: SessionOptions;
  readonly mostMemory: number;
  readonly signal: AbortSignal | undefined;
  /** Frees what the caller made for the session. */
  release(): Promise<void>;
}

/** Milliseconds after which a cancelled statement is ended together with its process. */
const patience = 200;

/**
 * A session in a process of the pool. Where that is lost, the statement fails and the next one begins anew in another;
 * where it was ended because its statement was cancelled, the session is over and all that follows is `aborted`.
 */
export async function processSession(pool: ProcessPool, options: ProcessSessionOptions): Promise<Session> {
  const prepared: string[] = [];
  let epoch = -1;
  let over = false;
  const closing = new AbortController();
  let current: SqlProcess | null = null;

  const letGo = async (): Promise<void> => {
    const process = current;
    current = null;
    if (!process) return;
    if (process.alive) {
      // One that cannot close in time would keep locks on files.
      const timer = setTimeout(() => process.kill(), 10 * patience);
      await process.ask({ do: 'close' }).catch(() => process.kill());
      clearTimeout(timer);
    }
    if (!process.alive) await process.gone;
    pool.give(process);
  };
  const begin = async (signal?: AbortSignal): Promise<SqlProcess> => {
    if (over) throw abortedError();
    if (current?.alive) return current;
    await letGo();
    const process = await pool.take(AbortSignal.any([closing.signal, ...(signal ? [signal] : [])]));
    current = process;
    if (over) {
      await letGo();
      throw abortedError();
    }
    try {
      await process.ask({ do: 'open', options: options.settings, mostMemory: options.mostMemory });
      for (const sql of prepared) await process.ask({ do: 'run', sql, values: undefined });
    } catch (error) {
      await letGo();
      throw error;
    }
    epoch += 1;
    return process;
  };
  const run = async (sql: string, values: readonly SqlValue[] | undefined, signal: AbortSignal | undefined): Promise<Table> => {
    if (signal?.aborted) throw abortedError();
    const process = await begin(signal);
    if (signal?.aborted) throw abortedError();
    let timer: NodeJS.Timeout | undefined;
    const stop = (): void => {
      process.interrupt();
      timer = setTimeout(() => {
        over = true;
        process.kill();
      }, patience);
    };
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const rows: SqlValue[][] = [];
      const shape = await process.ask({ do: 'run', sql, values }, (more) => { for (const row of more) rows.push(row); });
      return { ...shape, rows };
    } catch (error) {
      if (signal?.aborted) throw abortedError();
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  };
  const statements = oneAtATime();
  const table: Session['table'] = (sql, values, signal) => statements.run(() => run(sql, values, signal));
  try {
    await begin(options.signal);
  } catch (error) {
    await letGo();
    await options.release();
    throw error;
  }
  return {
    ...duckdbSpeech,
    // What the next statement will meet: a process that was lost is not the one that it runs in.
    get epoch() { return current?.alive ? epoch : epoch + 1; },
    table,
    prepare: async (sql) => {
      await table(sql);
      prepared.push(sql);
    },
    query: async (sql, values, signal) => keyedRows(await table(sql, values, signal)),
    progress: () => current?.progress ?? noProgress,
    close: async () => {
      over = true;
      closing.abort();
      if (statements.busy) current?.kill();
      await statements.ended();
      await letGo();
      await options.release();
    },
  };
}
