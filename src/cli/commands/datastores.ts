import type { Command } from 'commander';
import type { Datastore } from '../../core/api/schemas/datastore';
import { fail } from '../../core/errors';
import type { Context } from '../context';
import { exitCode } from '../exit-codes';
import { addDatastoreOptions, chosenDatastores, type DatastoreOptions } from '../options/datastore-option';
import { addIds, givenIds, type IdOptions } from '../options/id-arguments';
import { addFileOptions, addReadOptions, addReset, readChange, type ReadFlags, readOptionsText } from '../options/read-options';
import { oneOf } from '../options/values';
import { printList, printOne } from '../output/print';
import { type Column, momentText } from '../output/table';
import { type Building, runs } from '../run-action';
import { datastoreFrom, type SourceOptions } from './datastore-source';
import { datastoreOfServer, isServerAddress, type ServerFlags } from './server-source';
import { addEnrichment, type EnrichmentFlags, enrichmentSettings, formatOption } from './datastores-enrichment';

const columns: readonly Column<Datastore>[] = [
  { title: 'id', value: (d) => d.id }, { title: 'name', value: (d) => d.name }, { title: 'type', value: (d) => d.type ?? d.connection?.type },
  { title: 'containers', value: (d) => d.metrics?.containers ?? null }, { title: 'rows', value: (d) => d.metrics?.records ?? null },
  { title: 'checks', value: (d) => d.metrics?.active_checks ?? null }, { title: 'open anomalies', value: (d) => d.metrics?.active_anomalies ?? null },
  { title: 'where', value: (d) => d.connection?.path ?? d.connection?.host },
];
const parts: readonly Column<Datastore>[] = [
  ...columns, { title: 'read options', value: (d) => readOptionsText(d.read_options) }, { title: 'database', value: (d) => d.database },
  { title: 'schema', value: (d) => d.schema }, { title: 'last synced', value: (d) => momentText(d.last_synced) },
  { title: 'enrichment', value: (d) => d.enrichment_datastore?.name }, { title: 'created', value: (d) => momentText(d.created) },
];

type AddOptions = SourceOptions & ServerFlags;

function withoutFileOptions(options: AddOptions): ServerFlags {
  if (options.type !== undefined || readChange(options, null)) fail('bad-request', 'Options of files have no effect on a server.', { remedy: 'Leave them out.' });
  return options;
}

function withoutServerOptions(options: AddOptions): SourceOptions {
  const { schema, passwordEnv, service, tlsCa, tlsCertificate, tlsKey } = options;
  if ([schema, passwordEnv, service, tlsCa, tlsCertificate, tlsKey].some((given) => given !== undefined)) {
    fail('bad-request', 'Options of servers have no effect on files.', { remedy: 'Leave them out.' });
  }
  return options;
}

async function add(context: Context, typed: string, options: AddOptions): Promise<number> {
  if (context.storeFolder === null) {
    fail('unsupported', 'A path can only be added to a local store.', { remedy: 'Make the datastore in the server\'s own pages; a server cannot see your files.' });
  }
  const wanted = isServerAddress(typed) ? datastoreOfServer(typed, context.folder, withoutFileOptions(options), process.env) : await datastoreFrom(typed, context.folder, withoutServerOptions(options));
  if ((await context.backend.datastores()).some((d) => d.name === wanted.name)) {
    fail('conflict', `There is already a datastore named "${wanted.name}".`, { remedy: 'Choose another name with --name.' });
  }
  // An enrichment datastore is made by the first who writes to it.
  const test = options.enrichmentOnly ? { connected: true } : await context.backend.tryDatastore(wanted);
  if (!test.connected) {
    context.terminal.say(`It was not added: ${test.message ?? 'it cannot be opened, and the engine gave no reason.'}`);
    return exitCode.failed;
  }
  const made = await context.backend.createDatastore(wanted);
  printOne(context.terminal, context.format, made, parts);
  // Tables of servers are not profiled.
  const next = isServerAddress(typed) ? 'sync' : 'pipeline';
  context.note(options.enrichmentOnly ? `Next: plumbline datastores enrichment --id ID --link ${made.id}` : `Next: plumbline operations ${next} --datastore-id ${made.id}`);
  return exitCode.success;
}

/** Ids given as arguments, or by `--datastore-id` and `--datastore`. */
async function asked(context: Context, args: readonly unknown[], options: IdOptions & DatastoreOptions): Promise<number[]> {
  const chosen = await chosenDatastores(context, options);
  return chosen ?? givenIds(args, options);
}

interface UpdateOptions extends IdOptions, DatastoreOptions, ReadFlags, EnrichmentFlags { name?: string; sync: boolean }

