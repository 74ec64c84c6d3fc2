import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { root } from '../bundles';
import { onPath, runCommand } from '../commands';
import type { Say } from './folder';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge', 'chrome.exe', 'msedge.exe'];

/** Where installers put a browser outside of PATH. */
function usualPlaces(): string[] {
  if (process.platform === 'darwin') return ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];
  if (process.platform !== 'win32') return [];
  const bases = [process.env['ProgramFiles'], process.env['ProgramFiles(x86)'], process.env['LOCALAPPDATA']].filter((base) => base !== undefined);
  return bases.flatMap((base) => [path.join(base, 'Google', 'Chrome', 'Application', 'chrome.exe'), path.join(base, 'Microsoft', 'Edge', 'Application', 'msedge.exe')]);
}

function isDebianAsRoot(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
    && !/^ID=ubuntu/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/**
 * Gives the path of a Chromium: the one named by PLUMBLINE_BROWSER, an installed one, the one in Playwright's cache,
 * or one that is installed now (by apt where we are root on Debian, by Playwright otherwise).
 */
export async function provisionBrowser(say: Say): Promise<string> {
  const named = process.env.PLUMBLINE_BROWSER;
  if (named) {
    if (!existsSync(named)) throw new Error(`PLUMBLINE_BROWSER names ${named}, which is not there.`);
    return named;
  }
  const cached = chromium.executablePath();
  const found = onPath(names) ?? [...usualPlaces(), cached].find((file) => existsSync(file));
  if (found) return found;
  const failures: string[] = [];
  if (isDebianAsRoot()) {
    try {
      say('installing the Debian package chromium with apt-get; the tests look at the editor through it');
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      await runCommand('apt-get', ['update', '-qq'], { env, timeout: 300_000 });
      await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'], { env, timeout: 900_000 });
      const installed = onPath(names);
      if (installed) return installed;
    } catch (error) {
      failures.push((error as Error).message);
    }
  }
  try {
    say("fetching Chromium from Playwright's download site into its cache");
    await runCommand(process.execPath, [path.join(root, 'node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium', '--no-shell'], { timeout: 600_000 });
    if (existsSync(cached)) return cached;
  } catch (error) {
    failures.push((error as Error).message);
  }
  throw new Error(`No Chromium was found, and none could be fetched.\n${failures.join('\n')}\nInstall Chromium or Chrome, or name one in PLUMBLINE_BROWSER.`);
}
