import assert from 'node:assert/strict';
import { request } from 'node:http';
import { routes, routeNames } from '../../src/core/api/table';
import { fillPath } from '../../src/core/api/route';
import { startRig, type Rig } from './rig';

/** A call with headers that fetch would not let pass. */
function raw(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', reject).end();
  });
}

describe('engine over HTTP: who may call', () => {
  let rig: Rig;
  before(async () => { rig = await startRig(); });
  after(() => rig.close());

  it('asks for the token on every route but the open ones, before it looks at anything else', async () => {
    const target: Record<string, unknown> = { id: 'x', enrichment_id: 'y' };
    for (const name of routeNames) {
      const route = routes[name];
      for (const authorization of ['', 'Bearer wrong', `Basic ${rig.token}`, `Bearer ${rig.token}x`]) {
        const answer = await rig.call(route.method, fillPath(route.path, target), route.method === 'GET' ? undefined : '{', { authorization });
        // The proof answers a challenge only.
        assert.equal(answer.status, name === 'proof' ? 422 : route.open ? route.status : 401, `${name} with "${authorization.slice(0, 12)}"`);
        if (!route.open) {
          assert.equal(typeof answer.body.detail, 'string');
          assert.equal(answer.body.problem.code, 'not-authenticated');
          assert.ok(answer.body.problem.remedy);
        }
      }
    }
    assert.equal(rig.calls.total, 0, 'calls without a token do not keep the engine alive');
  });

  it('does not tell unknown paths to who has no token', async () => {
    assert.equal((await rig.call('GET', '/nothing', undefined, { authorization: '' })).status, 401);
    const answer = await rig.call('GET', '/nothing');
    assert.equal(answer.status, 404);
    assert.match(answer.body.detail, /There is no GET \/api\/nothing/);
  });

  it('has a token that clients can decode as JWT, with an end in the future', () => {
    const [head, claims, signature] = rig.token.split('.').map((p) => Buffer.from(p, 'base64url').toString());
    assert.deepEqual(JSON.parse(head!), { alg: 'HS256', typ: 'JWT' });
    assert.ok((JSON.parse(claims!) as { exp: number }).exp > Date.now() / 1000 + 86_400);
    assert.ok(signature);
  });

  it('refuses foreign Host and Origin headers', async () => {
    const url = `${rig.server.url}/api/users/me`;
    const { host } = new URL(url);
    const authorization = `Bearer ${rig.token}`;
    assert.equal(await raw(url, { authorization }), 200);
    assert.equal(await raw(url, { authorization, host: `localhost:${host.split(':')[1]}` }), 200);
    assert.equal(await raw(url, { authorization, origin: `http://${host}` }), 200);
    for (const bad of ['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', `${host}.evil.example`]) {
      assert.equal(await raw(url, { authorization, host: bad }), 403, bad);
      assert.equal(await raw(`${rig.server.url}/api/health`, { host: bad }), 403, bad);
    }
    for (const bad of ['null', 'https://evil.example', `https://${host}`, `http://${host}.evil.example`, 'vscode-webview://x']) {
      assert.equal(await raw(url, { authorization, origin: bad }), 403, bad);
    }
  });

  it('gives no permission to other origins and refuses what is not JSON', async () => {
    const answer = await rig.call('GET', '/users/me');
    assert.equal(answer.headers.get('access-control-allow-origin'), null);
    assert.equal((await rig.call('POST', '/comments', 'anomaly_id=1', { 'content-type': 'application/x-www-form-urlencoded' })).status, 415);
  });

  it('refuses a body larger than it takes', async () => {
    const answer = await rig.call('POST', '/comments', { anomaly_id: 1, message: 'x'.repeat(5_000_000) });
    assert.equal(answer.status, 413);
  });

  it('listens on loopback only', () => {
    assert.equal(new URL(rig.server.url).hostname, '127.0.0.1');
  });
});
