import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import type { QualityBackend } from '../../../src/backend/port';
import { commandTitle } from '../../support/command-titles';
import { runFromPalette } from '../../support/palette';
import { panelWith, tab } from '../../support/panels';
import { addChecks, orderChecks, runToEnd, slowTripChecks, withDatastore } from '../../support/prepared';
import { contextMenu, expand, row, showView } from '../../support/side-bar';
import { useEditor } from '../../support/use-editor';
import { makeWorkspace, writeOrders, writeTrips, type Workspace } from '../../support/workspace';

const menuEntry = (command: string): string => commandTitle(command).replace(/^.*?: /, '');

describe('panels of anomalies and checks', () => {
  let workspace: Workspace;
  let backend: QualityBackend;
  let container: number;
  let checks: number[];
  before(async function prepare() {
    this.timeout(60_000);
    workspace = await makeWorkspace();
    await writeOrders(workspace.data);
    const made = await withDatastore(workspace, 'shop');
    backend = made.backend;
    checks = await addChecks(backend, made.datastore, 'orders', orderChecks);
    container = (await backend.containers(made.datastore.id))[0]!.id;
    await runToEnd(backend, { type: 'scan', datastore_id: made.datastore.id });
  });
  const editor = useEditor(() => ({ folder: workspace.folder }));
  after(() => workspace.remove());

  async function openAnomaly(page: Page): Promise<Frame> {
    await showView(page, 'Anomalies', 'folded');
    await row(page, 'Anomalies', 'customer').first().click();
    return panelWith(page, /Anomaly #\d+[\s\S]*customer/);
  }

  it('an anomaly is acknowledged and commented in its panel, and the panel tells of it', async () => {
    const { page } = editor();
    const panel = await openAnomaly(page);
    assert.deepEqual(await panel.locator('td.failing').allInnerTexts(), ['null', 'null']);
    await panel.locator('vscode-button', { hasText: 'Acknowledge' }).click();
    await panel.getByText('Status changed from Active to Acknowledged').waitFor();
    await panel.getByRole('textbox', { name: 'New comment' }).fill('Asked the shop');
    await panel.locator('vscode-button', { hasText: 'Add Comment' }).click();
    await panel.locator('.comments').getByText('Asked the shop').waitFor();
    const [anomaly] = (await backend.anomalies({ status: ['Acknowledged'] })).items;
    assert.equal(anomaly?.failed_checks?.[0]?.quality_check.id, checks[0]);
    assert.deepEqual((await backend.comments(anomaly!.id)).map((comment) => comment.message), ['Asked the shop']);
  });

  it('its check opens beside it, says on how many rows it fails before it is saved, and is saved', async () => {
    const { page } = editor();
    const panel = await openAnomaly(page);
    await panel.getByRole('button', { name: 'Open Check' }).click();
    const form = await panelWith(page, 'Fails on 2 of 40 rows now.');
    await form.getByRole('textbox', { name: 'Coverage in percent' }).fill('90');
    await form.getByText('Within the coverage, so it holds.').waitFor();
    await form.getByRole('textbox', { name: 'Filter' }).fill('amount >');
    await form.getByText('The check does not run.').waitFor();
    await form.getByRole('textbox', { name: 'Filter' }).fill('amount > 30');
    await form.getByText(/Fails on 1 of 29 rows now\./).waitFor();
    await form.locator('vscode-button', { hasText: 'Save' }).click();
    await form.getByText('The check was saved.').waitFor();
    const saved = await backend.check(checks[0]!);
    assert.deepEqual([saved.coverage, saved.filter], [0.9, 'amount > 30']);
  });

  it('a check is made from the menu of a container', async () => {
    const { page } = editor();
    await showView(page, 'Datastores', 'folded');
    await expand(page, 'Datastores', 'shop');
    await row(page, 'Datastores', 'orders').waitFor();
    await contextMenu(page, 'Datastores', 'orders', menuEntry('plumbline.createCheck'));
    const form = await panelWith(page, 'New Check');
    await form.getByRole('textbox', { name: 'Search rules' }).fill('between');
    await form.getByRole('list', { name: 'Rules' }).getByRole('button', { name: /^Between/ }).first().click();
    await form.getByRole('combobox', { name: 'Field' }).click();
    await form.getByRole('option', { name: 'amount (Integral)' }).click();
    await form.getByRole('textbox', { name: 'Min' }).fill('0');
    await form.getByRole('textbox', { name: 'Max' }).fill('100');
    await form.getByText(/Fails on \d+ of 40 rows now\./).waitFor();
    await form.locator('vscode-button', { hasText: 'Create Check' }).click();
    await form.getByText('was created').waitFor();
    const made = (await backend.checks({ containers: [container], rules: ['between'] })).items;
    assert.deepEqual(made.map((check) => [check.fields?.[0]?.name, check.properties?.['min'], check.properties?.['max']]), [['amount', 0, 100]]);
    await tab(page, `Check #${made[0]!.id}`).waitFor();
  });

  it('the panels are back after a reload of the window', async () => {
    const { page } = editor();
    await openAnomaly(page);
    await editor().reload();
    await tab(page, /Anomaly #\d+ · orders · customer/).click();
    await panelWith(page, /Anomaly #\d+[\s\S]*Acknowledged[\s\S]*Asked the shop/, 60_000);
    await tab(page, 'Check #').first().click();
    await panelWith(page, /Check #\d+[\s\S]*rows now/, 60_000);
  });
});

describe('panel of a running job', () => {
  let workspace: Workspace;
  before(async function prepare() {
    this.timeout(120_000);
    workspace = await makeWorkspace();
    await writeTrips(workspace.data, 3_000_000);
    const { backend, datastore } = await withDatastore(workspace, 'trips');
    await addChecks(backend, datastore, 'trips', slowTripChecks);
    // A profile counts the rows; only then can a scan of text say how many there are to read.
    await runToEnd(backend, { type: 'profile', datastore_id: datastore.id, ai_effort: 'off' });
  });
  const editor = useEditor(() => ({ folder: workspace.folder }));
  after(() => workspace.remove());

  it('shows measured progress while the job runs, and its end, without being asked to', async () => {
    const { page } = editor();
    await showView(page, 'Jobs', 'folded');
    await runFromPalette(page, commandTitle('plumbline.scan'));
    const running = row(page, 'Jobs', /Scan trips.*\d+ ?%/).first();
    await running.waitFor();
    // The row is drawn anew with each step of the job; the editor can lose a click that meets that moment.
    for (let tries = 0; tries < 5 && await tab(page, /Scan #/).count() === 0; tries += 1) {
      await running.click();
      await tab(page, /Scan #/).waitFor({ timeout: 3000 }).catch(() => undefined);
    }
    const panel = await panelWith(page, /Scan[\s\S]*3,000,000 rows to read/);
    const bar = panel.getByRole('progressbar', { name: 'Progress', exact: true });
    const percent = Number(await bar.getAttribute('aria-valuenow'));
    assert.ok(percent > 0 && percent < 100, `${percent} %`);
    assert.match(await panel.getByRole('row', { name: /trips/ }).innerText(), /Running[\s\S]*3,000,000 to read/);
    await panel.getByRole('heading', { name: /Scan.*Completed/ }).waitFor({ timeout: 60_000 });
    assert.match(await panel.getByRole('row', { name: /trips/ }).innerText(), /Completed[\s\S]*3,000,000/);
    assert.equal(await bar.count(), 0);
    await panel.locator('.timing-spans').first().waitFor();
    await panel.locator('vscode-button', { hasText: 'Show Anomalies' }).click();
    await row(page, 'Anomalies', 'fare').waitFor();
  });
});
