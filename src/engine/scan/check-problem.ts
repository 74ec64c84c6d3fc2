import type { Problem } from '../../core/errors';
import { isSessionLost } from '../sql/session';

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** An error that DuckDB raises while it binds a statement, before it reads anything. */
export function isBindError(error: unknown): boolean {
  return /^(Binder|Parser|Catalog|Syntax) Error/.test(text(error));
}

/** Why one check cannot be run, as DuckDB says it; its own expression or the type of its column is the cause. */
export function checkProblem(error: unknown): Problem {
  const message = text(error);
  const first = (message.split('\n')[0] ?? message).replace(/^[A-Z][A-Za-z ]+ Error: /, '').slice(0, 500);
  if (isSessionLost(error)) {
    const { problem } = error;
    const change = 'Simplify its expression or its filter, or leave the check out';
    return problem.code === 'out-of-memory'
      ? { ...problem, reason: `The check cannot be run. ${problem.reason}`, remedy: `${change}; or allow more with the environment variable PLUMBLINE_MEMORY_LIMIT (for example 4GB).` }
      : { ...problem, code: 'unsupported', reason: 'The check makes the process that reads the data crash.', remedy: `${change}.` };
  }
  if (isMemoryError(error)) {
    return {
      code: 'unsupported', reason: 'The check needs more memory than the engine may use, and its temporary folder is full or too small.',
      remedy: 'Bound the check by a filter, or free space on the disk.', detail: message,
    };
  }
  if (isBindError(error)) {
    return {
      code: 'bad-request', reason: `The check cannot be run: ${first}`,
      remedy: 'Correct the fields, the filter or the expression of the check.', detail: message,
    };
  }
  return {
    code: 'bad-request', reason: `The check stopped at a value that it cannot handle: ${first}`,
    remedy: 'Guard the expression or the filter of the check (TRY_CAST, CASE), or correct the value.', detail: message,
  };
}

/** The statement needed more memory and disk than there is. */
export function isMemoryError(error: unknown): boolean {
  return /^Out of Memory Error|max_temp_directory_size|No space left on device/i.test(text(error));
}

/** Errors that no check can be the cause of: the machine or the source. */
export function isSourceError(error: unknown): boolean {
  return /^(IO|Out of Memory|Permission|HTTP|Connection|Internal|FATAL) Error|CSV Error on Line|Malformed JSON|JSON transform error|No files found that match/i.test(text(error));
}
