import assert from 'node:assert/strict';
import { useEditor } from '../../support/use-editor';

describe('a window of VS Code', () => {
  const editor = useEditor(() => ({}));

  it('opens with the command palette', async () => {
    const { page } = editor();
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget .monaco-list-row').first().waitFor();
    assert.match(await page.locator('.quick-input-widget input').inputValue(), /^>/);
    await page.keyboard.press('Escape');
  });
});
