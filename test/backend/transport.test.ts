import assert from 'node:assert/strict';
import type http from 'node:http';
import { type ErrorCode, PlumblineError, problemText } from '../../src/core/errors';
import { apiUrl } from '../../src/backend/rest/api-url';
import { restClient, type RestClient } from '../../src/backend/rest/client';
import { fetchTransport } from '../../src/backend/transport/fetch';
import { undiciTransport } from '../../src/backend/transport/http';
import type { HttpTransport } from '../../src/backend/transport/transport';
import { httpServer, type LoopbackServer, socketServer } from './support/loopback-server';

const token = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9.c2VjcmV0LXNpZ25hdHVyZQ';
const transports: Record<string, () => HttpTransport> = { undici: undiciTransport, fetch: () => fetchTransport(fetch) };

for (const [kind, make] of Object.entries(transports)) {
  describe(`a misbehaving server through ${kind}`, () => {
    let server: LoopbackServer | undefined;
    afterEach(async () => { await server?.close(); server = undefined; });

    const clientOf = (url: string, timeoutMs = 5000): RestClient => restClient({ apiUrl: apiUrl(url), token, transport: make(), timeoutMs });
    const answering = async (handler: http.RequestListener): Promise<RestClient> => {
      server = await httpServer(handler);
      return clientOf(server.url);
    };
    const refused = async (client: RestClient, code: ErrorCode, saying: RegExp): Promise<PlumblineError> => {
      const error: unknown = await client.call('getAnomaly', { params: { id: 7 } }).then(() => assert.fail('it answered'), (e: unknown) => e);
      assert.ok(error instanceof PlumblineError, String(error));
      assert.equal(error.problem.code, code, problemText(error.problem));
      assert.match(problemText(error.problem), saying);
      assert.ok(!JSON.stringify(error.problem).includes(token), 'the token is in the error');
      return error;
    };
    const json = (response: http.ServerResponse, status: number, body: unknown, headers: http.OutgoingHttpHeaders = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };

    it('sends the token, and reads JSON', async () => {
      const client = await answering((request, response) => {
        json(response, 200, { id: 1, name: request.headers.authorization, extra: 'kept' });
      });
      const me = await client.call('me');
      assert.equal(me.name, `Bearer ${token}`);
      assert.equal(me.extra, 'kept');
    });
    it('a web page is the wrong URL', async () => {
      const client = await answering((_, response) => { response.writeHead(200, { 'content-type': 'text/html' }); response.end('<!doctype html><h1>Welcome</h1>'); });
      await refused(client, 'not-our-server', /web page.*Check the URL/s);
    });
    it('a web page with status 404 is the wrong URL too', async () => {
      const client = await answering((_, response) => { response.writeHead(404, { 'content-type': 'text/html' }); response.end('<html>nginx</html>'); });
      await refused(client, 'not-our-server', /web page/);
    });
    it('something that is not JSON', async () => {
      const client = await answering((_, response) => { response.writeHead(200); response.end('OK'); });
      await refused(client, 'not-our-server', /not JSON/);
    });
    it('JSON of another shape names the field', async () => {
      const client = await answering((_, response) => json(response, 200, { id: 'seven', created: 'now', type: 'record', status: 'Active' }));
      await refused(client, 'server-failed', /"id"/);
    });
    it('JSON of another kind altogether', async () => {
      const client = await answering((_, response) => json(response, 200, ['hello']));
      await refused(client, 'not-our-server', /something else/);
    });
    it('401 says what to do about the token', async () => {
      const client = await answering((_, response) => json(response, 401, { detail: `Bad token ${token}` }));
      await refused(client, 'not-authenticated', /does not accept the token\. Make a new token/);
    });
    it('403 names the permission that the server names', async () => {
      const client = await answering((_, response) => json(response, 403, { detail: `Editor role required (you sent ${token})` }));
      await refused(client, 'not-allowed', /Editor role required/);
    });
    it('404 says what is not there', async () => {
      const client = await answering((_, response) => json(response, 404, { detail: 'Anomaly 7 was not found' }));
      await refused(client, 'not-found', /^Anomaly 7 was not found\./);
    });
    it('404 of a route that is not there', async () => {
      const client = await answering((_, response) => json(response, 404, { detail: 'Not Found' }));
      await refused(client, 'unsupported', /does not offer GET \/api\/anomalies\/7/);
    });
    it('409 says why', async () => {
      const client = await answering((_, response) => json(response, 409, { detail: 'A scan is running' }));
      await refused(client, 'conflict', /A scan is running\./);
    });
    it('422 lists the fields', async () => {
      const client = await answering((_, response) => json(response, 422, { detail: [
        { loc: ['body', 'coverage'], msg: 'must be at most 1', type: 'value_error' }, { loc: ['body', 'fields', 0], msg: 'unknown field', type: 'value_error' }] }));
      await refused(client, 'bad-request', /coverage: must be at most 1; fields\.0: unknown field/);
    });
    it('429 with Retry-After says how long', async () => {
      const client = await answering((_, response) => json(response, 429, {}, { 'retry-after': '17' }));
      const error = await refused(client, 'rate-limited', /Try again in 17 s\./);
      assert.equal(error.problem.retryAfterMs, 17_000);
    });
    it('503 with Retry-After as a date', async () => {
      const client = await answering((_, response) => json(response, 503, {}, { 'retry-after': new Date(Date.now() + 60_000).toUTCString() }));
      const error = await refused(client, 'rate-limited', /Try again in (5\d|60) s\./);
      assert.ok((error.problem.retryAfterMs ?? 0) > 50_000);
    });
    it('500 gives what the server said', async () => {
      const client = await answering((_, response) => json(response, 500, { detail: 'disk is full' }));
      await refused(client, 'server-failed', /\(500\): disk is full\./);
    });
    it("the engine's own problem comes through whole", async () => {
      const problem = { code: 'source-locked', reason: 'The file is locked.', remedy: 'Close it.', place: { path: 'a.duckdb', line: 3 } };
      const client = await answering((_, response) => json(response, 423, { detail: 'locked', problem }));
      const error = await refused(client, 'source-locked', /The file is locked\. \(a\.duckdb:3\) Close it\./);
      assert.equal(error.problem.place?.line, 3);
    });
    it('a redirect is not followed, and never carries the token on', async () => {
      let followed = 0;
      const client = await answering((request, response) => {
        if (request.url === '/elsewhere') followed++;
        response.writeHead(302, { location: `${server?.url}/elsewhere` });
        response.end();
      });
      await refused(client, 'not-our-server', /sends the call on/);
      assert.equal(followed, 0);
    });
    it('a server that never answers', async () => {
      server = await httpServer(() => undefined);
      await refused(clientOf(server.url, 300), 'timed-out', /did not answer within/);
    });
    it('a server that stops in the middle of its answer', async () => {
      server = await httpServer((_, response) => { response.writeHead(200, { 'content-type': 'application/json' }); response.write('{"id":'); });
      await refused(clientOf(server.url, 300), 'timed-out', /did not answer within/);
    });
    it('a server that closes the connection', async () => {
      server = await socketServer((socket) => socket.once('data', () => socket.destroy()));
      await refused(clientOf(server.url), 'unreachable', /closed the connection/);
    });
    it('something that does not speak HTTP', async () => {
      server = await socketServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
      await refused(clientOf(server.url), 'not-our-server', /does not speak HTTP/);
    });
    it('https:// to a server without TLS', async () => {
      server = await socketServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
      await refused(clientOf(server.url.replace('http:', 'https:')), 'unreachable', /TLS.*http:\/\//s);
    });
    it('nothing listens', async () => {
      const free = await socketServer(() => undefined);
      await free.close();
      await refused(clientOf(free.url), 'unreachable', /Nothing answers at 127\.0\.0\.1/);
    });
    it('no such host', async () => {
      await refused(clientOf('http://no-such-host.invalid'), 'unreachable', /no-such-host\.invalid/);
    });
    it('the caller can cancel', async () => {
      server = await httpServer(() => undefined);
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 50);
      await assert.rejects(clientOf(server.url).call('me', {}, { signal: stop.signal }), (e) => PlumblineError.is(e, 'aborted'));
    });
  });
}

