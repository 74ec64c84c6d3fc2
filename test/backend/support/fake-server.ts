import { decodeQuery } from '../../../src/core/api/query';
import { type RouteName, routeNames, routes } from '../../../src/core/api/table';
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

/** A server made from the route table that answers as told, and otherwise as FastAPI does where there is no such route. */
export async function fakeServer(answers: Partial<Record<RouteName, FakeAnswer>>): Promise<LoopbackServer & { calls: SeenCall[] }> {
  const calls: SeenCall[] = [];
  const server = await httpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://fake');
      const hit = patterns.find((p) => p.method === request.method && p.pattern.test(url.pathname));
      const text = Buffer.concat(chunks).toString('utf8');
      const send = (status: number, json: unknown, headers: Record<string, string> = {}): void => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(status === 204 ? undefined : JSON.stringify(json));
      };
      const answer = hit && answers[hit.name];
      if (!hit || !answer) return send(404, { detail: 'Not Found' });
      const call: SeenCall = {
        name: hit.name, params: { ...hit.pattern.exec(url.pathname)?.groups }, query: decodeQuery(url.search),
        body: text === '' ? undefined : JSON.parse(text), authorization: request.headers.authorization,
      };
      calls.push(call);
      const json = answer(call);
      if (json instanceof Status) send(json.status, json.json, json.headers);
      else send(routes[hit.name].status, json);
    });
  });
  return { ...server, calls };
}

/** A page of a list, cut as the query asks. */
export function pageOf<T>(items: readonly T[], call: SeenCall): unknown {
  const page = Number(call.query.page ?? 1);
  const size = Number(call.query.size ?? 50);
  return { items: items.slice((page - 1) * size, page * size), total: items.length, page, size, pages: Math.ceil(items.length / size) };
}
