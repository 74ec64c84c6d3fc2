import type { Locator, Page } from 'playwright-core';
import { runFromPalette } from './palette';

/**
 * The notification whose message holds `text`, in the notification centre, which is opened for it: the small window at the
 * corner goes away by itself, and is not shown at all while another window has the focus.
 */
export async function notification(page: Page, text: string | RegExp): Promise<Locator> {
  await runFromPalette(page, 'Notifications: Show Notifications');
  return page.locator('.notifications-center .notification-list-item').filter({ hasText: text }).first();
}
