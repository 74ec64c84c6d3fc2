import type { Locator, Page } from 'playwright-core';

/** Plumbline's item in the status bar. */
export function statusItem(page: Page): Locator {
  return page.locator('.statusbar-item[id^="plumbline.plumbline"]').first();
}

/**
 * Notes each text that Plumbline's status bar item shows from now on, also those that are gone again before somebody
 * could look; the returned function gives them in order.
 */
export async function watchStatus(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const texts: string[] = [];
    Object.assign(globalThis, { plumblineStatusTexts: texts });
    const bar = document.querySelector('.part.statusbar');
    const note = (): void => {
      const item = bar?.querySelector('.statusbar-item[id^="plumbline.plumbline"]');
      const text = (item?.textContent ?? '').trim();
      if (text !== '' && texts.at(-1) !== text) texts.push(text);
    };
    note();
    if (bar) new MutationObserver(note).observe(bar, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { plumblineStatusTexts?: string[] }).plumblineStatusTexts ?? []);
}
