import type { ErrorCode, Problem } from '../../core/errors';
import { errorBody } from '../../core/api/schemas/common';
import type { HttpResponse } from '../transport/transport';

/** What a call was, for the words of its error. */
export interface CallPlace {
  readonly method: string;
  /** With parameters filled in, as `/api/anomalies/7`. */
  readonly path: string;
  readonly host: string;
}

const ownCodes = new Set<string>([
  'bad-request', 'not-authenticated', 'not-allowed', 'not-found', 'conflict', 'unreachable', 'timed-out', 'not-our-server', 'server-failed',
  'rate-limited', 'password-needed', 'source-missing', 'source-unreadable', 'source-locked', 'source-malformed', 'source-changed', 'engine-unavailable',
  'engine-stopped', 'out-of-memory', 'disk-full', 'aborted', 'unsupported', 'internal',
] satisfies ErrorCode[]);

interface Said { readonly text: string | null; readonly problem: Problem | null }

/** The first characters of an answer, for the log. */
export function excerpt(text: string): string {
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}

/** True where a web page answered instead of an API. */
export function isPage(response: HttpResponse): boolean {
  return /\bhtml\b/i.test(response.headers['content-type'] ?? '') || /^\s*<(!doctype|html|head|body|\?xml)/i.test(response.text);
}

/** Milliseconds that the server asks to wait: `Retry-After` in seconds or as a date. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds) && header.trim() !== '') return Math.max(0, Math.round(seconds * 1000));
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

function sentence(text: string): string {
  const cut = text.trim().replace(/\s+/g, ' ').slice(0, 600);
  return cut === '' || /[.!?…]$/.test(cut) ? cut : `${cut}.`;
}

/** What the error body says: our engine sends its whole problem, a Qualytics server a `detail`. */
function saidBy(response: HttpResponse): Said {
  let json: unknown;
  try {
    json = JSON.parse(response.text);
  } catch {
    return { text: null, problem: null };
  }
  const body = errorBody.safeParse(json);
  if (!body.success) return { text: null, problem: null };
  const { detail, message, problem } = body.data;
  const text = Array.isArray(detail)
    ? detail.map((issue) => `${issue.loc.filter((p) => p !== 'body' && p !== 'query' && p !== 'path').join('.') || 'body'}: ${issue.msg}`).join('; ')
    : detail ?? message ?? null;
  const own = problem && ownCodes.has(problem.code) ? { ...problem, code: problem.code as ErrorCode } : null;
  return { text, problem: own };
}

function refusal(place: CallPlace, response: HttpResponse, said: string | null, now: number): Problem {
  const what = `${place.method} ${place.path}`;
  const { status } = response;
  if (status === 401) {
    return { code: 'not-authenticated', reason: `${place.host} does not accept the token.`, remedy: 'Make a new token on the server and set it again; this one may have expired or been revoked.' };
  }
  if (status === 403) {
    return {
      code: 'not-allowed', reason: said ? `${place.host} does not allow this: ${sentence(said)}` : `${place.host} does not allow ${what} with this token.`,
      remedy: 'Ask an administrator of the server for the permission.',
    };
  }
  if (status === 405 || status === 501 || (status === 404 && (said === null || said === 'Not Found'))) {
    return { code: 'unsupported', reason: `${place.host} does not offer ${what}.`, remedy: 'Check the URL; if it is right, this server does not have the function.' };
  }
  if (status === 404) return { code: 'not-found', reason: sentence(said ?? what) };
  if (status === 407) {
    return { code: 'unreachable', reason: 'The proxy asks for a user name and password (407).', remedy: 'Put them into the proxy settings (http.proxy in the editor, HTTPS_PROXY in a terminal).' };
  }
  if (status === 409) return { code: 'conflict', reason: said ? sentence(said) : `${place.host} cannot do this in the present state.` };
  const wait = retryAfterMs(response.headers['retry-after'], now);
  if (status === 429 || (status === 503 && wait !== undefined)) {
    return {
      code: 'rate-limited', reason: `${place.host} asks to wait (${status}).`, retryAfterMs: wait,
      remedy: wait === undefined ? 'Try again in a minute.' : `Try again in ${Math.ceil(wait / 1000)} s.`,
    };
  }
  if (status >= 500) {
    return { code: 'server-failed', reason: `${place.host} failed on ${what} (${status})${said ? `: ${sentence(said)}` : '.'}`, remedy: 'Try again; if it stays, tell the administrator of the server.' };
  }
  return { code: 'bad-request', reason: said ? `${place.host} refuses the request: ${sentence(said)}` : `${place.host} refuses ${what} (${status}).` };
}

function redirection(place: CallPlace, location: string | undefined): Problem {
  const to = location !== undefined && URL.canParse(location, `https://${place.host}`) ? new URL(location, `https://${place.host}`) : null;
  return {
    code: 'not-our-server', reason: `${place.host} sends the call on${to ? ` to ${to.origin}` : ''}, so this is not the address of the API.`,
    remedy: to && to.host !== '' && !/login|auth|sso/i.test(to.href) ? `Use ${to.origin} as the URL if that is the server.` : 'Check the URL; a sign-in page may be in front of the server.',
  };
}

/** The problem that an answer which is not a success stands for. `now` in milliseconds since 1970, for `Retry-After`. */
export function replyProblem(place: CallPlace, response: HttpResponse, now: number): Problem {
  if (response.status >= 300 && response.status < 400) return redirection(place, response.headers.location);
  if (isPage(response) && response.status < 500 && ![401, 403, 407, 429].includes(response.status)) return pageProblem(place, response);
  const said = saidBy(response);
  if (said.problem) return said.problem;
  return { ...refusal(place, response, said.text, now), detail: excerpt(response.text) };
}

/** A web page came where JSON was asked for. */
export function pageProblem(place: CallPlace, response: HttpResponse): Problem {
  return {
    code: 'not-our-server', reason: `${place.host} answers with a web page instead of data.`,
    remedy: 'Check the URL: it must be that of the Qualytics deployment itself, as https://your-company.qualytics.io.', detail: excerpt(response.text),
  };
}
