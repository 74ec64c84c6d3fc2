import type { Page } from 'playwright-core';
import { asked, narrow, pickRow, runFromPalette } from './palette';

/** Themes by the label that VS Code gives them, with the class that the window has then. */
export const themes = {
  'Light Modern': 'vs', 'Dark Modern': 'vs-dark', 'Dark High Contrast': 'hc-black', 'Light High Contrast': 'hc-light',
} as const;
export type Theme = keyof typeof themes;

/** Chooses a colour theme as a user does, and waits until the window has it. A setting alone would come too late for a remote window. */
export async function chooseTheme(page: Page, theme: Theme): Promise<void> {
  await runFromPalette(page, 'Preferences: Color Theme');
  await asked(page, 'Color Theme');
  await narrow(page, theme);
  await pickRow(page, theme).first().click();
  await page.locator(`.monaco-workbench.${themes[theme]}[class*="themes-"]`).waitFor();
}
