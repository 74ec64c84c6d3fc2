import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { provisionBrowser } from '../../scripts/lib/provision/browser';
import { once } from '../../scripts/lib/provision/folder';

describe('fetching what the tests need', () => {
  let folder: string;
  beforeEach(async () => { folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-provision-')); });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('fetches once, and reuses after', async () => {
    let fetched = 0;
    const fill = async (making: string): Promise<void> => {
      fetched += 1;
      await writeFile(path.join(making, 'program'), 'x');
    };
    const first = await once('tool-1', fill, folder);
    const second = await once('tool-1', fill, folder);
    assert.equal(first, second);
    assert.equal(fetched, 1);
    assert.ok(existsSync(path.join(first, 'program')));
  });

  it('leaves nothing that looks finished when fetching breaks off, and tries again', async () => {
    await assert.rejects(once('tool-2', async (making) => {
      await writeFile(path.join(making, 'half'), 'x');
      throw new Error('the network went away');
    }, folder), /network went away/);
    assert.deepEqual(await readdir(folder), []);
    const again = await once('tool-2', (making) => writeFile(path.join(making, 'whole'), 'x'), folder);
    assert.ok(existsSync(path.join(again, 'whole')));
  });

  it('says so when PLUMBLINE_BROWSER names a file that is not there', async () => {
    const before = process.env.PLUMBLINE_BROWSER;
    process.env.PLUMBLINE_BROWSER = path.join(folder, 'no-browser');
    try {
      await assert.rejects(provisionBrowser(() => undefined), /PLUMBLINE_BROWSER names .*no-browser/);
    } finally {
      if (before === undefined) delete process.env.PLUMBLINE_BROWSER;
      else process.env.PLUMBLINE_BROWSER = before;
    }
  });
});
