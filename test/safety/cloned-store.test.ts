import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, linkSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { localBackend } from '../../src/backend/engine-process/local-backend';
import { undiciTransport } from '../../src/backend/transport/http';
import { PlumblineError, problemText } from '../../src/core/errors';
import { guardStore } from '../../src/store-folder/guard';
import { realEngine, startEngine } from '../engine/engine-process';
import { dist, runCommand, stopEngine } from '../cli/run-command';
import { belongings, type Belongings, cloneWith, git, hasGit } from './hostile-store';

const posix = process.platform !== 'win32';

describe(`a repository that holds a store${hasGit() ? '' : ' (not run: there is no git)'}`, function () {
  if (!hasGit()) return;
  let folder: string;
  let mine: Belongings;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-clone-'));
    mine = belongings(folder);
  });
  afterEach(async () => {
    await stopEngine(path.join(folder, 'clone', '.plumbline')).catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  });

  /** Every way to start on a store refuses it with one sentence that fits, and touches nothing outside of it. */
  async function refusedEverywhere(clone: string, saying: RegExp): Promise<void> {
    const store = path.join(clone, '.plumbline');
    for (const args of [['datastores', 'list'], ['serve', '--idle-minutes', '0.01'], ['datastores', 'list', '--store', store]]) {
      const ran = await runCommand(args, { folder: clone });
      assert.equal(ran.code, 7, `${args.join(' ')}: ${ran.code} ${ran.stderr}`);
      assert.match(ran.stderr, saying);
      assert.doesNotMatch(ran.stderr, /\n\s+at /, 'no stack');
    }
    const backend = localBackend({ storeFolder: store, enginePath: path.join(dist, 'engine.js'), transport: undiciTransport() });
    await assert.rejects(backend.datastores(), (e) => PlumblineError.is(e, 'not-allowed') && saying.test(problemText(e.problem)));
    const engine = startEngine(realEngine, store);
    assert.equal(await engine.ended, 74);
    assert.match(engine.stderr(), saying);
    assert.deepEqual(mine.check(), [], 'nothing of the user was touched');
  }

  const links: [string, string][] = [
    ['temp', '../../documents'], ['engine.log', '../../notes.txt'], ['engine-start.log', '../../notes.txt'], ['state.duckdb', '../../notes.txt'],
    ['state.duckdb.wal', '../../notes.txt'], ['engine.json', '../../notes.txt'], ['.gitignore', '../../notes.txt'], ['engine.log.1', '../../notes.txt'],
  ];
  for (const [name, target] of links) {
    if (posix) it(`with a link ${name} is refused, also once Git has forgotten it`, async () => {
      const clone = cloneWith(folder, (store) => symlinkSync(target, path.join(store, name)));
      assert.throws(() => guardStore(path.join(clone, '.plumbline')), /is part of the Git repository/);
      rmSync(path.join(clone, '.git'), { recursive: true });
      const ran = await runCommand(['datastores', 'list'], { folder: clone });
      assert.equal(ran.code, 7);
      assert.match(ran.stderr, /is a symbolic link|holds other files|not a plain file/);
      assert.deepEqual(mine.check(), [], 'nothing of the user was touched');
    });
  }
  if (posix) it('with a link is refused by the command, the editor and the engine alike', async () => {
    const clone = cloneWith(folder, (store) => {
      writeFileSync(path.join(store, '.gitignore'), '*\n');
      symlinkSync('../../documents', path.join(store, 'temp'));
    });
    rmSync(path.join(clone, '.git'), { recursive: true });
    await refusedEverywhere(clone, /temp in it is a symbolic link/);
  }).timeout(120_000);
  if (posix) it('that is a link itself is refused', async () => {
    const clone = cloneWith(folder, (store) => {
      rmSync(store, { recursive: true });
      symlinkSync('../documents', store);
    });
    await refusedEverywhere(clone, /it is a symbolic link/);
    assert.equal(statSync(path.join(folder, 'documents')).mode & 0o777, 0o755);
  }).timeout(120_000);

  it('with files alone is refused as long as Git tracks any of them, with and without git to ask', async () => {
    const clone = cloneWith(folder, (store) => writeFileSync(path.join(store, 'engine.json'), '{}'));
    await refusedEverywhere(clone, /is part of the Git repository.*git rm -r --cached/);
    git(clone, 'update-index', '--index-version', '4');
    assert.equal((await runCommand(['datastores', 'list'], { folder: clone, env: { PATH: '/nowhere' } })).code, 7);
    git(clone, 'rm', '-r', '-f', '--cached', '.plumbline');
    const ran = await runCommand(['datastores', 'list'], { folder: clone });
    assert.equal(ran.code, 0, ran.stderr);
    if (posix) assert.equal(statSync(path.join(clone, '.plumbline')).mode & 0o777, 0o700);
  }).timeout(120_000);

  it('in a work tree and in a folder below the top is found out too', async () => {
    const clone = cloneWith(folder, (store, origin) => {
      mkdirSync(path.join(origin, 'sub'));
      renameSync(store, path.join(origin, 'sub', '.plumbline'));
      writeFileSync(path.join(origin, 'sub', '.plumbline', 'state.duckdb'), '');
    });
    git(clone, 'worktree', 'add', '../tree', '-b', 'other');
    for (const at of [clone, path.join(folder, 'tree')]) {
      const ran = await runCommand(['datastores', 'list'], { folder: path.join(at, 'sub') });
      assert.equal(ran.code, 7, ran.stderr);
    }
  }).timeout(60_000);
});

