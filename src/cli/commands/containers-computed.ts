import type { Command } from 'commander';
import { computedCreate, type ComputedRequest } from '../../core/api/schemas/computed';
import { fail } from '../../core/errors';
import type { Context } from '../context';
import { exitCode } from '../exit-codes';
import { oneContainer } from '../options/container-option';
import { addDatastoreOptions, chosenDatastores, type DatastoreOptions, oneDatastore } from '../options/datastore-option';
import { names, oneOf, seconds, whole } from '../options/values';
import { type Building, runs } from '../run-action';
import { showContainer } from './containers';

/** What defines a computed container; the public client's names. */
export interface DefinitionFlags extends DatastoreOptions {
  type?: 'computed_table' | 'computed_file' | 'computed_join';
  name?: string;
  query?: string;
  sourceContainerId?: number;
  selectClause?: string;
  whereClause?: string;
  groupByClause?: string;
  leftContainerId?: number;
  rightContainerId?: number;
  leftKeyField?: string;
  rightKeyField?: string;
  leftPrefix?: string;
  rightPrefix?: string;
  joinType?: string;
  description?: string;
  tags?: string[];
}
interface CreateFlags extends DefinitionFlags { dryRun?: boolean; timeout?: number }

const id = whole(1, Number.MAX_SAFE_INTEGER);

function addDefinition(command: Command): Command {
  return addDatastoreOptions(command)
    .requiredOption('-t, --type <type>', 'computed_table, computed_file or computed_join', oneOf('computed_table', 'computed_file', 'computed_join'))
    .option('-q, --query <sql>', 'table: a SELECT over containers of the datastore')
    .option('--source-container-id <id>', 'file: the container that it is computed from', id)
    .option('--select-clause <sql>', 'file, join: what stands behind SELECT').option('--where-clause <sql>', 'file, join: which rows')
    .option('--group-by-clause <sql>', 'file, join: what to group by')
    .option('--left-container-id <id>', 'join: one side', id).option('--right-container-id <id>', 'join: the other side', id)
    .option('--left-key-field <name>', 'join: field to join by').option('--right-key-field <name>', 'join: field to join by')
    .option('--left-prefix <text>', 'join: before the names of the one side, as left_id (default: left)')
    .option('--right-prefix <text>', 'join: before the names of the other side (default: right)')
    .option('--join-type <type>', 'inner, left, right, full, left_semi, left_anti', oneOf('inner', 'left', 'right', 'outer', 'full', 'left_semi', 'left_anti'));
}

/** The request that the options make; says which option lacks. */
async function requestOf(context: Context, options: DefinitionFlags, name: string): Promise<ComputedRequest> {
  const about = { name, description: options.description, tags: options.tags };
  const clauses = { select_clause: options.selectClause, where_clause: options.whereClause, group_by_clause: options.groupByClause };
  const given = options.type === 'computed_table' ? { datastore_id: await oneDatastore(context, options), query: options.query }
    : options.type === 'computed_file' ? { source_container_id: options.sourceContainerId, ...clauses }
    : {
      left_container_id: options.leftContainerId, left_join_field_name: options.leftKeyField, left_prefix: options.leftPrefix, right_container_id: options.rightContainerId,
      right_join_field_name: options.rightKeyField, right_prefix: options.rightPrefix, join_type: options.joinType, ...clauses,
    };
  const request = { container_type: options.type, ...about, ...given };
  const wrong = computedCreate.safeParse(request).error?.issues[0];
  const option = String(wrong?.path[0] ?? '').replace('join_field_name', 'key_field').replaceAll('_', '-');
  if (wrong) fail('bad-request', `--${option} is needed for a ${options.type ?? 'computed container'}.`, { remedy: '--help says what each type takes.' });
  return request as ComputedRequest;
}

/** `containers create`, `validate` and `delete`. */
export function addComputedContainers(containers: Command, building: Building): void {
  runs<CreateFlags>(addDefinition(containers.command('create').description('Create a container that is computed from others; it is tried first'))
    .requiredOption('-n, --name <name>', 'its name').option('-d, --description <text>', 'what it is').option('--tags <names>', 'tags, separated by commas', names)
    .option('--dry-run', 'try it, and create nothing'), building, async (context, options) => {
    const body = await requestOf(context, options, options.name ?? '');
    if (options.dryRun) {
      await context.api.call('validateContainer', { body: { container: body } }, { timeoutMs: 75_000 });
      context.note(`${body.name} can be computed; it was not created.`);
      return exitCode.success;
    }
    const made = await context.api.call('createContainer', { body }, { timeoutMs: 75_000 });
    context.note(`Next: plumbline operations profile --datastore-id ${made.datastore?.id ?? ''} --container-names "${made.name}"`);
    return showContainer(context, made);
  });

  runs<CreateFlags>(addDefinition(containers.command('validate').description('Try the definition of a computed container; exit code 2 where it does not run'))
    .option('-n, --name <name>', 'its name', 'validation_test').option('--timeout <seconds>', 'give up after this time (default: 60)', seconds), building, async (context, options) => {
    const limit = Math.ceil((options.timeout ?? 60_000) / 1000);
    await context.api.call('validateContainer', { query: { timeout_seconds: limit }, body: { container: await requestOf(context, options, options.name ?? 'validation_test') } }, { timeoutMs: (limit + 15) * 1000 });
    context.note('It can be computed.');
    return exitCode.success;
  });

  runs<DatastoreOptions & { id?: number }>(addDatastoreOptions(containers.command('delete')
    .description('Delete a container with its checks, profiles and anomalies; never the data. One of the data comes back with the next sync').argument('[name]', 'name or id'))
    .option('--id <id>', 'the same as an option', id), building, async (context, options, args) => {
    const asked = args[0] ?? options.id ?? fail('bad-request', 'A name or an id is needed.');
    const found = await oneContainer(context, await chosenDatastores(context, options), String(asked));
    await context.api.call('deleteContainer', { params: { id: found } });
    context.note(`Deleted container ${found}.`);
    return exitCode.success;
  });
}
