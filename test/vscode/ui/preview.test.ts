import assert from 'node:assert/strict';
import { panelWith, tab } from '../../support/panels';
import { withDatastore } from '../../support/prepared';
import { expand, row, showView } from '../../support/side-bar';
import { useEditor } from '../../support/use-editor';
import { makeWorkspace, writeTrips, type Workspace } from '../../support/workspace';

describe('looking at the rows of a container', () => {
  let workspace: Workspace;
  before(async function prepare() {
    this.timeout(60_000);
    workspace = await makeWorkspace();
    await writeTrips(workspace.data, 50_000);
    await withDatastore(workspace, 'trips');
  });
  const editor = useEditor(() => ({ folder: workspace.folder }));
  after(() => workspace.remove());

  it('a click on a container shows its rows, and any of them', async () => {
    const { page } = editor();
    await showView(page, 'Datastores', 'folded');
    await expand(page, 'Datastores', 'trips');
    await row(page, 'Datastores', '50,000 rows').click();
    const panel = await panelWith(page, '50,000 rows');
    assert.match(await panel.locator('[aria-rowindex="2"]').innerText(), /driver 0/);
    await panel.getByRole('textbox', { name: 'Go to row' }).fill('49,999');
    await page.keyboard.press('Enter');
    await panel.locator('#cell-49998-0').filter({ hasText: '49998' }).waitFor();
    await panel.getByRole('textbox', { name: 'Filter by an SQL condition' }).fill('trip_id % 10000 = 17');
    await page.keyboard.press('Enter');
    await panel.getByText('5 rows match').waitFor();
    assert.equal(await tab(page, /^trips/).count(), 1);
  });

  it('is there again after the window was loaded anew', async () => {
    // The window writes down what it shows some moments after it changed.
    await editor().page.waitForTimeout(5000);
    await editor().reload();
    const panel = await panelWith(editor().page, '50,000 rows');
    await panel.locator('.grid-cell').first().waitFor();
  });
});
