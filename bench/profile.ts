import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ordersData } from './lib/orders-data';
import { report, type Figure } from './lib/report';
import type { SummarizeTask } from './profile/summarize-worker';
import { manyTables, wideJson, wideTable } from './profile/wide-data';
import { runEngine, type RunningEngine } from './store/running-engine';

interface Operation { id: number; result: string; message: string | null; start_time: string; end_time: string | null; container_profiles?: { timings?: [string, number][] }[] }
interface Subject { readonly name: string; readonly path: string; readonly task: SummarizeTask; readonly rounds: number; readonly bars: boolean }

async function run(engine: RunningEngine, body: Record<string, unknown>): Promise<Operation> {
  const { id } = await engine.call<Operation>('POST', '/operations/run', body);
  for (;;) {
    const operation = await engine.call<Operation>('GET', `/operations/${id}`);
    if (operation.end_time) {
      if (operation.result !== 'success') throw new Error(operation.message ?? operation.result);
      return operation;
    }
    await sleep(50);
  }
}

const took = ({ start_time, end_time }: Operation): number => Date.parse(end_time ?? '') - Date.parse(start_time);

interface Spent { readonly milliseconds: number; readonly processor: number }

/** DuckDB's own SUMMARIZE, in a process of its own with DuckDB's own settings. */
async function summarize(task: SummarizeTask): Promise<Spent> {
  const child = spawn(process.execPath, [path.resolve('out', 'run', 'bench.mjs'), 'summarize-worker', JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`SUMMARIZE ended with code ${code}.`);
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as Spent;
}

/** The processes below the engine, in which data is read; none where the platform does not say. */
function readers(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean));
  } catch {
    return [];
  }
}
const files = (pid: number, name: string): string[] => readers(pid).flatMap((child) => { try { return [readFileSync(`/proc/${child}/${name}`, 'utf8')]; } catch { return []; } });
/** Most megabytes that one of them has held, and milliseconds of processors that they took so far; NaN where that is not known. */
const peakBelow = (pid: number): number => Math.max(...files(pid, 'status').map((text) => Number(/VmHWM:\s*(\d+)/.exec(text)?.[1] ?? 'NaN') / 1024), Number.NEGATIVE_INFINITY);
const processorBelow = (pid: number): number => files(pid, 'stat').reduce((sum, text) => { const ticks = text.slice(text.lastIndexOf(')')).split(' '); return sum + 10 * (Number(ticks[12]) + Number(ticks[13])); }, 0);

