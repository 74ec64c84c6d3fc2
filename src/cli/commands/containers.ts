import type { Command } from 'commander';
import type { Container } from '../../core/api/schemas/container';
import { exitCode } from '../exit-codes';
import { addDatastoreOptions, chosenDatastores, type DatastoreOptions } from '../options/datastore-option';
import { printList } from '../output/print';
import { type Column, momentText } from '../output/table';
import { type Building, runs } from '../run-action';

const columns: readonly Column<Container>[] = [
  { title: 'id', value: (c) => c.id }, { title: 'datastore', value: (c) => c.datastore?.name }, { title: 'name', value: (c) => c.name },
  { title: 'type', value: (c) => c.table_type ?? c.file_format ?? c.container_type }, { title: 'rows', value: (c) => c.metrics?.records ?? null },
  { title: 'checks', value: (c) => c.metrics?.active_checks ?? null }, { title: 'open anomalies', value: (c) => c.metrics?.active_anomalies ?? null },
  { title: 'profiled', value: (c) => momentText(c.metrics?.last_profiled) }, { title: 'scanned', value: (c) => momentText(c.metrics?.last_scanned) },
  { title: 'trouble', value: (c) => (c.missing ? 'not there any more' : c.last_error ?? (c.notes?.length ? c.notes.join(' ') : null)) },
];

/** `containers …` */
export function addContainers(program: Command, building: Building): void {
  const containers = program.command('containers').description('List tables, views and files');
  runs<DatastoreOptions>(addDatastoreOptions(containers.command('list').description('List the containers of datastores; of all unless said otherwise')), building,
    async (context, options) => {
      const datastores = await chosenDatastores(context, options) ?? (await context.backend.datastores()).map((d) => d.id);
      const all: Container[] = [];
      for (const id of datastores) all.push(...await context.backend.containers(id));
      printList(context.terminal, context.format, all, columns, 'No containers. "plumbline operations sync" catalogues them.');
      return exitCode.success;
    });
}
