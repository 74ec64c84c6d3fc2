import type { RunRequest } from '../../core/api/schemas/operation';
import { fail, PlumblineError } from '../../core/errors';
import type { Operation } from '../../core/api/schemas/operation';
import type { OperationFilter, QualityBackend } from '../port';
import type { RestClient } from './client';

type Operations = Pick<QualityBackend, 'run' | 'operation' | 'operations' | 'operationChanges' | 'abort' | 'rerun'>;


function queryOf(filter: OperationFilter): object {
  return {
    id: filter.ids, operation_type: filter.types, result: filter.results, datastore: filter.datastores, finished: filter.finished,
    start_date: filter.startDate, end_date: filter.endDate, page: filter.page, size: filter.size, sort_created: 'desc',
  };
}

/**
 * One call per datastore: every server takes `datastore_id`, only some take a list. When one is refused,
 * the error says which operations were already started.
 */
async function runAll(client: RestClient, { datastore_id, datastore_ids, ...rest }: RunRequest): Promise<Operation[]> {
  const started: Operation[] = [];
  for (const id of datastore_ids ?? (datastore_id === undefined ? [] : [datastore_id])) {
    try {
      const { operations, ...first } = await client.call('runOperation', { body: { ...rest, datastore_id: id } });
      started.push(...(operations && operations.length > 0 ? operations : [first as Operation]));
    } catch (error) {
      if (started.length === 0 || !(error instanceof PlumblineError)) throw error;
      const ids = started.map((o) => o.id).join(', ');
      fail(error.problem.code, `Datastore ${id}: ${error.problem.reason} Operation ${ids} for the datastores before it is already started.`,
        { remedy: error.problem.remedy, detail: error.problem.detail }, error);
    }
  }
  return started;
}

export function operations(client: RestClient): Operations {
  return {
    run: (request) => runAll(client, request),
    operation: (id) => client.call('getOperation', { params: { id } }),
    operations: (filter) => client.call('listOperations', { query: queryOf(filter) }),
    // A deployment has no such route; the local engine's backend puts its own in place of this.
    operationChanges: async () => fail('unsupported', 'This server does not tell by itself when jobs change.', { remedy: 'Ask for its list.' }),
    abort: (id) => client.call('abortOperation', { params: { id } }),
    rerun: (id) => client.call('rerunOperation', { params: { id } }),
  };
}
