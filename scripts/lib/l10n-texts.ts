import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { failureTexts } from '../../src/core/jobs/failure-help';
import { operationTexts } from '../../src/core/operations/words';
import { root } from './bundles';

const call = /\bl10n\.t\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")/g;

/** Every text of `source` that goes through `l10n.t`, as it is at run time. */
export function textsIn(source: string): string[] {
  return [...source.matchAll(call)].map(([, single, double]) => (single ?? double ?? '').replace(/\\(.)/g, '$1'));
}

/** Every text of the editor's side and of the webviews, and what the kinds of operation are called, sorted. */
export async function localizedTexts(): Promise<string[]> {
  const found = new Set<string>([...operationTexts, ...failureTexts]);
  for (const folder of [path.join('src', 'vscode'), 'webview']) {
    for (const entry of await readdir(path.join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue;
      for (const text of textsIn(await readFile(path.join(entry.parentPath, entry.name), 'utf8'))) found.add(text);
    }
  }
  return [...found].sort();
}

export const bundleFile = path.join(root, 'l10n', 'bundle.l10n.json');

/** The bundle that translators start from: each text stands for itself. */
export async function bundleText(): Promise<string> {
  return `${JSON.stringify(Object.fromEntries((await localizedTexts()).map((text) => [text, text])), null, 2)}\n`;
}
