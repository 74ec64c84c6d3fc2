import type { Locator, Page } from 'playwright-core';
import { openEditor } from '../../test/support/editor';
import { enginePid } from '../../test/support/engines';
import { commandTitle } from '../../test/support/command-titles';
import { asked, runFromPalette } from '../../test/support/palette';
import { panelWith } from '../../test/support/panels';
import { expand, openPlumbline, row, showView, view, type ViewTitle } from '../../test/support/side-bar';
import { statusItem } from '../../test/support/status-bar';
import { chooseTheme, type Theme } from '../../test/support/theme';

export interface Pictures {
  readonly folder: string;
  readonly theme: Theme;
  /** Where the picture of that name goes. */
  file(picture: string): string;
}

/** Keeps a picture of the boxes of some elements and a margin around them. */
async function photograph(page: Page, file: string, parts: readonly Locator[], margin = 0): Promise<void> {
  const boxes = (await Promise.all(parts.map((part) => part.boundingBox()))).filter((box) => box !== null);
  if (boxes.length === 0) throw new Error(`Nothing to photograph for ${file}`);
  const x = Math.max(0, Math.min(...boxes.map((box) => box.x)) - margin);
  const y = Math.max(0, Math.min(...boxes.map((box) => box.y)) - margin);
  const width = Math.max(...boxes.map((box) => box.x + box.width)) + margin - x;
  const height = Math.max(...boxes.map((box) => box.y + box.height)) + margin - y;
  await page.mouse.move(0, 0);
  await page.screenshot({ path: file, clip: { x, y, width, height } });
}

/** One view of the side bar, as high as its rows. */
async function photographView(page: Page, file: string, title: ViewTitle): Promise<void> {
  const shown = view(page, title);
  const rows = await shown.locator('.monaco-list-row').all();
  await photograph(page, file, [shown.locator('.pane-header'), ...rows]);
}

/** The editor area: the tab and the panel under it. */
function editorArea(page: Page): Locator {
  return page.locator('.part.editor');
}

/** Drags the side bar's edge, so that its rows are not cut. */
async function widenSideBar(page: Page, width: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) throw new Error('The side bar is not shown.');
  const [edge, middle] = [box.x + box.width + 1, box.y + box.height / 2];
  await page.mouse.move(edge, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + width, middle, { steps: 8 });
  await page.mouse.up();
}

async function clearNotifications(page: Page): Promise<void> {
  await runFromPalette(page, 'Notifications: Clear All Notifications');
  await page.locator('.notification-toast').first().waitFor({ state: 'detached' });
}

/** Stops the engine for as long as `work` takes, so that a job in the middle holds still for its picture. */
async function whileStopped(folder: string, work: () => Promise<void>): Promise<void> {
  const pid = await enginePid(folder);
  if (pid === null) throw new Error('The engine does not run.');
  process.kill(pid, 'SIGSTOP');
  try {
    await work();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

/** Opens the editor on a scanned workspace and photographs each view and panel. */
export async function takePictures({ folder, theme, file }: Pictures): Promise<void> {
  const editor = await openEditor({
    folder, size: { width: 1400, height: 1000 }, scale: 1.5,
    settings: { 'window.commandCenter': false, 'workbench.layoutControl.enabled': false, 'breadcrumbs.enabled': false },
  });
  try {
    const { page } = editor;
    await chooseTheme(page, theme);
    await openPlumbline(page);
    await widenSideBar(page, 440);
    await showView(page, 'Datastores', 'folded');
    await expand(page, 'Datastores', 'public-data');
    await expand(page, 'Datastores', 'movies');
    await row(page, 'Datastores', 'MPAA Rating').waitFor();
    await photographView(page, file('datastores'), 'Datastores');
    await showView(page, 'Anomalies', 'folded');
    await row(page, 'Anomalies', /birdstrikes/).first().waitFor();
    await photographView(page, file('anomalies'), 'Anomalies');
    await row(page, 'Anomalies', /latitude/).first().click();
    const anomaly = await panelWith(page, 'latitude');
    await anomaly.getByText('Found by a scan').waitFor();
    await photograph(page, file('anomaly-panel'), [editorArea(page)]);
    await anomaly.getByText('Open Check').first().click();
    await panelWith(page, 'Fails on 8 of');
    await photograph(page, file('check-form'), [editorArea(page)]);
    await showView(page, 'Jobs', 'folded');
    await row(page, 'Jobs', /Scan/).first().click();
    await panelWith(page, 'Completed');
    await photograph(page, file('job-panel-finished'), [editorArea(page)]);
    await clearNotifications(page);
    await runFromPalette(page, commandTitle('plumbline.profile'));
    await asked(page, 'Choose containers');
    await page.keyboard.press('Enter');
    await row(page, 'Jobs', /Profile.*[1-9]\d? ?%/).first().waitFor();
    await row(page, 'Jobs', /Profile/).first().click();
    await whileStopped(folder, async () => {
      await panelWith(page, 'Running');
      await photograph(page, file('job-panel-running'), [editorArea(page)]);
      await photographView(page, file('jobs'), 'Jobs');
      await photograph(page, file('status-bar'), [statusItem(page)], 2);
    });
    await row(page, 'Jobs', 'Active').waitFor({ state: 'detached', timeout: 60_000 });
    await runFromPalette(page, 'View: Close All Editors');
    await clearNotifications(page);
    await showView(page, 'Anomalies');
    await row(page, 'Anomalies', /Effect Amount of damage/).first().click();
    await (await panelWith(page, 'Effect Amount of damage')).getByText('Found by a scan').waitFor();
    await page.mouse.move(0, 0);
    await page.screenshot({ path: file('window') });
  } finally {
    await editor.close();
  }
}
