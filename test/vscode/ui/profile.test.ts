import assert from 'node:assert/strict';
import { panelWith, tab } from '../../support/panels';
import { withDatastore } from '../../support/prepared';
import { expand, row, showView } from '../../support/side-bar';
import { useEditor } from '../../support/use-editor';
import { makeWorkspace, writeTrips, type Workspace } from '../../support/workspace';

describe('looking at a profile', () => {
  let workspace: Workspace;
  before(async function prepare() {
    this.timeout(60_000);
    workspace = await makeWorkspace();
    await writeTrips(workspace.data, 20_000);
    await withDatastore(workspace, 'trips');
  });
  const editor = useEditor(() => ({ folder: workspace.folder }));
  after(() => workspace.remove());

  it('a click on a field shows its profile, made from the panel where there is none; a bar leads to its rows', async () => {
    const { page } = editor();
    await showView(page, 'Datastores', 'folded');
    await expand(page, 'Datastores', 'trips');
    await expand(page, 'Datastores', '20,000 rows');
    await row(page, 'Datastores', 'trip_id').click();
    const panel = await panelWith(page, 'It has not been profiled yet.');
    await panel.getByRole('button', { name: 'Profile Again' }).click();
    await panel.getByRole('region', { name: 'Distribution' }).waitFor({ timeout: 60_000 });
    assert.match(await panel.locator('.facts').innerText(), /Order\s+strictly increasing/);
    assert.equal(await tab(page, /^Profile of trips/).count(), 1);
    await panel.getByRole('region', { name: 'Distribution' }).locator('rect.opens').first().click();
    const rows = await panelWith(page, /[\d,]+ rows? match/);
    assert.match(await rows.getByRole('textbox', { name: 'Filter by an SQL condition' }).inputValue(), /^"trip_id" < \d/);
  });
});