describe('undici and proxies', () => {
  const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'] as const;
  const before = Object.fromEntries(names.map((n) => [n, process.env[n]]));
  afterEach(() => { for (const n of names) { const v = before[n]; if (v === undefined) delete process.env[n]; else process.env[n] = v; } });

  it('407 of the proxy asks for its password; this machine is called without the proxy', async () => {
    let asked = 0;
    const proxy = await socketServer((socket) => socket.once('data', () => { asked++; socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n'); }));
    const local = await httpServer((_, response) => { response.writeHead(204); response.end(); });
    for (const n of names) delete process.env[n];
    process.env.HTTPS_PROXY = proxy.url;
    process.env.HTTP_PROXY = proxy.url;
    try {
      const transport = undiciTransport();
      await restClient({ apiUrl: apiUrl(local.url), token: null, transport }).call('health');
      assert.equal(asked, 0);
      const outside = restClient({ apiUrl: apiUrl('https://data.invalid'), token, transport, timeoutMs: 5000 });
      await assert.rejects(outside.call('me'), (e) => PlumblineError.is(e, 'unreachable') && /407/.test(e.problem.reason));
      assert.equal(asked, 1);
    } finally {
      await proxy.close();
      await local.close();
    }
  });
});

describe('the URL of a server', () => {
  const good: [string, string][] = [
    ['acme.qualytics.io', 'https://acme.qualytics.io/api/'], ['http://localhost:8080', 'http://localhost:8080/api/'],
    [' https://acme.qualytics.io/ ', 'https://acme.qualytics.io/api/'], ['https://acme.qualytics.io/api', 'https://acme.qualytics.io/api/'],
    ['https://acme.qualytics.io/api/', 'https://acme.qualytics.io/api/'], ['https://x.io/base/#/login?next=1', 'https://x.io/base/api/'],
    ['localhost:9000', 'https://localhost:9000/api/'],
  ];
  for (const [typed, url] of good) it(`${typed} is ${url}`, () => assert.equal(apiUrl(typed), url));
  for (const typed of ['', 'ftp://x', 'https://', 'https://user:hunter2@x.io', 'a b c']) {
    it(`"${typed}" is refused without repeating a password`, () => {
      assert.throws(() => apiUrl(typed), (e) => PlumblineError.is(e, 'bad-request') && !problemText(e.problem).includes('hunter2'));
    });
  }
});
