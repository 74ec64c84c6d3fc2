import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readCsv, writeCsv, type Table } from './inference/csv';
import { infer, scan, stopReading, type Flag } from './inference/product';
import { f1, newScore, precision, scoreText, type Score } from './inference/scores';
import { errorsFolder, knownTables, type KnownTable } from './inference/tables';
import { report, type Figure } from './lib/report';

const bars: Record<string, number> = { hospital: 0.88, flights: 0.7, beers: 0.7, typo: 0.7, dependency: 0.28, outlier: 0.7 };
const share = (value: number, bar?: number): Figure => ({ value, better: 'higher', unit: '', ...(bar === undefined ? {} : { bar }) });
const percent = (part: number, whole: number, bar?: number): Figure => ({ value: whole === 0 ? 0 : (100 * part) / whole, better: 'lower', unit: '%', ...(bar === undefined ? {} : { bar }) });
const verbose = process.env.BENCH_VERBOSE !== undefined;

/** Errors found in dirty tables: profile at `high`, then a scan; what differs from the clean table, as text, is wrong. */
async function dirtyTables(tables: readonly KnownTable[], figures: Record<string, Figure>): Promise<void> {
  const groups = new Map<string, Score>();
  const rules = new Map<string, Score>();
  for (const { group, name, dirty, clean } of tables) {
    const [before, after] = [readCsv(dirty), readCsv(clean)];
    const wrong = new Set<string>();
    before.rows.forEach((row, i) => row.forEach((cell, j) => { if (after.rows[i] && cell !== after.rows[i]?.[j]) wrong.add(`${i} ${before.header[j]}`); }));
    const flags = await scan(dirty, await infer(dirty, 'high'));
    const flagged = new Set(flags.map((flag) => `${flag.row} ${flag.field}`));
    const score = groups.get(group) ?? newScore();
    groups.set(group, score);
    const hits = [...flagged].filter((cell) => wrong.has(cell)).length;
    score.hits += hits;
    score.flagged += flagged.size;
    score.wrong += wrong.size;
    if (verbose) console.error(`${group} ${name}: ${scoreText({ hits, flagged: flagged.size, wrong: wrong.size })}`);
    for (const key of new Set(flags.map((flag) => `${group} ${flag.rule}`))) {
      const cells = new Set(flags.filter((flag) => `${group} ${flag.rule}` === key).map((flag) => `${flag.row} ${flag.field}`));
      const rule = rules.get(key) ?? newScore();
      rules.set(key, rule);
      rule.hits += [...cells].filter((cell) => wrong.has(cell)).length;
      rule.flagged += cells.size;
    }
    if (verbose) {
      const about = new Map<string, [number, number]>();
      for (const flag of flags) {
        const key = `${flag.rule} ${flag.field}: ${flag.description}`;
        const counts = about.get(key) ?? [0, 0];
        counts[wrong.has(`${flag.row} ${flag.field}`) ? 0 : 1] += 1;
        about.set(key, counts);
      }
      for (const [key, [right, false_]] of about) console.error(`    ${right} right, ${false_} false: ${key.slice(0, 200)}`);
      const missed = new Map<string, string[]>();
      before.rows.forEach((row, i) => row.forEach((cell, j) => {
        const field = before.header[j] ?? '';
        if (wrong.has(`${i} ${field}`) && !flagged.has(`${i} ${field}`)) missed.set(field, [...(missed.get(field) ?? []), `${cell} (${after.rows[i]?.[j]})`]);
      }));
      for (const [field, list] of missed) console.error(`    missed ${list.length} of ${field}: ${list.slice(0, 3).join('; ').slice(0, 200)}`);
    }
  }
  for (const [key, score] of [...rules].sort()) console.error(`  ${key}: ${score.hits} right, ${score.flagged - score.hits} false`);
  for (const [group, score] of groups) {
    console.error(`${group}: ${scoreText(score)}`);
    figures[`${group}_f1`] = share(f1(score), bars[group]);
    if (group === 'typo') figures.typo_precision = share(precision(score), 0.95);
  }
  figures.mean_f1 = share([...groups.values()].reduce((sum, score) => sum + f1(score), 0) / Math.max(1, groups.size), 0.65);
}

/** Tables whose content was not seen under another name yet. */
function distinct(files: readonly string[]): { file: string; table: Table }[] {
  const seen = new Set<string>();
  return files.flatMap((file) => {
    const key = createHash('sha256').update(readFileSync(file)).digest('hex');
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ file, table: readCsv(file) }];
  });
}

