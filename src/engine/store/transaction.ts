import type { DuckDBConnection } from '@duckdb/node-api';
import type { Database } from './database';
import { asDiskFull } from './disk-full';

interface Parts<T> {
  /** What the caller does in the transaction. */
  work(): Promise<T>;
  /** What is written before the commit. */
  finish(): Promise<void>;
  /** Runs right after it, before the next transaction. */
  committed(): void;
}

/**
 * Runs work in one transaction of the writing connection. When it fails, all of it is undone, and the error that made it
 * fail is thrown: `disk-full` where that was so. A commit that fails has rolled back by itself.
 */
export async function inTransaction<T>(database: Database, parts: (connection: DuckDBConnection) => Parts<T>): Promise<T> {
  // Nothing has begun yet: a database that a full disk has ended is opened anew for it.
  await database.use('writing', (connection) => connection.run('SELECT 1')).catch(() => undefined);
  return database.use('writing', async (connection) => {
    const { work, finish, committed } = parts(connection);
    await connection.run('BEGIN');
    try {
      const result = await work();
      await finish();
      await connection.run('COMMIT');
      committed();
      return result;
    } catch (error) {
      await connection.run('ROLLBACK').catch(() => undefined);
      throw asDiskFull(error);
    }
  });
}
