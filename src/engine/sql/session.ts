import { PlumblineError, type Problem } from '../../core/errors';
import type { QueryProgress, Row, SqlValue, Table } from './values';

/** Where SQL runs: statements one after another, with abort and progress. */
export interface Session {
  /**
   * Grows by one whenever the session had to begin anew, because what it ran in was lost: temporary tables are gone then.
   * What {@link Session.prepare} ran has been run again.
   */
  readonly epoch: number;
  /** Runs statements (settings, attachments) on which all later ones depend; a session that begins anew repeats them. */
  prepare(sql: string): Promise<void>;
  /** Runs one or more statements; rows of the last, keyed by column name. Throws `aborted` when `signal` fires. */
  query(sql: string, values?: readonly SqlValue[], signal?: AbortSignal): Promise<Row[]>;
  /** Like {@link query}, as lists of column names and raw rows (for results with repeated names). */
  table(sql: string, values?: readonly SqlValue[], signal?: AbortSignal): Promise<Table>;
  progress(): QueryProgress;
  /** Lets go of files and locks; they are free when the promise resolves. */
  close(): Promise<void>;
}

const lost = Symbol('session lost');

export function abortedError(): PlumblineError {
  return new PlumblineError({ code: 'aborted', reason: 'The operation was cancelled.' });
}

/** What a statement ran in was lost with it: it crashed, or took more memory than it may. The next statement begins anew. */
export function isSessionLost(error: unknown): error is PlumblineError {
  return PlumblineError.is(error) && error.cause === lost;
}

/** The error of a statement with which its session was lost. */
export function sessionLost(problem: Problem): PlumblineError {
  return new PlumblineError(problem, { cause: lost });
}
