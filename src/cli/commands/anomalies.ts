import type { Command } from 'commander';
import { readAll } from '../../backend/rest/paging';
import { type Anomaly, anomalyStatus, archivedAnomalyStatus, openAnomalyStatus } from '../../core/api/schemas/anomaly';
import { fail } from '../../core/errors';
import { exitCode } from '../exit-codes';
import { chosenContainers, type ContainerOptions } from '../options/container-option';
import { addDatastoreOptions, chosenDatastores, type DatastoreOptions } from '../options/datastore-option';
import { addIds, givenId, givenIds, type IdOptions } from '../options/id-arguments';
import { ids, moment, names, oneOf, repeated, someOf, whole } from '../options/values';
import { printList, printOne } from '../output/print';
import { type Column, momentText, tableText } from '../output/table';
import { type Building, runs } from '../run-action';

const columns: readonly Column<Anomaly>[] = [
  { title: 'id', value: (a) => a.id }, { title: 'type', value: (a) => a.type }, { title: 'status', value: (a) => a.status },
  { title: 'datastore', value: (a) => a.datastore?.name }, { title: 'container', value: (a) => a.container?.name },
  { title: 'rows', value: (a) => a.anomalous_records_count ?? null },
  { title: 'checks', value: (a) => [...new Set((a.failed_checks ?? []).map((f) => f.quality_check.rule_type))].join(', ') },
  { title: 'created', value: (a) => momentText(a.created) }, { title: 'message', value: (a) => a.description ?? a.message },
];
const parts: readonly Column<Anomaly>[] = [
  ...columns, { title: 'severity', value: (a) => a.weight ?? null }, { title: 'last seen', value: (a) => momentText(a.last_seen) },
  { title: 'scan', value: (a) => a.operation_id ?? null },
];

interface ListOptions extends DatastoreOptions, ContainerOptions {
  checkId?: number[]; operationId?: number[]; status?: string[]; type?: 'record' | 'shape'; tag?: string[]; startDate?: string; endDate?: string;
  archived?: 'only' | 'include'; limit?: number;
}
interface UpdateOptions extends IdOptions { status?: 'Active' | 'Acknowledged'; description?: string }

/** `anomalies …` */
export function addAnomalies(program: Command, building: Building): void {
  const anomalies = program.command('anomalies').description('List anomalies and decide about them');

  runs<ListOptions>(addDatastoreOptions(anomalies.command('list').description('List anomalies, newest first; open ones unless said otherwise'))
    .option('--container <name>', 'only of this container (name or id); may be repeated', repeated)
    .option('--check-id <ids>', 'only of these checks', ids).option('--operation-id <ids>', 'only found by these scans', ids)
    .option('--status <names>', 'only these: Active, Acknowledged, Resolved, Invalid, Duplicate, Discarded', someOf(...anomalyStatus.options))
    .option('--type <type>', 'record or shape', oneOf('record', 'shape')).option('--tag <names>', 'only with one of these tags', names)
    .option('--start-date <date>', 'created on or after', moment).option('--end-date <date>', 'created on or before', moment)
    .option('--archived <which>', 'archived ones: only, include', oneOf('only', 'include'))
    .option('--limit <n>', 'at most so many', whole(1, 1_000_000)), building, async (context, options) => {
    const datastores = await chosenDatastores(context, options);
    const filter = {
      datastores, containers: await chosenContainers(context, datastores, options), checks: options.checkId, operations: options.operationId,
      status: options.status, type: options.type, tags: options.tag, startDate: options.startDate, endDate: options.endDate, archived: options.archived,
    };
    const list = await readAll((page, size) => context.backend.anomalies({ ...filter, page, size }), options.limit);
    printList(context.terminal, context.format, list, columns, 'No anomalies.');
    return exitCode.success;
  });

  runs<IdOptions & { records?: number }>(addIds(anomalies.command('get').description('Show one anomaly with its failed checks'), false)
    .option('--records <n>', 'with so many of its failing rows', whole(1, 1000)), building, async (context, options, args) => {
    const id = givenId(args, options);
    const anomaly = await context.backend.anomaly(id);
    const rows = options.records === undefined ? undefined : await context.backend.sourceRecords(id, options.records);
    if (context.format !== 'table') {
      printOne(context.terminal, context.format, rows ? { ...anomaly, source_records: rows.records } : anomaly, []);
      return exitCode.success;
    }
    printOne(context.terminal, context.format, anomaly, parts);
    const room = context.terminal.outIsTerminal ? context.terminal.columns() : null;
    context.terminal.out(`\n${tableText(anomaly.failed_checks ?? [], [
      { title: 'check', value: (f) => f.quality_check.id }, { title: 'rule', value: (f) => f.quality_check.rule_type },
      { title: 'rows', value: (f) => f.anomalous_records_count ?? null }, { title: 'message', value: (f) => f.message }], room)}`);
    if (rows) {
      context.terminal.out(`\n${tableText(rows.records, [
        { title: 'row', value: (r) => r.row_id }, ...rows.columns.map((name) => ({ title: name, value: (r: { values: Record<string, string | number | boolean | null> }) => r.values[name] ?? null })),
      ], room)}`);
    }
    return exitCode.success;
  });

  runs<UpdateOptions>(addIds(anomalies.command('update').description('Set status or description of open anomalies'), true)
    .option('--status <status>', 'Active or Acknowledged', oneOf(...openAnomalyStatus.options))
    .option('--description <text>', 'what people should read'), building, async (context, options, args) => {
    const chosen = givenIds(args, options);
    if (options.status === undefined && options.description === undefined) fail('bad-request', 'There is nothing to change.', { remedy: 'Give --status or --description.' });
    if (options.status !== undefined) await context.backend.setAnomalyStatus(chosen, options.status);
    if (options.description !== undefined) for (const id of chosen) await context.backend.describeAnomaly(id, options.description);
    context.note(`Updated ${chosen.length === 1 ? `anomaly ${chosen[0] ?? ''}` : `${chosen.length} anomalies`}.`);
    return exitCode.success;
  });

  runs<IdOptions & { status: 'Resolved' | 'Invalid' | 'Duplicate' | 'Discarded' }>(addIds(anomalies.command('archive').description('Archive anomalies with a reason'), true)
    .option('--status <reason>', 'Resolved, Invalid, Duplicate or Discarded', oneOf(...archivedAnomalyStatus.options), 'Resolved' as const),
  building, async (context, options, args) => {
    const chosen = givenIds(args, options);
    await context.backend.setAnomalyStatus(chosen, options.status);
    context.note(`Archived ${chosen.length === 1 ? `anomaly ${chosen[0] ?? ''}` : `${chosen.length} anomalies`} as ${options.status}.`);
    return exitCode.success;
  });

  runs<IdOptions>(addIds(anomalies.command('delete').description('Delete anomalies for good, with their rows and comments'), true), building,
    async (context, options, args) => {
      const chosen = givenIds(args, options);
      await context.backend.deleteAnomalies(chosen);
      context.note(`Deleted ${chosen.length === 1 ? `anomaly ${chosen[0] ?? ''}` : `${chosen.length} anomalies`}.`);
      return exitCode.success;
    });
}
