import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { realEngine, slowEngine, startEngine, until, type EngineProcess } from '../engine/engine-process';

/** The bar is two seconds; the rest is for machines that are busy with other tests. */
const limit = 3500;

describe('an engine that is told to leave', function () {
  if (process.platform === 'win32') return; // Signals end a process at once there.
  let base: string;
  let store: string;
  let started: EngineProcess[];
  const start = (entry: string, env: Record<string, string> = {}, more: string[] = []): EngineProcess => {
    const engine = startEngine(entry, store, more, env);
    started.push(engine);
    return engine;
  };
  beforeEach(() => {
    base = mkdtempSync(path.join(os.tmpdir(), 'plumbline-leave-'));
    store = path.join(base, '.plumbline');
    started = [];
  });
  afterEach(async () => {
    for (const { child, ended } of started) {
      child.kill('SIGKILL');
      await ended;
    }
    rmSync(base, { recursive: true, force: true });
  });
  const log = (): string => readFileSync(path.join(store, 'engine.log'), 'utf8');
  async function leavesInTime(engine: EngineProcess, signal: NodeJS.Signals, times = 1): Promise<number | string> {
    const began = Date.now();
    for (let n = 0; n < times; n++) {
      engine.child.kill(signal);
      if (times > 1) await sleep(30);
    }
    const ended = await engine.ended;
    assert.ok(Date.now() - began < limit, `${Date.now() - began} ms; log:\n${log()}`);
    assert.equal(existsSync(path.join(store, 'engine.json')), false, 'nobody finds it any more');
    // Whoever comes next gets the lock.
    const next = start(slowEngine);
    await next.found();
    return ended;
  }
  const oneDatastore = async (engine: EngineProcess): Promise<void> => {
    await engine.call('POST', '/datastores', { name: 'a', connection: { type: 'files', path: '.' } });
  };

  it('while a list is being read that takes for ever', async () => {
    const engine = start(slowEngine, { SLOW_READ: '1' });
    await engine.found();
    const reading = engine.call('POST', '/datastores/connection', { name: 'a', connection: { type: 'files', path: '.' } }).catch(() => 'cut off');
    await sleep(500);
    assert.equal(await leavesInTime(engine, 'SIGTERM'), 0);
    await reading;
  });
  it('while a statement runs that does not stop: the process is ended, and the log says so', async () => {
    const engine = start(slowEngine, { SLOW_DEAF: '1' });
    await engine.found();
    await oneDatastore(engine);
    await engine.call('POST', '/operations/run', { type: 'sync', datastore_id: 1 });
    await until('its runner is at work', async () => (await engine.call('GET', '/operations/1')).body.status?.total_containers === 1);
    assert.equal(await leavesInTime(engine, 'SIGINT'), 'SIGKILL');
    assert.match(log(), /ended at once: a statement does not stop/);
    assert.equal((await started.at(-1)!.call('GET', '/operations/1')).body.result, 'aborted', 'what could be stored was');
  });
  it('twice: at once', async () => {
    const engine = start(slowEngine, { SLOW_DEAF: '1' });
    await engine.found();
    await oneDatastore(engine);
    await engine.call('POST', '/operations/run', { type: 'sync', datastore_id: 1 });
    await until('its runner is at work', async () => (await engine.call('GET', '/operations/1')).body.status?.total_containers === 1);
    const began = Date.now();
    assert.equal(await leavesInTime(engine, 'SIGINT', 2), 'SIGKILL');
    assert.match(log(), /ended at once: SIGINT again/);
    assert.ok(Date.now() - began < 8000);
  });
  it('while it starts', async () => {
    for (const delay of [0, 60, 150, 300]) {
      const engine = start(realEngine);
      await sleep(delay);
      engine.child.kill('SIGTERM');
      const began = Date.now();
      await engine.ended;
      assert.ok(Date.now() - began < limit);
    }
    const next = start(realEngine);
    await next.found();
  });
  it('in the middle of a real profile and scan', async () => {
    const data = path.join(base, 'data');
    mkdirSync(data);
    const lines = Array.from({ length: 300_000 }, (_, i) => `${i},${i % 977},text ${(i * 7919) % 100_003},${i / 3}`);
    writeFileSync(path.join(data, 'big.csv'), `id,group,words,part\n${lines.join('\n')}\n`);
    let engine = start(realEngine);
    await engine.found();
    await engine.call('POST', '/datastores', { name: 'a', connection: { type: 'files', path: data } });
    for (const type of ['sync', 'profile', 'scan']) {
      const { body } = await engine.call('POST', '/operations/run', { type, datastore_id: 1 });
      await until('it runs', async () => (await engine.call('GET', `/operations/${body.id}`)).body.result !== 'queued');
      await sleep(200);
      await leavesInTime(engine, 'SIGTERM');
      const other = started.at(-1)!;
      other.child.kill('SIGTERM');
      await other.ended;
      engine = start(realEngine);
      await engine.found();
      assert.match(String((await engine.call('GET', `/operations/${body.id}`)).body.result), /aborted|success|failure/);
    }
  }).timeout(120_000);
  it('a starter waits for one that is leaving, also one that takes its time', async () => {
    const engine = start(slowEngine, { SLOW_DEAF: '1' });
    await engine.found();
    await oneDatastore(engine);
    await engine.call('POST', '/operations/run', { type: 'sync', datastore_id: 1 });
    await until('its runner is at work', async () => (await engine.call('GET', '/operations/1')).body.status?.total_containers === 1);
    engine.child.kill('SIGTERM');
    await until('it says so', () => !existsSync(path.join(store, 'engine.json')) || /leaving/.test(readFileSync(path.join(store, 'engine.json'), 'utf8')));
    const next = start(slowEngine);
    await next.found();
  });
  it('because its store was taken away ends without touching the one that is there then', async () => {
    const engine = start(slowEngine);
    await engine.found();
    await oneDatastore(engine);
    renameSync(store, path.join(base, 'moved'));
    const next = start(slowEngine);
    await next.found();
    await oneDatastore(next);
    assert.equal(await engine.ended, 'SIGKILL');
    const { body } = await next.call('GET', '/datastores');
    assert.equal(body.total, 1);
    next.child.kill('SIGKILL');
    await next.ended;
    const again = start(slowEngine);
    await again.found();
    assert.equal((await again.call('GET', '/datastores')).body.total, 1, 'its log is still there');
  });
  it('only when no call is open: one that is being answered keeps it awake', async () => {
    const engine = start(slowEngine, { SLOW_READ: '1' }, ['--idle-minutes', '0.02']);
    await engine.found();
    const reading = engine.call('POST', '/datastores/connection', { name: 'a', connection: { type: 'files', path: '.' } }).catch(() => 'cut off');
    await sleep(4000);
    assert.equal(engine.child.exitCode, null, 'it answers a call');
    engine.child.kill('SIGTERM');
    await Promise.all([engine.ended, reading]);
  });
});
