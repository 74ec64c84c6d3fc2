import type { Session, Sessions } from '../sql/session';
import { whenFree } from './output/when-free';
import { duckdbProblem } from './duckdb/duckdb-problem';

/**
 * Opens a database file for writing, for the time of `work`, in one transaction; it is made where it is not there, and waited
 * for a while where another holds it. Throws
 * `source-locked` and its like.
 */
export async function writeDatabase(sessions: Sessions, file: string, work: (session: Session) => Promise<void>): Promise<void> {
  const session = await whenFree(() => sessions.open({ path: file }).catch((error: unknown) => { throw duckdbProblem(error, file); }));
  try {
    await session.query('BEGIN');
    await work(session);
    await session.query('COMMIT');
  } catch (error) {
    throw duckdbProblem(error, file);
  } finally {
    await session.close();
  }
}
