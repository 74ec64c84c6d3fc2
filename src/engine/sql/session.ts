import { PlumblineError, type Problem } from '../../core/errors';
import type { Dialect } from '../../core/rules/dialect';
import type { Capabilities } from './capabilities';
import type { Fault } from './fault';
import type { Secrets } from './secrets';
import type { QueryProgress, Row, SqlValue, Table } from './values';

/** Where SQL runs: statements one after another, with abort and progress. One way for all kinds of sources. */
export interface Session {
  /** The SQL that it speaks. */
  readonly dialect: Dialect;
  /** What it can beside running statements. */
  readonly can: Capabilities;
  /** What an error that one of its statements ended with tells. */
  faultOf(error: unknown): Fault;
  /**
   * Grows by one as soon as what the session ran in was lost, so that its next statement begins anew: temporary tables are gone then.
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

/** Opens sessions for SQL on what users bring: each in a process of its own, which can crash or be ended without harm. */
export interface Sessions {
  /** Passwords of connections to servers, as far as this process was told them. */
  readonly secrets: Secrets;
  /** Folder for what is made to be read once; emptied by the engine. */
  readonly tempDirectory: string;
  /** `path`: a database file to open for writing. Waits where many sessions are open; throws `aborted` when `signal` fires. */
  open(options?: { readonly path?: string; readonly signal?: AbortSignal }): Promise<Session>;
  /** Ends all processes, whatever they do. */
  stop(): Promise<void>;
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
