import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { provisionBrowser } from '../../scripts/lib/provision/browser';
import { provisionWorkbench } from '../../scripts/lib/provision/workbench';
import { startWorkbench, type WorkbenchServer } from '../../scripts/lib/workbench-server';

export interface EditorOptions {
  /** Folder to open; an empty window when absent. */
  readonly folder?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** A packaged extension to install in place of the one that is being developed here. */
  readonly vsix?: string;
  readonly size?: { readonly width: number; readonly height: number };
  /** Pixels per CSS pixel, for pictures. */
  readonly scale?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** A window of a real VS Code with Plumbline loaded. */
export interface Editor {
  readonly page: Page;
  readonly server: WorkbenchServer;
  readonly context: BrowserContext;
  /** Loads the window again, as Developer: Reload Window does, and waits until it is usable. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--disable-dev-shm-usage'];

async function ready(page: Page): Promise<void> {
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  await page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor({ timeout: 60_000 });
  // The window is usable before it knows the extension; its icon tells that package.json has been read.
  await page.locator('.activitybar .action-label[aria-label*="Plumbline"]').first().waitFor({ timeout: 60_000 });
}

/** Starts a VS Code server and a browser window on it, in temporary folders that `close` removes. */
export async function openEditor(options: EditorOptions = {}): Promise<Editor> {
  const say = (line: string): void => console.log(line);
  const [workbench, executablePath] = [await provisionWorkbench(say), await provisionBrowser(say)];
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-vscode-'));
  await mkdir(dataFolder, { recursive: true });
  const server = await startWorkbench(workbench, { dataFolder, settings: options.settings, env: options.env, vsix: options.vsix });
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await server.stop();
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    browser = await chromium.launch({ executablePath, args: flags, headless: true });
    const context = await browser.newContext({
      viewport: options.size ?? { width: 1440, height: 900 }, deviceScaleFactor: options.scale ?? 1, permissions: ['clipboard-read', 'clipboard-write'],
    });
    await context.tracing.start({ screenshots: true, title: options.folder ?? 'empty window' });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(server.url({ folder: options.folder }));
    await ready(page);
    return {
      page, server, context, close,
      reload: async () => {
        await page.reload();
        await ready(page);
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
