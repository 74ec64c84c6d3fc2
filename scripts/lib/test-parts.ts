import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { MochaRun } from '../../test/support/run-mocha';
import type { Tally } from '../../test/support/tally-reporter';
import { root } from './bundles';

/** A part of the tests with what it came to. `trouble` says why the part counts as failed beside its tests. */
export interface PartResult extends Tally {
  readonly name: string;
  readonly seconds: number;
  readonly trouble: string | null;
  /** Titles of tests that failed, and passed when their file was run again alone: named, but not counted as failed. */
  readonly unsteady: readonly string[];
}

/** Milliseconds a process may stay after its tests have ended before that counts as something left open. */
const grace = 20_000;

/** With more files than this in red, it is not the machine: nothing is run again. */
const mostAgain = 2;

const nothing: Tally = { passed: 0, failed: 0, skipped: 0, failures: [], failedFiles: [], slowest: [] };

/** Runs one part: `work` makes the tests write their tally to the file it is given, and says what went wrong otherwise. */
export async function runPart(name: string, work: (tally: string) => Promise<string | null>): Promise<PartResult> {
  const start = performance.now();
  const file = path.join(root, 'out', 'tally', `${name}.ndjson`);
  await mkdir(path.dirname(file), { recursive: true });
  await rm(file, { force: true });
  console.log(`\n=== ${name} ===`);
  let trouble = await work(file).catch((error: unknown) => (error instanceof Error ? error.stack ?? error.message : String(error)));
  const runs = existsSync(file) ? (await readFile(file, 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as Tally) : [];
  const sum = runs.reduce((total, run) => ({
    passed: total.passed + run.passed, failed: total.failed + run.failed, skipped: total.skipped + run.skipped,
    failures: [...total.failures, ...run.failures], failedFiles: [...total.failedFiles, ...run.failedFiles],
    slowest: [...total.slowest, ...run.slowest],
  }), nothing);
  if (sum.passed + sum.failed === 0) trouble ??= 'no test ran';
  return { ...sum, name, trouble, unsteady: [], seconds: (performance.now() - start) / 1000 };
}

/**
 * Runs a part, and the files of what failed once more by themselves. What passes then did not fail by the code alone: a real
 * editor in a real browser on a machine that does other things, too. It is named in the summary, so that it is mended.
 */
export async function runSteadily(name: string, files: readonly string[], work: (files: readonly string[], tally: string) => Promise<string | null>): Promise<PartResult> {
  const first = await runPart(name, (tally) => work(files, tally));
  const again = first.failedFiles;
  if (first.failed === 0 || again.length === 0 || again.length > mostAgain || first.failed > first.passed) return first;
  const second = await runPart(`${name}-again`, (tally) => work(again, tally));
  if (second.failed > 0 || second.trouble !== null) return { ...first, seconds: first.seconds + second.seconds };
  return { ...first, passed: first.passed + first.failed, failed: 0, failures: [], failedFiles: [], trouble: null, unsteady: first.failures, seconds: first.seconds + second.seconds };
}

/** Runs test files with mocha in plain Node, in a process of their own that is ended when `limit` milliseconds are over. */
export async function runInNode(run: MochaRun, limit: number): Promise<string | null> {
  const child = spawn(process.execPath, ['--enable-source-maps', path.join(root, 'out', 'test', 'support', 'mocha-process.js'), JSON.stringify(run)],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  let trouble: string | null = null;
  const stop = (reason: string): void => {
    trouble = reason;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(() => stop(`the tests did not end within ${limit / 60_000} minutes`), limit);
  let leftover: NodeJS.Timeout | undefined;
  const watch = setInterval(() => {
    if (leftover === undefined && existsSync(run.tally)) {
      leftover = setTimeout(() => stop(`the tests ended, but something they opened kept their process alive for ${grace / 1000} seconds`), grace);
    }
  }, 500);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearTimeout(timer);
  clearTimeout(leftover);
  clearInterval(watch);
  return trouble ?? (code === 0 ? null : `the process of the tests ended with exit code ${code}`);
}
