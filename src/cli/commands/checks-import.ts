import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { applyImport, containerIds, type Imported } from '../../backend/apply-import';
import type { CheckEntry } from '../../core/checks-file/entry';
import { type ImportPlan, planImport } from '../../core/checks-file/plan-import';
import { planLines } from '../../core/checks-file/plan-text';
import { parseChecks } from '../../core/checks-file/yaml-text';
import { fail } from '../../core/errors';
import type { Context } from '../context';
import { exitCode } from '../exit-codes';
import { addDatastoreOptions, type DatastoreOptions, neededDatastores } from '../options/datastore-option';
import { jsonText, yamlText } from '../output/print';
import { safeLine } from '../output/safe-text';
import { type Building, runs } from '../run-action';
import { allChecks } from './checks-export';

interface Options extends DatastoreOptions { input: string; dryRun?: boolean; prune?: boolean }

async function readChecks(target: string): Promise<CheckEntry[]> {
  const unreadable = (error: NodeJS.ErrnoException): never => fail(error.code === 'ENOENT' ? 'source-missing' : 'source-unreadable',
    error.code === 'ENOENT' ? 'There is no such file or folder.' : 'The checks cannot be read.', { place: { path: target }, detail: error.message }, error);
  const folder = (await stat(target).catch(unreadable)).isDirectory();
  const files = folder ? (await readdir(target).catch(unreadable)).filter((name) => /\.ya?ml$/i.test(name)).sort().map((name) => path.join(target, name)) : [target];
  if (files.length === 0) fail('source-missing', 'There is no .yaml file in the folder.', { place: { path: target } });
  const entries: CheckEntry[] = [];
  for (const file of files) entries.push(...parseChecks(await readFile(file, 'utf8').catch(unreadable), file));
  return entries;
}

async function run(context: Context, options: Options): Promise<number> {
  const entries = await readChecks(path.resolve(context.folder, options.input));
  const plans: { datastore: number; plan: ImportPlan; containers: Map<string, number> }[] = [];
  for (const datastore of await neededDatastores(context, options)) {
    const containers = await containerIds(context.backend, datastore, entries);
    plans.push({ datastore, containers, plan: planImport(entries, await allChecks(context, datastore)) });
  }
  const structured = (value: unknown): void => context.terminal.out(context.format === 'json' ? jsonText(value) : yamlText(value));
  if (options.dryRun) {
    if (context.format === 'table') {
      for (const { datastore, plan } of plans) {
        context.note(`Datastore ${datastore}; nothing is changed:`);
        context.terminal.out(`${planLines(plan, options.prune === true).map(safeLine).join('\n')}\n`);
      }
    } else structured(plans.map(({ datastore, plan }) => ({
      datastore_id: datastore, create: plan.create.map((c) => c.uid), update: plan.update.map((u) => ({ uid: u.uid, id: u.check.id, changes: u.changes })),
      unchanged: plan.unchanged.length, archive: options.prune ? plan.extra.map((c) => c.id) : [],
    })));
    return exitCode.success;
  }
  const results: (Imported & { datastore_id: number })[] = [];
  for (const { datastore, plan, containers } of plans) {
    results.push({ datastore_id: datastore, ...await applyImport(context.backend, plan, containers, options.prune === true) });
  }
  if (context.format === 'table') {
    for (const r of results) {
      context.terminal.out(`Datastore ${r.datastore_id}: ${r.created} created, ${r.updated} updated, ${r.unchanged} unchanged, ${r.archived} archived, ${r.failed.length} failed\n`);
    }
  } else structured(results);
  for (const { check, reason } of results.flatMap((r) => r.failed)) context.terminal.say(`${check}: ${reason}`);
  return results.some((r) => r.failed.length > 0) ? exitCode.failed : exitCode.success;
}

/** `checks import`: makes a datastore's checks what the files say; found again by container, rule and fields. */
export function addChecksImport(checks: Command, building: Building): void {
  runs<Options>(addDatastoreOptions(checks.command('import').description('Create and update checks from YAML; a check is found again by container, rule and fields'))
    .option('-i, --input <path>', 'a .yaml file, or a folder of them', './checks')
    .option('--dry-run', 'only show what would change').option('--prune', 'archive checks of these containers that the files do not hold'), building, run);
}
