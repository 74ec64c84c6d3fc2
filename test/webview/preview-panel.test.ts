import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { ShownPreview } from '../../src/core/protocol/preview-panel';
import { moved } from '../../webview/preview/moved';
import { rowHeight, scrollPlace, tallest } from '../../webview/preview/scroll-place';
import { launchBrowser } from './browser';
import { buildPanels, openPanel, type Bundles, type PanelPage } from './panel-page';
import { assertSound } from './sound';
import { orders } from './states/previews';

describe('places of rows in a box that scrolls', () => {
  it('are where they should be at full scale', () => {
    const place = scrollPlace(1000, 20);
    assert.equal(place.height, 1000 * rowHeight);
    for (const row of [0, 1, 500, 980]) assert.equal(place.rowAt(place.topOf(row)), row);
    assert.equal(place.rowAt(place.height), 980);
  });

  it('reach the first and the last of a hundred million rows, within what a browser can scroll', () => {
    const place = scrollPlace(100_000_000, 30);
    assert.equal(place.height, tallest);
    assert.deepEqual([place.rowAt(0), place.rowAt(tallest), place.last], [0, 99_999_970, 99_999_970]);
    for (const row of [1_000_000, 55_555_555]) assert.ok(Math.abs(place.rowAt(place.topOf(row)) - row) <= 100_000_000 / tallest + 1);
  });

  it('stand still where all rows are in sight', () => {
    const place = scrollPlace(3, 20);
    assert.deepEqual([place.rowAt(100), place.topOf(2), place.last], [0, 0, 0]);
  });
});

describe('keys in the grid', () => {
  it('move the focus within the rows and columns that there are', () => {
    const extent = { rows: 100, columns: 5, page: 20 };
    const go = (key: string, from = { row: 50, column: 2 }, ctrlKey = false) => moved({ key, ctrlKey, metaKey: false }, from, extent);
    assert.deepEqual(go('ArrowDown'), { row: 51, column: 2 });
    assert.deepEqual(go('ArrowDown', { row: 99, column: 0 }), { row: 99, column: 0 });
    assert.deepEqual(go('ArrowLeft', { row: 0, column: 0 }), { row: 0, column: 0 });
    assert.deepEqual(go('PageUp'), { row: 30, column: 2 });
    assert.deepEqual(go('End'), { row: 50, column: 4 });
    assert.deepEqual(go('End', undefined, true), { row: 99, column: 4 });
    assert.deepEqual(go('Home', undefined, true), { row: 0, column: 0 });
    assert.equal(go('x'), null);
  });
});

