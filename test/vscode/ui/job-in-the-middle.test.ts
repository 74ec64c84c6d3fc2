import assert from 'node:assert/strict';
import { commandTitle } from '../../support/command-titles';
import { endEngine, enginePid } from '../../support/engines';
import { runFromPalette } from '../../support/palette';
import { addChecks, engineOf, profileOnly, slowTripChecks, withDatastore } from '../../support/prepared';
import { contextMenu, row, showView } from '../../support/side-bar';
import { statusItem } from '../../support/status-bar';
import { useEditor } from '../../support/use-editor';
import { makeWorkspace, writeTrips, type Workspace } from '../../support/workspace';

describe('in the middle of a job', () => {
  let workspace: Workspace;
  before(async function prepare() {
    this.timeout(120_000);
    workspace = await makeWorkspace();
    // Long enough that a window can be reloaded while it is scanned.
    await writeTrips(workspace.data, 3_000_000);
    const { backend, datastore } = await withDatastore(workspace, 'trips');
    await profileOnly(backend, datastore);
    await addChecks(backend, datastore, 'trips', slowTripChecks);
  });
  const editor = useEditor(() => ({ folder: workspace.folder }));
  after(() => workspace.remove());

  async function scanIsRunning(): Promise<void> {
    const { page } = editor();
    await showView(page, 'Jobs', 'folded');
    await runFromPalette(page, commandTitle('plumbline.scan'));
    await row(page, 'Jobs', 'Active').waitFor();
    await row(page, 'Jobs', /Scan trips.*\d+ ?%/).first().waitFor();
  }

  async function latestScan() {
    const page = await engineOf(workspace).operations({ types: ['scan'], size: 100 });
    const latest = page.items.reduce((a, b) => (a.id > b.id ? a : b));
    return latest;
  }

  it('a job of somebody else is in the window by itself, soon', async () => {
    const { page } = editor();
    await showView(page, 'Jobs', 'folded');
    const backend = engineOf(workspace);
    const [datastore] = await backend.datastores();
    const [started] = await backend.run({ type: 'sync', datastore_id: datastore!.id });
    await page.locator(`.sidebar [aria-label*="Sync trips"]`).nth(1).waitFor({ timeout: 10_000 });
    assert.ok(started);
  });

  it('a reloaded window finds its job again and follows it to the end', async () => {
    const { page } = editor();
    await scanIsRunning();
    const { id } = await latestScan();
    await editor().reload();
    await statusItem(page).filter({ hasText: /%|scan/i }).waitFor();
    assert.equal((await latestScan()).id, id);
    assert.equal((await latestScan()).result, 'running', 'the scan ended before the window was back; it must be longer for this test');
    await showView(page, 'Jobs', 'folded');
    await row(page, 'Jobs', /Scan trips.*1 anomaly/).first().waitFor({ timeout: 90_000 });
    await row(page, 'Jobs', 'Active').waitFor({ state: 'detached' });
  });

  it('a job is cancelled from its context menu', async () => {
    const { page } = editor();
    await scanIsRunning();
    await contextMenu(page, 'Jobs', /Scan trips.*\d+ ?%/, commandTitle('plumbline.cancelJob').replace(/^.*: /, ''));
    await row(page, 'Jobs', /Scan trips.*(Cancelling|Cancelled)/).first().waitFor({ timeout: 3000 });
    await row(page, 'Jobs', /Scan trips.*Cancelled/).first().waitFor();
    assert.equal((await latestScan()).result, 'aborted');
  });

  it('a killed engine leaves the job failed with the reason, and a retry completes', async () => {
    const { page } = editor();
    await scanIsRunning();
    const { id } = await latestScan();
    const killed = await enginePid(workspace.folder);
    assert.ok(killed);
    await endEngine(workspace.folder, 'SIGKILL');
    const failed = row(page, 'Jobs', /Scan trips.*engine/i).first();
    await failed.waitFor({ timeout: 30_000 });
    const operation = await engineOf(workspace).operation(id);
    assert.equal(operation.result, 'failure');
    assert.match(`${operation.problem?.reason} ${operation.message}`, /engine/i);
    assert.notEqual(await enginePid(workspace.folder), killed);
    await contextMenu(page, 'Jobs', /Scan trips.*engine/i, commandTitle('plumbline.retryJob').replace(/^.*: /, ''));
    await row(page, 'Jobs', 'Active').waitFor();
    await row(page, 'Jobs', 'Active').waitFor({ state: 'detached', timeout: 90_000 });
    const retried = await latestScan();
    assert.ok(retried.id > id);
    assert.equal(retried.result, 'success');
  });
});
