import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { listFiles } from '../../src/engine/sources/files/list-files';
import { openSource, testSource } from '../../src/engine/sources/open-source';
import { testSessions } from '../support/sessions';

const windows = process.platform === 'win32';

describe('links and other things in a folder of files', function () {
  let outside: string;
  let folder: string;
  const at = (...parts: string[]): string => path.join(folder, ...parts);
  const write = (file: string, text = 'x\n1\n'): void => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const link = (target: string, name: string): void => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    symlinkSync(target, at(name));
  };
  const names = async (choice = {}): Promise<string[]> => (await listFiles(folder, choice)).files.map((file) => file.relative);
  beforeEach(function () {
    outside = mkdtempSync(path.join(os.tmpdir(), 'plumbline-links-'));
    folder = path.join(outside, 'data');
    write(at('orders.csv'));
    write(path.join(outside, 'secret.csv'), 'password\nhunter2\n');
    write(path.join(outside, 'database', 'x.csv'));
    try {
      symlinkSync(at('orders.csv'), path.join(outside, 'probe'));
    } catch {
      // Windows lets only some users make links.
      this.skip();
    }
  });
  afterEach(() => rmSync(outside, { recursive: true, force: true }));

  it('a link to a file of the folder does not list it twice, from wherever and however it is made', async () => {
    link('orders.csv', 'a-latest.csv');
    link(at('orders.csv'), 'z-latest.csv');
    link('../orders.csv', 'sub/orders.csv');
    link('a-latest.csv', 'chain.csv');
    assert.deepEqual(await names(), ['orders.csv']);
    assert.deepEqual((await listFiles(folder)).notes, []);
  });

  it('a link to a file that is not listed itself is read under the name of the link, once', async () => {
    write(at('.versions', '7'), 'x\n7\n');
    link(path.join('.versions', '7'), 'current.csv');
    link(path.join('.versions', '7'), 'newest.csv');
    assert.deepEqual(await names(), ['current.csv', 'orders.csv']);
    link('orders.csv', 'renamed.csv');
    assert.deepEqual(await names({ exclude: ['orders.csv', 'current.csv'] }), ['newest.csv', 'renamed.csv']);
    const source = await openSource({ type: 'files', path: folder }, { id: 1, schema: null }, { sessions: testSessions() });
    try {
      const { from } = await source.relation({ name: 'current', files: ['current.csv'], key_field_names: null });
      assert.equal(Number((await source.session.query(`SELECT x FROM ${from}`))[0]?.x), 7);
    } finally {
      await source.close();
    }
  });

  it('a link that leaves the folder is not read, and that is said', async () => {
    link(path.join(outside, 'secret.csv'), 'absolute.csv');
    link('../secret.csv', 'relative.csv');
    link('absolute.csv', 'chain.csv');
    link('../database', 'base');
    const { files, notes } = await listFiles(folder);
    assert.deepEqual(files.map((file) => file.relative), ['orders.csv']);
    assert.deepEqual(notes, ['absolute.csv', 'base', 'chain.csv', 'relative.csv'].map((name) => `${name} is a link that leaves the folder, so it is not read.`));
    const test = await testSource({ type: 'files', path: folder }, null, { sessions: testSessions() });
    assert.match(test.message, /^Found 1 data file\. absolute\.csv is a link that leaves/);
    // A folder whose name begins as that of the datastore's is another one.
    write(path.join(outside, 'data2', 'y.csv'));
    link('../data2/y.csv', 'near.csv');
    assert.deepEqual(await names(), ['orders.csv']);
  });

  it('links to folders and into nothing are not followed', async () => {
    link('.', 'again');
    link('nowhere.csv', 'dangling.csv');
    link('loop.csv', 'loop.csv');
    link('nothing.txt', 'no-data.txt');
    const { files, notes } = await listFiles(folder);
    assert.deepEqual(files.map((file) => file.relative), ['orders.csv']);
    assert.deepEqual(notes, ['again is a link to a folder, so it is not read.', 'dangling.csv is a link that leads nowhere, so it is not read.', 'loop.csv is a link that leads nowhere, so it is not read.']);
  });

  it('a datastore whose path is a link is the folder that it leads to', async () => {
    symlinkSync(folder, path.join(outside, 'alias'));
    link('orders.csv', 'latest.csv');
    assert.deepEqual((await listFiles(path.join(outside, 'alias'))).files.map((file) => file.relative), ['orders.csv']);
  });

  it('pipes, sockets and devices are passed over, and that is said where their names are of data', async function () {
    if (windows) this.skip();
    execFileSync('mkfifo', [at('pipe.csv'), at('plain-pipe')]);
    link('/dev/zero', 'zero.csv');
    const server = createServer().listen(at('socket.json'));
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      const { files, notes } = await listFiles(folder);
      assert.deepEqual(files.map((file) => file.relative), ['orders.csv']);
      assert.deepEqual(notes, ['pipe.csv is a pipe, so it is not read.', 'socket.json is a socket, so it is not read.', 'zero.csv is a link that leaves the folder, so it is not read.']);
      assert.deepEqual((await listFiles(folder, { exclude: ['pipe.csv', '*.json', 'zero*'] })).notes, []);
      await assert.rejects(listFiles(at('pipe.csv')), /neither a file nor a folder/);
    } finally {
      server.close();
    }
  });

  it('says of the first few only, and how many more there are', async () => {
    for (let i = 10; i < 25; i++) link(path.join(outside, 'secret.csv'), `f${i}.csv`);
    const { notes } = await listFiles(folder);
    assert.equal(notes.length, 11);
    assert.equal(notes[10], '5 more are not read for such reasons.');
  });

  it('a folder that may not be entered is said', async function () {
    if (windows || process.getuid?.() === 0) this.skip();
    write(at('locked', 'a.csv'));
    chmodSync(at('locked'), 0);
    const { files, notes } = await listFiles(folder);
    chmodSync(at('locked'), 0o700);
    assert.deepEqual([files.length, notes], [1, ['locked is a folder that may not be read by this user, so it is not read.']]);
  });
});
