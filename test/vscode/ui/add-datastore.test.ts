import assert from 'node:assert/strict';
import { commandTitle } from '../../support/command-titles';
import { enter, enterFolder, pick, runFromPalette, stepShown } from '../../support/palette';
import { engineOf } from '../../support/prepared';
import { expand, row, showView } from '../../support/side-bar';
import { useEditor } from '../../support/use-editor';
import { makeWorkspace, writeOrders, type Workspace } from '../../support/workspace';

describe('adding a datastore', () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await makeWorkspace();
    await writeOrders(workspace.data);
  });
  const editor = useEditor(() => ({ folder: workspace.folder }));
  after(() => workspace.remove());

  it('takes a folder and a name step by step, syncs it, and lists its containers and fields', async () => {
    const { page } = editor();
    await showView(page, 'Datastores');
    await runFromPalette(page, commandTitle('plumbline.addDatastore'));
    await pick(page, 'Folder of Files');
    await pick(page, 'Choose Another Folder');
    await stepShown(page, 'Choose a folder of data files');
    await enterFolder(page, workspace.data);
    await stepShown(page, 'Name of the datastore');
    await enter(page, 'shop');
    await row(page, 'Datastores', 'shop').waitFor();
    const [datastore] = await engineOf(workspace).datastores();
    assert.equal(datastore?.name, 'shop');
    assert.equal(datastore?.connection?.path, workspace.data);
    await expand(page, 'Datastores', 'shop');
    await expand(page, 'Datastores', 'orders');
    await row(page, 'Datastores', 'customer').waitFor();
  });
});
