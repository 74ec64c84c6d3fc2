import type { Frame, Locator, Page } from 'playwright-core';

/** The tab of an editor whose title holds `title`. */
export function tab(page: Page, title: string | RegExp): Locator {
  return page.locator('.tabs-container .tab').filter({ hasText: title });
}

/** The document of the webview that is shown and whose text holds `text`. Webviews lie two frames deep. */
export async function panelWith(page: Page, text: string | RegExp, timeout = 20_000): Promise<Frame> {
  const until = Date.now() + timeout;
  for (;;) {
    for (const frame of page.frames()) {
      if (frame.name() !== 'active-frame' && !/[?&]id=|fake\.html|index\.html/.test(frame.url())) continue;
      const body = await frame.locator('body').innerText({ timeout: 500 }).catch(() => '');
      if (typeof text === 'string' ? body.includes(text) : text.test(body)) return frame;
    }
    if (Date.now() > until) throw new Error(`No panel shows ${String(text)}; frames: ${page.frames().map((frame) => `${frame.name()} ${frame.url().slice(0, 80)}`).join(' | ')}`);
    await page.waitForTimeout(100);
  }
}
