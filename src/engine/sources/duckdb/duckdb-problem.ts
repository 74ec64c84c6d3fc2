import { PlumblineError } from '../../../core/errors';
import { lostProblem } from '../lost-problem';
import { literal } from '../../sql/quote';

/** What copies a database into one that can be read, in DuckDB's own shell. */
function copyCommand(file: string, read: string, write: string): string {
  return `Copy it with that DuckDB: ATTACH ${literal(file)} AS source${read}; ATTACH ${literal(`${file.replace(/\.[^.\\/]*$/, '')}-copy.duckdb`)} AS target${write}; COPY FROM DATABASE source TO target;`;
}

/** The refusal of an encrypted database: Plumbline keeps no keys. */
export function encrypted(file: string): PlumblineError {
  return new PlumblineError({
    code: 'source-unreadable', reason: `${file} is encrypted, and Plumbline keeps no keys.`, place: { path: file },
    remedy: copyCommand(file, " (ENCRYPTION_KEY 'your key')", '').replace('with that DuckDB', 'without encryption in DuckDB'),
  });
}

/** DuckDB's refusal to open or read a database file, as the domain's error. */
export function duckdbProblem(error: unknown, file: string, container?: string, writer: string | null = null): PlumblineError {
  const lost = lostProblem(error, container === undefined ? file : `${container} of ${file}`);
  if (lost) return new PlumblineError(lost, { cause: error });
  if (PlumblineError.is(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  const place = { path: file };
  if (/version number \d+, but we can only read|older DuckDB storage version|newer version of DuckDB/i.test(text)) {
    return new PlumblineError({ code: 'source-unreadable', reason: `${file} was written by DuckDB ${writer ?? 'of another version'}, in a way that the DuckDB in Plumbline cannot read.`, remedy: `${copyCommand(file, '', " (STORAGE_VERSION 'v1.0.0')")} or export its tables to Parquet files.`, place, detail: text }, { cause: error });
  }
  const holder = /held in (.+?) \(PID (\d+)\)/.exec(text);
  if (holder) {
    return new PlumblineError({ code: 'source-locked', reason: `${file} is locked by ${holder[1]} (process ${holder[2]}).`, remedy: 'Close its connection there, then run again.', place, detail: text }, { cause: error });
  }
  if (/lock on file|being used by another process|already open in/i.test(text)) {
    const pid = /PID (\d+)/.exec(text)?.[1];
    return new PlumblineError({ code: 'source-locked', reason: `${file} is locked by another program${pid ? ` (process ${pid})` : ''}.`, remedy: 'Close its connection there, then run again.', place, detail: text }, { cause: error });
  }
  if (/Permission denied/i.test(text)) return new PlumblineError({ code: 'source-unreadable', reason: `${file} may not be read by this user.`, remedy: 'Give read permission on it, then try again.', place, detail: text }, { cause: error });
  if (/read enough bytes|checksum|corrupt|not a valid DuckDB|deserializ/i.test(text)) {
    return new PlumblineError({ code: 'source-malformed', reason: `${file} is damaged or cut off: ${text.split('\n')[0]}`, remedy: 'Restore it from a copy.', place, detail: text }, { cause: error });
  }
  return new PlumblineError({ code: 'source-unreadable', reason: `${file} cannot be read: ${text.split('\n')[0]}`, place, detail: text }, { cause: error });
}
