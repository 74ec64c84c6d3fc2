import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { suggestTags } from '../src/core/tags/suggest';
import type { TagKind } from '../src/core/tags/tag-kinds';
import { readCsv } from './inference/csv';
import { report, type Figure } from './lib/report';

/** The words of the labels for kinds of personal data. */
const labelled: Readonly<Record<string, TagKind>> = {
  Street_Address: 'street-address', Email_Address: 'email', Credit_Debit_Card_Number: 'card', Full_Name: 'full-name', Gender: 'gender',
  Age: 'age', IBAN: 'iban', US_Social_Security_Number: 'us-ssn', Phone_Number: 'phone',
};
const judgedKinds = new Set(Object.values(labelled));

/** Tables that were not run while rules and thresholds were set. */
const aside = new Set(['2018-seattle-business-districts', 'Aliases', 'CardBase', 'UCI_Credit_Card', 'sample-data']);

interface Counts { right: number; wrong: number; missed: number; beyond: number; onEmpty: number }

/** Compares the tags of one table with its labels. Kinds that the labels never name count only where a table has none at all. */
function judgeTable(folder: string, table: string, labels: Readonly<Record<string, string>>, counts: Counts): void {
  const { header, rows } = readCsv(path.join(folder, `${table}.csv`));
  const suggestions = suggestTags(table, header.map((name, at) => ({ name, values: rows.map((row) => row[at] ?? null) })));
  const empty = Object.keys(labels).length === 0;
  const right = new Set<string>();
  for (const { column, kind, tags, confidence, reason } of suggestions) {
    const told = labels[column];
    const verdict = told !== undefined && labelled[told] === kind ? 'right' : empty || judgedKinds.has(kind) ? 'WRONG' : 'not judged';
    if (verdict === 'right') right.add(column);
    else if (verdict === 'WRONG') counts.wrong += 1;
    else counts.beyond += 1;
    if (empty) counts.onEmpty += 1;
    console.error(`${table} / ${column}: ${tags.join(' ')} ${confidence} (${verdict}): ${reason}`);
  }
  for (const column of Object.keys(labels)) if (!right.has(column)) console.error(`${table} / ${column}: ${labels[column]} MISSED`);
  counts.right += right.size;
  counts.missed += Object.keys(labels).length - right.size;
}

/** Precision and recall of counted tags; neither where there is nothing to divide by. */
function shares(prefix: string, { right, wrong, missed }: Counts): Record<string, Figure> {
  const share = (name: string, whole: number, bar: number): Record<string, Figure> =>
    whole === 0 ? {} : { [`${prefix}${name}`]: { value: right / whole, better: 'higher', unit: '', bar } };
  return { ...share('precision', right + wrong, 0.98), ...share('recall', right + missed, 0.95) };
}

/** How many tags on labelled public tables are right, and how many labelled columns are found. */
export async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3), options: { folder: { type: 'string', default: '/work/shared/data/pii' }, only: { type: 'string' } },
  });
  const truth = path.join(values.folder, 'labels.json');
  if (!existsSync(truth)) throw new Error(`There is no ${truth}. Give the folder of the labelled tables: -- tags --folder PATH`);
  const figures: Record<string, Figure> = {};
  const total: Counts = { right: 0, wrong: 0, missed: 0, beyond: 0, onEmpty: 0 };
  const parts: Record<string, Counts> = { tuned: { ...total }, aside: { ...total } };
  for (const [table, labels] of Object.entries(JSON.parse(readFileSync(truth, 'utf8')) as Record<string, Record<string, string>>)) {
    const part = aside.has(table) ? 'aside' : 'tuned';
    if (values.only === undefined || values.only === part) judgeTable(values.folder, table, labels, parts[part]!);
  }
  for (const [part, counts] of Object.entries(parts)) {
    for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += counts[key];
    Object.assign(figures, shares(`${part}_`, counts));
  }
  Object.assign(figures, shares('', total));
  figures.labelled_columns = { value: total.right + total.missed, better: 'higher', unit: '' };
  figures.tags_on_tables_without = { value: total.onEmpty, better: 'lower', unit: '', bar: 0 };
  figures.tags_not_judged = { value: total.beyond, better: 'lower', unit: '' };
  report('tags', figures);
}
