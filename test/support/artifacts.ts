import { cp, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Editor } from './editor';

/** Keeps what helps to understand a failed test under out/artifacts/TITLE: a picture, the trace and the logs of VS Code. */
export async function keepArtifacts(editor: Editor, title: string): Promise<void> {
  const folder = path.join('out', 'artifacts', title.replace(/[^a-z0-9]+/gi, '-').slice(0, 100));
  await mkdir(folder, { recursive: true });
  await editor.page.screenshot({ path: path.join(folder, 'window.png') });
  await editor.context.tracing.stop({ path: path.join(folder, 'trace.zip') });
  await editor.context.tracing.start({ screenshots: true });
  for (const log of [path.join('data', 'logs'), 'server.log']) {
    const from = path.join(editor.server.dataFolder, log);
    if (existsSync(from)) await cp(from, path.join(folder, path.basename(log)), { recursive: true });
  }
  console.log(`      kept in ${folder}`);
}
