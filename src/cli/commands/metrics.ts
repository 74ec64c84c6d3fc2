import type { Command } from 'commander';
import type { MetricSeries, MetricValue } from '../../core/api/schemas/metric';
import { fail } from '../../core/errors';
import { metricText } from '../../core/metrics/captured';
import type { Context } from '../context';
import { exitCode } from '../exit-codes';
import { chosenContainers, oneContainer } from '../options/container-option';
import { addDatastoreOptions, chosenDatastores, type DatastoreOptions } from '../options/datastore-option';
import { repeated, whole } from '../options/values';
import { printList } from '../output/print';
import { type Column, momentText } from '../output/table';
import { type Building, runs } from '../run-action';

interface ListOptions extends DatastoreOptions { container?: string[]; unusual?: boolean }
interface HistoryOptions extends DatastoreOptions { field?: string; limit?: number }
interface Listed extends MetricSeries { readonly container: string }

const between = ({ lower, upper }: MetricValue): string | null =>
  (lower == null || upper == null ? null : `${metricText(lower)} to ${metricText(upper)}`);
const last = ({ values }: MetricSeries): MetricValue | undefined => values.at(-1);

const listColumns: readonly Column<Listed>[] = [
  { title: 'container', value: (s) => s.container }, { title: 'metric', value: (s) => s.metric }, { title: 'field', value: (s) => s.field },
  { title: 'value', value: (s) => last(s)?.value ?? null }, { title: 'expected', value: (s) => { const v = last(s); return v ? between(v) : null; } },
  { title: 'unusual', value: (s) => (last(s)?.outside ? 'yes' : null) }, { title: 'captured', value: (s) => momentText(last(s)?.captured) },
];
const historyColumns: readonly Column<MetricValue>[] = [
  { title: 'captured', value: (v) => momentText(v.captured) }, { title: 'value', value: (v) => v.value }, { title: 'expected', value: between },
  { title: 'unusual', value: (v) => (v.outside ? 'yes' : null) }, { title: 'by', value: (v) => v.method }, { title: 'operation', value: (v) => v.operation_id },
];

async function newest(context: Context, options: ListOptions): Promise<Listed[]> {
  const datastores = await chosenDatastores(context, options) ?? (await context.backend.datastores()).map(({ id }) => id);
  const wanted = await chosenContainers(context, datastores, options);
  const all: Listed[] = [];
  for (const datastore of datastores) {
    for (const { id, name } of await context.backend.containers(datastore)) {
      if (wanted && !wanted.includes(id)) continue;
      for (const series of await context.backend.metrics(id, { limit: 1 })) all.push({ ...series, container: name });
    }
  }
  return all;
}

/** `metrics …`; they are captured by `operations capture`. */
export function addMetrics(program: Command, building: Building): void {
  const metrics = program.command('metrics').description('Look at captured metrics and what was expected; "operations capture" captures them');
  runs<ListOptions>(addDatastoreOptions(metrics.command('list').description('The newest value of each metric, with the values that its history lets expect'))
    .option('--container <name>', 'name or id of a container; may be repeated', repeated)
    .option('--unusual', 'only values outside of what was expected'), building, async (context, options) => {
    const all = await newest(context, options);
    printList(context.terminal, context.format, options.unusual ? all.filter((one) => last(one)?.outside) : all, listColumns,
      options.unusual ? 'Nothing unusual.' : 'No metrics. "plumbline operations capture" captures them.');
    return exitCode.success;
  });

  runs<HistoryOptions>(addDatastoreOptions(metrics.command('history').description('The values of one metric over time, oldest first')
    .argument('<container>', 'name or id').argument('<metric>', 'row_count, null_percent, …')).option('--field <name>', 'of this field')
    .option('--limit <n>', 'at most so many, the newest ones', whole(1, 1000)), building, async (context, options, args) => {
    const id = await oneContainer(context, await chosenDatastores(context, options), String(args[0]));
    const found = await context.backend.metrics(id, { metrics: [String(args[1])], ...(options.field === undefined ? {} : { fields: [options.field] }), limit: options.limit });
    const [only, ...more] = found;
    if (!only) fail('not-found', `${args[0]} has no metric ${args[1]}${options.field === undefined ? '' : ` of ${options.field}`}.`, { remedy: '"plumbline metrics list" shows what was captured.' });
    if (more.length > 0) fail('bad-request', `${args[1]} was captured of several fields.`, { remedy: `Choose one with --field: ${found.map(({ field }) => field).slice(0, 20).join(', ')}.` });
    printList(context.terminal, context.format, only.values, historyColumns, 'No values.');
    return exitCode.success;
  });
}
