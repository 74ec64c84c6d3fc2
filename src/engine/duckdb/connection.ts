import { DuckDBInstance, type DuckDBResult, type DuckDBValue } from '@duckdb/node-api';
import type { QueryProgress, ResultShape, SqlValue } from '../sql/values';

export interface SessionOptions {
  /** Database file; in memory when absent. */
  readonly path?: string;
  readonly threads?: number;
  /** As DuckDB writes it, `4GB`. */
  readonly memoryLimit?: string;
  readonly tempDirectory?: string;
}

/** One connection to a DuckDB of its own, in this process. */
export interface SqlConnection {
  /** Runs one or more statements; `onRows` gets the rows of the last, some at a time. */
  run(sql: string, values: readonly SqlValue[] | undefined, onRows: (rows: SqlValue[][]) => void): Promise<ResultShape>;
  /** Asks the running statement to end, which it does between two batches of rows. */
  interrupt(): void;
  progress(): QueryProgress;
  close(): void;
}

/** Characters that a result may hold. Results are counts and a bounded number of rows; more would only fill memory. */
const largestResult = 64 * 1024 * 1024;

function neutral(value: DuckDBValue): SqlValue {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? String(value) : value;
}

async function readRows(result: DuckDBResult, onRows: (rows: SqlValue[][]) => void): Promise<void> {
  let characters = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return;
    const rows = chunk.getRows().map((row) => row.map(neutral));
    for (const row of rows) for (const value of row) characters += typeof value === 'string' ? value.length : 8;
    if (characters > largestResult) throw new Error('Out of Memory Error: the result of the statement is larger than 64 MB.');
    onRows(rows);
  }
}

/** Opens a DuckDB. Extensions are never fetched; progress is measured but not printed. */
export async function openConnection(options: SessionOptions): Promise<SqlConnection> {
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
    let running = false;
    let interrupting: NodeJS.Timeout | undefined;
    return {
      run: async (sql, values, onRows) => {
        running = true;
        try {
          const result = await connection.run(sql, values && [...values]);
          const shape = { columns: result.deduplicatedColumnNames(), types: result.columnTypes().map(String) };
          await readRows(result, onRows);
          return shape;
        } finally {
          running = false;
          clearInterval(interrupting);
          interrupting = undefined;
        }
      },
      interrupt: () => {
        // One that comes too late must not meet the next statement.
        if (!running) return;
        connection.interrupt();
        // Repeated, because an interrupt that comes before the statement has begun to run has no effect.
        interrupting ??= setInterval(() => connection.interrupt(), 50);
      },
      progress: () => {
        const { percentage, rows_processed, total_rows_to_process } = connection.progress;
        return {
          fraction: percentage < 0 ? null : Math.min(1, percentage / 100),
          rows: Number(rows_processed), totalRows: Number(total_rows_to_process),
        };
      },
      close: () => {
        connection.closeSync();
        instance.closeSync();
      },
    };
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}