async function measure(subject: Subject, folder: string, figures: Record<string, Figure>): Promise<void> {
  const store = path.join(folder, 'profile-store');
  rmSync(store, { recursive: true, force: true });
  const engine = await runEngine(store);
  try {
    const datastore = await engine.call<{ id: number }>('POST', '/datastores', { name: 'bench', trigger_sync: false, connection: { type: subject.task.kind === 'table' ? 'duckdb' : 'files', path: subject.path } });
    const times = { summarize: [] as number[], profile: [] as number[], medium: [] as number[], memory: Number.NaN };
    const spent = { summarize: [] as number[], profile: [] as number[], medium: [] as number[] };
    const measured = async (effort: string): Promise<[Operation, number]> => {
      const before = processorBelow(engine.pid);
      const operation = await run(engine, { type: 'profile', datastore_id: datastore.id, ai_effort: effort });
      // Read before the process is let go, after some seconds of rest.
      return [operation, processorBelow(engine.pid) - before];
    };
    await run(engine, { type: 'sync', datastore_id: datastore.id });
    for (let round = 0; round < subject.rounds; round += 1) {
      const own = await summarize(subject.task);
      times.summarize.push(own.milliseconds);
      spent.summarize.push(own.processor);
      const [plain, plainMs] = await measured('off');
      times.memory = peakBelow(engine.pid);
      const [inferred, inferredMs] = await measured('medium');
      spent.profile.push(plainMs);
      spent.medium.push(inferredMs);
      times.profile.push(took(plain));
      times.medium.push(took(inferred));
      console.error(`${subject.name}: SUMMARIZE ${Math.round(times.summarize.at(-1) ?? 0)} ms, profile ${took(plain)} ms, with checks ${took(inferred)} ms\n  ${[plain, inferred].map(({ container_profiles: parts }) => (parts?.length === 1 ? (parts[0]?.timings ?? []).map(([name, ms]) => `${name} ${ms}`).join(', ') : '')).join('\n  ')}`);
    }
    const best = (list: readonly number[]): number => Math.min(...list);
    const ratio = (value: number, bar: number): Figure => ({ value: value / best(times.summarize), better: 'lower', unit: 'x SUMMARIZE', ...(subject.bars ? { bar } : {}) });
    figures[`${subject.name}_profile`] = ratio(best(times.profile), 0.4);
    figures[`${subject.name}_checks`] = ratio(best(times.medium) - best(times.profile), 0.3);
    // Beside the clock, which other programs slow down: the time of processors.
    figures[`${subject.name}_profile_processor`] = { value: best(spent.profile) / best(spent.summarize), better: 'lower', unit: 'x SUMMARIZE' };
    figures[`${subject.name}_checks_processor`] = { value: (best(spent.medium) - best(spent.profile)) / best(spent.summarize), better: 'lower', unit: 'x SUMMARIZE' };
    figures[`${subject.name}_profile_time`] = { value: best(times.profile) / 1000, better: 'lower', unit: 's' };
    figures[`${subject.name}_summarize_time`] = { value: best(times.summarize) / 1000, better: 'lower', unit: 's' };
    if (Number.isFinite(times.memory)) figures[`${subject.name}_memory`] = { value: times.memory, bar: 1000, better: 'lower', unit: 'MB' };
  } finally {
    await engine.stop();
  }
}

/**
 * npm run bench -- profile [--rows N] [--rounds N] [--sources table,parquet,csv,wide,tables,json] [--columns N] [--tables N] [--keys N]: a profile
 * without checks, and what checks at `medium` add, against DuckDB's SUMMARIZE on the same data in the same run; each in processes of its
 * own, as users run them. `wide`: a table of 400 columns; `tables`: a folder of 400 tables; `json`: one object of 3 MB.
 */
export async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      rows: { type: 'string', default: '10000000' }, rounds: { type: 'string', default: '3' }, sources: { type: 'string', default: 'table,parquet,csv,wide,tables,json' },
      columns: { type: 'string', default: '400' }, tables: { type: 'string', default: '400' }, keys: { type: 'string', default: '9000' },
    },
  });
  const folder = path.resolve('.bench');
  mkdirSync(folder, { recursive: true });
  const rounds = Number(values.rounds);
  const figures: Record<string, Figure> = {};
  for (const source of values.sources.split(',')) {
    if (source === 'table' || source === 'parquet' || source === 'csv') {
      const data = await ordersData(folder, Number(values.rows), 'usual', [source]);
      const file = source === 'table' ? data.database : data[source];
      await measure({ name: source, path: file, rounds, bars: true, task: { kind: source, path: file, tables: [source === 'table' ? 'orders' : file] } }, folder, figures);
    } else if (source === 'wide') {
      const file = await wideTable(folder, Number(values.columns), 100_000);
      await measure({ name: 'wide', path: file, rounds: 1, bars: false, task: { kind: 'table', path: file, tables: ['wide'] } }, folder, figures);
    } else if (source === 'tables') {
      const root = await manyTables(folder, Number(values.tables), 2000);
      const files = readdirSync(root).filter((name) => name.endsWith('.csv')).map((name) => path.join(root, name));
      await measure({ name: 'tables', path: root, rounds: 1, bars: false, task: { kind: 'csv', path: root, tables: files } }, folder, figures);
    } else if (source === 'json') {
      const file = await wideJson(folder, Number(values.keys));
      await measure({ name: 'json', path: file, rounds: 1, bars: false, task: { kind: 'json', path: file, tables: [file] } }, folder, figures);
    } else {
      throw new Error(`No source "${source}".`);
    }
  }
  report('profile', figures);
}
