import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { slowEngine, startEngine, until, type EngineProcess } from '../engine/engine-process';
import { runCommand, stopEngine } from '../cli/run-command';

/** Can a small disk be made? Asked by making one. */
function canMount(folder: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const base = mkdtempSync(path.join(os.tmpdir(), 'plumbline-full-'));
const disk = path.join(base, 'disk');
mkdirSync(disk);
const mounted = canMount(disk);

describe(`a full disk${mounted ? '' : ' (not run: only root on Linux can make a small one)'}`, () => {
  const store = path.join(disk, '.plumbline');
  const filler = path.join(disk, 'filler');
  const fill = (): void => {
    const opened = openSync(filler, 'a');
    try {
      for (let size = 1 << 20; size > 0;) {
        try {
          if (writeSync(opened, Buffer.alloc(size)) < size) size = Math.floor(size / 2);
        } catch {
          size = Math.floor(size / 2);
        }
      }
    } finally {
      closeSync(opened);
    }
  };
  const makeRoom = (): void => truncateSync(filler, 0);
  let started: EngineProcess[] = [];
  const start = (env: Record<string, string>): EngineProcess => {
    const engine = startEngine(slowEngine, store, [], env);
    started.push(engine);
    return engine;
  };
  afterEach(async () => {
    for (const { child, ended } of started) {
      child.kill('SIGKILL');
      await ended;
    }
    started = [];
    await stopEngine(store).catch(() => undefined);
    if (mounted) execFileSync('find', [disk, '-mindepth', '1', '-delete']);
  });
  after(() => {
    if (mounted) execFileSync('umount', [disk]);
    rmSync(base, { recursive: true, force: true });
  });
  if (!mounted) return;

  it('while an operation runs: it fails with the reason, nothing stays open, and with room all goes on without a restart', async () => {
    const engine = start({ SLOW_MS: '1500', SLOW_BYTES: '400000' });
    await engine.found();
    await engine.call('POST', '/datastores', { name: 'a', connection: { type: 'files', path: '.' } });
    await engine.call('POST', '/operations/run', { type: 'sync', datastore_id: 1 });
    await engine.call('POST', '/operations/run', { type: 'sync', datastore_id: 1 });
    await until('it runs', async () => (await engine.call('GET', '/operations/1')).body.result === 'running');
    fill();
    await until('it ends', async () => (await engine.call('GET', '/operations/1')).body.end_time !== null);
    const failed = (await engine.call('GET', '/operations/1')).body;
    assert.equal(failed.result, 'failure');
    assert.equal(failed.problem.code, 'disk-full', JSON.stringify(failed.problem));
    assert.match(failed.message, /The disk is full/);
    assert.match(failed.problem.remedy, /Make room/);
    await until('the next one ends too', async () => (await engine.call('GET', '/operations/2')).body.end_time !== null);
    // More than finds room in the last page of the log.
    const long = { name: `b${'b'.repeat(190)}`, connection: { type: 'files', path: `/${'long/'.repeat(2000)}` } };
    const refused = await engine.call('POST', '/datastores', long);
    assert.equal(refused.status, 507);
    assert.match(String(refused.body.detail), /The disk is full/);
    assert.equal((await engine.call('GET', '/datastores')).body.total, 1, 'what is there can be read');
    makeRoom();
    assert.equal((await engine.call('POST', '/datastores', long)).status, 200);
    await engine.call('POST', '/operations/run', { type: 'sync', datastore_id: 1 });
    await until('a new one ends', async () => (await engine.call('GET', '/operations/3')).body.end_time !== null);
    assert.equal((await engine.call('GET', '/operations/3')).body.result, 'success');
    // The ends that found no room are stored by now.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    engine.child.kill('SIGKILL');
    await engine.ended;
    const next = start({});
    await next.found();
    for (const id of [1, 2]) assert.equal((await next.call('GET', `/operations/${id}`)).body.problem.code, 'disk-full');
    assert.equal((await next.call('GET', '/containers')).body.total, 1);
  }).timeout(60_000);

  it('at the start: the command says so, and works once there is room', async () => {
    const data = path.join(base, 'data');
    mkdirSync(data, { recursive: true });
    writeFileSync(path.join(data, 'a.csv'), 'x\n1\n');
    fill();
    const first = await runCommand(['datastores', 'add', data, '--name', 'a'], { folder: disk });
    assert.equal(first.code, 6, first.stderr);
    assert.match(first.stderr, /disk is full.*Make room/);
    assert.doesNotMatch(first.stderr, /\n\s+at /);
    makeRoom();
    const second = await runCommand(['datastores', 'add', data, '--name', 'a'], { folder: disk });
    assert.equal(second.code, 0, second.stderr);
    await stopEngine(store);
    rmSync(path.join(store, 'engine-start.log'), { force: true });
    fill();
    const third = await runCommand(['datastores', 'list'], { folder: disk });
    if (third.code !== 0) assert.match(third.stderr, /disk is full.*Make room/);
    makeRoom();
    assert.equal((await runCommand(['datastores', 'list'], { folder: disk })).code, 0);
  }).timeout(60_000);
});