/** Alarms on tables that are right: on the whole table that was learned from, and on its later part when the earlier was learned. */
async function silence(name: string, files: readonly string[], effort: 'medium' | 'high', figures: Record<string, Figure>, barred: boolean): Promise<void> {
  const folder = path.resolve('.bench', 'inference');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const count = { rows: 0, columns: 0, alarmedRows: 0, alarmedColumns: 0, later: 0, laterAlarmed: 0, large: 0, largeAlarmed: 0, checks: 0 };
  for (const { file, table } of distinct(files)) {
    if (table.rows.length < 10 || table.header.length === 0) continue;
    const tell = (what: string, flags: readonly Flag[]): void => {
      if (!verbose) return;
      const by = new Map<string, number[]>();
      for (const flag of flags) by.set(`${flag.rule} ${flag.field}: ${flag.description}`, [...(by.get(`${flag.rule} ${flag.field}: ${flag.description}`) ?? []), flag.row]);
      const cellsOf = (key: string, rows: number[]): string => rows.slice(0, 3).map((row) => table.rows[row]?.[table.header.indexOf(key.split(' ').slice(1).join(' ').split(':')[0] ?? '')]).join('; ');
      for (const [key, rows] of by) console.error(`  ${what} ${path.relative(process.cwd(), file)}: ${rows.length} × ${key.slice(0, 220)} [${cellsOf(key, rows)}]`);
    };
    try {
      const checks = await infer(file, effort);
      const flags = await scan(file, checks);
      tell('clean', flags);
      count.rows += table.rows.length;
      count.columns += table.header.length;
      count.checks += checks.length;
      count.alarmedRows += new Set(flags.map((flag) => flag.row)).size;
      count.alarmedColumns += new Set(flags.map((flag) => flag.field)).size;
      const cut = Math.floor(table.rows.length * 0.6);
      const target = path.join(folder, 'part.csv');
      writeCsv(target, { header: table.header, rows: table.rows.slice(0, cut) });
      const learned = await infer(target, effort);
      writeCsv(target, { header: table.header, rows: table.rows.slice(cut) });
      const later = await scan(target, learned);
      tell('later', later.map((flag) => ({ ...flag, row: flag.row + cut })));
      const alarmed = new Set(later.map((flag) => flag.field)).size;
      count.later += table.header.length;
      count.laterAlarmed += alarmed;
      if (table.rows.length >= 200) { count.large += table.header.length; count.largeAlarmed += alarmed; }
    } catch (error) {
      console.error(`  ${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  console.error(`${name} at ${effort}: ${count.rows} rows, ${count.columns} columns, ${count.checks} checks; ${count.alarmedRows} rows and ${count.alarmedColumns} columns flagged; later part ${count.laterAlarmed} of ${count.later} columns, of tables with 200 rows ${count.largeAlarmed} of ${count.large}`);
  const bar = (value: number): number | undefined => (barred ? value : undefined);
  figures[`${name}_${effort}_rows`] = percent(count.alarmedRows, count.rows, bar(0.3));
  figures[`${name}_${effort}_columns`] = percent(count.alarmedColumns, count.columns, bar(2));
  figures[`${name}_${effort}_later_columns`] = percent(count.laterAlarmed, count.later, bar(2));
  figures[`${name}_${effort}_later_columns_200`] = percent(count.largeAlarmed, count.large, bar(2));
}

/** Comma-separated files under a folder, up to a size. */
function csvFiles(folder: string, most = 3_000_000): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.csv'))
    .map((entry) => path.join(entry.parentPath, entry.name)).filter((file) => readFileSync(file).length <= most).sort();
}

/**
 * npm run bench -- inference [--data FOLDER] [--unseen FOLDER] [--part dirty,clean,unseen]: what the inferred checks find in tables with known errors, and
 * how often they alarm on tables without. `--unseen` adds a folder of CSV files to the tables of vega-datasets.
 */
export async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { data: { type: 'string' }, unseen: { type: 'string' }, part: { type: 'string', default: 'dirty,clean,unseen' }, group: { type: 'string' } },
  });
  const figures: Record<string, Figure> = {};
  const parts = values.part.split(',');
  const tables = parts.includes('dirty') || parts.includes('clean') ? knownTables(errorsFolder(values.data)).filter(({ group }) => !values.group || group === values.group) : [];
  if (parts.includes('dirty')) await dirtyTables(tables, figures);
  if (parts.includes('clean')) for (const effort of ['medium', 'high'] as const) await silence('clean', tables.map(({ clean }) => clean), effort, figures, effort === 'medium');
  if (parts.includes('unseen')) {
    await silence('vega', csvFiles(path.join('node_modules', 'vega-datasets', 'data')), 'high', figures, false);
    const more = values.unseen ?? path.resolve('.bench', 'unseen');
    if (existsSync(more)) await silence('unseen', csvFiles(more), 'high', figures, false);
    else console.error(`No tables at ${more}: the figures for unseen tables are those of vega-datasets alone.`);
  }
  report('inference', figures);
  await stopReading();
}
