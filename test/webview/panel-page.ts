import * as esbuild from 'esbuild';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { bundleOptions } from '../../scripts/lib/bundles';
import { panelPage } from '../../src/vscode/panels/page';
import { themeCss, themes, type ThemeName } from './themes';

const origin = 'http://panel.test';
export type Bundles = ReadonlyMap<string, Uint8Array>;

/** The webview bundles as they are shipped, held in memory: `job.js`, `job.css`, … */
export async function buildPanels(): Promise<Bundles> {
  const options = (await bundleOptions({ minify: true })).filter((o) => o.outfile?.includes(`${path.sep}webview${path.sep}`));
  const results = await Promise.all(options.map((o) => esbuild.build({ ...o, write: false, metafile: false })));
  return new Map(results.flatMap((r) => r.outputFiles ?? []).map((file) => [path.basename(file.path), file.contents]));
}

export interface PanelPage {
  readonly page: Page;
  /** Sends a message as the extension does. */
  send(message: unknown): Promise<void>;
  /** What the view posted so far. */
  posted(): Promise<{ type: string; [key: string]: unknown }[]>;
  /** What the view saved for a reload. */
  saved(): Promise<unknown>;
  /** Errors of the page and refusals of its policy. */
  readonly trouble: string[];
  /** What the page's own code wrote as errors to the console. */
  readonly complaints: string[];
}

export interface PanelOptions {
  name: string;
  theme?: ThemeName;
  texts?: Record<string, string>;
  language?: string;
  state?: unknown;
  width?: number;
  height?: number;
  forcedColors?: boolean;
}

/** Opens a built panel with the page and policy that the extension gives it, and a stand-in for VS Code around it. */
export async function openPanel(browser: Browser, bundles: Bundles, options: PanelOptions): Promise<PanelPage> {
  const theme = options.theme ?? 'dark';
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1000, height: options.height ?? 800 }, locale: 'en-US', timezoneId: 'UTC',
    ...(options.forcedColors ? { forcedColors: 'active' as const } : {}),
  });
  const trouble: string[] = [];
  const complaints: string[] = [];
  page.on('pageerror', (error) => trouble.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') (/Content Security Policy/.test(message.text()) ? trouble : complaints).push(message.text());
  });
  const nonce = 'test0nonce';
  const html = panelPage({
    title: 'Panel', script: `${origin}/${options.name}.js`, style: `${origin}/${options.name}.css`, cspSource: origin, nonce,
    language: options.language ?? 'en', texts: options.texts ?? {},
  });
  // VS Code marks the body and puts its colours on the root; here both are in the page from the start.
  const dressed = html.replace('<body>', `<body class="${themes[theme].kind}">`).replace('</head>', `<style nonce="${nonce}">${themeCss(theme)}</style></head>`);
  await page.route(`${origin}/**`, (route) => {
    const file = new URL(route.request().url()).pathname.slice(1);
    if (file === '') return route.fulfill({ contentType: 'text/html', body: dressed });
    const content = bundles.get(file);
    return content
      ? route.fulfill({ contentType: file.endsWith('.css') ? 'text/css' : 'text/javascript', body: Buffer.from(content) })
      : route.fulfill({ status: 404 });
  });
  await page.addInitScript((state: unknown) => {
    const posted: unknown[] = [];
    let saved = state;
    Object.assign(window, {
      posted, readSaved: () => saved,
      acquireVsCodeApi: () => ({
        postMessage: (m: unknown) => posted.push(structuredClone(m)),
        getState: () => saved,
        setState: (s: unknown) => { saved = structuredClone(s); },
      }),
    });
  }, options.state);
  await page.goto(`${origin}/`);
  return {
    page, trouble, complaints,
    send: (message) => page.evaluate((m) => { window.dispatchEvent(new MessageEvent('message', { data: m })); }, message),
    posted: () => page.evaluate(() => (window as unknown as { posted: { type: string }[] }).posted),
    saved: () => page.evaluate(() => (window as unknown as { readSaved: () => unknown }).readSaved()),
  };
}
