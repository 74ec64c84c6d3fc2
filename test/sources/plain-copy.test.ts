import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { DataFile } from '../../src/engine/sources/files/list-files';
import { plainCopy } from '../../src/engine/sources/files/plain-copy';

describe('a plain copy', () => {
  let folder: string;
  let copies: string;
  let file: DataFile;
  const size = 4 * 1024 * 1024;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-copy-'));
    copies = path.join(folder, 'copies');
    const absolute = path.join(folder, 'a.csv.gz');
    writeFileSync(absolute, gzipSync(Buffer.alloc(size, 'a')));
    file = { absolute, relative: 'a.csv.gz', kind: { format: 'csv', gzip: true, base: 'a', extension: '.csv.gz' }, size: statSync(absolute).size, modified: new Date() };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const copy = (always: number, ratio: number, spare: number, small = 0): Promise<string> =>
    plainCopy(file, copies, { encoding: 'latin-1' }, undefined, { always, ratio, spare, small });

  it('of an archive that unpacks to too much is given up, and nothing of it stays', async () => {
    await assert.rejects(copy(1024, 200, 0), /a\.csv\.gz unpacks to more than 200 times its size/);
    assert.deepEqual(readdirSync(copies), []);
  });

  it('is given up before the disk is full, and nothing of it stays', async () => {
    await assert.rejects(copy(size, 200, Number.MAX_SAFE_INTEGER), /not enough room .* copy of a\.csv\.gz/);
    assert.deepEqual(readdirSync(copies), []);
  });

  it('that is small is made on a full disk, too', async () => {
    assert.equal(statSync(await copy(size, 200, Number.MAX_SAFE_INTEGER, size)).size, size);
  });

  it('is whole where it is small, or not many times the size of its file', async () => {
    assert.equal(statSync(await copy(size, 1, 0)).size, size);
    assert.equal(statSync(await copy(0, 2000, 0)).size, size);
  });
});
