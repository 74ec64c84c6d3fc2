import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { jobState } from '../../src/core/protocol/job-state';
import { faintTexts } from '../support/contrast';
import { launchBrowser } from './browser';
import { buildPanels, openPanel, type Bundles, type PanelPage } from './panel-page';
import { assertSound } from './sound';
import { shown } from './states/anomalies';
import { newForm, savedForm } from './states/checks';
import { orders } from './states/previews';
import { profileOf } from './states/profiles';
import { endedScan, failedProfile, jobKinds, runningScan, tenSecondsLater } from './states/jobs';
import { themes, type ThemeName } from './themes';

const views: { name: string; target: unknown; states: unknown[] }[] = [
  { name: 'job', target: { key: 'local:12' }, states: [runningScan, endedScan, failedProfile].map((job) => jobState(job, null, null, tenSecondsLater, jobKinds)) },
  { name: 'anomaly', target: { serverId: 'local', id: 5 }, states: [shown(), shown({ status: 'Resolved', archived: true, notice: { tone: 'error', text: 'No.' } })] },
  { name: 'check', target: { serverId: 'local', containerId: 31 }, states: [newForm(), savedForm()] },
  { name: 'preview', target: { serverId: 'local', containerId: 3 }, states: [orders(), orders({ filter: 'x', filterProblem: 'No such field.', notes: ['A note.'] })] },
  { name: 'profile', target: { serverId: 'local', containerId: 3 }, states: [profileOf(null), profileOf('amount'), profileOf('day', { notice: { tone: 'error', text: 'No.' } })] },
];

/** Elements whose content sticks out of the panel to the side. */
function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => [...document.querySelectorAll<HTMLElement>('main *')]
    .filter((e) => !e.closest('.table') && !e.closest('.grid') && !e.closest('pre') && e.getBoundingClientRect().right > window.innerWidth + 1)
    .map((e) => `${e.tagName} ${e.innerText?.slice(0, 40)}`));
}

describe('looks of the panels', () => {
  let browser: Browser;
  let bundles: Bundles;
  before(async () => {
    [browser, bundles] = await Promise.all([launchBrowser(), buildPanels()]);
  });
  after(() => browser.close());

  async function each(options: { theme: ThemeName; width: number; forcedColors?: boolean }, look: (panel: PanelPage, name: string) => Promise<void>): Promise<void> {
    for (const { name, target, states } of views) {
      const panel = await openPanel(browser, bundles, { name, ...options });
      for (const state of states) {
        await panel.send({ type: 'state', target, state });
        await look(panel, name);
      }
      assertSound(panel);
      await panel.page.close();
    }
  }

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`${theme}: every text stands out from its ground`, async () => {
      await each({ theme, width: 1000 }, async (panel, name) => assert.deepEqual(await faintTexts(panel.page.mainFrame()), [], name));
    });
  }

  it('nothing is cut off on a narrow panel', async () => {
    await each({ theme: 'light', width: 340 }, async (panel, name) => assert.deepEqual(await sticksOut(panel.page), [], name));
  });

  it('says by words, not by colour, how things stand where colours are forced', async () => {
    const panel = await openPanel(browser, bundles, { name: 'anomaly', forcedColors: true });
    await panel.send({ type: 'state', target: { serverId: 'local', id: 5 }, state: shown() });
    const cell = panel.page.locator('td.failing').first();
    assert.equal(await cell.evaluate((element) => getComputedStyle(element).outlineStyle), 'dashed');
    assert.equal(await cell.getByRole('img', { name: 'Failing value' }).isVisible(), true);
    await panel.page.close();
  });

  it('each bundle stays within its size', () => {
    for (const { name } of views) {
      const size = bundles.get(`${name}.js`)!.byteLength;
      assert.ok(size <= 240_000, `${name}.js has ${size} bytes`);
      assert.ok(bundles.get(`${name}.css`)!.byteLength > 1000, `${name}.css holds the styles`);
    }
  });
});
