import assert from 'node:assert/strict';
import { commandTitle } from '../../support/command-titles';
import { paletteOffers } from '../../support/palette';
import { openPlumbline, view } from '../../support/side-bar';
import { useEditor } from '../../support/use-editor';

describe('an empty window', () => {
  const editor = useEditor(() => ({}));

  it('offers in the palette what needs no argument', async () => {
    for (const command of ['plumbline.addDatastore', 'plumbline.scan', 'plumbline.sync', 'plumbline.profile', 'plumbline.runPipeline', 'plumbline.openAnomaly']) {
      assert.ok(await paletteOffers(editor().page, commandTitle(command)), `${commandTitle(command)} is not offered`);
    }
  });

  it('welcomes with a button that adds a datastore', async () => {
    const { page } = editor();
    await openPlumbline(page);
    const button = view(page, 'Datastores').locator('.welcome-view-content .monaco-button').filter({ hasText: 'Add Datastore' });
    await button.waitFor();
    await button.click();
    await page.locator('.quick-input-widget:visible').waitFor();
    await page.keyboard.press('Escape');
  });
});
