import { errorText, type Fault } from '../../sql/fault';

/** What an error that came from a PostgreSQL server (or from the way to it) holds. */
export interface ServerError extends Error {
  /** SQLSTATE, or Node's name of an error of the network. */
  readonly code?: string;
  /** Character in the statement, from 1. */
  readonly position?: string;
  readonly detail?: string;
}

/** States that begin with 42 and are not of the statement: a right that is missing, and what was there when the catalogue was read. */
const ofSource = new Set(['42501', '42P01', '42704', '3F000']);

function kindOf(code: string): Fault['kind'] {
  if (ofSource.has(code)) return 'source';
  // A regular expression or a number of columns that the server refuses is no value of the data.
  if (code.startsWith('42') || code === '2201B' || code.startsWith('54') || code.startsWith('0A')) return 'statement';
  if (code === '53100' || code === '53200' || code === '53400') return 'memory';
  return code.startsWith('22') || code.startsWith('21') ? 'value' : 'source';
}

/** What an error of PostgreSQL tells, by its SQLSTATE. */
export function postgresFault(error: unknown): Fault {
  const { code, position } = error as ServerError;
  return {
    kind: kindOf(typeof code === 'string' ? code : ''), text: errorText(error).split('\n')[0] ?? '',
    position: position === undefined ? null : Number(position) - 1,
  };
}
