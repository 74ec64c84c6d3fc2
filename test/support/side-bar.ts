import type { Locator, Page } from 'playwright-core';

export type ViewTitle = 'Datastores' | 'Jobs' | 'Anomalies';

/** Shows Plumbline's view container in the side bar. */
export async function openPlumbline(page: Page): Promise<void> {
  if (await view(page, 'Datastores').isVisible()) return;
  await page.locator('.activitybar .action-label[aria-label*="Plumbline"]').first().click();
  await view(page, 'Datastores').waitFor();
}

/** Shows another view container, so that none of Plumbline's views is visible. */
export async function openExplorer(page: Page): Promise<void> {
  await page.locator('.activitybar .action-label[aria-label^="Explorer"]').first().click();
  await view(page, 'Datastores').waitFor({ state: 'hidden' });
}

/** One of Plumbline's views, header and body. */
export function view(page: Page, title: ViewTitle): Locator {
  return page.locator('.sidebar .pane').filter({ has: page.locator('.pane-header').getByText(title, { exact: true }) });
}

/** Opens a view that is folded up, and folds up the others, so that a long list has room. */
export async function showView(page: Page, title: ViewTitle, others: 'folded' | 'as they are' = 'as they are'): Promise<Locator> {
  await openPlumbline(page);
  const titles: ViewTitle[] = ['Datastores', 'Jobs', 'Anomalies'];
  for (const one of titles) {
    const header = view(page, one).locator('.pane-header');
    const open = await header.getAttribute('aria-expanded') === 'true';
    if (one === title ? !open : open && others === 'folded') await header.click({ position: { x: 30, y: 10 } }); // Its title; actions stand further to the right.
  }
  return view(page, title);
}

/** Rows of a view whose text or spoken label holds `text`. */
export function row(page: Page, title: ViewTitle, text: string | RegExp): Locator {
  return view(page, title).locator('.monaco-list-row').filter({ hasText: text });
}

/** The spoken labels of the rows that are drawn, top down. */
export async function rowTexts(page: Page, title: ViewTitle): Promise<string[]> {
  const rows = await view(page, title).locator('.monaco-list-row').all();
  const texts = await Promise.all(rows.map(async (one) => ({ top: Number(await one.getAttribute('data-index')), text: (await one.innerText()).replace(/\s+/g, ' ').trim() })));
  return texts.sort((a, b) => a.top - b.top).map((one) => one.text);
}

/** Unfolds a row; does nothing to one that is open. */
export async function expand(page: Page, title: ViewTitle, text: string | RegExp): Promise<void> {
  const target = row(page, title, text).first();
  await target.waitFor();
  if (await target.getAttribute('aria-expanded') === 'false') {
    // A click on the row itself opens what it stands for.
    await target.locator('.monaco-tl-twistie').click();
  }
}

/** Chooses an entry of a row's context menu. */
export async function contextMenu(page: Page, title: ViewTitle, text: string | RegExp, entry: string): Promise<void> {
  await row(page, title, text).first().click({ button: 'right' });
  // The menu is drawn in a shadow root, which locators look into.
  const menu = page.locator('.monaco-menu');
  const choice = menu.locator('.action-label').getByText(entry, { exact: true });
  await choice.waitFor();
  // A menu takes no click in its first tenth of a second, lest the click that opened it chooses; a person is never that quick.
  await tryWithin(5000, async () => {
    if (await choice.isVisible()) await choice.click({ timeout: 2000 });
    return menu.waitFor({ state: 'detached', timeout: 500 }).then(() => true, () => false);
  });
}

/** Does `attempt` until it is true. */
async function tryWithin(milliseconds: number, attempt: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!await attempt()) if (Date.now() > end) throw new Error('The menu took no click.');
}
