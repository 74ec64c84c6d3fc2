import { appendFileSync } from 'node:fs';

/** What one run of mocha came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Titles of the failed ones. */
  readonly failures: readonly string[];
  /** Files that those lie in. */
  readonly failedFiles: readonly string[];
  /** Milliseconds of the slowest ones. */
  readonly slowest: readonly { readonly title: string; readonly duration: number }[];
}

/**
 * Follows a run of mocha and appends its tally to `file` as one line of JSON when it has ended. A run that dies before
 * its end leaves no line, and so counts as failed.
 */
export function tallyInto(file: string, runner: Mocha.Runner): void {
  let passed = 0;
  let skipped = 0;
  const failures: string[] = [];
  const files = new Set<string>();
  const times: { title: string; duration: number }[] = [];
  runner.on('pass', (test) => {
    passed += 1;
    times.push({ title: test.fullTitle(), duration: test.duration ?? 0 });
  });
  runner.on('pending', () => { skipped += 1; });
  runner.on('fail', (test) => {
    failures.push(test.fullTitle());
    const file = test.file ?? test.parent?.file;
    if (file) files.add(file);
  });
  runner.once('end', () => {
    const slowest = times.sort((a, b) => b.duration - a.duration).slice(0, 5);
    const tally: Tally = { passed, failed: failures.length, skipped, failures, failedFiles: [...files], slowest };
    appendFileSync(file, `${JSON.stringify(tally)}\n`);
  });
}
