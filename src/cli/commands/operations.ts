import type { Command } from 'commander';
import { readAll } from '../../backend/rest/paging';
import type { Operation } from '../../core/api/schemas/operation';
import { kindNames } from '../../core/operations/kinds';
import { exitCode } from '../exit-codes';
import { waitFor } from '../follow/wait';
import { addDatastoreOptions, chosenDatastores, type DatastoreOptions } from '../options/datastore-option';
import { addIds, givenId, givenIds, type IdOptions } from '../options/id-arguments';
import type { GlobalOptions } from '../options/global-options';
import { addFollowOptions, type FollowFlags } from '../options/run-options';
import { moment, names, whole } from '../options/values';
import { printList, printOne } from '../output/print';
import { type Building, runs } from '../run-action';
import { operationColumns, operationParts } from './operation-columns';
import { addRunCommands } from './operations-run';

interface ListOptions extends DatastoreOptions { type?: string[]; status?: string[]; startDate?: string; endDate?: string; limit?: number }

/** `operations …` */
export function addOperations(program: Command, building: Building): void {
  const operations = program.command('operations').description('Run operations and look at them');
  addRunCommands(operations, building);

  runs<ListOptions>(addDatastoreOptions(operations.command('list').description('List operations, newest first'))
    .option('--type <types>', `only these: ${kindNames.join(', ')}`, names)
    .option('--status <results>', 'only these: queued, running, success, failure, aborted', names)
    .option('--start-date <date>', 'created on or after', moment).option('--end-date <date>', 'created on or before', moment)
    .option('--limit <n>', 'at most so many', whole(1, 1_000_000)), building, async (context, options) => {
    const filter = {
      datastores: await chosenDatastores(context, options), types: options.type, results: options.status,
      startDate: options.startDate, endDate: options.endDate,
    };
    const list = await readAll((page, size) => context.backend.operations({ ...filter, page, size }), options.limit);
    printList(context.terminal, context.format, list, operationColumns, 'No operations.');
    return exitCode.success;
  });

  runs<IdOptions>(addIds(operations.command('get').description('Show one operation'), false), building, async (context, options, args) => {
    printOne(context.terminal, context.format, await context.backend.operation(givenId(args, options)), operationParts);
    return exitCode.success;
  });

  runs<IdOptions>(addIds(operations.command('abort').description('Stop queued or running operations'), true), building, async (context, options, args) => {
    const aborted: Operation[] = [];
    for (const id of givenIds(args, options)) aborted.push(await context.backend.abort(id));
    printList(context.terminal, context.format, aborted, operationColumns, 'None.');
    return exitCode.success;
  });

  runs<IdOptions & FollowFlags & { failOnAnomalies?: boolean } & GlobalOptions>(
    addFollowOptions(addIds(operations.command('wait').description('Wait for operations that run already; exit codes as if it had started them'), true))
      .option('--fail-on-anomalies', 'exit code 8 when anomalies were found'), building, async (context, options, args) => {
      const running: Operation[] = [];
      for (const id of givenIds(args, options)) running.push(await context.backend.operation(id));
      const { operations: ended, code } = await waitFor(context, running, options);
      printList(context.terminal, context.format, ended, operationColumns, 'None.');
      return code;
    });

  runs<IdOptions>(addIds(operations.command('rerun').description('Queue an ended operation again'), false), building, async (context, options, args) => {
    printOne(context.terminal, context.format, await context.backend.rerun(givenId(args, options)), operationParts);
    return exitCode.success;
  });
}
