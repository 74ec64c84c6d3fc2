import { runTests } from '@vscode/test-electron';
import { chromium } from 'playwright-core';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { root } from './bundles';
import { provisionBrowser } from './provision/browser';
import { provisionDesktop } from './provision/desktop';
import type { Say } from './provision/folder';
import { provisionWorkbench } from './provision/workbench';
import { startWorkbench } from './workbench-server';

export interface HostTests {
  /** Compiled module that exports run(). */
  readonly entry: string;
  readonly workspace: string;
  readonly env: Readonly<Record<string, string>>;
  readonly limit: number;
}

/** Runs a module in the extension host of desktop VS Code where that can be had, otherwise of the workbench from npm. */
export async function runInHost(tests: HostTests, say: Say): Promise<string | null> {
  const desktop = await provisionDesktop(say);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-host-'));
  try {
    return desktop ? await onDesktop(desktop, folder, tests) : await inBrowser(folder, tests, say);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function onDesktop(vscodeExecutablePath: string, folder: string, tests: HostTests): Promise<string | null> {
  const code = await runTests({
    vscodeExecutablePath, extensionDevelopmentPath: root, extensionTestsPath: tests.entry, extensionTestsEnv: { ...tests.env },
    launchArgs: [tests.workspace, '--user-data-dir', folder, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes',
      '--disable-telemetry', '--disable-updates'],
  });
  return code === 0 ? null : `desktop VS Code ended with exit code ${code}`;
}

async function inBrowser(folder: string, tests: HostTests, say: Say): Promise<string | null> {
  const workbench = await provisionWorkbench(say);
  const executablePath = await provisionBrowser(say);
  say(`in the extension host of VS Code from npm (code-server ${workbench.version}), its window in ${executablePath}`);
  const server = await startWorkbench(workbench, { dataFolder: folder, env: tests.env });
  const browser = await chromium.launch({ executablePath, headless: true, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
  try {
    const page = await browser.newPage();
    const talk: string[] = [];
    await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
      // What VS Code itself has to say is worth reading only after a failure.
      const line = format(...args);
      if (line.startsWith('[test]')) console.log(line.slice('[test]'.length));
      else talk.push(`${type}: ${line}`);
    });
    const exit = new Promise<number>((resolve) => { void page.exposeFunction('codeAutomationExit', resolve); });
    await page.goto(server.url({ folder: tests.workspace, testsPath: tests.entry }));
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<'late'>((resolve) => { timer = setTimeout(() => resolve('late'), tests.limit); });
    const code = await Promise.race([exit, tooLong]);
    clearTimeout(timer);
    if (code !== 0) {
      const kept = path.join(root, 'out', 'artifacts', 'extension-host');
      await mkdir(kept, { recursive: true });
      await page.screenshot({ path: path.join(kept, 'window.png') });
      await writeFile(path.join(kept, 'console.log'), talk.join('\n'));
      await cp(path.join(folder, 'data', 'logs'), path.join(kept, 'logs'), { recursive: true });
    }
    if (code === 'late') return `the extension host did not end the tests within ${tests.limit / 60_000} minutes`;
    return code === 0 ? null : 'the extension host reported a failure';
  } finally {
    await browser.close();
    await server.stop();
  }
}
