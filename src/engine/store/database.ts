import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { PlumblineError, fail } from '../../core/errors';
import { migrate } from './migrations';

/** The open state file: one connection writes, one reads; both see whole transactions only. */
export interface Database {
  readonly writing: DuckDBConnection;
  readonly reading: DuckDBConnection;
  /** One more connection, for a piece of work that others shall not wait for. */
  connect(): Promise<DuckDBConnection>;
  /** Folds the log into the file and lets go of the lock. */
  close(): Promise<void>;
}

/** True for the error of a file that another process holds, as Linux, macOS and Windows say it. */
export function isLockError(error: unknown): boolean {
  const text = error instanceof Error ? error.message : String(error);
  return /could not set lock|conflicting lock|being used by another process|file is already open in/i.test(text);
}

/**
 * Opens the state file, makes it when absent, and brings its schema up to date. DuckDB locks the file for this process:
 * that lock decides which of two starters owns the store. Throws `source-locked` when another process has it.
 */
export async function openDatabase(file: string, tempDirectory?: string): Promise<Database> {
  let instance: DuckDBInstance;
  try {
    instance = await DuckDBInstance.create(file, {
      autoinstall_known_extensions: 'false', autoload_known_extensions: 'false',
      // State is small; the machine's cores and memory belong to the scans.
      threads: '2', memory_limit: '512MB',
      ...(tempDirectory ? { temp_directory: tempDirectory } : {}),
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (isLockError(error)) {
      fail('source-locked', 'Another process holds this store.', { remedy: 'Use the engine that runs there, or stop it.', detail, place: { path: file } }, error);
    }
    fail('source-unreadable', 'The store cannot be opened.', {
      remedy: 'Check that the folder can be written to; a damaged state.duckdb can be moved away to start with an empty store.',
      detail, place: { path: file },
    }, error);
  }
  try {
    const writing = await instance.connect();
    await migrate(writing);
    const reading = await instance.connect();
    return {
      writing, reading,
      connect: () => instance.connect(),
      close: async () => {
        await writing.run('CHECKPOINT');
        reading.closeSync();
        writing.closeSync();
        instance.closeSync();
      },
    };
  } catch (error) {
    instance.closeSync();
    throw PlumblineError.is(error) ? error : new PlumblineError({
      code: 'source-unreadable', reason: 'The store cannot be read.', place: { path: file },
      remedy: 'Move state.duckdb away to start with an empty store.', detail: error instanceof Error ? error.message : String(error),
    }, { cause: error });
  }
}
