// Chosen tests in plain Node: npm run test:file -- test/core/query.test.ts [more...] [--grep TEXT] [--watch]
import { spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import path from 'node:path';
import { root, transpileAll } from './lib/bundles';

const wanted = process.argv.slice(2).filter((word) => word !== '--watch');
const args = wanted.map((a) => (a.startsWith('test/') ? path.join('out', a.replace(/\.tsx?$/, '.js')) : a));

/** Compiles and runs them once; gives mocha's exit code. */
async function run(): Promise<number> {
  await transpileAll();
  const mocha = path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  return spawnSync(process.execPath, [mocha, '--timeout', '60000', ...args], { stdio: 'inherit' }).status ?? 1;
}

if (!process.argv.includes('--watch')) {
  process.exitCode = await run();
} else {
  let changed: (() => void) | undefined;
  for (const folder of ['src', 'test', 'webview']) watch(path.join(root, folder), { recursive: true }, () => changed?.());
  for (;;) {
    const next = new Promise<void>((resolve) => { changed = resolve; });
    await run().catch((error: unknown) => console.error(error));
    console.log('waiting for a change');
    await next;
    // An editor writes several files at once, and git many.
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
