import { abortedError, type Session } from '../sql/session';
import { keyedRows, type SqlValue, type Table } from '../sql/values';
import { openConnection, type SessionOptions } from './connection';
import { duckdbSpeech } from './duckdb-speech';

/**
 * Opens a DuckDB inside this process. Only for SQL and data of our own: what users bring runs in a process of its own
 * (see sessions.ts), since a statement can crash the process it runs in, and need not end when it is told to.
 */
export async function openSession(options: SessionOptions = {}): Promise<Session> {
  const connection = await openConnection(options);
  const table = async (sql: string, values?: readonly SqlValue[], signal?: AbortSignal): Promise<Table> => {
    if (signal?.aborted) throw abortedError();
    const stop = (): void => connection.interrupt();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const rows: SqlValue[][] = [];
      const shape = await connection.run(sql, values, (more) => { for (const row of more) rows.push(row); });
      return { ...shape, rows };
    } catch (error) {
      if (signal?.aborted) throw abortedError();
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  };
  return {
    ...duckdbSpeech, epoch: 0, table,
    prepare: async (sql) => { await table(sql); },
    query: async (sql, values, signal) => keyedRows(await table(sql, values, signal)),
    progress: () => connection.progress(),
    close: () => Promise.resolve(connection.close()),
  };
}
