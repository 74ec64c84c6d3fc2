import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync, mkdirSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { engineExitCode, engineFileName } from '../../src/core/api/engine-file';
import { realEngine, slowEngine, startEngine, until, type EngineProcess } from './engine-process';

describe('engine process', () => {
  let base: string;
  let store: string;
  let started: EngineProcess[];
  const start = (entry = slowEngine, more: string[] = [], env: Record<string, string> = {}): EngineProcess => {
    const engine = startEngine(entry, store, more, env);
    started.push(engine);
    return engine;
  };
  const file = (): string => path.join(store, engineFileName);

  beforeEach(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'plumbline-engine-'));
    store = path.join(base, '.plumbline');
    started = [];
  });
  afterEach(async () => {
    for (const { child, ended } of started) {
      child.kill('SIGKILL');
      await ended;
    }
    await rm(base, { recursive: true, force: true });
  });

  it('starts on a new folder, is found by an owner-only file, and leaves nothing of it when told to leave', async () => {
    const engine = start(realEngine);
    const found = await engine.found();
    assert.match(found.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.match(found.version, /^\d+\.\d+\.\d+/);
    if (process.platform !== 'win32') assert.equal(statSync(file()).mode & 0o777, 0o600);
    assert.equal(readFileSync(path.join(store, '.gitignore'), 'utf8'), '*\n');
    assert.equal((await engine.call('GET', '/')).body.application, 'Plumbline engine');
    assert.equal((await engine.call('GET', '/users/me')).status, 200);
    engine.child.kill('SIGTERM');
    assert.equal(await engine.ended, 0);
    assert.equal(existsSync(file()), false);
    assert.deepEqual(readdirSync(store).sort(), ['.gitignore', 'engine.log', 'state.duckdb', 'temp'], 'its log is folded into the state file');
    assert.doesNotMatch(readFileSync(path.join(store, 'engine.log'), 'utf8'), new RegExp(found.token), 'no secret in the log');
  });

  it('lets one of many starters win; the others leave with a code of their own', async () => {
    const engines = Array.from({ length: 4 }, () => start());
    const codes = await Promise.all(engines.map((engine) => Promise.race([engine.ended, engine.found().then(() => 'won', () => 'lost')])));
    await until('losers leave', () => engines.filter((e) => e.child.exitCode === null).length === 1);
    assert.equal(codes.filter((code) => code === 'won').length, 1, String(codes));
    for (const engine of engines.filter((e) => e.child.exitCode !== null)) {
      assert.equal(engine.child.exitCode, engineExitCode.storeTaken);
      assert.match(engine.stderr(), /Another process holds this store: process \d+ \(.*since \d{4}-.*stop it: "/);
    }
  });

  it('takes over the file of an engine that was killed, with a token of its own', async () => {
    const first = start();
    const { token } = await first.found();
    first.child.kill('SIGKILL');
    await first.ended;
    assert.ok(existsSync(file()), 'a killed engine leaves its file');
    const second = start();
    const found = await second.found();
    assert.equal(found.pid, second.child.pid);
    assert.notEqual(found.token, token);
    assert.equal((await second.call('GET', '/users/me')).status, 200);
  });

  it('waits for an engine that is just leaving', async () => {
    const first = start();
    await first.found();
    first.child.kill('SIGTERM');
    const second = start();
    await second.found();
    assert.equal(await first.ended, 0);
    assert.equal((await second.call('GET', '/users/me')).status, 200);
  });

  it('leaves when nobody called for the idle time; health does not count as a call', async () => {
    const engine = start(slowEngine, ['--idle-minutes', '0.01']);
    const { url } = await engine.found();
    const polling = setInterval(() => { fetch(`${url}/api/health`).catch(() => undefined); }, 50);
    try {
      assert.equal(await engine.ended, 0);
    } finally {
      clearInterval(polling);
    }
    assert.equal(existsSync(file()), false);
  });

  it('stays while calls come, and while an operation runs', async () => {
    const engine = start(slowEngine, ['--idle-minutes', '0.03'], { SLOW_MS: '4000' });
    await engine.found();
    const datastore = await engine.call('POST', '/datastores', { name: 'a', connection: { type: 'files', path: '.' } });
    assert.equal((await engine.call('POST', '/operations/run', { type: 'sync', datastore_id: datastore.body.id })).status, 200);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const operation = await engine.call('GET', '/operations/1');
    assert.equal(operation.body.result, 'running');
    assert.equal(await engine.ended, 0);
  });

  it('told to leave, stops what runs, and says so when it is back', async () => {
    const engine = start();
    await engine.found();
    await engine.call('POST', '/datastores', { name: 'a', connection: { type: 'files', path: '.' } });
    await engine.call('POST', '/operations/run', { type: 'sync', datastore_id: 1 });
    await until('it runs', async () => (await engine.call('GET', '/operations/1')).body.result === 'running');
    engine.child.kill('SIGTERM');
    assert.equal(await engine.ended, 0);
    const second = start();
    await second.found();
    assert.equal((await second.call('GET', '/operations/1')).body.result, 'aborted');
  });

  it('killed in the middle of an operation, shows it as failed with the reason; a retry works; nothing is lost', async () => {
    const engine = start();
    await engine.found();
    await engine.call('POST', '/datastores', { name: 'a', connection: { type: 'files', path: '.' } });
    await engine.call('POST', '/operations/run', { type: 'sync', datastore_id: 1 });
    await until('it runs', async () => (await engine.call('GET', '/operations/1')).body.result === 'running');
    engine.child.kill('SIGKILL');
    assert.equal(await engine.ended, 'SIGKILL');
    const second = start(slowEngine, [], { SLOW_MS: '10' });
    await second.found();
    const failed = (await second.call('GET', '/operations/1')).body;
    assert.equal(failed.result, 'failure');
    assert.equal(failed.problem.code, 'engine-stopped');
    assert.equal((await second.call('GET', '/containers')).body.total, 0);
    const again = (await second.call('PUT', '/operations/rerun/1')).body;
    await until('the retry ends', async () => (await second.call('GET', `/operations/${again.id}`)).body.end_time !== null);
    assert.equal((await second.call('GET', `/operations/${again.id}`)).body.result, 'success');
    assert.equal((await second.call('GET', '/containers')).body.total, 1);
  });

  it('outlives the streams of who started it', async () => {
    const engine = start();
    await engine.found();
    engine.child.stdout?.destroy();
    engine.child.stderr?.destroy();
    if (process.platform !== 'win32') engine.child.kill('SIGHUP');
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal((await engine.call('GET', '/users/me')).status, 200);
  });

  it('empties its temp folder at the start', async () => {
    const first = start();
    await first.found();
    first.child.kill('SIGTERM');
    await first.ended;
    mkdirSync(path.join(store, 'temp', 'left'), { recursive: true });
    writeFileSync(path.join(store, 'temp', 'left', 'spill.tmp'), 'x');
    await start().found();
    assert.deepEqual(readdirSync(path.join(store, 'temp')), []);
  });

  it('says what is wrong with its arguments or its store', async () => {
    const noStore = startEngine(slowEngine, store, ['--idle-minutes', 'soon']);
    started.push(noStore);
    assert.notEqual(await noStore.ended, 0);
    mkdirSync(store, { recursive: true });
    writeFileSync(path.join(store, 'state.duckdb'), 'this is no database'.repeat(1000));
    const damaged = start(realEngine);
    assert.equal(await damaged.ended, engineExitCode.storeUnusable);
    assert.match(damaged.stderr(), /The store is damaged.*move it away.*nothing was deleted/s);
    const usage = start(realEngine, ['--port', '99999']);
    assert.equal(await usage.ended, engineExitCode.usage);
    assert.match(usage.stderr(), /--port takes a number/);
  });
});
