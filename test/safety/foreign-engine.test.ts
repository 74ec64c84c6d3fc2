import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { runningEngine } from '../../src/backend/engine-process/running-engine';
import { undiciTransport } from '../../src/backend/transport/http';
import { proofOf } from '../../src/store-folder/proof';
import { userKey } from '../../src/store-folder/user-key';
import { realEngine, startEngine, type EngineProcess } from '../engine/engine-process';

/** A server of somebody else that answers everything with 200, and remembers what it was sent. */
async function stranger(answer: (url: string) => Promise<string> | string): Promise<{ server: Server; url: string; sent: string[] }> {
  const sent: string[] = [];
  const server = createServer((request, response) => {
    sent.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
    void Promise.resolve(answer(request.url ?? '')).then((text) => response.setHeader('content-type', 'application/json').end(text));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent };
}

describe('an engine file that somebody else wrote', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-stranger-'));
  const store = path.join(folder, '.plumbline');
  let engine: EngineProcess;
  let servers: Server[] = [];
  before(async () => {
    engine = startEngine(realEngine, store);
    await engine.found();
  });
  afterEach(() => {
    for (const server of servers) server.close();
    servers = [];
  });
  after(async () => {
    engine.child.kill('SIGKILL');
    await engine.ended;
    rmSync(folder, { recursive: true, force: true });
  });
  const file = (): string => path.join(store, 'engine.json');
  const look = async (answer: (url: string) => Promise<string> | string, change: (said: Record<string, unknown>, url: string) => object): Promise<string[]> => {
    const real = readFileSync(file(), 'utf8');
    const { server, url, sent } = await stranger(answer);
    servers.push(server);
    writeFileSync(file(), JSON.stringify(change(JSON.parse(real) as Record<string, unknown>, url)), { mode: 0o600 });
    try {
      assert.equal(await runningEngine(store, undiciTransport()), null);
      return sent;
    } finally {
      writeFileSync(file(), real, { mode: 0o600 });
    }
  };

  it('the real one is believed', async () => {
    assert.equal((await runningEngine(store, undiciTransport()))?.pid, engine.child.pid);
  });
  it('is not believed though it names the living engine, and never gets a token', async () => {
    const sent = await look(() => '{"proof":"00"}', (said, url) => ({ ...said, url }));
    assert.equal(sent.length, 1);
    assert.ok(sent[0]!.startsWith('GET /api/proof?nonce=') && !sent[0]!.includes('Bearer'), sent[0]);
  });
  it('is not believed when its server passes the challenge on to the real engine', async () => {
    const real = await engine.found();
    const sent = await look(async (url) => (await fetch(`${real.url}${url}`)).text(), (said, url) => ({ ...said, url }));
    assert.ok(sent.length === 1 && !sent[0]!.includes('Bearer'));
  });
  it('is not even asked when its process is none of ours', async () => {
    if (process.platform === 'win32') return; // The system does not tell there; the challenge alone decides.
    assert.deepEqual(await look(() => '{}', (said, url) => ({ ...said, url, pid: process.pid })), []);
    assert.deepEqual(await look(() => '{}', (said, url) => ({ ...said, url, pid: 1 })), []);
  });
  it('in a copy of the store does not lead to the engine of the original', async () => {
    const copy = path.join(folder, 'copy');
    mkdirSync(copy, { mode: 0o700 });
    writeFileSync(path.join(copy, 'engine.json'), readFileSync(file()), { mode: 0o600 });
    assert.equal(await runningEngine(copy, undiciTransport()), null);
  });
  it('each part of the claim counts', async () => {
    const key = await userKey();
    const claim = { storeFolder: store, url: 'http://127.0.0.1:1', token: 'a' };
    const all = [proofOf(key, 'n', claim), proofOf(key, 'm', claim), proofOf(Buffer.alloc(32), 'n', claim), proofOf(key, 'n', { ...claim, url: 'http://127.0.0.1:2' }),
      proofOf(key, 'n', { ...claim, token: 'b' }), proofOf(key, 'n', { ...claim, storeFolder: folder })];
    assert.equal(new Set(all).size, all.length);
  });
  it('the key is made once, for its owner only, and anew when others could read it', async () => {
    const home = path.join(folder, 'home', 'plumbline');
    const [first, second] = await Promise.all([userKey([home]), userKey([home])]);
    assert.deepEqual(first, second);
    assert.deepEqual(await userKey([path.join(os.devNull, 'x'), home]), first, 'a folder that cannot be is passed over');
    if (process.platform === 'win32') return;
    const { chmodSync, statSync } = await import('node:fs');
    assert.equal(statSync(path.join(home, 'key')).mode & 0o777, 0o600);
    chmodSync(path.join(home, 'key'), 0o644);
    assert.notDeepEqual(await userKey([home]), first);
  });
});
