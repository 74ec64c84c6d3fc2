/** What kind of thing went wrong; callers branch on this, never on texts. */
export type ErrorCode =
  | 'bad-request' | 'not-authenticated' | 'not-allowed' | 'not-found' | 'conflict'
  | 'unreachable' | 'timed-out' | 'not-our-server' | 'server-failed' | 'rate-limited'
  | 'password-needed' | 'source-missing' | 'source-unreadable' | 'source-locked' | 'source-malformed' | 'source-changed'
  | 'engine-unavailable' | 'engine-stopped' | 'disk-full' | 'out-of-memory' | 'aborted' | 'unsupported' | 'internal';

/** One place in what came in: a field of a request body, or a line of a file. */
export interface ErrorPlace {
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
}

/** An error as a value of the domain: plain data, so that it crosses HTTP, webview and process borders unchanged. */
export interface Problem {
  readonly code: ErrorCode;
  /** One clear sentence: what is wrong. Never holds a secret. */
  readonly reason: string;
  /** One sentence: what the user can do about it. */
  readonly remedy?: string;
  readonly place?: ErrorPlace;
  /** Technical details (stack, server reply) for the log and the job panel. */
  readonly detail?: string;
  /** How long the server asks to wait before the next call, in milliseconds. */
  readonly retryAfterMs?: number;
}

/** The throwable form of a {@link Problem}. Everything of ours that throws, throws this. */
export class PlumblineError extends Error {
  constructor(readonly problem: Problem, options?: { cause?: unknown }) {
    super(problem.reason, options);
    this.name = 'PlumblineError';
  }

  /** By shape, since each bundle has its own copy of this class and errors cross from one to another. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'PlumblineError' && 'problem' in value;
  }

  static is(error: unknown, code?: ErrorCode): error is PlumblineError {
    return error instanceof PlumblineError && (code === undefined || error.problem.code === code);
  }
}

/** Shorthand to throw a {@link Problem}. */
export function fail(code: ErrorCode, reason: string, extra: Omit<Problem, 'code' | 'reason'> = {}, cause?: unknown): never {
  throw new PlumblineError({ code, reason, ...extra }, { cause });
}

/** Any thrown value as a {@link Problem}; what is not ours becomes `internal` with its stack as detail. */
export function toProblem(error: unknown): Problem {
  if (error instanceof PlumblineError) return error.problem;
  if (error instanceof Error) return { code: 'internal', reason: error.message, detail: error.stack };
  return { code: 'internal', reason: String(error) };
}

/** "reason Remedy." in one line, as terminals, status bars and messages show it. */
export function problemText(problem: Problem): string {
  const where = problem.place?.path
    ? ` (${problem.place.path}${problem.place.line === undefined ? '' : `:${problem.place.line}`})` : '';
  return `${problem.reason}${where}${problem.remedy ? ` ${problem.remedy}` : ''}`;
}