describe('preview panel in Chromium', () => {
  let browser: Browser;
  let bundles: Bundles;
  let panel: PanelPage;
  before(async () => {
    [browser, bundles] = await Promise.all([launchBrowser(), buildPanels()]);
  });
  after(() => browser.close());
  beforeEach(async () => { panel = await openPanel(browser, bundles, { name: 'preview' }); });
  afterEach(async () => {
    assertSound(panel);
    await panel.page.close();
  });
  const show = (more: Partial<ShownPreview> = {}): Promise<void> =>
    panel.send({ type: 'state', target: { serverId: 'local', containerId: 3 }, state: orders(more) });
  const last = async (type: string): Promise<Record<string, unknown> | undefined> => (await panel.posted()).filter((one) => one.type === type).at(-1);
  const grid = () => panel.page.getByRole('grid', { name: 'Rows of orders' });

  it('draws only what is in sight, with every value told apart', async () => {
    await show();
    const first = panel.page.locator('[aria-rowindex="2"]');
    assert.match(await first.innerText(), /1\s*1\s*null\s*empty text\s*-10/);
    assert.match(await panel.page.locator('[aria-rowindex="3"]').innerText(), /note 1\[U\+202E\]gnp·/);
    assert.ok(await panel.page.getByRole('row').count() < 60);
    assert.equal(await grid().getAttribute('aria-rowcount'), '100000001');
    await panel.page.getByText('100,000,000 rows').waitFor();
  });

  it('asks for the rows that come into sight, wherever one scrolls to', async () => {
    await show();
    await grid().evaluate((element) => { element.scrollTop = element.scrollHeight / 2; });
    await panel.page.waitForFunction(() => (window as unknown as { posted: { type: string; row?: number }[] }).posted.some((m) => m.type === 'see' && m.row! > 1_000_000));
    const { row } = (await last('see'))! as { row: number };
    assert.ok(Math.abs(row - 50_000_000) < 200_000, String(row));
    await show({ offset: row - 100 });
    assert.match(await grid().innerText(), new RegExp(`note ${row}`));
  });

  it('scrolls row by row with the wheel, however many rows there are', async () => {
    await show();
    await grid().hover();
    await panel.page.mouse.wheel(0, 36 * 5);
    await panel.page.waitForFunction(() => !document.querySelector('[aria-rowindex="2"]'));
    const top = await panel.page.locator('.grid-row:not(.grid-head)').first().getAttribute('aria-rowindex');
    assert.ok(Number(top) > 2 && Number(top) < 30, String(top));
  });

  it('moves through cells by keyboard, keeps the focus in sight, and copies', async () => {
    await show();
    await grid().focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown']) await panel.page.keyboard.press(key);
    assert.equal(await grid().getAttribute('aria-activedescendant'), 'cell-2-1');
    await panel.page.keyboard.press('Control+c');
    assert.deepEqual(await last('copy'), { type: 'copy', text: 'customer 2' });
    await panel.page.keyboard.press('Control+End');
    assert.ok(((await last('see')) as { row: number }).row > 99_999_900);
    await show({ offset: 99_999_800 });
    await panel.page.locator('#cell-99999999-4').waitFor();
  });

  it('shows the whole value in focus, and copies value, row and column', async () => {
    await show();
    await panel.page.locator('#cell-4-2').click();
    const detail = panel.page.getByRole('region', { name: 'Value', exact: true });
    assert.match(await detail.innerText(), /note\s*VARCHAR\s*row 5/);
    await detail.getByText('Copy Row').click();
    assert.deepEqual(JSON.parse((await last('copy'))!.text as string), { order_id: 5, customer: 'customer 4', note: 'note 4\u202egnp ', amount: -9, placed_at: '2026-05-04 09:30:00' });
    await detail.getByText('Copy Column').click();
    assert.equal(((await last('copy'))!.text as string).split('\n').length, 200);
    await detail.getByText('New Check').click();
    assert.deepEqual(await last('createCheck'), { type: 'createCheck', field: 'note' });
  });

  it('sorts by a click on a head: up, down, and back to the order of the data', async () => {
    await show();
    const head = panel.page.getByRole('columnheader', { name: /amount/ });
    await head.getByRole('button').click();
    assert.deepEqual(await last('sort'), { type: 'sort', sort: { field: 'amount', descending: false } });
    await show({ sort: { field: 'amount', descending: false } });
    assert.equal(await head.getAttribute('aria-sort'), 'ascending');
    await head.getByRole('button').click();
    assert.deepEqual(await last('sort'), { type: 'sort', sort: { field: 'amount', descending: true } });
    await show({ sort: { field: 'amount', descending: true } });
    await head.getByRole('button').click();
    assert.deepEqual(await last('sort'), { type: 'sort', sort: null });
  });

  it('filters and jumps on Enter, and says what is wrong with a condition', async () => {
    await show();
    await panel.page.getByRole('textbox', { name: 'Filter by an SQL condition' }).fill('amount < ');
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await last('filter'), { type: 'filter', text: 'amount < ' });
    await show({ filterProblem: 'A value is missing at the end.' });
    assert.equal(await panel.page.getByRole('alert').innerText(), 'A value is missing at the end.');
    await panel.page.getByRole('textbox', { name: 'Go to row' }).fill('1,000,000');
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await last('jump'), { type: 'jump', row: 999_999 });
    await show({ filter: 'amount < 0', total: 12, rows: orders().rows.slice(0, 12), more: false });
    await panel.page.getByText('12 rows match').waitFor();
    await panel.page.getByRole('button', { name: 'Show All Rows' }).click();
    assert.deepEqual(await last('filter'), { type: 'filter', text: '' });
  });

  it('says that there is nothing', async () => {
    await show({ total: 0, rows: [], numbers: [], more: false });
    await panel.page.getByText('This container has no rows.').waitFor();
    await show({ total: 0, rows: [], numbers: [], more: false, filter: '1 = 0' });
    await panel.page.getByText('No row fits the filter.').waitFor();
  });
});
