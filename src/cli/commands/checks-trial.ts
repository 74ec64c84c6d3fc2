import type { Command } from 'commander';
import type { CheckCreate } from '../../core/api/schemas/check';
import { fail } from '../../core/errors';
import type { Context } from '../context';
import { exitCode } from '../exit-codes';
import { addCheckOptions } from '../options/check-options';
import { oneContainer } from '../options/container-option';
import { addDatastoreOptions, chosenDatastores, type DatastoreOptions } from '../options/datastore-option';
import { addIds, givenId, type IdOptions } from '../options/id-arguments';
import { printOne } from '../output/print';
import { safeLine, safeLines } from '../output/safe-text';
import { tableText } from '../output/table';
import { type Building, runs } from '../run-action';
import { changesOf, type CheckDefinition } from './check-definition';

interface ValidateOptions extends IdOptions, CheckDefinition, DatastoreOptions { container?: string; rule?: string; failOnAnomalies?: boolean }
interface ExplainOptions extends DatastoreOptions { container: string; sql: boolean }

/** The check to try: a stored one with the given changes, or one that exists only in the options. */
async function candidate(context: Context, args: readonly unknown[], options: ValidateOptions): Promise<CheckCreate> {
  const { status: _, ...changes } = changesOf(options);
  if (options.rule !== undefined) {
    const name = options.container ?? fail('bad-request', '--rule needs --container.');
    return { container_id: await oneContainer(context, await chosenDatastores(context, options), name), rule: options.rule, ...changes };
  }
  const check = await context.backend.check(givenId(args, options));
  return {
    container_id: check.container?.id ?? fail('server-failed', 'The server does not say which container the check is of.'), rule: check.rule_type,
    fields: (check.fields ?? []).map((f) => f.name), properties: check.properties ?? {}, filter: check.filter, coverage: check.coverage, ...changes,
  };
}

/** `checks validate` and `checks explain`: what a check would find, and how a scan would go about it. */
export function addChecksTrial(checks: Command, building: Building): void {
  runs<ValidateOptions>(addCheckOptions(addDatastoreOptions(addIds(checks.command('validate')
    .description('Try a check without saving it: does it run, and on how many rows would it fail now? A stored one by id, or a new one by --container and --rule'), false)))
    .option('--container <name>', 'container (name or id)').option('--rule <rule>', 'rule, as notNull or between')
    .option('--fail-on-anomalies', 'exit code 8 when it would fail'), building, async (context, options, args) => {
    const result = await context.backend.validateCheck(await candidate(context, args, options));
    printOne(context.terminal, context.format, result, [
      { title: 'runs', value: (r) => (r.valid ? 'yes' : 'no') }, { title: 'why not', value: (r) => (r.valid ? null : r.message) },
      { title: 'position', value: (r) => r.position ?? null }, { title: 'rows', value: (r) => r.rows ?? null },
      { title: 'failing rows', value: (r) => r.failing_rows ?? null },
      { title: 'would pass', value: (r) => (r.would_pass === null || r.would_pass === undefined ? null : r.would_pass ? 'yes' : 'no') },
      { title: 'violation', value: (r) => r.violation },
    ]);
    if (!result.valid) return exitCode.failed;
    return options.failOnAnomalies && result.would_pass === false ? exitCode.anomalies : exitCode.success;
  });

  runs<ExplainOptions>(addDatastoreOptions(checks.command('explain').description('Show how a scan would settle each check of a container, and its statements'))
    .requiredOption('--container <name>', 'container (name or id)').option('--no-sql', 'without the statements'), building, async (context, options) => {
    const plan = await context.backend.explainScan(await oneContainer(context, await chosenDatastores(context, options), options.container));
    if (context.format !== 'table') {
      printOne(context.terminal, context.format, plan, []);
      return exitCode.success;
    }
    const room = context.terminal.outIsTerminal ? context.terminal.columns() : null;
    context.terminal.out(tableText(plan.checks, [
      { title: 'id', value: (c) => c.id }, { title: 'rule', value: (c) => c.rule }, { title: 'fields', value: (c) => c.fields.join(', ') },
      { title: 'settled by', value: (c) => c.settled_by }, { title: 'because', value: (c) => c.reason }], room));
    if (options.sql) {
      for (const { name, purpose, sql } of plan.statements) context.terminal.out(`\n-- ${safeLine(name)}: ${safeLine(purpose)}\n${safeLines(sql)}\n`);
    }
    return exitCode.success;
  });
}
