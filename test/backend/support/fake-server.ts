import { decodeQuery } from '../../../src/core/api/query';
import { type RouteName, routeNames, routes } from '../../../src/core/api/table';
import type { HttpTransport } from '../../../src/backend/transport/transport';
import { httpServer, type LoopbackServer } from './loopback-server';

export interface SeenCall {
  readonly name: RouteName;
  readonly params: Record<string, string>;
  readonly query: Record<string, string | string[]>;
  readonly body: unknown;
  readonly authorization: string | undefined;
}
/** Gives the JSON of an answer, or a whole answer when it sets a status. */
export type FakeAnswer = (call: SeenCall) => unknown;
export class Status {
  constructor(readonly status: number, readonly json: unknown, readonly headers: Record<string, string> = {}) {}
}

const patterns = routeNames.map((name) => ({
  name, method: routes[name].method,
  pattern: new RegExp(`^/api${routes[name].path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
// Fixed paths before those with parameters, as routers do.
})).sort((a, b) => Number(routes[a.name].path.includes('{')) - Number(routes[b.name].path.includes('{')));

/** What the answers say to one request; as FastAPI does where there is no such route. */
function answerTo(answers: Partial<Record<RouteName, FakeAnswer>>, calls: SeenCall[], request: { method: string | undefined; url: URL; body: string; authorization: string | undefined }): Status {
  const hit = patterns.find((p) => p.method === request.method && p.pattern.test(request.url.pathname));
  const answer = hit && answers[hit.name];
  if (!hit || !answer) return new Status(404, { detail: 'Not Found' });
  const call: SeenCall = {
    name: hit.name, params: { ...hit.pattern.exec(request.url.pathname)?.groups }, query: decodeQuery(request.url.search),
    body: request.body === '' ? undefined : JSON.parse(request.body), authorization: request.authorization,
  };
  calls.push(call);
  const json = answer(call);
  return json instanceof Status ? json : new Status(routes[hit.name].status, json);
}

/** A server made from the route table that answers as told, and otherwise as FastAPI does where there is no such route. */
export async function fakeServer(answers: Partial<Record<RouteName, FakeAnswer>>): Promise<LoopbackServer & { calls: SeenCall[] }> {
  const calls: SeenCall[] = [];
  const server = await httpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { status, json, headers } = answerTo(answers, calls, {
        method: request.method, url: new URL(request.url ?? '/', 'http://fake'), body: Buffer.concat(chunks).toString('utf8'), authorization: request.headers.authorization,
      });
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(status === 204 ? undefined : JSON.stringify(json));
    });
  });
  return { ...server, calls };
}

/** The same answers without a socket: what a client of the contract sends goes straight to them. */
export function fakeTransport(answers: Partial<Record<RouteName, FakeAnswer>>, calls: SeenCall[] = []): HttpTransport {
  return async ({ method, url, body, headers }) => {
    const { status, json } = answerTo(answers, calls, { method, url: new URL(url), body: body ?? '', authorization: headers.authorization });
    return { status, headers: { 'content-type': 'application/json' }, text: status === 204 ? '' : JSON.stringify(json) };
  };
}

/** A page of a list, cut as the query asks. */
export function pageOf<T>(items: readonly T[], call: SeenCall): unknown {
  const page = Number(call.query.page ?? 1);
  const size = Number(call.query.size ?? 50);
  return { items: items.slice((page - 1) * size, page * size), total: items.length, page, size, pages: Math.ceil(items.length / size) };
}
