import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { applyImport, type Imported, type ImportTarget, importTarget } from '../../backend/apply-import';
import { type ChecksContent, joined, ofContainers } from '../../core/checks-file/content';
import { type ImportPlan, planImport } from '../../core/checks-file/plan-import';
import { leavesOptionsOut } from '../../core/checks-file/plan-options';
import { planLines } from '../../core/checks-file/plan-text';
import { parseChecks } from '../../core/checks-file/yaml-text';
import { fail } from '../../core/errors';
import type { Context } from '../context';
import { exitCode } from '../exit-codes';
import { addDatastoreOptions, type DatastoreOptions, neededDatastores } from '../options/datastore-option';
import { names } from '../options/values';
import { jsonText, yamlText } from '../output/print';
import { safeLine } from '../output/safe-text';
import { type Building, runs } from '../run-action';
import { allChecks } from './checks-export';

interface Options extends DatastoreOptions { input: string; containers?: string[]; dryRun?: boolean; prune?: boolean }

async function readChecks(target: string): Promise<ChecksContent> {
  const unreadable = (error: NodeJS.ErrnoException): never => fail(error.code === 'ENOENT' ? 'source-missing' : 'source-unreadable',
    error.code === 'ENOENT' ? 'There is no such file or folder.' : 'The checks cannot be read.', { place: { path: target }, detail: error.message }, error);
  const folder = (await stat(target).catch(unreadable)).isDirectory();
  const files = folder ? (await readdir(target).catch(unreadable)).filter((name) => /\.ya?ml$/i.test(name)).sort().map((name) => path.join(target, name)) : [target];
  if (files.length === 0) fail('source-missing', 'There is no .yaml file in the folder.', { place: { path: target } });
  const contents: ChecksContent[] = [];
  for (const file of files) contents.push(parseChecks(await readFile(file, 'utf8').catch(unreadable), file));
  return joined(contents);
}

/** What the files say, of the containers that were asked for. */
async function wanted(context: Context, options: Options): Promise<ChecksContent> {
  const content = await readChecks(path.resolve(context.folder, options.input));
  if (!options.containers) return content;
  const lacking = options.containers.filter((name) => !content.containers.some((container) => container.name === name));
  if (lacking.length > 0) fail('not-found', `The files do not speak of ${lacking.join(', ')}.`, { remedy: 'Correct --containers, or list the container in a file.' });
  return ofContainers(content, options.containers);
}

async function run(context: Context, options: Options): Promise<number> {
  const content = await wanted(context, options);
  const plans: { datastore: number; plan: ImportPlan; target: ImportTarget }[] = [];
  for (const datastore of await neededDatastores(context, options)) {
    const target = await importTarget(context.backend, datastore, content);
    plans.push({ datastore, target, plan: planImport(content, await allChecks(context, datastore), target.current) });
    if (leavesOptionsOut(content, target.current)) context.note(`Datastore ${datastore}: this server keeps no read options; those of the file are left out.`);
  }
  const partial = content.containers.filter((container) => !container.whole).length;
  if (options.prune && partial > 0) {
    context.note(`Of ${partial} ${partial === 1 ? 'container' : 'containers'} the file holds only some of the checks (partial: true), so none of theirs is archived.`);
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
      read_options: plan.options.map(({ container, changes }) => ({ container, changes })), unchanged: plan.unchanged.length, archive: options.prune ? plan.extra.map((c) => c.id) : [],
    })));
    return exitCode.success;
  }
  const results: (Imported & { datastore_id: number })[] = [];
  for (const { datastore, plan, target } of plans) {
    results.push({ datastore_id: datastore, ...await applyImport(context.backend, plan, target, options.prune === true) });
  }
  if (context.format === 'table') {
    for (const r of results) {
      context.terminal.out(`Datastore ${r.datastore_id}: ${r.created} created, ${r.updated} updated, ${r.unchanged} unchanged, ${r.archived} archived, ${r.failed.length} failed${r.options > 0 ? `, read options of ${r.options} changed` : ''}\n`);
    }
  } else structured(results);
  for (const { check, reason } of results.flatMap((r) => r.failed)) context.terminal.say(`${check}: ${reason}`);
  for (const { datastore, plan } of plans) {
    if (plan.options.some((change) => change.container === null)) context.note(`Read options of datastore ${datastore} changed; next: plumbline operations sync --datastore-id ${datastore}`);
  }
  return results.some((r) => r.failed.length > 0) ? exitCode.failed : exitCode.success;
}

/** `checks import`: makes a datastore's checks and read options what the files say; a check is found again by container, rule and fields. */
export function addChecksImport(checks: Command, building: Building): void {
  runs<Options>(addDatastoreOptions(checks.command('import').description('Create and update checks and read options from YAML; a check is found again by container, rule and fields'))
    .option('-i, --input <path>', 'a .yaml file, or a folder of them', './checks')
    .option('--containers <names>', 'only what the files say of these', names)
    .option('--dry-run', 'only show what would change').option('--prune', 'archive checks that the files do not hold, of containers that they speak of; never of others'), building, run);
}