describe('a store folder that was made by hand', () => {
  let folder: string;
  let store: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-hand-'));
    store = path.join(folder, '.plumbline');
    mkdirSync(store, { mode: 0o755 });
    writeFileSync(path.join(store, '.gitignore'), '*\n');
  });
  afterEach(async () => {
    await stopEngine(store).catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  });
  const list = (...more: string[]): ReturnType<typeof runCommand> => runCommand(['datastores', 'list', ...more], { folder });

  it('holding a second name of a file is refused, and the file stays as it was', async () => {
    const notes = path.join(folder, 'notes.txt');
    writeFileSync(notes, 'mine');
    linkSync(notes, path.join(store, 'engine-start.log'));
    const ran = await list();
    assert.equal(ran.code, 7);
    assert.match(ran.stderr, /engine-start\.log in it is a hard link/);
    assert.equal(statSync(notes).size, 4);
  });
  if (posix) it('holding a FIFO is refused and waited for by nobody', async () => {
    execFileSync('mkfifo', [path.join(store, 'engine.json')]);
    const ran = await list();
    assert.equal(ran.code, 7);
    rmSync(path.join(store, 'engine.json'));
    assert.match(ran.stderr, /engine\.json in it is neither a file nor a folder/);
  });
  it('that is a folder of the user with other things in it is left alone', async () => {
    const project = path.join(folder, 'project');
    mkdirSync(path.join(project, 'temp'), { recursive: true });
    writeFileSync(path.join(project, 'temp', 'thesis.txt'), 'mine');
    if (posix) chmodSync(project, 0o755);
    const ran = await list('--store', project);
    assert.equal(ran.code, 7);
    assert.match(ran.stderr, /holds other files and no store.*Name a folder that is empty/);
    assert.ok(existsSync(path.join(project, 'temp', 'thesis.txt')));
    if (posix) assert.equal(statSync(project).mode & 0o777, 0o755);
  });
  const root = process.getuid?.() === 0;
  it(`of another user is refused${root ? '' : ' (not run: only root can make one)'}`, async function () {
    if (!root) return this.skip();
    execFileSync('chown', ['-R', '12345', store]);
    const ran = await list();
    assert.equal(ran.code, 7);
    assert.match(ran.stderr, /belongs to another user/);
  });
  if (posix) it('is closed to others, and so is all that is in it, while the engine works and after', async () => {
    for (const name of ['engine.log', 'engine-start.log']) writeFileSync(path.join(store, name), '', { mode: 0o644 });
    const data = path.join(folder, 'data');
    mkdirSync(data);
    writeFileSync(path.join(data, 'a.csv'), 'x\n1\n');
    const added = await runCommand(['datastores', 'add', data, '--name', 'a'], { folder });
    assert.equal(added.code, 0, added.stderr);
    const open = (): string[] => execFileSync('find', [store, '-perm', '/077', '-not', '-name', '.gitignore'], { encoding: 'utf8' }).split('\n').filter(Boolean);
    assert.deepEqual(open(), []);
    chmodSync(path.join(store, 'state.duckdb'), 0o644);
    await stopEngine(store);
    assert.equal((await list()).code, 0);
    assert.deepEqual(open(), []);
  });
});
