import type { Frame, Locator, Page } from 'playwright-core';
import { setTimeout as sleep } from 'node:timers/promises';

/** The tab of an editor whose title holds `title`. */
export function tab(page: Page, title: string | RegExp): Locator {
  return page.locator('.tabs-container .tab').filter({ hasText: title });
}

/** Whether the webview that a document lies in can be seen: those behind other tabs stay loaded. */
async function inSight(frame: Frame): Promise<boolean> {
  const outer = frame.parentFrame();
  const holder = await outer?.frameElement().catch(() => null);
  return await holder?.isVisible().catch(() => false) ?? false;
}

async function shows(frame: Frame, text: string | RegExp): Promise<boolean> {
  if (frame.name() !== 'active-frame' && !frame.url().includes('fake.html')) return false;
  if (!await inSight(frame)) return false;
  const body = await frame.locator('body').innerText({ timeout: 500 }).catch(() => '');
  return typeof text === 'string' ? body.includes(text) : text.test(body);
}

async function textsInSight(page: Page): Promise<string[]> {
  const texts: string[] = [];
  for (const frame of page.frames()) {
    if (await inSight(frame)) texts.push((await frame.locator('body').innerText({ timeout: 500 }).catch((error: unknown) => String(error))).slice(0, 2000));
  }
  return texts;
}

/** The document of the webview that is in sight and whose text holds `text`. Webviews lie two frames deep. */
export async function panelWith(page: Page, text: string | RegExp, timeout = 20_000): Promise<Frame> {
  for (const until = Date.now() + timeout; Date.now() < until; await sleep(100)) {
    for (const frame of page.frames()) if (await shows(frame, text)) return frame;
  }
  throw new Error(`No panel in sight shows ${String(text)}, only:\n${(await textsInSight(page)).join('\n---\n')}`);
}
