import type { Command } from 'commander';
import type { Operation } from '../../core/api/schemas/operation';
import { kindNames, operationKinds, type OperationKindName } from '../../core/operations/kinds';
import { pipelineSteps } from '../../core/operations/pipeline';
import { judgeScans, wantedBaseline } from '../baseline/judge';
import type { Context } from '../context';
import { exitCode } from '../exit-codes';
import { waitFor } from '../follow/wait';
import { addDatastoreOptions, neededDatastores } from '../options/datastore-option';
import type { GlobalOptions } from '../options/global-options';
import { addKindOptions, runRequest } from '../options/kind-options';
import { addAnomalyOptions, addBackgroundOption, addFollowOptions, type FollowFlags } from '../options/run-options';
import { printList } from '../output/print';
import { type Building, runs } from '../run-action';
import { operationColumns } from './operation-columns';

type Options = FollowFlags & GlobalOptions;

const whileWaiting = `
While it waits, Ctrl-C leaves the operation running and exits with 130; pressed twice it aborts the operation.`;

function print(context: Context, operations: readonly Operation[]): void {
  printList(context.terminal, context.format, operations, operationColumns, 'No operation was started.');
}

async function runOne(context: Context, name: OperationKindName, datastores: number[], options: Options): Promise<{ operations: readonly Operation[]; code: number }> {
  const baseline = operationKinds[name].findsAnomalies ? wantedBaseline(context, options) : null;
  const started = await context.backend.run(runRequest(name, datastores, { ...options }));
  if (!options.background) {
    const { operations, code } = await waitFor(context, started, options);
    return { operations, code: baseline ? await judgeScans(context, operations, baseline, code, options) : code };
  }
  context.note(`Started ${started.map((o) => `operation ${o.id}`).join(', ')}; "plumbline operations wait ${started.map((o) => o.id).join(' ')}" waits for the end.`);
  return { operations: started, code: exitCode.success };
}

/** A command for each kind of operation, and one for a pipeline of them. */
export function addRunCommands(operations: Command, building: Building): void {
  for (const name of kindNames) {
    const { summary } = operationKinds[name];
    const described = operations.command(name).summary(summary).description(`${summary[0]?.toUpperCase() ?? ''}${summary.slice(1)}.`);
    const command = addFollowOptions(addBackgroundOption(addKindOptions(addDatastoreOptions(described), operationKinds[name])));
    command.addHelpText('after', whileWaiting);
    runs<Options>(command, building, async (context, options) => {
      const { operations: ended, code } = await runOne(context, name, await neededDatastores(context, options), options);
      print(context, ended);
      return code;
    });
  }
  const pipeline = addAnomalyOptions(addDatastoreOptions(operations.command('pipeline').summary(`${pipelineSteps.join(', then ')}; stops at a failure`)
    .description(`${pipelineSteps.map((name, i) => (i === 0 ? operationKinds[name].title : name)).join(', then ')}; stops at the first that does not succeed and gives its exit code.`)));
  addFollowOptions(pipeline).addHelpText('after', whileWaiting);
  runs<Options>(pipeline, building, async (context, options) => {
    const datastores = await neededDatastores(context, options);
    const all: Operation[] = [];
    let worst: number = exitCode.success;
    for (const name of pipelineSteps) {
      const { operations: ended, code } = await runOne(context, name, datastores, options);
      all.push(...ended);
      if (code !== exitCode.success) worst = code;
      // Containers that failed beside good ones do not keep the good ones from being profiled and scanned.
      if (code !== exitCode.success && code !== exitCode.containersFailed) break;
    }
    print(context, all);
    return worst;
  });
}
