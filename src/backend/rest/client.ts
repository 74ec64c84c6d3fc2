import type { z } from 'zod';
import { PlumblineError, type Problem } from '../../core/errors';
import { encodeQuery } from '../../core/api/query';
import { fillPath, type CallInput, type Route, type RouteReply } from '../../core/api/route';
import { routes, type RouteName, type Routes } from '../../core/api/table';
import type { HttpResponse, HttpTransport } from '../transport/transport';
import { type CallPlace, excerpt, isPage, pageProblem, replyProblem } from './reply-problem';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** 30 s unless said. */
  readonly timeoutMs?: number;
}

/** The input may be left out where the route needs none. */
type CallArguments<N extends RouteName> = Record<never, never> extends CallInput<Routes[N]>
  ? [input?: CallInput<Routes[N]>, options?: CallOptions] : [input: CallInput<Routes[N]>, options?: CallOptions];

/** Calls a route of the contract by its name; the answer is parsed by the route's schema. Throws PlumblineError. */
export interface RestClient {
  call<N extends RouteName>(name: N, ...rest: CallArguments<N>): Promise<RouteReply<Routes[N]>>;
}

export interface RestClientOptions {
  /** As `apiUrl` gives it: ends in `/api/`. */
  readonly apiUrl: string;
  readonly token: string | null;
  readonly transport: HttpTransport;
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 30_000;

/** Servers and proxies may echo what they got; the token must not come back out of an error. */
function withoutToken(problem: Problem, token: string | null): Problem {
  // A shorter one would take words of ours apart, and hides nothing that could not be guessed.
  if (!token || token.length < 8) return problem;
  const clean = (text: string | undefined): string | undefined => text?.replaceAll(token, '***');
  return { ...problem, reason: clean(problem.reason) ?? '', remedy: clean(problem.remedy), detail: clean(problem.detail) };
}

function misfit(place: CallPlace, error: z.ZodError, response: HttpResponse): Problem {
  const issue = error.issues[0];
  const where = issue?.path.map(String).join('.') ?? '';
  const detail = `${error.issues.slice(0, 5).map((i) => `${i.path.map(String).join('.') || '(answer)'}: ${i.message}`).join('\n')}\n${excerpt(response.text)}`;
  if (where === '') {
    return { code: 'not-our-server', reason: `${place.host} answers ${place.method} ${place.path} with something else than asked for.`, remedy: 'Check the URL of the server.', detail };
  }
  return {
    code: 'server-failed', reason: `The answer of ${place.host} to ${place.method} ${place.path} does not fit: field "${where}": ${issue?.message ?? 'not as expected'}.`,
    remedy: 'The server may be of another version; the log has its answer.', detail,
  };
}

function replyOf(route: Route, place: CallPlace, response: HttpResponse): unknown {
  if (response.status < 200 || response.status >= 300) throw new PlumblineError(replyProblem(place, response, Date.now()));
  let json: unknown;
  if (response.status !== 204 && response.text.trim() !== '') {
    if (isPage(response)) throw new PlumblineError(pageProblem(place, response));
    try {
      json = JSON.parse(response.text);
    } catch (cause) {
      throw new PlumblineError({
        code: 'not-our-server', reason: `${place.host} answers ${place.method} ${place.path} with something that is not JSON.`,
        remedy: 'Check the URL of the server.', detail: excerpt(response.text),
      }, { cause });
    }
  }
  const parsed = route.reply.safeParse(json);
  if (!parsed.success) throw new PlumblineError(misfit(place, parsed.error, response));
  return parsed.data;
}

/** A client made from the route table. What a caller leaves out is not sent, so that the server's own defaults hold. */
export function restClient(options: RestClientOptions): RestClient {
  const base = new URL(options.apiUrl);
  const headersFor = (hasBody: boolean): Record<string, string> => ({
    accept: 'application/json',
    ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
    ...(hasBody ? { 'content-type': 'application/json' } : {}),
  });
  const call = async (name: RouteName, input: { params?: object; query?: object; body?: unknown } = {}, how: CallOptions = {}): Promise<unknown> => {
    const route: Route = routes[name];
    const path = fillPath(route.path, (input.params ?? {}) as Record<string, unknown>);
    const query = encodeQuery((input.query ?? {}) as Record<string, unknown>);
    const body = input.body === undefined ? undefined : JSON.stringify(input.body);
    const place = { method: route.method, path: `/api${path}`, host: base.host };
    try {
      const response = await options.transport({
        method: route.method, url: `${base.href}${path.slice(1)}${query ? `?${query}` : ''}`, headers: headersFor(body !== undefined), body,
        timeoutMs: how.timeoutMs ?? options.timeoutMs ?? defaultTimeoutMs, signal: how.signal,
      });
      return replyOf(route, place, response);
    } catch (error) {
      if (error instanceof PlumblineError) throw new PlumblineError(withoutToken(error.problem, options.token));
      throw error;
    }
  };
  // The table gives each name its own types; inside, all routes are handled alike.
  return { call: call as RestClient['call'] };
}
