import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { targets } from '../../scripts/lib/package/targets';
import { makeVsix } from '../../scripts/lib/package/vsix';
import { holdVsixContent } from '../support/vsix-content';

describe('the packages of every platform', () => {
  let folder: string;
  before(async () => { folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-vsix-')); });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const target of targets) {
    it(`${target.name} holds that platform's engine alone`, async () => {
      await holdVsixContent(target, await makeVsix(target, folder, (line) => console.log(`      ${line}`)));
    });
  }
});
