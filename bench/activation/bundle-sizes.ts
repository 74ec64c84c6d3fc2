import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Figure } from '../lib/report';

const kilobytes = async (file: string): Promise<number> => (await stat(file)).size / 1000;

/** Sizes of the built bundles in kB (1000 bytes): what activation loads, all that the extension may load, the largest webview. */
export async function bundleSizes(dist: string): Promise<Record<string, Figure>> {
  // The engine, its SQL processes and the command line are programs of their own; all the other files are the extension's.
  const own = (await readdir(dist, { recursive: true }))
    .filter((file) => file.endsWith('.js') && !['engine.js', 'session-process.js', 'cli.js'].includes(file) && !file.startsWith(`webview${path.sep}`));
  const inAll = await Promise.all(own.map((file) => kilobytes(path.join(dist, file))));
  const webviews = (await readdir(path.join(dist, 'webview'))).filter((file) => file.endsWith('.js'));
  const figures: Record<string, Figure> = {
    activation_bundle: { value: await kilobytes(path.join(dist, 'extension.js')), bar: 200, better: 'lower', unit: 'kB' },
    extension_code: { value: inAll.reduce((sum, size) => sum + size, 0), bar: 1000, better: 'lower', unit: 'kB' },
  };
  for (const file of webviews) {
    figures[`webview_${path.parse(file).name}`] = { value: await kilobytes(path.join(dist, 'webview', file)), bar: 240, better: 'lower', unit: 'kB' };
  }
  return figures;
}
