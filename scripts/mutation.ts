// npm run test:mutation [-- --sample N | --all] [--seed S] [--area NAME] [--file PATH] [--jobs N]: puts small faults into the code,
// one at a time, and runs the tests that come through each. A fault that no test notices is listed. Exit code 1 under the floor.
// A run that was ended goes on where it was when it is started again with the same seed.
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { areas, belongsTo } from './mutation/areas';
import { sample, testsByMutant } from './mutation/choose';
import { keptOf } from './mutation/kept';
import { prepareTests, type Prepared } from './mutation/prepare';
import { inParallel, testProcess } from './mutation/pool';
import type { FileRecord } from './mutation/protocol';
import { reportOf, type Result } from './mutation/report';

const floor = 80;

/** Enough for a score that is right to within some 3 %, in about half an hour. Areas have their share of it by their size. */
const usualSample = 500;

const { values } = parseArgs({ options: {
  sample: { type: 'string', default: String(usualSample) }, all: { type: 'boolean', default: false },
  seed: { type: 'string', default: String(Date.now() % 1_000_000) }, area: { type: 'string', multiple: true }, file: { type: 'string', multiple: true },
  jobs: { type: 'string', default: String(Math.min(4, os.availableParallelism())) },
} });
const wanted = areas.filter(({ name }) => values.area?.includes(name) ?? true);
const [seed, jobs] = [Number(values.seed), Number(values.jobs)];
const start = performance.now();
const since = (): string => `${Math.round((performance.now() - start) / 1000)} s`;

/** Test files run once without mutants: which places each test comes through, and that all is green to begin with. */
async function recordAll({ script, env, tests }: Prepared): Promise<FileRecord[]> {
  const records: FileRecord[] = [];
  await inParallel(jobs, tests, () => testProcess(script, env), async (file, process) => {
    // Twice: a busy machine is no proof of anything.
    let outcome = await process.ask({ kind: 'record', file }, 300_000);
    if (typeof outcome === 'string' || ('record' in outcome && outcome.record.failures.length > 0)) outcome = await process.ask({ kind: 'record', file }, 300_000);
    if (typeof outcome === 'string' || !('record' in outcome)) throw new Error(`${file} ${String(outcome)} before any fault was put in.`);
    if (outcome.record.failures.length > 0) throw new Error(`${file} fails before any fault is put in:\n${outcome.record.failures.join('\n')}`);
    records.push(outcome.record);
  });
  return records.sort((a, b) => a.file.localeCompare(b.file));
}

const prepared = await prepareTests(wanted, values.file ?? []);
console.log(`${prepared.mutants.length} faults in ${wanted.map((area) => area.name).join(', ')}; ${prepared.equivalent} more are marked as making no difference.`);
const kept = await keptOf(path.dirname(path.dirname(path.dirname(prepared.script))), [...wanted.map(({ name }) => name), ...values.file ?? []].join(' '));
const records = kept.records ?? await recordAll(prepared);
kept.keepRecords(records);
console.log(`${records.reduce((sum, one) => sum + one.tests.length, 0)} tests of ${records.length} files pass without a fault (${since()}).`);
const chosen = values.all ? prepared.mutants : sample(prepared.mutants, Number(values.sample), seed);
if (chosen.length < prepared.mutants.length) console.log(`A sample of ${chosen.length}, seed ${seed}; --all judges every one.`);

const reached = new Map(wanted.map((area) => [area, testsByMutant(records.filter(({ file }) => prepared.testsOf(area).has(file)))]));
const results: Result[] = [];
await inParallel(jobs, chosen, () => testProcess(prepared.script, prepared.env), async (mutant, process) => {
  const area = wanted.find((one) => belongsTo(one, mutant.file))!;
  const tests = reached.get(area)?.get(mutant.id);
  const before = kept.ends.get(mutant.id);
  let end = before ?? 'not reached';
  if (tests && !before) {
    // Twice: a busy machine is no proof of anything.
    for (const patience of [1, 2]) {
      const outcome = await process.ask(tests.request, patience * (20_000 + 10 * tests.ms));
      if (outcome === 'crashed') end = 'killed';
      else if (outcome === 'timed out') end = 'timed out';
      else if ('verdict' in outcome) end = !outcome.verdict.killed ? 'survived' : outcome.verdict.slow ? 'timed out' : 'killed';
      if (end !== 'timed out') break;
    }
  }
  if (!before) kept.keepEnd(mutant.id, end);
  results.push({ mutant, area: area.name, end });
  if (results.length % 50 === 0) console.log(`  ${results.length} of ${chosen.length} (${since()})`);
});

const { text, score } = reportOf(results, wanted.map((area) => area.name));
console.log(text);
console.log(`${score.toFixed(1)} % of the faults are noticed; the floor is ${floor} % (${since()}).`);
process.exitCode = score < floor ? 1 : 0;
