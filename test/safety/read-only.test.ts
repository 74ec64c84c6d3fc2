import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCommand, stopEngine } from '../cli/run-command';

const base = mkdtempSync(path.join(os.tmpdir(), 'plumbline-readonly-'));
const disk = path.join(base, 'disk');
mkdirSync(disk);

function mount(options: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const mounted = mount('size=32m');

describe(`a folder that can only be read${mounted ? '' : ' (not run: only root on Linux can make one that holds for root)'}`, function () {
  this.timeout(60_000);
  after(() => {
    if (mounted) execFileSync('umount', [disk]);
    rmSync(base, { recursive: true, force: true });
  });
  if (!mounted) return;
  const list = (...more: string[]): ReturnType<typeof runCommand> => runCommand(['datastores', 'list', ...more], { folder: disk });
  const readOnly = (yes: boolean): void => void execFileSync('mount', ['-o', `remount,${yes ? 'ro' : 'rw'}`, disk]);

  it('holding data: says that a store can lie elsewhere, and works with one', async () => {
    mkdirSync(path.join(disk, 'data'));
    writeFileSync(path.join(disk, 'data', 'a.csv'), 'x\n1\n');
    readOnly(true);
    const refused = await runCommand(['datastores', 'add', 'data', '--name', 'a'], { folder: disk });
    assert.equal(refused.code, 6, refused.stderr);
    assert.match(refused.stderr, /cannot be made: the disk can only be read\..*--store/);
    assert.doesNotMatch(refused.stderr, /\n\s+at |EROFS/);
    const store = path.join(base, 'elsewhere');
    const added = await runCommand(['datastores', 'add', 'data', '--name', 'a', '--store', store], { folder: disk });
    assert.equal(added.code, 0, added.stderr);
    const ran = await runCommand(['operations', 'pipeline', '--datastore', 'a', '--store', store], { folder: disk });
    assert.equal(ran.code, 0, ran.stderr);
    await stopEngine(store);
    readOnly(false);
  });
  it('holding a store: one sentence and exit code 6', async () => {
    assert.equal((await runCommand(['datastores', 'add', 'data', '--name', 'a'], { folder: disk })).code, 0);
    await stopEngine(path.join(disk, '.plumbline'));
    readOnly(true);
    const ran = await list();
    assert.equal(ran.code, 6, ran.stderr);
    assert.match(ran.stderr, /cannot be written to: the disk can only be read\..*--store/);
    assert.doesNotMatch(ran.stderr, /\n\s+at |EROFS/);
    readOnly(false);
    assert.equal((await list()).code, 0, 'and then it works again');
    await stopEngine(path.join(disk, '.plumbline'));
  });
});
