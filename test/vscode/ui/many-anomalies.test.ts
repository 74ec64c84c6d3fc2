import assert from 'node:assert/strict';
import { commandTitle } from '../../support/command-titles';
import { writeLargeStore } from '../../support/large-store';
import { notification } from '../../support/notifications';
import { enter, runFromPalette, stepShown } from '../../support/palette';
import { engineOf } from '../../support/prepared';
import { contextMenu, row, rowTexts, showView, view } from '../../support/side-bar';
import { statusItem } from '../../support/status-bar';
import { useEditor } from '../../support/use-editor';
import { makeWorkspace, type Workspace } from '../../support/workspace';

describe('a store of 400 tables with 4,800 anomalies', () => {
  let workspace: Workspace;
  before(async function prepare() {
    this.timeout(120_000);
    workspace = await makeWorkspace();
    await writeLargeStore(workspace.folder, { containers: 400, checks: 12, operations: 2000 });
  });
  const editor = useEditor(() => ({ folder: workspace.folder }));
  after(() => workspace.remove());

  it('shows the server\'s numbers in tree, badge and status bar', async () => {
    const { page } = editor();
    await showView(page, 'Anomalies', 'folded');
    await row(page, 'Anomalies', /warehouse\s*4,800/).waitFor();
    await row(page, 'Anomalies', /table_\d+\s*12$/).first().waitFor();
    await statusItem(page).filter({ hasText: '4,800 anomalies' }).waitFor();
  });

  it('finds the 12 of one table by text, and says so everywhere', async () => {
    const { page } = editor();
    await runFromPalette(page, commandTitle('plumbline.searchAnomalies'));
    await stepShown(page, 'Search anomalies');
    await enter(page, 'int_table_001');
    await view(page, 'Anomalies').locator('.pane-header').filter({ hasText: '12 of 4,800' }).waitFor();
    await row(page, 'Anomalies', /int_table_001\s*12$/).waitFor();
    await statusItem(page).filter({ hasText: '12 of 4,800 anomalies' }).waitFor();
    await row(page, 'Anomalies', 'field_11: notNull').waitFor();
    assert.equal((await rowTexts(page, 'Anomalies')).filter((text) => /^field_\d+: notNull/.test(text)).length, 12);
  });

  it('acknowledges a group as a whole, and takes it back', async () => {
    const { page } = editor();
    await contextMenu(page, 'Anomalies', /int_table_001\s*12$/, 'Acknowledge');
    await row(page, 'Anomalies', /field_11: notNull.*Acknowledged/).waitFor();
    const message = await notification(page, '12 anomalies are now Acknowledged.');
    assert.equal((await engineOf(workspace).anomalies({ status: ['Acknowledged'] })).total, 12);
    await message.hover();
    await message.getByText('Undo', { exact: true }).click();
    await row(page, 'Anomalies', /field_11: notNull.*Acknowledged/).waitFor({ state: 'detached' });
    assert.equal((await engineOf(workspace).anomalies({ status: ['Acknowledged'] })).total, 0);
  });

  it('shows the newest of 2,000 jobs, how many there are, and more on demand', async () => {
    const { page } = editor();
    await runFromPalette(page, commandTitle('plumbline.clearAnomalyFilter'));
    await showView(page, 'Jobs', 'folded');
    await row(page, 'Jobs', /^Failed\s*200$/).waitFor();
    await row(page, 'Jobs', 'The disk was full').first().waitFor();
    // By the keyboard alone: to the end, and the line there brings more.
    await row(page, 'Jobs', /^Failed\s*200$/).click();
    await page.keyboard.press('End');
    await row(page, 'Jobs', '100 of 1,800 shown').waitFor();
    await page.keyboard.press('Enter');
    await row(page, 'Jobs', '100 of 1,800 shown').waitFor({ state: 'detached' });
    await view(page, 'Jobs').locator('.monaco-list').first().focus();
    await page.keyboard.press('End');
    await row(page, 'Jobs', '200 of 1,800 shown').waitFor();
  });
});
