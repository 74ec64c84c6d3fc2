import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { ShownAnomaly } from '../../src/core/protocol/anomaly-panel';
import { launchBrowser } from './browser';
import { buildPanels, openPanel, type Bundles, type PanelPage } from './panel-page';
import { assertSound, focusOrder, holds } from './sound';
import { hostile, shown } from './states/anomalies';

describe('anomaly panel in Chromium', () => {
  let browser: Browser;
  let bundles: Bundles;
  let panel: PanelPage;
  before(async () => {
    [browser, bundles] = await Promise.all([launchBrowser(), buildPanels()]);
  });
  after(() => browser.close());
  afterEach(async () => {
    assertSound(panel);
    await panel.page.close();
  });

  const show = (state: ShownAnomaly): Promise<void> => panel.send({ type: 'state', target: { serverId: 'local', id: 5 }, state });
  const sent = async (): Promise<unknown[]> => (await panel.posted()).filter((m) => m.type !== 'ready');

  it('sums up what was found, and what each check expected and found', async () => {
    panel = await openPanel(browser, bundles, { name: 'anomaly' });
    await panel.page.clock.setFixedTime(Date.UTC(2026, 4, 6, 9, 30, 20));
    await show(shown());
    const text = await panel.page.locator('main').innerText();
    assert.match(text, /Anomaly #5\s+Active/);
    assert.match(text, /Failing rows\s+1,234/);
    assert.match(text, /First seen\s+2 days ago/);
    const check = panel.page.getByRole('region', { name: 'Failed Checks' }).getByRole('listitem').first();
    assert.match(await check.innerText(), /between\s+IMDB_Rating\s+4 rows.*Expected\s+0 ≤ value ≤ 10\s+Found\s+up to 98\.6.*Only rows where\s+Major_Genre = 'Drama'/s);
  });

  it('marks the failing cells, and only them, by more than colour', async () => {
    panel = await openPanel(browser, bundles, { name: 'anomaly' });
    await show(shown());
    const marked = panel.page.locator('td.failing');
    assert.deepEqual(await marked.allInnerTexts(), ['98.6', 'null', '12.5', '-6.8']);
    assert.equal(await marked.first().getByRole('img', { name: 'Failing value' }).count(), 1);
    assert.match((await marked.first().getAttribute('title'))!, /^between: In `IMDB_Rating`/);
    const line = await marked.first().locator('.marked > :not(svg)').evaluate((element) => getComputedStyle(element).textDecorationLine);
    assert.equal(line, 'underline');
    assert.match(await panel.page.getByRole('region', { name: 'Source Records' }).first().innerText(), /3 of 1,234 rows/);
  });

  it('tells null, empty and blank apart from text', async () => {
    panel = await openPanel(browser, bundles, { name: 'anomaly' });
    await show(shown());
    const cells = (id: string) => panel.page.getByRole('row', { name: new RegExp(`^${id}`) }).getByRole('cell').allInnerTexts();
    const first = await cells('17');
    assert.ok(first.includes('null') && first.includes('empty text'), first.join('|'));
    assert.ok((await cells('1203')).includes('3 blank characters'));
  });

  it('cuts long values and shows them whole when asked', async () => {
    panel = await openPanel(browser, bundles, { name: 'anomaly' });
    await show(shown());
    const cell = panel.page.getByRole('cell', { name: /A very long name/ });
    assert.ok((await cell.innerText()).length < 100);
    await cell.getByRole('button', { name: 'More' }).click();
    assert.match(await cell.innerText(), /end\s+Less$/);
  });

  it('keeps head and row ids in sight while the rows scroll', async () => {
    const rows = shown().rows;
    assert.ok(rows && 'value' in rows);
    const many = Array.from({ length: 60 }, (_, i) => ({ ...rows.value.rows[0]!, id: String(i) }));
    panel = await openPanel(browser, bundles, { name: 'anomaly', width: 700 });
    await show(shown({ rows: { value: { ...rows.value, rows: many } } }));
    const box = panel.page.getByRole('region', { name: 'Failing rows' });
    const before = await box.getByRole('columnheader', { name: 'Row', exact: true }).boundingBox();
    await box.evaluate((element) => element.scrollTo(300, 500));
    const after = await box.getByRole('columnheader', { name: 'Row', exact: true }).boundingBox();
    assert.deepEqual(after, before);
    const whole = await panel.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    assert.ok(whole[0]! <= whole[1]!, 'the panel itself does not scroll sideways');
  });

  it('runs nothing that the data says', async () => {
    panel = await openPanel(browser, bundles, { name: 'anomaly' });
    const state = shown();
    await show({ ...state, message: hostile, description: hostile, tags: [hostile], checks: state.checks.map((c) => ({ ...c, rule: hostile, message: hostile, expected: hostile, found: hostile })) });
    await panel.page.waitForTimeout(100);
    assert.ok(await panel.page.getByText(hostile).count() > 8);
    assert.equal(await panel.page.locator('img, main script').count(), 0);
    assert.equal(await panel.page.evaluate(() => 'owned' in window), false);
  });

  it('sends what is clicked; while an action is on its way nothing can be sent twice', async () => {
    panel = await openPanel(browser, bundles, { name: 'anomaly' });
    await show(shown());
    for (const name of ['Acknowledge', 'Resolve', 'Mark Invalid', 'Mark Duplicate']) await panel.page.locator('vscode-button', { hasText: name }).click();
    await panel.page.getByRole('button', { name: 'Open Check' }).nth(1).click();
    await panel.page.getByRole('button', { name: 'Job #12' }).click();
    await panel.page.getByRole('button', { name: 'sample / movies' }).click();
    await panel.page.getByText('Load More Rows').click();
    await show(shown({ busy: true }));
    await panel.page.locator('vscode-button', { hasText: 'Resolve' }).click();
    assert.deepEqual(await sent(), [
      ...['Acknowledged', 'Resolved', 'Invalid', 'Duplicate'].map((status) => ({ type: 'setStatus', status })),
      { type: 'openCheck', id: 72 }, { type: 'openJob' }, { type: 'goToAsset' }, { type: 'loadMoreRows' },
    ]);
  });

  it('offers an archived anomaly to be taken back only', async () => {
    panel = await openPanel(browser, bundles, { name: 'anomaly' });
    await show(shown({ status: 'Resolved', archived: true, statuses: ['Active', 'Acknowledged', 'Invalid', 'Duplicate'] }));
    assert.deepEqual(await panel.page.getByRole('group', { name: 'Actions' }).locator('vscode-button').allInnerTexts(), ['Reactivate', 'Acknowledge']);
  });

  it('takes a comment by keyboard, keeps its draft over a reload, and clears it once it is saved', async () => {
    panel = await openPanel(browser, bundles, { name: 'anomaly' });
    await show(shown());
    const field = panel.page.getByRole('textbox', { name: 'New comment' });
    await field.fill('Seen it');
    assert.deepEqual((await panel.saved() as { ui: unknown }).ui, { comment: 'Seen it' });
    await field.press('Tab');
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await sent(), [{ type: 'addComment', text: 'Seen it' }]);
    await show(shown({ busy: true }));
    await holds(field, 'Seen it');
    await show(shown({ saved: { comments: 1, descriptions: 0 } }));
    await holds(field, '');
    const reloaded = await openPanel(browser, bundles, { name: 'anomaly', state: { target: { serverId: 'local', id: 5 }, ui: { comment: 'half a word' } } });
    await reloaded.send({ type: 'state', target: { serverId: 'local', id: 5 }, state: shown() });
    await holds(reloaded.page.getByRole('textbox', { name: 'New comment' }), 'half a word');
    await reloaded.page.close();
  });

  it('lets the description be written anew', async () => {
    panel = await openPanel(browser, bundles, { name: 'anomaly' });
    await show(shown());
    await panel.page.getByRole('button', { name: 'Edit' }).click();
    const field = panel.page.getByRole('textbox', { name: 'Description' });
    await holds(field, shown().message!);
    await field.fill('Typing mistakes of an import.');
    await panel.page.getByText('Save', { exact: true }).click();
    assert.deepEqual(await sent(), [{ type: 'describe', text: 'Typing mistakes of an import.' }]);
    await show(shown({ description: 'Typing mistakes of an import.', saved: { comments: 0, descriptions: 1 } }));
    await panel.page.getByText('Typing mistakes of an import.').waitFor();
    assert.equal(await field.count(), 0);
  });

  it('shows the trail of changes, and says which part could not be fetched', async () => {
    panel = await openPanel(browser, bundles, { name: 'anomaly' });
    await show(shown({ rows: { problem: 'You may not see rows. Ask for the permission.' }, comments: { problem: 'No comments.' } }));
    const trail = await panel.page.locator('.trail').innerText();
    assert.match(trail, /Status changed from Acknowledged to Active.*Status changed from Active to Acknowledged.*Found by a scan/s);
    assert.deepEqual(await panel.page.getByRole('alert').allInnerTexts(), ['You may not see rows. Ask for the permission.', 'No comments.']);
    assert.equal(await panel.page.getByText('up to 98.6').count(), 1);
  });

  it('shows a shape anomaly without a table of rows', async () => {
    panel = await openPanel(browser, bundles, { name: 'anomaly' });
    await show(shown({ type: 'shape', rowCount: null, rows: { value: { columns: [], searched: '', columnsLeftOut: 0, rows: [], more: false } } }));
    await panel.page.getByText('Shape', { exact: true }).waitFor();
    assert.equal(await panel.page.getByText('Source Records').count(), 0);
  });

  it('reaches everything by keyboard', async () => {
    panel = await openPanel(browser, bundles, { name: 'anomaly' });
    await show(shown());
    assert.deepEqual((await focusOrder(panel.page, 13)).map((name) => name.replace(/\s+/g, ' ')), [
      'sample / movies', 'Job #12', 'Acknowledge', 'Resolve', 'Mark Invalid', 'Mark Duplicate', 'Edit', 'Open Check', 'Open Check', 'Find columns', 'Only failing fields', 'Failing rows', '17',
    ]);
    await panel.page.getByRole('checkbox', { name: 'Only failing fields' }).press('Space');
    assert.deepEqual(await panel.page.getByRole('columnheader').allInnerTexts(), ['Row', 'Title', 'IMDB_Rating']);
  });
});
