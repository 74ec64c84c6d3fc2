import path from 'node:path';
import type { Command } from 'commander';
import { nextBaseline } from '../../core/baseline/compare';
import { subjectOf } from '../../core/baseline/entry';
import { baselinePath, loadBaseline, saveBaseline } from '../baseline/baseline-file';
import { failingNow } from '../baseline/judge';
import { exitCode } from '../exit-codes';
import { addDatastoreOptions, chosenDatastores, type DatastoreOptions } from '../options/datastore-option';
import { day } from '../options/values';
import { printList } from '../output/print';
import { type Building, runs } from '../run-action';

interface Options extends DatastoreOptions { output?: string; until?: string }

/** `checks baseline` */
export function addChecksBaseline(checks: Command, building: Building): void {
  runs<Options>(addDatastoreOptions(checks.command('baseline').summary('write down which checks fail now, so that later runs tell new failures from known ones')
    .description('Write down which checks fail now, by their open anomalies: one line a check, to be kept in Git. Later scans held against it say what is new, worse, '
      + 'known and fixed, and --fail-on-anomalies fails for new and worse only. A file that is there is brought up to date; last days in it stay.'))
    .option('-o, --output <file>', 'the file (default: plumbline-baseline.jsonl)')
    .option('--until <day>', 'the last day on which these count as known, as 2026-12-31', day), building, async (context, options) => {
    const file = baselinePath(context.folder, options.output);
    const before = loadBaseline(file) ?? [];
    const all = await context.backend.datastores();
    const chosen = await chosenDatastores(context, options);
    const stores = all.filter((one) => chosen === undefined || chosen.includes(one.id));
    const now = await failingNow(context, stores.map((one) => one.id));
    const names = new Set(stores.map((one) => one.name));
    const entries = nextBaseline(now, before, (entry) => names.has(entry.datastore), options.until);
    await saveBaseline(file, entries);
    const [old, kept] = [new Set(before.map(subjectOf)), new Set(entries.map(subjectOf))];
    const added = entries.filter((entry) => !old.has(subjectOf(entry))).length;
    context.note(`${path.basename(file)}: ${entries.length} failing ${entries.length === 1 ? 'check' : 'checks'}, ${added} added, `
      + `${before.filter((entry) => !kept.has(subjectOf(entry))).length} removed.`);
    printList(context.terminal, context.format, entries, [
      { title: 'datastore', value: (e) => e.datastore }, { title: 'container', value: (e) => e.container }, { title: 'rule', value: (e) => e.rule },
      { title: 'fields', value: (e) => e.fields.join(', ') }, { title: 'rows', value: (e) => e.rows }, { title: 'until', value: (e) => e.until ?? null },
    ], 'No check fails.');
    return exitCode.success;
  });
}
