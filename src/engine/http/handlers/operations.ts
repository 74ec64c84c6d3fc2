import type { z } from 'zod';
import type { operationRoutes } from '../../../core/api/routes/operations';
import type { operation as operationSchema, RunBody } from '../../../core/api/schemas/operation';
import { fail } from '../../../core/errors';
import { aiEffort } from '../../../core/operations/profile';
import type { StoredOperation } from '../../store/model';
import { listOperations } from '../../store/queries/operations';
import type { StoreReader } from '../../store/port';
import type { HandlersOf } from '../handler';
import { found } from '../found';
import type { EngineParts } from '../parts';
import { renderOperations } from '../render/operation';

/** The body of one operation: it names its own datastore only. */
function bodyFor(body: RunBody, datastoreId: number): RunBody {
  const { datastore_ids: _, ...rest } = body;
  const effort = 'inference_threshold' in rest && rest.inference_threshold !== undefined ? { ai_effort: aiEffort.options[rest.inference_threshold]! } : {};
  return { ...rest, ...effort, datastore_id: datastoreId } as RunBody;
}

/** Names that no datastore of the request has are mistaken; one that some of them have is told by the operations of the others. */
async function refuseUnknownNames(store: StoreReader, ids: readonly number[], body: RunBody): Promise<void> {
  const names = 'container_names' in body ? body.container_names ?? [] : [];
  if (names.length === 0) return;
  const known = new Set((await Promise.all(ids.map((id) => store.containers(id, { includeMissing: true })))).flat().map((container) => container.name));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    fail('not-found', `There is no container ${unknown.slice(0, 10).map((name) => `"${name.slice(0, 100)}"`).join(', ')}.`,
      { remedy: 'Check the name, or run a sync if it is new.', place: { path: 'container_names' } });
  }
}

export function operationHandlers({ store, queue }: EngineParts): HandlersOf<typeof operationRoutes> {
  const { source } = store;
  const one = async (operation: StoredOperation): Promise<z.input<typeof operationSchema>> =>
    (await renderOperations([operation], { source, queue, parts: true }))[0]!;
  const isOpen = (id: number): boolean => (queue.live(id)?.phase ?? 'ended') !== 'ended';

  return {
    listOperations: async ({ query }) => {
      const working = query.container ? queue.all().filter((live) => query.container!.some((id) => live.runs.has(id))).map((live) => live.operation.id) : [];
      const page = await listOperations(source, await store.lists(), query, working);
      // Who asks for certain operations follows them and wants their parts; a history does without.
      return { ...page, items: await renderOperations(page.items, { source, queue, parts: query.id !== undefined }) };
    },
    runOperation: async ({ body }, caller) => {
      const ids = [...new Set([...body.datastore_id === undefined ? [] : [body.datastore_id], ...body.datastore_ids ?? []])];
      for (const id of ids) await found(source, 'datastores', id);
      await refuseUnknownNames(store, ids, body);
      const created = await queue.add(ids.map((id) => ({ body: bodyFor(body, id), datastoreId: id })), caller.name);
      const operations = await renderOperations(created, { source, queue, parts: true });
      return { ...operations[0]!, operations };
    },
    awaitOperationChanges: async ({ query }) => ({ cursor: await queue.changes.wait(query.after, query.wait * 1000) }),
    getOperation: async ({ params }) => one(queue.live(params.id)?.operation ?? await found(source, 'operations', params.id)),
    abortOperation: async ({ params }) => {
      if (!queue.live(params.id)) await found(source, 'operations', params.id);
      return one(await queue.abort(params.id));
    },
    rerunOperation: async ({ params }, caller) => {
      if (isOpen(params.id)) fail('conflict', `Operation ${params.id} has not ended yet.`, { remedy: 'Wait for its end, or cancel it.' });
      const { body, datastore_id } = await found(source, 'operations', params.id);
      await found(source, 'datastores', datastore_id);
      const [operation] = await queue.add([{ body, datastoreId: datastore_id }], caller.name);
      return one(operation!);
    },
    deleteOperation: async ({ params }) => {
      if (queue.live(params.id)) fail('conflict', `Operation ${params.id} has not ended yet.`, { remedy: 'Wait for its end, or cancel it.' });
      await store.transaction(async (tx) => {
        await found(tx.source, 'operations', params.id);
        await tx.deleteOperations([params.id]);
      });
      queue.changes.happened();
      return {};
    },
  };
}
