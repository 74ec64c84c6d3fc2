import { chromium, type Browser } from 'playwright-core';
import { provisionBrowser } from '../../scripts/lib/provision/browser';

/** The Chromium that all tests use, without a window. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await provisionBrowser((line) => console.log(line));
  return chromium.launch({
    executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}
