import assert from 'node:assert/strict';
import { commandTitle } from '../../support/command-titles';
import { notification } from '../../support/notifications';
import { runFromPalette } from '../../support/palette';
import { panelWith, tab } from '../../support/panels';
import { addChecks, profileOnly, slowTripChecks, withDatastore } from '../../support/prepared';
import { row, rowTexts, showView } from '../../support/side-bar';
import { statusItem, watchStatus } from '../../support/status-bar';
import { useEditor } from '../../support/use-editor';
import { makeWorkspace, writeTrips, type Workspace } from '../../support/workspace';

describe('a scan from the command palette', () => {
  let workspace: Workspace;
  before(async function prepare() {
    this.timeout(120_000);
    workspace = await makeWorkspace();
    await writeTrips(workspace.data, 2_000_000);
    const { backend, datastore } = await withDatastore(workspace, 'trips');
    await profileOnly(backend, datastore);
    await addChecks(backend, datastore, 'trips', slowTripChecks);
  });
  const editor = useEditor(() => ({ folder: workspace.folder }));
  after(() => workspace.remove());

  it('runs, is seen in the job tree while it runs, and its measured progress in the status bar', async () => {
    const { page } = editor();
    await showView(page, 'Jobs', 'folded');
    await row(page, 'Jobs', 'Sync trips').waitFor();
    const statusTexts = await watchStatus(page);
    await runFromPalette(page, commandTitle('plumbline.scan'));
    await row(page, 'Jobs', 'Active').waitFor();
    const running = row(page, 'Jobs', /Scan trips.*[1-9]\d? ?%/);
    await running.waitFor();
    const during = await rowTexts(page, 'Jobs');
    await row(page, 'Jobs', 'Active').waitFor({ state: 'detached', timeout: 60_000 });
    await row(page, 'Jobs', /Scan trips.*1 anomaly/).waitFor();
    assert.notDeepEqual(await rowTexts(page, 'Jobs'), during);
    const percents = (await statusTexts()).flatMap((text) => [...text.matchAll(/(\d+) ?%/g)].map((match) => Number(match[1])));
    assert.ok(percents.some((percent) => percent > 0 && percent < 100), `the status bar showed ${(await statusTexts()).join(' | ')}`);
    assert.deepEqual(percents, [...percents].sort((a, b) => a - b), 'progress went back');
    await (await notification(page, 'Scan of trips is done: 1 anomaly found.')).waitFor();
    await runFromPalette(page, 'Notifications: Clear All Notifications');
  });

  it('leaves an anomaly that a click opens in a panel, with the failing rows', async () => {
    const { page } = editor();
    await showView(page, 'Anomalies', 'folded');
    const anomaly = row(page, 'Anomalies', 'fare');
    await anomaly.waitFor();
    await anomaly.click();
    const panel = await panelWith(page, 'fare');
    // Row 17 of each 100 000 has the negative fare.
    await panel.getByText('driver', { exact: true }).first().waitFor();
    assert.match(await panel.locator('body').innerText(), /-\d+\.\d+/);
    assert.equal(await tab(page, /Anomaly #\d+ · trips/).count(), 1);
  });

  it('opens the finished job in a panel', async () => {
    const { page } = editor();
    await showView(page, 'Jobs', 'folded');
    await row(page, 'Jobs', 'Scan trips').first().click();
    const panel = await panelWith(page, 'Completed');
    assert.match(await panel.locator('body').innerText(), /2,000,000/);
  });

  it('has a quiet status bar when nothing runs', async () => {
    const { page } = editor();
    assert.doesNotMatch(await statusItem(page).innerText(), /%/);
  });
});
