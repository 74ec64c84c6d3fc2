import type { Locator, Page } from 'playwright-core';
import path from 'node:path';

function widget(page: Page): Locator {
  return page.locator('.quick-input-widget:visible');
}

function input(page: Page): Locator {
  return widget(page).locator('.quick-input-box input');
}

/** The rows of the open list whose text holds `label`. */
export function pickRow(page: Page, label: string | RegExp): Locator {
  return widget(page).locator('.monaco-list-row').filter({ hasText: label });
}

/** Runs a command from the command palette by its full title, as "Plumbline: Scan". */
export async function runFromPalette(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await input(page).waitFor();
  await input(page).fill(`>${title}`);
  const row = widget(page).locator('.monaco-list-row').filter({ has: page.getByText(title, { exact: true }) }).first();
  await row.waitFor();
  await row.click();
}

/** Whether the palette offers a command by its full title. */
export async function paletteOffers(page: Page, title: string): Promise<boolean> {
  await page.keyboard.press('F1');
  await input(page).fill(`>${title}`);
  const row = widget(page).locator('.monaco-list-row').filter({ has: page.getByText(title, { exact: true }) });
  const found = await row.first().waitFor({ timeout: 5000 }).then(() => true, () => false);
  await page.keyboard.press('Escape');
  return found;
}

/** Waits for the step of a multi-step input whose title or prompt holds `text`. */
export async function stepShown(page: Page, text: string | RegExp): Promise<void> {
  await widget(page).filter({ hasText: text }).waitFor();
}

/** Waits for the list or input box that asks by this text in its empty box. */
export async function asked(page: Page, placeholder: string): Promise<void> {
  await widget(page).locator(`input[placeholder*="${placeholder}"]`).waitFor();
}

export async function pick(page: Page, label: string | RegExp): Promise<void> {
  // The hover of the row under the mouse would lie over the row below it.
  await page.mouse.move(0, 0);
  await pickRow(page, label).first().click();
}

/** Narrows the open list to what matches `text`. */
export async function narrow(page: Page, text: string): Promise<void> {
  await input(page).fill(text);
}

/** Types into the open input box and accepts. */
export async function enter(page: Page, text: string): Promise<void> {
  await input(page).fill(text);
  await page.keyboard.press('Enter');
}

/** Chooses a folder in VS Code's own file dialog. The dialog reads folders while one types: its list tells when it has arrived. */
export async function enterFolder(page: Page, folder: string): Promise<void> {
  const parent = pickRow(page, path.basename(folder)).first();
  await parent.waitFor();
  await input(page).fill(`${folder}${path.sep}`);
  await parent.waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
}

/** The text under the input box: a prompt, or why the value is not accepted. */
export function inputMessage(page: Page): Locator {
  return widget(page).locator('.quick-input-message');
}
