import type { Command } from 'commander';
import type { Operation } from '../../core/api/schemas/operation';
import type { Context } from '../context';
import { exitCode } from '../exit-codes';
import { waitFor } from '../follow/wait';
import { addDatastoreOptions, neededDatastores } from '../options/datastore-option';
import type { GlobalOptions } from '../options/global-options';
import { addBackgroundOption, addFollowOptions, addProfileOptions, addScanOptions, addSyncOptions, type FollowFlags, type RunFlags, runRequest } from '../options/run-options';
import { printList } from '../output/print';
import { type Building, runs } from '../run-action';
import { operationColumns } from './operation-columns';

type Kind = 'sync' | 'profile' | 'scan';
type Options = FollowFlags & RunFlags & GlobalOptions;

const kinds: readonly { kind: Kind; summary: string; add: (command: Command) => Command }[] = [
  { kind: 'sync', summary: 'catalogue the containers and fields of datastores', add: addSyncOptions },
  { kind: 'profile', summary: 'measure the fields of containers and infer checks', add: addProfileOptions },
  { kind: 'scan', summary: 'run the checks of containers and find anomalies', add: addScanOptions },
];

const whileWaiting = `
While it waits, Ctrl-C leaves the operation running and exits with 130; pressed twice it aborts the operation.`;

function print(context: Context, operations: readonly Operation[]): void {
  printList(context.terminal, context.format, operations, operationColumns, 'No operation was started.');
}

async function runOne(context: Context, kind: Kind, datastores: number[], options: Options): Promise<{ operations: readonly Operation[]; code: number }> {
  const started = await context.backend.run(runRequest(kind, datastores, options));
  if (!options.background) return waitFor(context, started, options);
  context.note(`Started ${started.map((o) => `operation ${o.id}`).join(', ')}; "plumbline operations wait ${started.map((o) => o.id).join(' ')}" waits for the end.`);
  return { operations: started, code: exitCode.success };
}

/** sync, profile and scan, and all three one after another. */
export function addRunCommands(operations: Command, building: Building): void {
  for (const { kind, summary, add } of kinds) {
    const command = addFollowOptions(addBackgroundOption(add(addDatastoreOptions(
      operations.command(kind).summary(summary).description(`${summary[0]?.toUpperCase() ?? ''}${summary.slice(1)}.`)))));
    command.addHelpText('after', whileWaiting);
    runs<Options>(command, building, async (context, options) => {
      const { operations: ended, code } = await runOne(context, kind, await neededDatastores(context, options), options);
      print(context, ended);
      return code;
    });
  }
  const pipeline = addDatastoreOptions(operations.command('pipeline').summary('sync, then profile, then scan; stops at a failure')
    .description('Sync, then profile, then scan; stops at the first that does not succeed and gives its exit code.'))
    .option('--fail-on-anomalies', 'exit code 8 when anomalies were found');
  addFollowOptions(pipeline).addHelpText('after', whileWaiting);
  runs<Options>(pipeline, building, async (context, options) => {
    const datastores = await neededDatastores(context, options);
    const all: Operation[] = [];
    let worst: number = exitCode.success;
    for (const { kind } of kinds) {
      const { operations: ended, code } = await runOne(context, kind, datastores, options);
      all.push(...ended);
      if (code !== exitCode.success) worst = code;
      // Containers that failed beside good ones do not keep the good ones from being profiled and scanned.
      if (code !== exitCode.success && code !== exitCode.containersFailed) break;
    }
    print(context, all);
    return worst;
  });
}
