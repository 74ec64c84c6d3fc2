import assert from 'node:assert/strict';
import { faintTexts } from '../../support/contrast';
import { panelWith } from '../../support/panels';
import { addChecks, orderChecks, runToEnd, withDatastore } from '../../support/prepared';
import { row, showView } from '../../support/side-bar';
import { chooseTheme } from '../../support/theme';
import { useEditor } from '../../support/use-editor';
import { makeWorkspace, writeOrders, type Workspace } from '../../support/workspace';

for (const [theme, kind] of [['Dark Modern', 'vscode-dark'], ['Dark High Contrast', 'vscode-high-contrast'], ['Light Modern', 'vscode-light']] as const) {
  describe(`panels in the theme ${theme}`, () => {
    let workspace: Workspace;
    before(async function prepare() {
      this.timeout(60_000);
      workspace = await makeWorkspace();
      await writeOrders(workspace.data);
      const { backend, datastore } = await withDatastore(workspace, 'shop');
      await addChecks(backend, datastore, 'orders', orderChecks);
      await runToEnd(backend, { type: 'scan', datastore_id: datastore.id });
    });
    const editor = useEditor(() => ({ folder: workspace.folder }));
    before(() => chooseTheme(editor().page, theme));
    after(() => workspace.remove());

    it('an anomaly can be read', async () => {
      const { page } = editor();
      await showView(page, 'Anomalies', 'folded');
      await row(page, 'Anomalies', 'customer').first().click();
      const panel = await panelWith(page, 'customer');
      assert.match(await panel.locator('body').getAttribute('class') ?? '', new RegExp(`\\b${kind}\\b`));
      assert.deepEqual(await faintTexts(panel), []);
    });

    it('a job can be read', async () => {
      const { page } = editor();
      await showView(page, 'Jobs', 'folded');
      await row(page, 'Jobs', 'Scan shop').first().click();
      assert.deepEqual(await faintTexts(await panelWith(page, 'Completed')), []);
    });
  });
}
