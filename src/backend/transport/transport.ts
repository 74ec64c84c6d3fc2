import type { Method } from '../../core/api/route';

export interface HttpRequest {
  readonly method: Method;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whole call, from connecting to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * One HTTP exchange. Any status is an answer, redirects too: they are not followed, so a token never goes where it was not sent.
 * Throws a PlumblineError when there is no answer: `unreachable`, `timed-out`, `not-our-server` or `aborted`.
 */
export type HttpTransport = (request: HttpRequest) => Promise<HttpResponse>;