async function update(context: Context, args: readonly unknown[], options: UpdateOptions): Promise<number> {
  const [id, ...more] = await asked(context, args, options);
  if (id === undefined || more.length > 0) fail('bad-request', 'Exactly one datastore is needed.');
  const change = readChange(options, (await context.backend.datastore(id)).read_options);
  const enrichment = enrichmentSettings(options);
  if (!change && options.name === undefined && Object.keys(enrichment).length === 0) fail('bad-request', 'Nothing to change was given.', { remedy: '--help lists what can be changed.' });
  const changed = await context.backend.updateDatastore(id, {
    ...(options.name === undefined ? {} : { name: options.name }), ...enrichment, ...(change ? { read_options: change, trigger_sync: options.sync } : {}),
  });
  printOne(context.terminal, context.format, changed, parts);
  if (change) {
    context.note(options.sync ? 'A sync brings the catalogue up to date: plumbline operations list' : `Next: plumbline operations sync --datastore-id ${id}`);
  }
  return exitCode.success;
}

/** `datastores …` */
export function addDatastores(program: Command, building: Building): void {
  const datastores = program.command('datastores').description('Add, list and remove datastores');

  runs<AddOptions>(addReadOptions(addFileOptions(datastores.command('add').description('Add a folder of files, one file, a DuckDB database or a PostgreSQL server; tries it first')
    .argument('<path>', 'folder, data file or database, or postgres://USER@HOST:PORT/DATABASE')
    .option('--name <name>', 'name of the datastore (default: that of the folder or file)')
    .option('--type <type>', 'files or duckdb (default: by what the path is)', oneOf('files', 'duckdb'))
    .option('--schema <name>', 'of a server: read this schema only')
    .option('--password-env <name>', 'of a server: the environment variable that holds the password')
    .option('--service <name>', 'of a server: section of pg_service.conf')
    .option('--tls-ca <file>', 'of a server: CA certificate that vouches for it')
    .option('--tls-certificate <file>', 'of a server: certificate of this client')
    .option('--tls-key <file>', 'of a server: key of that certificate')
    .option('--enrichment-only', 'for what is exported: a folder or a DuckDB file, made when it is first written to')
    .addOption(formatOption()))),
  building, (context, options, args) => add(context, String(args[0]), options), { mayCreateStore: true });

  runs(datastores.command('list').description('List the datastores'), building, async (context) => {
    printList(context.terminal, context.format, await context.backend.datastores(), columns, 'No datastores. Add one with "plumbline datastores add FOLDER".');
    return exitCode.success;
  });

  runs<IdOptions & DatastoreOptions>(addDatastoreOptions(addIds(datastores.command('get').description('Show one datastore'), false)), building,
    async (context, options, args) => {
      const [id] = await asked(context, args, options);
      printOne(context.terminal, context.format, await context.backend.datastore(id ?? 0), parts);
      return exitCode.success;
    });

  runs<UpdateOptions>(addReset(addReadOptions(addFileOptions(addDatastoreOptions(addIds(
    datastores.command('update').description('Change name and read options of a datastore; what is not given stays'), false)
    .option('--name <name>', 'new name').option('--enrichment-only', 'it is for exports').option('--no-enrichment-only', 'it is not')
    .option('--enrichment-prefix <text>', 'what the names of its tables in the enrichment datastore begin with').addOption(formatOption()).option('--no-sync', 'do not bring the catalogue up to date now'))))), building,
  (context, options, args) => update(context, args, options));

  addEnrichment(datastores, building);

  runs<IdOptions & DatastoreOptions>(addDatastoreOptions(addIds(datastores.command('verify').description('Try to open saved datastores'), true)), building,
    async (context, options, args) => {
      const tests: { id: number; connected: boolean; message: string | null }[] = [];
      for (const id of await asked(context, args, options)) {
        const { connected, message } = await context.backend.verifyDatastore(id);
        tests.push({ id, connected, message: message ?? null });
      }
      printList(context.terminal, context.format, tests, [
        { title: 'id', value: (t) => t.id }, { title: 'connected', value: (t) => t.connected }, { title: 'message', value: (t) => t.message }], 'None.');
      return tests.every((t) => t.connected) ? exitCode.success : exitCode.failed;
    });

  runs<IdOptions & DatastoreOptions>(addDatastoreOptions(addIds(
    datastores.command('remove').description('Remove datastores with their checks, profiles, operations and anomalies; never the data itself'), true)), building,
  async (context, options, args) => {
    for (const id of await asked(context, args, options)) {
      await context.backend.deleteDatastore(id);
      context.note(`Removed datastore ${id}.`);
    }
    return exitCode.success;
  });
}
