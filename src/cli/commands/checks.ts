import type { Command } from 'commander';
import { readAll } from '../../backend/rest/paging';
import type { QualityCheck } from '../../core/api/schemas/check';
import { archivedCheckStatus } from '../../core/api/schemas/check';
import { fail } from '../../core/errors';
import type { Context } from '../context';
import { exitCode } from '../exit-codes';
import { addCheckOptions } from '../options/check-options';
import { chosenContainers, type ContainerOptions, oneContainer } from '../options/container-option';
import { addDatastoreOptions, chosenDatastores, type DatastoreOptions } from '../options/datastore-option';
import { addIds, givenId, givenIds, type IdOptions } from '../options/id-arguments';
import { names, oneOf, repeated, whole } from '../options/values';
import { printList, printOne } from '../output/print';
import { type Building, runs } from '../run-action';
import { checkColumns, checkParts } from './check-columns';
import { changesOf, type CheckDefinition } from './check-definition';
import { addChecksBaseline } from './checks-baseline';
import { addChecksExport } from './checks-export';
import { addChecksImport } from './checks-import';
import { addChecksTrial } from './checks-trial';

interface ListOptions extends DatastoreOptions, ContainerOptions { status?: string[]; rule?: string[]; archived?: 'only' | 'include'; limit?: number }
interface CreateOptions extends CheckDefinition, DatastoreOptions { container: string; rule: string }
interface DeleteOptions extends IdOptions { archive: boolean; status: 'Invalid' | 'Discarded'; keepAnomalies?: boolean }

function show(context: Context, check: QualityCheck): number {
  printOne(context.terminal, context.format, check, checkParts);
  return exitCode.success;
}

function addList(checks: Command, building: Building): void {
  runs<ListOptions>(addDatastoreOptions(checks.command('list').description('List checks, newest first'))
    .option('--container <name>', 'only of this container (name or id); may be repeated', repeated)
    .option('--status <names>', 'only these: Active, Draft', names).option('--rule <names>', 'only of these rules', names)
    .option('--archived <which>', 'archived ones: only, include', oneOf('only', 'include'))
    .option('--limit <n>', 'at most so many', whole(1, 1_000_000)), building, async (context, options) => {
    const datastores = await chosenDatastores(context, options);
    const filter = {
      datastores, containers: await chosenContainers(context, datastores, options), status: options.status, rules: options.rule, archived: options.archived,
    };
    const list = await readAll((page, size) => context.backend.checks({ ...filter, page, size }), options.limit);
    printList(context.terminal, context.format, list, checkColumns, 'No checks. "plumbline operations profile" infers some.');
    return exitCode.success;
  });
}

function addChanges(checks: Command, building: Building): void {
  runs<CreateOptions>(addCheckOptions(addDatastoreOptions(checks.command('create').description('Create a check'))
    .requiredOption('--container <name>', 'container (name or id)').requiredOption('--rule <rule>', 'rule, as notNull or between')), building,
  async (context, options) => {
    const container_id = await oneContainer(context, await chosenDatastores(context, options), options.container);
    const { status, ...changes } = changesOf(options);
    return show(context, await context.backend.createCheck({ container_id, rule: options.rule, ...changes, status: status ?? 'Active' }));
  });

  runs<IdOptions & CheckDefinition>(addCheckOptions(addIds(checks.command('update').description('Change a check; an inferred one becomes authored'), false)), building,
    async (context, options, args) => {
      const changes = changesOf(options);
      if (Object.keys(changes).length === 0) fail('bad-request', 'There is nothing to change.', { remedy: 'Give --properties, --filter or another option of the check.' });
      return show(context, await context.backend.updateCheck(givenId(args, options), changes));
    });

  runs<IdOptions>(addIds(checks.command('activate').description('Make drafts active, and bring archived checks back'), true), building,
    async (context, options, args) => {
      const active: QualityCheck[] = [];
      for (const id of givenIds(args, options)) active.push(await context.backend.updateCheck(id, { status: 'Active' }));
      printList(context.terminal, context.format, active, checkColumns, 'None.');
      return exitCode.success;
    });

  runs<DeleteOptions>(addIds(checks.command('delete').description('Archive checks; with --no-archive delete them for good'), true)
    .option('--no-archive', 'delete for good, with the anomalies of these checks')
    .option('--status <reason>', 'reason of archiving: Discarded or Invalid', oneOf(...archivedCheckStatus.options), 'Discarded' as const)
    .option('--keep-anomalies', 'with --no-archive: leave the anomalies'), building, async (context, options, args) => {
    for (const id of givenIds(args, options)) {
      if (options.archive) await context.backend.archiveCheck(id, options.status);
      else await context.backend.deleteCheck(id, !options.keepAnomalies);
      context.note(options.archive ? `Archived check ${id} as ${options.status}.` : `Deleted check ${id}.`);
    }
    return exitCode.success;
  });
}

/** `checks …` */
export function addChecks(program: Command, building: Building): void {
  const checks = program.command('checks').description('List, write, try, export and import checks');
  addList(checks, building);
  runs<IdOptions>(addIds(checks.command('get').description('Show one check'), false), building,
    async (context, options, args) => show(context, await context.backend.check(givenId(args, options))));
  addChanges(checks, building);
  runs(checks.command('rules').description('List the rules that checks can be made of, with their properties'), building, async (context) => {
    printList(context.terminal, context.format, await context.backend.ruleSpecs(), [
      { title: 'rule', value: (r) => r.rule }, { title: 'fields', value: (r) => r.fields },
      { title: 'properties', value: (r) => r.properties.map((p) => `${p.map_to}${p.required ? '' : '?'}`).join(', ') },
      { title: 'meaning', value: (r) => r.rule_description }], 'No rules.');
    return exitCode.success;
  });
  addChecksTrial(checks, building);
  addChecksExport(checks, building);
  addChecksImport(checks, building);
  addChecksBaseline(checks, building);
}
