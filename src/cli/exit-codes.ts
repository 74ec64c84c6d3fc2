import { CommanderError } from 'commander';
import type { ErrorCode } from '../core/errors';
import { PlumblineError } from '../core/errors';

/** Exit codes of the command; 0 is success and nothing else. */
export const exitCode = {
  success: 0, unexpected: 1, usage: 2, failed: 3, aborted: 4, timedOut: 5, unreachable: 6, notAllowed: 7, anomalies: 8, containersFailed: 9,
  notFound: 10, left: 130,
} as const;

export const exitCodeHelp = `
Exit codes:
  0   success
  1   something unexpected
  2   bad usage
  3   an operation, a test or an import failed
  4   an operation was aborted
  5   --timeout passed before the operation ended; it goes on
  6   the server cannot be reached, or the engine cannot start
  7   the token is not accepted or does not allow this
  8   anomalies were found, with --fail-on-anomalies
  9   the operation ended, but some containers failed or could not be read
  10  what was asked for is not there
  130 interrupted while waiting; the operation goes on`;

const byProblem: Record<ErrorCode, number> = {
  'bad-request': exitCode.usage, 'not-authenticated': exitCode.notAllowed, 'not-allowed': exitCode.notAllowed, 'not-found': exitCode.notFound,
  conflict: exitCode.failed, unreachable: exitCode.unreachable, 'timed-out': exitCode.unreachable, 'not-our-server': exitCode.unreachable,
  'server-failed': exitCode.unexpected, 'rate-limited': exitCode.unreachable, 'password-needed': exitCode.notAllowed, 'source-missing': exitCode.failed,
  'source-unreadable': exitCode.failed, 'source-locked': exitCode.failed, 'source-malformed': exitCode.failed, 'source-changed': exitCode.failed,
  'disk-full': exitCode.failed, 'out-of-memory': exitCode.failed,
  'engine-unavailable': exitCode.unreachable, 'engine-stopped': exitCode.unreachable, aborted: exitCode.aborted, unsupported: exitCode.failed,
  internal: exitCode.unexpected,
};

/** The exit code that a thrown error stands for. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.success : exitCode.usage;
  return error instanceof PlumblineError ? byProblem[error.problem.code] : exitCode.unexpected;
}
