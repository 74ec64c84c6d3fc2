import { openSession } from '../../src/engine/duckdb/open-session';
import { identifier, literal } from '../../src/engine/sql/quote';

/** What SUMMARIZE is run on: a table of a database, or a file. */
export interface SummarizeTask { readonly kind: 'table' | 'parquet' | 'csv' | 'json'; readonly path: string; readonly tables: readonly string[] }

/** npm run bench -- summarize-worker TASK: prints the milliseconds, and those of processors, that DuckDB's SUMMARIZE takes on every table of the task. */
export async function main(): Promise<void> {
  const task = JSON.parse(process.argv[3] ?? '') as SummarizeTask;
  const session = await openSession({});
  if (task.kind === 'table') await session.query(`ATTACH ${literal(task.path)} AS source (READ_ONLY)`);
  const started = performance.now();
  const before = process.cpuUsage();
  for (const table of task.tables) {
    const from = task.kind === 'table' ? `source.main.${identifier(table)}` : `read_${task.kind === 'json' ? 'json_auto' : task.kind}(${literal(table)})`;
    await session.table(`SUMMARIZE FROM ${from}`);
  }
  process.stdout.write(JSON.stringify({ milliseconds: performance.now() - started, processor: (process.cpuUsage(before).user + process.cpuUsage(before).system) / 1000 }));
  await session.close();
}
