import type { Command } from 'commander';
import type { Container, Field } from '../../core/api/schemas/container';
import { fail } from '../../core/errors';
import type { Context } from '../context';
import { exitCode } from '../exit-codes';
import { oneContainer } from '../options/container-option';
import { addDatastoreOptions, chosenDatastores, type DatastoreOptions } from '../options/datastore-option';
import { addReadOptions, addReset, readChange, type ReadFlags, readOptionsText } from '../options/read-options';
import { names, whole } from '../options/values';
import { printList, printOne } from '../output/print';
import { type Column, momentText } from '../output/table';
import { type Building, runs } from '../run-action';
import { addComputedContainers } from './containers-computed';
import { addContainersPreview } from './containers-preview';
import { addContainersProfile } from './containers-profile';

const columns: readonly Column<Container>[] = [
  { title: 'id', value: (c) => c.id }, { title: 'datastore', value: (c) => c.datastore?.name }, { title: 'name', value: (c) => c.name },
  { title: 'type', value: (c) => c.table_type ?? c.file_format ?? c.container_type }, { title: 'rows', value: (c) => c.metrics?.records ?? null },
  { title: 'checks', value: (c) => c.metrics?.active_checks ?? null }, { title: 'open anomalies', value: (c) => c.metrics?.active_anomalies ?? null },
  { title: 'profiled', value: (c) => momentText(c.metrics?.last_profiled) }, { title: 'scanned', value: (c) => momentText(c.metrics?.last_scanned) },
  { title: 'trouble', value: (c) => (c.missing ? 'not there any more' : c.last_error ?? (c.notes?.length ? c.notes.join(' ') : null)) },
];
type Whole = Container & { fields: Field[] };
const parts: readonly Column<Whole>[] = [
  ...columns, { title: 'files', value: (c) => c.files?.join(', ') }, { title: 'read options', value: (c) => readOptionsText(c.read_options) },
  { title: 'fields', value: (c) => c.fields.filter((f) => f.status !== 'missing').map((f) => `${f.name} ${f.native_type ?? f.type}`).join(', ') },
  { title: 'incremental field', value: (c) => c.incremental_field_name }, { title: 'key fields', value: (c) => c.key_field_names?.join(', ') },
  { title: 'tags', value: (c) => c.global_tags?.map((tag) => tag.name).join(', ') },
];

interface UpdateOptions extends DatastoreOptions, ReadFlags {
  incrementalField?: string;
  keyFields?: string[];
  tags?: string[];
  name?: string;
  description?: string;
  query?: string;
  selectClause?: string;
  whereClause?: string;
  groupByClause?: string;
  forceDropFields?: boolean;
  id?: number;
}

export async function showContainer(context: Context, container: Container): Promise<number> {
  printOne(context.terminal, context.format, { ...container, fields: await context.backend.fields(container.id) }, parts);
  return exitCode.success;
}

/** What was given; an empty text takes it away. */
const given = (values: Record<string, string | undefined>): Record<string, string | null> =>
  Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value === '' ? null : value]])));

async function update(context: Context, name: string, options: UpdateOptions): Promise<number> {
  const id = await oneContainer(context, await chosenDatastores(context, options), name);
  const change = readChange(options, (await context.backend.container(id)).read_options);
  const body = {
    ...(change ? { read_options: change } : {}), ...(options.tags ? { tags: options.tags } : {}), ...(options.keyFields ? { key_field_names: options.keyFields } : {}),
    ...(options.incrementalField === undefined ? {} : { incremental_field_name: options.incrementalField === '' ? null : options.incrementalField }),
    ...given({ name: options.name, description: options.description, query: options.query, select_clause: options.selectClause }),
    ...given({ where_clause: options.whereClause, group_by_clause: options.groupByClause }),
  };
  if (Object.keys(body).length === 0) fail('bad-request', 'Nothing to change was given.', { remedy: '--help lists what can be changed.' });
  return showContainer(context, await context.backend.updateContainer(id, { ...body, ...(options.forceDropFields ? { force_drop_fields: true } : {}) }));
}

/** `containers …` */
export function addContainers(program: Command, building: Building): void {
  const containers = program.command('containers').description('List, look into and correct tables, views and files');
  runs<DatastoreOptions>(addDatastoreOptions(containers.command('list').description('List the containers of datastores; of all unless said otherwise')), building,
    async (context, options) => {
      const datastores = await chosenDatastores(context, options) ?? (await context.backend.datastores()).map((d) => d.id);
      const all: Container[] = [];
      for (const id of datastores) all.push(...await context.backend.containers(id));
      printList(context.terminal, context.format, all, columns, 'No containers. "plumbline operations sync" catalogues them.');
      return exitCode.success;
    });

  runs<DatastoreOptions>(addDatastoreOptions(containers.command('get').description('Show one container with its fields').argument('<name>', 'name or id')), building,
    async (context, options, args) =>
      showContainer(context, await context.backend.container(await oneContainer(context, await chosenDatastores(context, options), String(args[0])))));

  runs<UpdateOptions>(addReset(addReadOptions(addDatastoreOptions(containers.command('update')
    .description('Change how a container is read, and its settings; read options are tried on the data first, and the fields follow at once').argument('[name]', 'name or id'))
    .option('--id <id>', 'its id as an option', whole(1, Number.MAX_SAFE_INTEGER)).option('-n, --name <name>', 'computed: new name').option('-d, --description <text>', 'what it is; "" for nothing')
    .option('-q, --query <sql>', 'computed table: new query').option('--select-clause <sql>', 'computed file, join: new select clause')
    .option('--where-clause <sql>', 'computed file, join: which rows; "" for all').option('--group-by-clause <sql>', 'computed file, join: what to group by; "" for nothing')
    .option('--force-drop-fields', 'take away fields although checks are about them')
    .option('--incremental-field <name>', 'field that grows with time or batch; "" for none').option('--key-fields <names>', 'fields that tell rows apart, separated by commas', names)
    .option('--tags <names>', 'tags, separated by commas', names))), building,
  (context, options, args) => update(context, String(args[0] ?? options.id ?? fail('bad-request', 'A name or an id is needed.')), options));

  addComputedContainers(containers, building);
  addContainersPreview(containers, building);
  addContainersProfile(containers, building);
}
