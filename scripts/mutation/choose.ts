import { randomFrom } from '../lib/random';
import type { FileRecord, WorkerRequest } from './protocol';

/** `count` of the items, the same for the same seed, in their own order. */
export function sample<T>(items: readonly T[], count: number, seed: number): T[] {
  const random = randomFrom(seed);
  const order = items.map((_, at) => at);
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order.slice(0, count).sort((a, b) => a - b).map((at) => items[at]!);
}

export type Judgement = Extract<WorkerRequest, { kind: 'judge' }>;

/**
 * Every test of a file depends on what its modules do when they are loaded, most of them hardly. Files that take longer, ms, are asked
 * only of what their tests come through themselves.
 */
const longestForLoading = 3000;

const total = (tests: FileRecord['tests']): number => tests.reduce((sum, test) => sum + test.ms, 0);

export interface Reached {
  readonly request: Judgement;
  /** How long those tests take without a mutant. */
  readonly ms: number;
}

/** For each mutant the tests that come through its place, with those before them in their file, quick files first; a mutant that none comes to is not in it. */
export function testsByMutant(records: readonly FileRecord[]): Map<number, Reached> {
  const loaded = new Set(records.flatMap((record) => record.loaded));
  const files = new Map<number, { file: string; tests: FileRecord['tests'] }[]>();
  for (const { file, loaded: early, shared, tests } of records) {
    const slow = total(tests) > longestForLoading;
    const all = new Set(slow ? shared.filter((mutant) => !early.includes(mutant)) : shared);
    const here = new Map<number, FileRecord['tests']>([...all].map((mutant) => [mutant, tests]));
    tests.forEach((test, at) => {
      // With those before it: some files tell one story from test to test.
      for (const mutant of test.hits) if (!all.has(mutant)) here.set(mutant, tests.slice(0, at + 1));
    });
    for (const [mutant, reached] of here) if (reached.length > 0) files.set(mutant, [...files.get(mutant) ?? [], { file, tests: reached }]);
  }
  return new Map([...files].map(([mutant, reached]) => {
    const quickFirst = [...reached].sort((a, b) => total(a.tests) - total(b.tests) || a.file.localeCompare(b.file));
    const tests = reached.flatMap((one) => one.tests);
    return [mutant, {
      ms: total(tests),
      request: {
        kind: 'judge', mutant, loaded: loaded.has(mutant), limits: Object.fromEntries(tests.map((test) => [test.title, test.ms])),
        files: quickFirst.map((one) => ({ file: one.file, titles: one.tests.map((test) => test.title) })),
      },
    }];
  }));
}
