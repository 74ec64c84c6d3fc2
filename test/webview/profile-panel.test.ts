import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { profileToView } from '../../src/core/protocol/profile-panel';
import { readMessage } from '../../src/core/protocol/wire';
import { composeExtension, type Composed } from '../vscode-unit/compose-extension';
import { aContainer, aDatastore, fakeServer, type FakeServer } from '../vscode-unit/fake-backend';
import { launchBrowser } from './browser';
import { buildPanels, openPanel, type Bundles, type PanelPage } from './panel-page';
import { settle, stubPanels, type StubPanel } from './panel-stub';
import { assertSound } from './sound';
import { hostileField, known, profileOf } from './states/profiles';

describe('profile panel in Chromium', () => {
  let browser: Browser;
  let bundles: Bundles;
  let panel: PanelPage;
  before(async () => { [browser, bundles] = await Promise.all([launchBrowser(), buildPanels()]); });
  after(() => browser.close());
  beforeEach(async () => { panel = await openPanel(browser, bundles, { name: 'profile' }); });
  afterEach(async () => {
    assertSound(panel);
    await panel.page.close();
  });
  const show = (field: string | null): Promise<void> => panel.send({ type: 'state', target: { serverId: 'local', containerId: 3 }, state: profileOf(field) });
  const last = async (type: string): Promise<Record<string, unknown> | undefined> => (await panel.posted()).filter((one) => one.type === type).at(-1);

  it('says in a table every number that a picture shows, and what the picture is', async () => {
    for (const field of [null, 'amount', hostileField, 'day']) {
      await show(field);
      for (const figure of profileOf(field).figures) {
        const drawn = panel.page.locator('section').filter({ has: panel.page.locator('.drawing') });
        assert.ok(!figure.drawing || await drawn.count() > 0);
      }
      const rows = await panel.page.locator('.figures section').evaluateAll((all) => all.map((section) => section.querySelectorAll('tbody tr').length));
      assert.deepEqual(rows, profileOf(field).figures.map((figure) => figure.rows.length), String(field));
      for (const label of await panel.page.locator('.drawing').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))) assert.ok(label);
    }
  });

  it('shows names and values as text', async () => {
    await show(hostileField);
    assert.equal(await panel.page.locator('main img').count(), 0);
    assert.match(await panel.page.locator('h1').innerText(), /<img src=x onerror=alert\(1\)>\s*\[U\+202E\]\s*gnp/);
  });

  it('leads from a bar, and from its row in the table, to the records', async () => {
    await show('amount');
    const bars = panel.page.locator('section[aria-label="Distribution"] rect.opens');
    assert.equal(await bars.count(), 20);
    await bars.nth(7).click();
    assert.deepEqual(await last('openRows'), { type: 'openRows', figure: 'histogram', row: 7 });
    await panel.page.locator('section[aria-label="Values"] summary').click();
    await panel.page.getByRole('button', { name: 'Show Rows' }).first().click();
    assert.deepEqual(await last('openRows'), { type: 'openRows', figure: 'values', row: 0 });
    await panel.page.locator('section[aria-label="Distribution"]').getByRole('button', { name: 'Copy SQL' }).click();
    assert.deepEqual(await last('copySql'), { type: 'copySql', figure: 'histogram' });
  });

  it('lets inferred checks be judged beside their evidence', async () => {
    await show('amount');
    const checks = panel.page.getByRole('region', { name: 'Inferred checks' });
    assert.match(await checks.innerText(), /99 % of 100,000 rows lie from 0 to 300\./);
    assert.match(await checks.innerText(), /at least 99\.9 % of the records/);
    for (const [name, what] of [['Accept', 'accept'], ['Loosen…', 'loosen'], ['Reject', 'reject']] as const) {
      await checks.getByRole('button', { name }).click();
      assert.deepEqual(await last('judge'), { type: 'judge', check: 7, what });
    }
    await show('day');
    assert.equal(await checks.count(), 0);
  });
});

describe('host side of the profile panel', () => {
  let server: FakeServer;
  let extension: Composed;
  let window: ReturnType<typeof stubPanels>;
  let called: unknown[][];
  beforeEach(() => {
    server = fakeServer();
    server.datastores = [aDatastore(1)];
    server.containers = [aContainer(1, 1, { name: 'orders' })];
    called = [];
    const call = (name: string, answer: unknown) => async (...args: unknown[]): Promise<unknown> => { called.push([name, ...args]); return answer; };
    Object.assign(server.answers, {
      container: async () => server.containers[0], containerProfile: call('containerProfile', known.profile), fieldProfiles: call('fieldProfiles', known.fields),
      fieldHistory: call('fieldHistory', known.history), checks: call('checks', { items: known.checks, total: 2, page: 1, size: 1000 }),
      updateCheck: call('updateCheck', known.checks[0]), archiveCheck: call('archiveCheck', undefined),
      previewContainer: call('previewContainer', { container: { id: 1, name: 'orders' }, read_options: {}, columns: [], rows: [], offset: 0, total: 0, more: false, notes: [] }),
    });
    window = stubPanels();
    extension = composeExtension({ server });
  });
  afterEach(() => extension.dispose());
  const pushed = async (): Promise<void> => { await new Promise((resolve) => setTimeout(resolve, 130)); await settle(); };
  async function opened(field?: string): Promise<StubPanel> {
    await extension.app.panels.openProfile({ containerId: 1, ...(field === undefined ? {} : { field }) });
    await settle();
    const panel = window.panels.at(-1)!;
    await panel.post({ type: 'ready' });
    await pushed();
    return panel;
  }
  const of = (name: string): unknown[][] => called.filter(([one]) => one === name);

  it('shows the container, then a field with its history', async () => {
    const panel = await opened();
    assert.equal(readMessage<unknown>(profileToView, panel.received.at(-1)).ok, true);
    assert.deepEqual([panel.title, (panel.state() as { field: unknown }).field, of('fieldHistory').length], ['Profile of orders', null, 0]);
    await panel.post({ type: 'choose', field: 'amount' });
    await pushed();
    assert.deepEqual([panel.title, of('fieldHistory')], ['Profile of orders.amount', [['fieldHistory', 1, 'amount']]]);
    assert.ok((panel.state() as { figures: { kind: string }[] }).figures.some(({ kind }) => kind === 'trend'));
  });

  it('opens the records of a bar as a preview with their condition', async () => {
    const panel = await opened('amount');
    await panel.post({ type: 'openRows', figure: 'histogram', row: 1 });
    await settle();
    const preview = window.panels.at(-1)!;
    assert.notEqual(preview, panel);
    await preview.post({ type: 'ready' });
    await pushed();
    assert.equal((of('previewContainer')[0]?.[2] as { filter: string }).filter, '"amount" >= 15 AND "amount" < 30');
    await panel.post({ type: 'choose', field: hostileField });
    await pushed();
    await panel.post({ type: 'openRows', figure: 'values', row: 3 });
    await pushed();
    assert.equal((of('previewContainer').at(-1)?.[2] as { filter: string }).filter, `"${hostileField}" = 'O''Fallon'`);
  });

  it('accepts and rejects inferred checks', async () => {
    const panel = await opened('amount');
    await panel.post({ type: 'judge', check: 7, what: 'accept' });
    await pushed();
    await panel.post({ type: 'judge', check: 7, what: 'reject' });
    await pushed();
    assert.deepEqual([of('updateCheck'), of('archiveCheck')], [[['updateCheck', 7, { status: 'Active' }]], [['archiveCheck', 7, 'Discarded']]]);
    assert.match((panel.state() as { notice: { text: string } }).notice.text, /will not be proposed again/);
  });
});
