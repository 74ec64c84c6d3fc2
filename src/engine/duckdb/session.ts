import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { PlumblineError } from '../../core/errors';

export type Row = Record<string, DuckDBValue>;
export interface QueryProgress {
  /** 0..1, null while DuckDB cannot tell. */
  readonly fraction: number | null;
  readonly rows: number;
  readonly totalRows: number;
}

/** One DuckDB connection with abort and progress. Statements run one after another. */
export interface Session {
  /** Runs one or more statements; rows of the last, keyed by column name. Throws `aborted` when `signal` fires. */
  query(sql: string, values?: DuckDBValue[], signal?: AbortSignal): Promise<Row[]>;
  /** Like {@link query}, as a list of columns names and raw rows (for results with repeated names). */
  table(sql: string, values?: DuckDBValue[], signal?: AbortSignal): Promise<{ columns: string[]; types: string[]; rows: DuckDBValue[][] }>;
  progress(): QueryProgress;
  readonly connection: DuckDBConnection;
  close(): void;
}

export interface SessionOptions {
  /** Database file; in memory when absent. */
  readonly path?: string;
  readonly threads?: number;
  readonly memoryLimit?: string;
  readonly tempDirectory?: string;
}

function abortedError(): PlumblineError {
  return new PlumblineError({ code: 'aborted', reason: 'The operation was cancelled.' });
}

async function abortable<T>(connection: DuckDBConnection, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  if (signal?.aborted) throw abortedError();
  // Repeated, because an interrupt that comes before the statement has begun to run has no effect.
  let again: NodeJS.Timeout | undefined;
  const stop = (): void => {
    connection.interrupt();
    again = setInterval(() => connection.interrupt(), 50);
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await work();
  } catch (error) {
    if (signal?.aborted) throw abortedError();
    throw error;
  } finally {
    clearInterval(again);
    signal?.removeEventListener('abort', stop);
  }
}

/** Wraps an open connection; `onClose` frees what the caller opened for it. */
export function sessionOf(connection: DuckDBConnection, onClose: () => void = () => undefined): Session {
  return {
    connection,
    query: (sql, values, signal) => abortable(connection, signal, async () => {
      const reader = await connection.runAndReadAll(sql, values);
      return reader.getRowObjects() as Row[];
    }),
    table: (sql, values, signal) => abortable(connection, signal, async () => {
      const reader = await connection.runAndReadAll(sql, values);
      return { columns: reader.columnNames(), types: reader.columnTypes().map(String), rows: reader.getRows() };
    }),
    progress: () => {
      const { percentage, rows_processed, total_rows_to_process } = connection.progress;
      return {
        fraction: percentage < 0 ? null : Math.min(1, percentage / 100),
        rows: Number(rows_processed), totalRows: Number(total_rows_to_process),
      };
    },
    close: () => {
      connection.closeSync();
      onClose();
    },
  };
}

/** Opens a DuckDB of its own. Extensions are never fetched; progress is measured but not printed. */
export async function openSession(options: SessionOptions = {}): Promise<Session> {
  const instance = await DuckDBInstance.create(options.path ?? ':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(options.threads ? { threads: String(options.threads) } : {}),
    ...(options.memoryLimit ? { memory_limit: options.memoryLimit } : {}),
    ...(options.tempDirectory ? { temp_directory: options.tempDirectory } : {}),
  });
  try {
    const connection = await instance.connect();
    await connection.run('SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET progress_bar_time = 0');
    return sessionOf(connection, () => instance.closeSync());
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}
