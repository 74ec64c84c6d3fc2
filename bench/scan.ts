import path from 'node:path';
import { parseArgs } from 'node:util';
import { ordersData, type Quality } from './lib/orders-data';
import { report, type Figure } from './lib/report';
import { runWorker } from './scan/run-worker';
import type { Measurement, WorkerResult, WorkerTask } from './scan/worker';

const ratio = (value: number, bar: number): Figure => ({ value, bar, better: 'lower', unit: 'x' });
const seconds = (milliseconds: number | undefined): Figure => ({ value: (milliseconds ?? Number.NaN) / 1000, better: 'lower', unit: 's' });

function part(result: WorkerResult, what: Measurement): number {
  return (result.best[what] ?? Number.NaN) / (result.best['by hand'] ?? Number.NaN);
}

const bars = { table: 0.5, parquet: 0.6, csv: 1.1 } as const;

/**
 * npm run bench -- scan [--rows N] [--rounds N] [--sources table,parquet,csv] [--full]: a scan of 48 checks against one hand-written statement of 48
 * `count(*) FILTER` with the same predicates, on the same data in the same session process, the built one (`npm run build`). `--full` adds ten times the rows.
 */
export async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { rows: { type: 'string', default: '10000000' }, rounds: { type: 'string', default: '3' }, sources: { type: 'string', default: 'table,parquet,csv' }, full: { type: 'boolean', default: false } },
  });
  const rows = Number(values.rows);
  const rounds = Number(values.rounds);
  const sources = (['table', 'parquet', 'csv'] as const).filter((kind) => values.sources.split(',').includes(kind));
  const folder = path.resolve('.bench');
  const figures: Record<string, Figure> = {};
  const measure = async (quality: Quality, kind: WorkerTask['kind'], of: number, checks: number, what: readonly Measurement[], times = rounds): Promise<WorkerResult> => {
    const data = await ordersData(folder, of, quality, [kind]);
    const result = await runWorker({ kind, path: kind === 'table' ? data.database : data[kind], checks, rounds: times, measure: what }, folder);
    console.error(`${kind}, ${quality} data, ${result.rows} rows, ${checks} checks of which ${result.failed} fail: ${what.map((w) => `${w} ${Math.round(result.best[w] ?? 0)} ms (processors ${Math.round(result.processor[w] ?? 0)})`).join(', ')}; ${Math.round(result.peakMegabytes)} MB\n  ${result.timings.map(([name, ms]) => `${name} ${ms}`).join(', ')}`);
    return result;
  };
  for (const kind of sources) {
    const usual = await measure('usual', kind, rows, 48, kind === 'csv' ? ['by hand', 'scan'] : ['by hand', 'scan', 'scan with rows']);
    figures[`${kind}`] = ratio(part(usual, 'scan'), bars[kind]);
    if (kind !== 'csv') figures[`${kind}_with_rows`] = ratio(part(usual, 'scan with rows'), 1);
    // Beside the clock, which other programs slow down: the time of processors.
    figures[`${kind}_processor`] = { value: (usual.processor.scan ?? Number.NaN) / (usual.processor['by hand'] ?? Number.NaN), better: 'lower', unit: 'x' };
    figures[`${kind}_scan_time`] = seconds(usual.best.scan);
    figures[`${kind}_by_hand_time`] = seconds(usual.best['by hand']);
    figures[`${kind}_failing_checks`] = { value: usual.failed, better: 'lower', unit: 'checks' };
    const dirty = await measure('dirty', kind, rows, 48, ['by hand', 'scan']);
    figures[`${kind}_all_fail`] = ratio(part(dirty, 'scan'), 1.15);
    figures[`${kind}_all_fail_checks`] = { value: dirty.failed, bar: 48, better: 'higher', unit: 'checks' };
  }
  const few = await measure('usual', 'table', rows, 48, ['scan', 'scan of ten times the checks']);
  figures.checks_480_to_48 = ratio((few.best['scan of ten times the checks'] ?? Number.NaN) / (few.best.scan ?? Number.NaN), 6);
  figures.checks_480_to_48_processor = { value: (few.processor['scan of ten times the checks'] ?? Number.NaN) / (few.processor.scan ?? Number.NaN), better: 'lower', unit: 'x' };
  for (const kind of sources) {
    const { peakMegabytes } = await measure('usual', kind, rows, 48, ['scan with rows'], 1);
    figures[`${kind}_memory`] = { value: peakMegabytes, bar: 600, better: 'lower', unit: 'MB' };
  }
  if (values.full) {
    const great = await measure('usual', 'table', rows * 10, 48, ['scan'], Math.min(rounds, 2));
    figures.rows_ten_times = ratio((great.best.scan ?? Number.NaN) / (few.best.scan ?? Number.NaN), 10.5);
    figures.rows_ten_times_processor = { value: (great.processor.scan ?? Number.NaN) / (few.processor.scan ?? Number.NaN), better: 'lower', unit: 'x' };
    figures.rows_ten_times_memory = { value: great.peakMegabytes, bar: 2000, better: 'lower', unit: 'MB' };
  }
  report('scan', figures);
}
