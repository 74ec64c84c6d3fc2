import path from 'node:path';
import { sqlSessions } from '../../src/engine/duckdb/sessions';
import type { Session } from '../../src/engine/sql/session';
import type { Column, Relation } from '../../src/engine/sources/relation';
import type { ContainerScan } from '../../src/engine/scan/container-scan';
import { scanContainer } from '../../src/engine/scan/scan-container';
import { exactRows } from '../../src/engine/sources/exact-rows';
import { literal } from '../../src/engine/sql/quote';
import { root } from '../../scripts/lib/bundles';
import { childUse } from '../lib/child-processes';
import { benchNow, suite, type SuiteCheck } from './suite';

export type Measurement = 'by hand' | 'scan' | 'scan with rows' | 'scan of ten times the checks';

export interface WorkerTask {
  readonly kind: 'table' | 'parquet' | 'csv';
  readonly path: string;
  readonly checks: number;
  readonly rounds: number;
  /** What to time; the rounds alternate between them, so that a slow moment of the machine meets all. */
  readonly measure: readonly Measurement[];
}

export interface WorkerResult {
  /** Least milliseconds of each measurement: on the clock, and of processors. */
  readonly best: Readonly<Record<string, number>>;
  readonly processor: Readonly<Record<string, number>>;
  readonly rows: number;
  readonly failed: number;
  readonly failingRows: number;
  /** Greatest resident memory of the session's process, in megabytes. */
  readonly peakMegabytes: number;
  readonly timings: readonly (readonly [string, number])[];
}

const columnTypes: readonly (readonly [string, Column['type'], string])[] = [
  ['id', 'Integral', 'BIGINT'], ['customer_id', 'Integral', 'INTEGER'], ['email', 'String', 'VARCHAR'], ['full_name', 'String', 'VARCHAR'],
  ['country', 'String', 'VARCHAR'], ['status', 'String', 'VARCHAR'], ['amount', 'Fractional', 'DECIMAL(12,2)'], ['quantity', 'Integral', 'INTEGER'],
  ['discount', 'Fractional', 'DOUBLE'], ['order_date', 'Date', 'DATE'], ['shipped_at', 'Timestamp', 'TIMESTAMP'],
];

async function relationOf(session: Session, task: WorkerTask): Promise<Relation> {
  const columns = columnTypes.map(([name, type, nativeType]) => ({ name, type, nativeType }));
  const base = { columns, rows: null, keyFields: [], modified: null };
  if (task.kind === 'parquet') return { ...base, kind: 'parquet', ...exactRows('parquet', `read_parquet([${literal(task.path)}])`, columns), files: [task.path] };
  if (task.kind === 'csv') {
    const types = columns.map((column) => `${literal(column.name)}: ${literal(column.nativeType)}`).join(', ');
    return { ...base, kind: 'csv', from: `read_csv([${literal(task.path)}], header = true, delim = ',', columns = {${types}})`, files: [task.path] };
  }
  await session.query(`ATTACH ${literal(task.path)} AS source (READ_ONLY)`);
  return { ...base, kind: 'table', ...exactRows('table', '"source"."main"."orders"', columns) };
}

async function byHand(session: Session, relation: Relation, checks: readonly SuiteCheck[]): Promise<number[]> {
  const counts = checks.map((check, i) => `count(*) FILTER (WHERE ${check.byHand}) AS c${i}`);
  const { rows } = await session.table(`SELECT ${counts.join(', ')} FROM ${relation.raw?.from ?? relation.from}`);
  return (rows[0] ?? []).map(Number);
}

function compare(expected: readonly number[], scan: ContainerScan, checks: readonly SuiteCheck[]): void {
  for (const [i, outcome] of scan.outcomes.entries()) {
    if (outcome.failing === expected[i] && outcome.result !== 'error') continue;
    throw new Error(`Check ${checks[i]?.input.rule} (${checks[i]?.byHand}): the scan says ${outcome.failing} (${outcome.problem?.reason ?? outcome.result}), the hand-written statement ${expected[i]}.`);
  }
}

/** Everything runs as it does for users, in the built session process (dist/), of which each worker has its own; gives a {@link WorkerResult} as JSON on standard output. */
export async function main(): Promise<void> {
  const task = JSON.parse(process.argv[3] ?? '{}') as WorkerTask;
  const sessions = sqlSessions({ memoryLimit: process.argv[4], tempDirectory: process.argv[5] ?? '', program: path.join(root, 'dist', 'session-process.js') });
  // A session's process holds nobody up who has nothing else to do.
  const awake = setInterval(() => undefined, 60_000);
  const session = await sessions.open();
  const relation = await relationOf(session, task);
  const checks = suite(task.checks);
  const tenfold = suite(task.checks * 10);
  const best: Record<string, number> = {};
  const processor: Record<string, number> = {};
  let expected: number[] | null = null;
  let last: ContainerScan | null = null;
  for (let round = 0; round < task.rounds; round += 1) {
    for (const what of task.measure) {
      const started = performance.now();
      const before = [process.cpuUsage(), childUse().processor] as const;
      if (what === 'by hand') expected = await byHand(session, relation, checks);
      else {
        const many = what === 'scan of ten times the checks';
        const scan = await scanContainer({
          session, relation, checks: (many ? tenfold : checks).map((check) => check.input), rowLimit: what === 'scan with rows' ? 10 : 0, bound: null, maxRecords: -1, now: benchNow,
          variables: {}, reference: () => Promise.reject(new Error('The suite refers to no other container.')), history: async () => [],
          signal: new AbortController().signal, onProgress: () => undefined,
        });
        if (!many) last = scan;
      }
      const own = process.cpuUsage(before[0]);
      processor[what] = Math.min(processor[what] ?? Infinity, (own.user + own.system) / 1000 + childUse().processor - before[1]);
      best[what] = Math.min(best[what] ?? Infinity, performance.now() - started);
    }
  }
  if (expected && last) compare(expected, last, checks);
  const { peakMegabytes } = childUse();
  await session.close();
  await sessions.stop();
  clearInterval(awake);
  const result: WorkerResult = {
    best, processor, rows: last?.rows ?? 0, failed: last?.outcomes.filter((outcome) => outcome.result === 'failed').length ?? 0,
    failingRows: last?.failingRows.length ?? 0, peakMegabytes, timings: last?.timings ?? [],
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
