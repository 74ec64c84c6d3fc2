import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { CheckForm, Trial } from '../../src/core/protocol/check-panel';
import { launchBrowser } from './browser';
import { buildPanels, openPanel, type Bundles, type PanelPage } from './panel-page';
import { assertSound, holds } from './sound';
import { newForm, savedForm } from './states/checks';

describe('check form in Chromium', () => {
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

  const target = { serverId: 'local', containerId: 31 };
  const show = (state: CheckForm): Promise<void> => panel.send({ type: 'state', target, state });
  type Edit = { type: 'edit'; seq: number; complete: boolean; draft: CheckForm['saved'] };
  /** The last draft that the view told of, once it is as wanted. */
  async function edit(wanted: (message: Edit) => boolean): Promise<Edit> {
    for (let tries = 0; tries < 50; tries += 1) {
      const last = (await panel.posted()).filter((m) => m.type === 'edit').at(-1) as Edit | undefined;
      if (last && wanted(last)) return last;
      await panel.page.waitForTimeout(50);
    }
    throw new Error(`No such edit: ${JSON.stringify((await panel.posted()).at(-1))}`);
  }
  async function answer(form: CheckForm, message: Edit, outcome: Trial['outcome']): Promise<void> {
    await show({ ...form, trial: { seq: message.seq, outcome } });
  }
  const save = () => panel.page.locator('vscode-button[appearance=primary]');

  it('goes from a rule to a saved check: choose, fill in, see on how many rows it fails, create', async () => {
    panel = await openPanel(browser, bundles, { name: 'check' });
    await show(newForm());
    assert.equal(await save().getAttribute('title'), 'Choose a rule first.');
    await panel.page.getByRole('textbox', { name: 'Search rules' }).pressSequentially('number bounds');
    const found = panel.page.getByRole('list', { name: 'Rules' }).getByRole('button');
    await panel.page.waitForFunction(() => document.querySelectorAll('.rules li').length === 1);
    assert.deepEqual((await found.allInnerTexts()).map((text) => text.split('\n')[0]), ['Between']);
    await found.first().click();

    await panel.page.getByRole('combobox', { name: 'Field' }).click();
    const options = panel.page.getByRole('option');
    await panel.page.getByRole('option', { name: 'IMDB_Rating' }).waitFor();
    assert.deepEqual((await options.allInnerTexts()).filter((text) => /\(/.test(text)), ['IMDB_Rating (Fractional)', 'IMDB_Votes (Integral)'], 'fields of fitting types only');
    await panel.page.getByRole('option', { name: 'IMDB_Rating' }).click();
    await panel.page.getByRole('textbox', { name: 'Minimum' }).fill('0');
    await panel.page.getByRole('textbox', { name: 'Maximum' }).fill('ten');
    await panel.page.getByText('This is not a number.').waitFor();
    assert.match((await save().getAttribute('title'))!, /Something is missing/);
    await panel.page.getByRole('textbox', { name: 'Maximum' }).fill('10');
    await panel.page.getByRole('checkbox', { name: 'Maximum included' }).click();
    await panel.page.getByRole('textbox', { name: 'Filter' }).fill('IMDB_Votes > 100');
    await panel.page.getByRole('textbox', { name: 'Coverage in percent' }).fill('99.5');

    const message = await edit((m) => m.complete && m.draft.coverage === '99.5');
    assert.deepEqual(message.draft, {
      rule: 'between', fields: ['IMDB_Rating'], properties: { min: '0', inclusive_min: true, max: '10', inclusive_max: false },
      filter: 'IMDB_Votes > 100', coverage: '99.5', description: '', status: 'Active',
    });
    await panel.page.getByText('Trying the check').waitFor();
    await answer(newForm(), message, { state: 'valid', rows: 3201, failing: 4, passes: false, violation: 'In `IMDB_Rating`, 4 rows', note: null });
    await panel.page.getByText('Fails on 4 of 3,201 rows now.').waitFor();
    await save().click();
    assert.deepEqual((await panel.posted()).at(-1), { type: 'save', draft: message.draft });
  });

  it('asks the server once typing pauses, not for every key', async () => {
    panel = await openPanel(browser, bundles, { name: 'check' });
    await show(savedForm());
    await edit((m) => m.complete);
    const before = (await panel.posted()).length;
    const minimum = panel.page.getByRole('textbox', { name: 'Minimum' });
    await minimum.press('End');
    await minimum.pressSequentially('12345', { delay: 20 });
    await edit((m) => m.draft.properties['min'] === '012345');
    assert.equal((await panel.posted()).length, before + 1);
    await panel.page.getByRole('textbox', { name: 'Description' }).fill('Something else');
    await panel.page.waitForTimeout(600);
    assert.equal((await panel.posted()).length, before + 1, 'a description is nothing to try');
  });

  it('does not show an answer to an older draft', async () => {
    panel = await openPanel(browser, bundles, { name: 'check' });
    await show(savedForm());
    const old = await edit((m) => m.complete);
    await panel.page.getByRole('textbox', { name: 'Minimum' }).fill('5');
    await answer(savedForm(), old, { state: 'valid', rows: 9, failing: 0, passes: true, violation: null, note: null });
    assert.equal(await panel.page.getByText('Fails on none').count(), 0);
  });

  it('shows where an expression is wrong, and does not save it', async () => {
    panel = await openPanel(browser, bundles, { name: 'check' });
    await show(savedForm());
    await panel.page.getByRole('textbox', { name: 'Filter' }).fill('Genre = Drama');
    const message = await edit((m) => m.draft.filter === 'Genre = Drama');
    await answer(savedForm(), message, { state: 'invalid', message: 'There is no field Drama.', property: 'filter', column: 9 });
    const box = panel.page.getByRole('status');
    assert.match(await box.innerText(), /The check does not run\.\s+There is no field Drama\.\s+Genre = Drama\n {8}\^/);
    await save().click();
    assert.equal((await panel.posted()).some((m) => m.type === 'save'), false);
  });

  it('claims nothing that the server could not count', async () => {
    panel = await openPanel(browser, bundles, { name: 'check' });
    await show(savedForm());
    const message = await edit((m) => m.complete);
    await answer(savedForm(), message, { state: 'valid', rows: null, failing: null, passes: null, violation: null, note: 'It did not end within 60 seconds.' });
    const text = await panel.page.getByRole('status').innerText();
    assert.match(text, /^The check runs\.\s+It did not end within 60 seconds\.$/);
  });

  it('saves only what was changed, and can discard it', async () => {
    panel = await openPanel(browser, bundles, { name: 'check' });
    await show(savedForm({ inferred: true }));
    await panel.page.getByText('A profile made this check').waitFor();
    assert.equal(await save().getAttribute('title'), 'Nothing was changed.');
    assert.equal(await panel.page.getByText('Change Rule').count(), 0, 'the rule of a saved check stays');
    await panel.page.getByRole('textbox', { name: 'Maximum' }).fill('11');
    await panel.page.getByText('not saved').waitFor();
    await panel.page.getByText('Discard Changes').click();
    await holds(panel.page.getByRole('textbox', { name: 'Maximum' }), '10');
    await panel.page.getByText('Archive').click();
    assert.deepEqual((await panel.posted()).at(-1), { type: 'archive' });
  });

  it('keeps the draft over a reload, and forgets it once it is saved', async () => {
    panel = await openPanel(browser, bundles, { name: 'check' });
    await show(savedForm());
    await panel.page.getByRole('textbox', { name: 'Filter' }).fill('half written');
    await panel.page.getByText('not saved').waitFor();
    const state = await panel.saved();
    await panel.page.close();
    panel = await openPanel(browser, bundles, { name: 'check', state });
    await show(savedForm());
    const filter = panel.page.getByRole('textbox', { name: 'Filter' });
    await holds(filter, 'half written');
    await show(savedForm({ revision: 2, saved: { ...savedForm().saved, filter: 'as saved' } }));
    await holds(filter, 'as saved');
    assert.deepEqual((await panel.saved() as { ui: unknown }).ui, { draft: null });
    await panel.page.close();
    // What the editor kept may be older than the save.
    panel = await openPanel(browser, bundles, { name: 'check', state });
    await show(savedForm({ saved: { ...savedForm().saved, filter: 'as saved' } }));
    await holds(panel.page.getByRole('textbox', { name: 'Filter' }), 'as saved');
  });

  it('makes the inputs from the rule: choices, references, lists, several fields', async () => {
    panel = await openPanel(browser, bundles, { name: 'check' });
    await show(newForm({ saved: { ...newForm().saved, rule: 'dataDiff', properties: { comparison: '' } } }));
    await panel.page.getByRole('checkbox', { name: 'Title' }).click();
    await panel.page.getByRole('checkbox', { name: 'Release_Date' }).click();
    for (const [box, option] of [['Reference container', 'old_movies'], ['Key field', 'Year'], ['Comparison', 'less than']] as const) {
      await panel.page.getByRole('combobox', { name: box }).click();
      await panel.page.getByRole('option', { name: option }).click();
    }
    const { draft } = await edit((m) => m.complete);
    assert.deepEqual([draft.fields, draft.properties], [['Title', 'Release_Date'], { comparison: 'less than', ref_container_id: '41', key: 'Year' }]);
    await panel.page.getByText('Change Rule').click();
    await panel.page.getByRole('button', { name: /Expected Values/ }).click();
    await panel.page.getByRole('textbox', { name: 'List' }).fill('R\nPG\n');
    const listed = await edit((m) => m.draft.rule === 'expectedValues' && Array.isArray(m.draft.properties['list']) && m.draft.properties['list'].length > 1);
    assert.deepEqual([listed.draft.properties, listed.draft.fields], [{ list: ['R', 'PG', ''] }, ['Title']]);
  });

  it('offers for a field the rules that take it, and all of them when asked', async () => {
    panel = await openPanel(browser, bundles, { name: 'check' });
    await show(newForm({ field: 'Release_Date' }));
    const rules = panel.page.getByRole('list', { name: 'Rules' }).getByRole('listitem');
    assert.equal(await rules.count(), 4);
    await panel.page.getByText('Show All').click();
    assert.equal(await rules.count(), 6);
  });
});
