import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { engineEnvironment } from '../../src/backend/engine-process/engine-environment';
import { ensureEngine } from '../../src/backend/engine-process/ensure-engine';
import { localBackend } from '../../src/backend/engine-process/local-backend';
import { readEngineFile, runningEngine } from '../../src/backend/engine-process/running-engine';
import { findStoreFolder, newStoreFolder } from '../../src/backend/engine-process/store-folder';
import { makeStoreFolder } from '../../src/store-folder/make';
import { undiciTransport } from '../../src/backend/transport/http';
import type { HttpTransport } from '../../src/backend/transport/transport';
import { PlumblineError, problemText } from '../../src/core/errors';
import { dist, engineOf, stopEngine, until, workFolder } from '../cli/run-command';

const enginePath = path.join(dist, 'engine.js');
const transport = undiciTransport();

describe('the engine of a store', () => {
  const work = workFolder();
  const files = path.join(work.folder, 'data');
  before(() => {
    assert.ok(existsSync(enginePath), 'dist/engine.js is not built: run "npm run build" first');
    mkdirSync(files);
    writeFileSync(path.join(files, 'a.csv'), 'x\n1\n');
  });
  after(() => work.remove());
  afterEach(() => stopEngine(work.store));
  const options = { storeFolder: work.store, enginePath, transport };
  const kill = async (): Promise<void> => {
    const engine = engineOf(work.store);
    assert.ok(engine);
    process.kill(engine.pid, 'SIGKILL');
    await until('it is dead', () => { try { process.kill(engine.pid, 0); return false; } catch { return true; } });
  };

  it('starts at the first call, not before; a second one finds it', async () => {
    const backend = localBackend(options);
    assert.equal(engineOf(work.store), null);
    await backend.datastores();
    const first = engineOf(work.store);
    assert.ok(first);
    await localBackend(options).datastores();
    assert.equal(engineOf(work.store)?.pid, first.pid);
  });
  it('several starters at once end with one engine', async () => {
    const found = await Promise.all([1, 2, 3].map(() => ensureEngine({ ...options, transport: undiciTransport() })));
    assert.equal(new Set(found.map((f) => f.pid)).size, 1);
    assert.equal(found[0]?.pid, engineOf(work.store)?.pid);
  });
  it('one that was killed is replaced, for reads and for changes, and nothing stored is lost', async () => {
    const backend = localBackend(options);
    const made = await backend.createDatastore({ name: 'one', connection: { type: 'files', path: files } });
    await kill();
    assert.deepEqual((await backend.datastores()).map((d) => d.name), ['one']);
    await kill();
    await backend.createDatastore({ name: 'two', connection: { type: 'files', path: files } });
    assert.deepEqual((await backend.datastores()).map((d) => d.name), ['one', 'two']);
    await backend.deleteDatastore(made.id);
  });
  it('is not started, and not kept, by who only listens for changes; one that somebody else starts is heard', async () => {
    const { signal } = new AbortController();
    const listener = localBackend(options);
    const nobody = await listener.operationChanges(null, signal);
    assert.equal(engineOf(work.store), null);
    const heard = listener.operationChanges(nobody, signal);
    await localBackend({ ...options, idleMinutes: 0.02 }).datastores();
    assert.notEqual(await heard, nobody);
    const stop = new AbortController();
    const listening = listener.operationChanges(await heard, stop.signal).catch((error: unknown) => error);
    await until('the engine has left, though somebody listened', () => engineOf(work.store) === null);
    stop.abort();
    assert.ok(PlumblineError.is(await listening, 'aborted'));
  });
  it('a change is never sent twice, and says that the engine stopped', async () => {
    const sent: string[] = [];
    const breaking: HttpTransport = async (request) => {
      sent.push(`${request.method} ${new URL(request.url).pathname}`);
      if (request.method === 'POST') await kill();
      return transport(request);
    };
    const backend = localBackend({ ...options, transport: breaking });
    await assert.rejects(backend.createDatastore({ name: 'never', connection: { type: 'files', path: files } }), (e) => PlumblineError.is(e, 'engine-stopped'));
    assert.equal(sent.filter((s) => s === 'POST /api/datastores').length, 1);
    assert.ok(!(await backend.datastores()).some((d) => d.name === 'never'));
  });
  it('a stale file of a dead engine is passed over', async () => {
    mkdirSync(work.store, { recursive: true });
    writeFileSync(path.join(work.store, 'engine.json'), JSON.stringify({ url: 'http://127.0.0.1:9', token: 'a.b.c', pid: 999_999, version: '0', started: 'x' }));
    assert.equal(await runningEngine(work.store, transport), null);
    assert.notEqual((await ensureEngine(options)).pid, 999_999);
  });
});

