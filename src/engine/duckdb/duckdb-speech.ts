import type { Capabilities } from '../sql/capabilities';
import { duckdbDialect } from '../sql/duckdb-dialect';
import { errorText, type Fault } from '../sql/fault';
import type { Session } from '../sql/session';

const can: Capabilities = {
  temporaryTables: true, attempt: true, snapshot: false, sampling: false, provingStatistics: true, patterns: true, errorPosition: false,
};

/** What an error of DuckDB tells, by the class that its text begins with. */
export function duckdbFault(error: unknown): Fault {
  const text = errorText(error);
  const fault = (kind: Fault['kind']): Fault => ({ kind, text: (text.split('\n')[0] ?? text).replace(/^[A-Z][A-Za-z ]+ Error: /, ''), position: null });
  if (/^Out of Memory Error|max_temp_directory_size|No space left on device/i.test(text)) return fault('memory');
  if (/^(IO|Permission|HTTP|Connection|Internal|FATAL) Error|CSV Error on Line|Malformed JSON|JSON transform error|No files found that match/i.test(text)) return fault('source');
  // Raised while a statement is bound, before anything is read.
  return fault(/^(Binder|Parser|Catalog|Syntax) Error/.test(text) ? 'statement' : 'value');
}

/** What all sessions of DuckDB have in common: the SQL they speak, what they can, and what their errors mean. */
export const duckdbSpeech: Pick<Session, 'dialect' | 'can' | 'faultOf'> = { dialect: duckdbDialect, can, faultOf: duckdbFault };
