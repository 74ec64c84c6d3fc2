import type { Socket } from 'node:net';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { withoutNulls } from '../../core/api/nulls';
import { decodeQuery } from '../../core/api/query';
import type { Route } from '../../core/api/route';
import { routes, type RouteName } from '../../core/api/table';
import { PlumblineError, fail } from '../../core/errors';
import { refuseForeign, requireToken } from './caller-check';
import { failureOf, InvalidInput, WrongMethod } from './failures';
import type { Caller, Handlers } from './handler';

export interface ServerOptions {
  readonly handlers: Handlers;
  readonly token: string;
  readonly caller: Omit<Caller, 'gone'>;
  /** 0 takes a free port. */
  readonly port: number;
  /** Parses every reply with its schema before it is sent: for tests; costs some milliseconds a page of a list. */
  readonly checkReplies: boolean;
  /** Called when a call with the token begins and when it ends. */
  readonly onCall: (change: 1 | -1) => void;
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
}

export interface Server {
  readonly url: string;
  close(): Promise<void>;
}

/** Bytes of a request body; the largest real ones are bulk changes of some thousand anomalies. */
const bodyLimit = 4 * 1024 * 1024;

function parse<T extends z.ZodType>(schema: T, value: unknown, where: InvalidInput['where']): z.output<T> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (!parsed.success) throw new InvalidInput(where, parsed.error, value);
  return parsed.data;
}

function argumentsOf(route: Route, request: FastifyRequest): unknown {
  return {
    params: parse(route.params, request.params, 'path'),
    query: parse(route.query, decodeQuery(request.url.split('?').slice(1).join('?')), 'query'),
    // Clients send an empty body where none is asked for; what a route does not take is not looked at.
    body: route.body.type === 'undefined' ? undefined : parse(route.body, withoutNulls(route.body, request.body), 'body'),
  };
}

function addRoute(app: FastifyInstance, name: RouteName, options: ServerOptions): void {
  const route: Route = routes[name];
  const handler = options.handlers[name] as (args: unknown, caller: Caller) => Promise<unknown>;
  app.route({
    method: route.method,
    url: `/api${route.path.replace(/\{(\w+)\}/g, ':$1')}`,
    config: { open: route.open },
    handler: async (request, reply) => {
      const counts = !route.open && !route.listens;
      const gone = new AbortController();
      reply.raw.once('close', () => { if (!reply.raw.writableFinished) gone.abort(); });
      if (counts) options.onCall(1);
      try {
        const result = await handler(argumentsOf(route, request), { ...options.caller, gone: gone.signal });
        if (options.checkReplies) {
          const checked = route.reply.safeParse(result);
          if (!checked.success) throw new PlumblineError({ code: 'internal', reason: `The reply of ${name} breaks the contract.`, detail: checked.error.message });
        }
        if (route.status === 204) return await reply.code(204).send();
        // Serialised here: Fastify would send a bare `undefined` as an empty body.
        return await reply.code(route.status).type('application/json; charset=utf-8').send(JSON.stringify(result ?? null));
      } finally {
        if (counts) options.onCall(-1);
      }
    },
  });
}

const addresses = Object.values<Route>(routes).map(({ method, path }) => ({ method, is: new RegExp(`^/api${path.replace(/\{\w+\}/g, '[^/]+')}/?$`) }));

/** The methods that an address takes; none where there is no such address. */
function methodsOf(url: string): string[] {
  const path = url.split('?')[0] ?? '';
  return [...new Set(addresses.filter(({ is }) => is.test(path)).map(({ method }) => method))].sort();
}

/** Answers bytes that are no HTTP, and ends their connection: nothing behind them can be read. */
function refuseGarbage(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy(error);
  const [status, reason] = error.code === 'HPE_HEADER_OVERFLOW' ? ['431 Request Header Fields Too Large', 'The headers are too large.']
    : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? ['408 Request Timeout', 'The request did not come in time.']
    : ['400 Bad Request', 'What was sent is not an HTTP request.'];
  const body = JSON.stringify({ detail: reason, problem: { code: 'bad-request', reason, detail: error.message } });
  socket.end(`HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}

/** Serves the route table on loopback. Resolves when it listens. */
export async function serve(options: ServerOptions): Promise<Server> {
  const refuse = async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const failure = failureOf(error, (cause) => options.log('error', `${request.method} ${request.url.split('?')[0]}: ${cause instanceof Error ? cause.stack : String(cause)}`));
    await reply.code(failure.status).headers(failure.headers ?? {}).type('application/json; charset=utf-8').send(JSON.stringify(failure.body));
  };
  const app = Fastify({
    // What the router itself refuses, such as an address that it cannot decode, is said in the same form.
    frameworkErrors: (error, request, reply) => void refuse(error, request, reply),
    clientErrorHandler: refuseGarbage,
    bodyLimit, routerOptions: { ignoreTrailingSlash: true }, forceCloseConnections: true, return503OnClosing: true,
  });
  let port = options.port;
  app.removeAllContentTypeParsers();
  const readJson = (_request: FastifyRequest, text: string | Buffer, done: (error: Error | null, body?: unknown) => void): void => {
    if (text === '') return done(null, undefined);
    try {
      return done(null, JSON.parse(text as string));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return done(new PlumblineError({ code: 'bad-request', reason: `The body is not JSON: ${reason}`, place: { path: '' } }));
    }
  };
  app.addContentTypeParser('application/json', { parseAs: 'string' }, readJson);
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, text, done) => {
    const type = request.headers['content-type'];
    if (type === undefined) return readJson(request, text, done);
    return done(Object.assign(new Error(`The body is ${type.slice(0, 100)}; JSON is read here.`), { statusCode: 415 }));
  });
  // Before the body is read: who may not call cannot make the engine parse anything.
  app.addHook('onRequest', async (request) => {
    refuseForeign(request.headers, port);
    if (!(request.routeOptions.config as { open?: boolean }).open) requireToken(request.headers, options.token);
  });
  app.setNotFoundHandler((request) => {
    const allowed = methodsOf(request.url);
    if (allowed.length > 0) throw new WrongMethod(allowed);
    fail('not-found', `There is no ${request.method} ${request.url.split('?')[0]?.slice(0, 200)}.`, { remedy: 'GET /api/openapi.json lists what there is.' });
  });
  app.setErrorHandler(refuse);
  for (const name of Object.keys(routes) as RouteName[]) addRoute(app, name, options);
  await app.listen({ host: '127.0.0.1', port });
  const address = app.server.address();
  if (address && typeof address === 'object') port = address.port;
  return { url: `http://127.0.0.1:${port}`, close: () => app.close() };
}
