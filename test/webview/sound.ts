import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { PanelPage } from './panel-page';

/** The toolkit tries two kinds of inline style that the policy refuses; neither changes how the panel looks. */
const harmless = /Applying inline style violates/;

/** Nothing went wrong in the page, and its policy had nothing to refuse but what is known to be harmless. */
export function assertSound(panel: PanelPage): void {
  assert.deepEqual(panel.trouble.filter((text) => !harmless.test(text)), []);
  assert.deepEqual(panel.complaints, []);
}

/** What has the focus after each press of Tab, by its text or label. */
export async function focusOrder(page: Page, presses: number): Promise<string[]> {
  const names: string[] = [];
  for (let i = 0; i < presses; i += 1) {
    await page.keyboard.press('Tab');
    names.push(await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      return element?.getAttribute('aria-label') ?? element?.innerText.trim() ?? '';
    }));
  }
  return names;
}

/** Waits until an input holds this text; the toolkit's inputs take a text that is set with the next frame. */
export async function holds(input: Locator, text: string): Promise<void> {
  for (let tries = 0; tries < 40 && await input.inputValue() !== text; tries += 1) await input.page().waitForTimeout(50);
  assert.equal(await input.inputValue(), text);
}
