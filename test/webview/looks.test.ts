import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { jobState } from '../../src/core/protocol/job-state';
import { launchBrowser } from './browser';
import { buildPanels, openPanel, type Bundles, type PanelPage } from './panel-page';
import { assertSound } from './sound';
import { shown } from './states/anomalies';
import { newForm, savedForm } from './states/checks';
import { endedScan, failedProfile, runningScan } from './states/jobs';
import { themes, type ThemeName } from './themes';

const views: { name: string; target: unknown; states: unknown[] }[] = [
  { name: 'job', target: { key: 'local:12' }, states: [runningScan, endedScan, failedProfile].map((job) => jobState(job, null, null)) },
  { name: 'anomaly', target: { serverId: 'local', id: 5 }, states: [shown(), shown({ status: 'Resolved', archived: true, notice: { tone: 'error', text: 'No.' } })] },
  { name: 'check', target: { serverId: 'local', containerId: 31 }, states: [newForm(), savedForm()] },
];

/** Texts that are hard to read: contrast below 4.5 to 1 between their colour and what lies behind them. */
function faint(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    const paint = canvas.getContext('2d', { willReadFrequently: true })!;
    const luminance = ([r, g, b]: number[]): number => {
      const [x, y, z] = [r!, g!, b!].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * x! + 0.7152 * y! + 0.0722 * z!;
    };
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('main *')) {
      const own = [...element.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE).map((n) => n.textContent!.trim()).join('');
      // Elements of the toolkit draw their own text, on a ground that is inside of them; disabled ones may be faint.
      if (own === '' || element.tagName.startsWith('VSCODE-') || element.offsetParent === null) continue;
      const grounds: string[] = [];
      for (let at: Element | null = element; at; at = at.parentElement) grounds.unshift(getComputedStyle(at).backgroundColor);
      paint.clearRect(0, 0, 1, 1);
      for (const ground of grounds) { paint.fillStyle = ground; paint.fillRect(0, 0, 1, 1); }
      const behind = luminance([...paint.getImageData(0, 0, 1, 1).data]);
      paint.fillStyle = getComputedStyle(element).color;
      paint.fillRect(0, 0, 1, 1);
      const text = luminance([...paint.getImageData(0, 0, 1, 1).data]);
      const ratio = (Math.max(text, behind) + 0.05) / (Math.min(text, behind) + 0.05);
      if (ratio < 4.5) found.push(`${own.slice(0, 40)}: ${ratio.toFixed(2)}`);
    }
    return found;
  });
}

/** Elements whose content sticks out of the panel to the side. */
function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => [...document.querySelectorAll<HTMLElement>('main *')]
    .filter((e) => !e.closest('.table') && !e.closest('pre') && e.getBoundingClientRect().right > window.innerWidth + 1)
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
      await each({ theme, width: 1000 }, async (panel, name) => assert.deepEqual(await faint(panel.page), [], name));
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
