// npm test [-- unit | vscode | long] [--grep TEXT]: builds, runs the tests, and ends with "N passed, N failed".
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, root, transpileAll } from './lib/bundles';
import { runInHost } from './lib/host-tests';
import { provisionBrowser } from './lib/provision/browser';
import { provisionWorkbench } from './lib/provision/workbench';
import { compiledFiles } from './lib/test-files';
import { runInNode, runPart, runSteadily, type PartResult } from './lib/test-parts';

const minute = 60_000;
/** Of the tests that run in plain Node. */
const portions = 8;
const { values: { grep }, positionals: named } = parseArgs({ allowPositionals: true, options: { grep: { type: 'string' } } });
const unknown = named.filter((name) => !['unit', 'vscode', 'long'].includes(name));
if (unknown.length > 0) {
  console.error(`Unknown part "${unknown[0]}": the parts are unit, vscode and long.`);
  process.exit(2);
}
const wanted = new Set(named.length > 0 ? named : ['unit', 'vscode']);
const say = (line: string): void => console.log(`  ${line}`);
const chosen = grep === undefined ? {} : { grep };

console.log('=== build ===');
await build({ minify: true });
await transpileAll();
await rm(path.join(root, 'out', 'artifacts'), { recursive: true, force: true });

const results: PartResult[] = [];
if (wanted.has('unit')) {
  const files = await compiledFiles('test', '.test.js', [path.join('test', 'vscode')]);
  // Two processes at a time, as the tests wait more than they compute; in several portions, so that neither waits for the other's end.
  const parts = grep === undefined ? Array.from({ length: portions }, (_, first) => files.filter((_file, at) => at % portions === first)) : [files];
  const waiting = parts.entries();
  await Promise.all([0, 1].map(async () => {
    for (const [at, list] of waiting) {
      results.push(await runSteadily(parts.length > 1 ? `unit-${at + 1}` : 'unit', list, async (run, tally) =>
        runInNode({ files: run, timeout: 2 * minute, tally, ...(parts.length > 1 ? { mark: `${at + 1}| ` } : {}), ...chosen }, 30 * minute)));
    }
  }));
}
if (wanted.has('long')) {
  results.push(await runPart('long', async (tally) => runInNode(
    { files: await compiledFiles('test', '.long.js'), timeout: 30 * minute, tally, ...chosen }, 300 * minute)));
}
if (wanted.has('vscode')) {
  results.push(await runPart('extension-host', async (tally) => {
    const workspace = await mkdtemp(path.join(os.tmpdir(), 'plumbline-host-workspace-'));
    await mkdir(workspace, { recursive: true });
    try {
      return await runInHost({
        entry: path.join(root, 'out', 'test', 'vscode', 'host', 'index.js'), workspace, limit: 5 * minute,
        env: { PLUMBLINE_TALLY: tally, ...(grep === undefined ? {} : { PLUMBLINE_GREP: grep }) },
      }, say);
    } finally {
      await rm(workspace, { recursive: true, force: true, maxRetries: 5 });
    }
  }));
  results.push(await runSteadily('editor', await compiledFiles(path.join('test', 'vscode', 'ui'), '.test.js'), async (run, tally) => {
    await provisionWorkbench(say);
    await provisionBrowser(say);
    return runInNode({ files: run, timeout: 2 * minute, tally, ...chosen }, 20 * minute);
  }));
}

console.log('\n=== summary ===');
for (const part of results) {
  console.log(`${part.name}: ${part.passed} passed, ${part.failed} failed, ${part.skipped} skipped in ${part.seconds.toFixed(1)} s`);
  const slow = part.slowest.filter((test) => test.duration > 5000).sort((a, b) => b.duration - a.duration).slice(0, 3);
  for (const test of slow) console.log(`  ${(test.duration / 1000).toFixed(1)} s  ${test.title}`);
  for (const title of part.failures) console.log(`  failed: ${title}`);
  for (const title of part.unsteady) console.log(`  passed only when run again: ${title}`);
  // A part that was cut short counts as one failure more, unless the failed tests already say why.
  if (part.trouble !== null) console.log(`  ${part.trouble}`);
}
const sum = (of: (part: PartResult) => number): number => results.reduce((total, part) => total + of(part), 0);
const failed = sum((part) => (part.trouble !== null && part.failed === 0 ? 1 : part.failed));
const skipped = sum((part) => part.skipped);
console.log(`${sum((part) => part.passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || results.length === 0 ? 1 : 0;
