import type { Problem } from '../../core/errors';
import { errorText, type Fault } from '../sql/fault';
import { isSessionLost } from '../sql/session';

/** Why one check cannot be run, as the source says it; its own expression or the type of its column is the cause. */
export function checkProblem(error: unknown, fault: Fault): Problem {
  const message = errorText(error);
  const first = fault.text.slice(0, 500);
  if (isSessionLost(error)) {
    const { problem } = error;
    const change = 'Simplify its expression or its filter, or leave the check out';
    return problem.code === 'out-of-memory'
      ? { ...problem, reason: `The check cannot be run. ${problem.reason}`, remedy: `${change}; or allow more with the environment variable PLUMBLINE_MEMORY_LIMIT (for example 4GB).` }
      : { ...problem, code: 'unsupported', reason: 'The check makes the process that reads the data crash.', remedy: `${change}.` };
  }
  if (fault.kind === 'memory') {
    return {
      code: 'unsupported', reason: 'The check needs more memory than the engine may use, and its temporary folder is full or too small.',
      remedy: 'Bound the check by a filter, or free space on the disk.', detail: message,
    };
  }
  if (fault.kind === 'statement') {
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
