import type { z } from 'zod';
import { type ErrorCode, type Problem, toProblem } from '../../core/errors';
import { inputIssues, type InputIssue } from './pydantic';

/** An error answer: its HTTP status, its body, and headers that belong to it. */
export interface Failure { readonly status: number; readonly body: Record<string, unknown>; readonly headers?: Readonly<Record<string, string>> }

const statuses: Readonly<Record<ErrorCode, number>> = {
  'bad-request': 400, 'not-authenticated': 401, 'not-allowed': 403, 'not-found': 404, conflict: 409, aborted: 409, 'source-locked': 409,
  'rate-limited': 429, unsupported: 400, 'password-needed': 400, 'source-missing': 400, 'source-unreadable': 400, 'source-malformed': 400, 'source-changed': 409,
  'disk-full': 507, 'out-of-memory': 400, 'engine-unavailable': 503, 'engine-stopped': 503, unreachable: 503, 'timed-out': 503, 'not-our-server': 500, 'server-failed': 500, internal: 500,
};

/** What schemas found wrong with a value, in FastAPI's form: `{detail: [{loc: ["body", "field"], msg, type, input}]}`. */
export class InvalidInput extends Error {
  constructor(readonly where: 'path' | 'query' | 'body', readonly error: z.ZodError, readonly value: unknown) {
    super(`invalid ${where}`);
  }
}

/** A path that exists, called by a method that it does not take. */
export class WrongMethod extends Error {
  constructor(readonly allowed: readonly string[]) {
    super('Method Not Allowed');
  }
}

const unprocessable = (issues: readonly InputIssue[]): Failure => {
  const reason = issues.map((issue) => `${issue.loc.slice(1).join('.') || issue.loc[0]}: ${issue.msg}`).join('; ').slice(0, 1000);
  return { status: 422, body: { detail: issues, problem: { code: 'bad-request', reason } } };
};

/** The place of a problem (`properties.min`, empty for the whole body) as FastAPI's `loc`. */
function locationOf(place: string): string[] {
  return ['body', ...place.split('.').filter((part) => part !== '')];
}

/** Any thrown value as an answer. Stacks stay in the log; `onInternal` gets what nobody foresaw. */
export function failureOf(error: unknown, onInternal: (error: unknown) => void): Failure {
  if (error instanceof InvalidInput) {
    return unprocessable(inputIssues(error.where, error.error, error.value));
  }
  if (error instanceof WrongMethod) {
    const reason = `This address takes ${error.allowed.join(', ')} only.`;
    return { status: 405, body: { detail: 'Method Not Allowed', problem: { code: 'bad-request', reason } }, headers: { allow: error.allowed.join(', ') } };
  }
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  if (error instanceof Error && typeof status === 'number' && status >= 400 && status < 500) {
    // Fastify's own refusals: a body too large, a content type it does not read.
    const reason = error.message.length > 300 ? `${error.message.slice(0, 299)}…` : error.message;
    return { status, body: { detail: reason, problem: { code: 'bad-request', reason } } };
  }
  const problem: Problem = toProblem(error);
  if (problem.code === 'bad-request' && problem.place?.path !== undefined) {
    const refused = unprocessable([{ loc: locationOf(problem.place.path), msg: problem.reason, type: 'value_error' }]);
    return { status: 422, body: { ...refused.body, problem } };
  }
  if (statuses[problem.code] === 500) {
    onInternal(error);
    const { detail: _, ...shown } = problem;
    return { status: 500, body: { detail: problem.reason, problem: { ...shown, remedy: problem.remedy ?? 'The engine\'s log in the store folder says more.' } } };
  }
  const failure = { status: statuses[problem.code], body: { detail: problem.reason, problem } };
  return failure.status === 401 ? { ...failure, headers: { 'www-authenticate': 'Bearer' } } : failure;
}