describe('an engine that cannot start', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-start-'));
  const store = path.join(folder, '.plumbline');
  after(() => rmSync(folder, { recursive: true, force: true }));
  const script = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const refused = async (enginePath: string, saying: RegExp, startTimeoutMs?: number): Promise<void> => {
    await assert.rejects(ensureEngine({ storeFolder: store, enginePath, transport, startTimeoutMs }),
      (e) => PlumblineError.is(e, 'engine-unavailable') && (saying.test(problemText(e.problem)) || assert.fail(problemText(e.problem))));
  };

  it('says what it said last', () => refused(script('crash.js', 'console.error("first"); console.error("The disk is full."); process.exit(70);'), /could not start: The disk is full\..*engine\.log/));
  it('says how it ended when it said nothing', () => refused(script('silent.js', 'process.exit(3);'), /ended with code 3/));
  it('is given up when it never answers', async () => {
    await refused(script('hang.js', 'require("fs").writeFileSync(process.argv[1] + ".pid", String(process.pid)); setTimeout(() => {}, 60000);'), /did not answer within 1 s/, 700);
    process.kill(Number(readFileSync(path.join(folder, 'hang.js.pid'), 'utf8')));
  });
  it('is missing', () => refused(path.join(folder, 'nowhere.js'), /not where it should be.*Install/));
  it('a next try starts anew', async () => {
    const backend = localBackend({ storeFolder: store, enginePath: path.join(folder, 'crash.js'), transport });
    for (let i = 0; i < 2; i++) await assert.rejects(backend.datastores(), (e) => PlumblineError.is(e, 'engine-unavailable'));
  });
  it('does not inherit what belongs to the editor or to a server', () => {
    const env = engineEnvironment({ PATH: '/bin', VSCODE_PID: '1', NODE_OPTIONS: '--inspect', ELECTRON_RUN_AS_NODE: '0', QUALYTICS_TOKEN: 'x', LANG: 'C' }, false);
    assert.deepEqual(env, { PATH: '/bin', LANG: 'C' });
    assert.equal(engineEnvironment({ ELECTRON_RUN_AS_NODE: '0' }, true).ELECTRON_RUN_AS_NODE, '1');
  });
});

describe('the store folder', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'plumbline-find-'));
  after(() => rmSync(root, { recursive: true, force: true }));

  it('is the nearest one here or above; a file of that name is none', async () => {
    const deep = path.join(root, 'a', 'b');
    mkdirSync(deep, { recursive: true });
    const store = newStoreFolder(root);
    makeStoreFolder(store);
    assert.equal(findStoreFolder(deep), store);
    writeFileSync(path.join(root, 'a', '.plumbline'), 'not a folder');
    assert.equal(findStoreFolder(deep), store);
    const nearer = newStoreFolder(deep);
    makeStoreFolder(nearer);
    assert.equal(findStoreFolder(deep), nearer);
  });
  it('holds a file of the engine only if that is whole and of this machine: the token of a store stays here', async () => {
    const store = path.join(root, 'foreign');
    mkdirSync(store);
    writeFileSync(path.join(store, 'engine.json'), JSON.stringify({ url: 'http://example.invalid', token: 'a.b.c', pid: 999_999, version: '0', started: 'x' }));
    assert.equal(await readEngineFile(store), null);
    writeFileSync(path.join(store, 'engine.json'), '{"url":');
    assert.equal(await readEngineFile(store), null);
  });
  it('is for its owner only, and Git leaves it alone', async () => {
    const store = newStoreFolder(path.join(root, 'own'));
    makeStoreFolder(store);
    makeStoreFolder(store);
    if (process.platform !== 'win32') assert.equal(statSync(store).mode & 0o777, 0o700);
    assert.equal(readFileSync(path.join(store, '.gitignore'), 'utf8'), '*\n');
  });
  it('that cannot be made says so', async () => {
    writeFileSync(path.join(root, 'file'), '');
    assert.throws(() => makeStoreFolder(newStoreFolder(path.join(root, 'file'))), (e: unknown) => PlumblineError.is(e, 'engine-unavailable') && /cannot be made/.test(e.problem.reason));
  });
});
