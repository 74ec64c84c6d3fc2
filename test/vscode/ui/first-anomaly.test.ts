import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { endEngine } from '../../support/engines';
import { panelWith } from '../../support/panels';
import { row, view } from '../../support/side-bar';
import { useEditor } from '../../support/use-editor';
import { writeOrders } from '../../support/workspace';

/** Ends the engines of all stores below a folder: those that an editor's own storage holds. */
async function endEnginesBelow(folder: string): Promise<void> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory() && entry.name === '.plumbline') await endEngine(entry.parentPath);
  }
}

describe('the first anomaly, from a window that knows nothing', () => {
  const editor = useEditor(() => ({}));
  let clicks = 0;
  const click = async (target: Locator): Promise<void> => {
    clicks += 1;
    await target.click();
  };
  afterEach(() => endEnginesBelow(editor().server.dataFolder));

  it('is at most four clicks away, by the sample', async function sample() {
    this.timeout(180_000);
    const { page } = editor();
    await click(page.locator('.activitybar .action-label[aria-label*="Plumbline"]').first());
    await click(view(page, 'Datastores').locator('.welcome-view-content .monaco-button').filter({ hasText: 'Try a Sample' }));
    const anomaly = row(page, 'Anomalies', 'price: notNegative').first();
    await anomaly.waitFor({ timeout: 120_000 });
    await click(anomaly);
    await panelWith(page, '-19.9');
    assert.ok(clicks <= 4, `${clicks} clicks`);
  });
});

/** A folder on a file system that can only be read, for root too; null where none can be made. */
function readOnlyFolder(): { folder: string; remount: (how: string) => void; remove: () => void } | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-share-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
  return {
    folder, remount: (how) => void execFileSync('mount', ['-o', `remount,${how}`, folder]),
    remove: () => {
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
const share = readOnlyFolder();

describe(`a folder that can only be read${share ? '' : ' (not run: only root on Linux can make one that holds for root)'}`, () => {
  if (!share) return;
  before(async () => {
    await mkdir(path.join(share.folder, 'data'));
    await writeOrders(path.join(share.folder, 'data'));
    share.remount('ro');
  });
  const editor = useEditor(() => ({ folder: share.folder }));
  afterEach(() => endEnginesBelow(editor().server.dataFolder));
  after(() => share.remove());

  it('is scanned without a question; what is known of it lies in the editor\'s own storage', async function scanned() {
    this.timeout(180_000);
    const { page } = editor();
    await page.locator('.activitybar .action-label[aria-label*="Plumbline"]').first().click();
    await view(page, 'Datastores').locator('.welcome-view-content .monaco-button').filter({ hasText: 'Scan This Workspace' }).click();
    await row(page, 'Jobs', /Scan .*\d+ anomal/).first().waitFor({ timeout: 120_000 });
    await row(page, 'Datastores', 'data/orders').waitFor();
    assert.deepEqual(readdirSync(share.folder), ['data']);
  });
});
