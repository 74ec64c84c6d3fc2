import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { fail } from '../../core/errors';
import { saysDiskFull, asDiskFull } from './disk-full';

export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** True for the error of a file that another process holds, as Linux, macOS and Windows say it. */
export function isLockError(error: unknown): boolean {
  return /could not set lock|conflicting lock|being used by another process|file is already open in/i.test(textOf(error));
}

/**
 * Opens a state file in DuckDB, which locks it for this process, with nothing that a crafted one could use: no other file,
 * no extension, and settings that no statement changes. Throws DuckDB's own errors.
 */
export function openInstance(file: string, tempDirectory?: string): Promise<DuckDBInstance> {
  return DuckDBInstance.create(file, {
    autoinstall_known_extensions: 'false', autoload_known_extensions: 'false', allow_community_extensions: 'false',
    // State is small; the machine's cores and memory belong to the scans.
    threads: '1', memory_limit: '96MB',
    // When the log is folded into the file is decided here, where there is room: a fold that fails would end the database.
    checkpoint_threshold: '1TB',
    ...(tempDirectory ? { temp_directory: tempDirectory } : {}),
    // In this order: the ones before name files.
    enable_external_access: 'false',
  });
}

/** A connection on which no setting can be changed any more. */
export async function lockedConnection(instance: DuckDBInstance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await connection.run('PRAGMA disable_checkpoint_on_shutdown');
  await connection.run('SET lock_configuration = true');
  return connection;
}

/** Throws what kept the state file from being opened, in words. */
export function cannotOpen(file: string, error: unknown): never {
  const detail = textOf(error);
  if (isLockError(error)) {
    fail('source-locked', 'Another process holds this store.', { remedy: 'Use the engine that runs there, or stop it.', detail, place: { path: file } }, error);
  }
  if (saysDiskFull(error)) throw asDiskFull(error);
  if (/permission denied|read-only file system|access is denied/i.test(detail)) {
    fail('source-unreadable', 'The store cannot be written to.', {
      remedy: 'Use a store in a folder that you may write to (--store on the command line); data is read from where it lies.', detail, place: { path: file },
    }, error);
  }
  fail('source-unreadable', 'The store is damaged: its state.duckdb cannot be read.', {
    remedy: 'Put back a copy of it, or move it away to start with an empty store; nothing was deleted.', detail, place: { path: file },
  }, error);
}
