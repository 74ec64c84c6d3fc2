import type { z } from 'zod';
import type { datastoreRoutes } from '../../../core/api/routes/datastores';
import type { datastore as datastoreSchema, datastoreCreate } from '../../../core/api/schemas/datastore';
import { datastoreUpdate } from '../../../core/api/schemas/datastore';
import { operationKinds } from '../../../core/operations/kinds';
import { fail } from '../../../core/errors';
import type { StoredConnection, StoredDatastore } from '../../store/model';
import { allDatastores, datastoresOfConnection, listDatastores } from '../../store/queries/datastores';
import type { RowSource } from '../../store/source';
import { optionsOfChanged, optionsOfNew } from '../datastore-options';
import type { Caller, HandlersOf } from '../handler';
import { found } from '../found';
import { refuseOtherTeams } from '../local-user';
import type { EngineParts } from '../parts';
import { datastoreStubs, renderDatastores } from '../render/datastore';
import { storableConnection } from '../../sources/source-kinds';
import { changesIn } from '../whole-object';
import { connectionHandlers } from './connections';

async function refuseTakenName(source: RowSource, name: string, except?: number): Promise<void> {
  if ((await allDatastores(source)).some((d) => d.name === name && d.id !== except)) {
    fail('conflict', `There is already a datastore named "${name}".`, { remedy: 'Choose another name.', place: { path: 'name' } });
  }
}

export function datastoreHandlers(parts: EngineParts): HandlersOf<typeof datastoreRoutes> {
  const { store, queue, probe, secrets, now, baseFolder } = parts;
  const { source } = store;
  const one = async (datastore: StoredDatastore): Promise<z.input<typeof datastoreSchema>> => (await renderDatastores(store, [datastore]))[0]!;

  const sync = (id: number, caller: Caller): Promise<unknown> =>
    queue.add([{ body: operationKinds.sync.request.parse({ type: 'sync', datastore_id: id }), datastoreId: id }], caller.name);

  /** The connection that a request names or brings along. */
  const wanted = async (body: z.output<typeof datastoreCreate>): Promise<Omit<StoredConnection, 'id' | 'created'> & { id?: number }> => {
    if (body.connection_id !== undefined) return found(source, 'connections', body.connection_id);
    if (!body.connection) fail('bad-request', 'A connection is needed.', { remedy: 'Give connection_id or connection.', place: { path: 'connection' } });
    return { ...storableConnection(body.connection, body.name, baseFolder, 'connection.'), made_with_datastore: true };
  };

  return {
    ...connectionHandlers(parts),
    listDatastores: async ({ query }) => {
      const page = await listDatastores(source, query);
      return { ...page, items: await renderDatastores(store, page.items) };
    },
    datastoreListing: async ({ query }) => {
      const only = query.enrichment_only ?? query.enrich_only;
      const wanted = (await allDatastores(source)).filter((d) => only === undefined || d.enrichment_only === only);
      return [...(await datastoreStubs(source, wanted.map((d) => d.id))).values()];
    },
    tryDatastore: async ({ body }, { gone }) => {
      const { connection, options } = optionsOfNew(await wanted(body), body.read_options);
      return probe.test({ ...connection, password: body.connection?.password }, { database: body.database ?? null, schema: body.schema ?? null, read_options: options }, gone);
    },
    createDatastore: async ({ body }, caller) => {
      refuseOtherTeams(body.teams);
      const { connection, options } = optionsOfNew(await wanted(body), body.read_options);
      const created = now().toISOString();
      const datastore = await store.transaction(async (tx) => {
        await refuseTakenName(tx.source, body.name);
        const connectionId = connection.id ?? (await tx.saveConnection({ ...connection, created })).id;
        return tx.createDatastore({
          name: body.name, created, connection_id: connectionId, database: body.database ?? null, schema: body.schema ?? null, favorite: false,
          enrichment_only: body.enrichment_only ?? false, enrichment_datastore_id: null, enrichment_prefix: body.enrichment_prefix ?? null,
          ...(body.enrichment_format == null ? {} : { enrichment_format: body.enrichment_format }),
          enrichment_source_record_limit: body.enrichment_source_record_limit ?? null,
          enrichment_remediation_strategy: body.enrichment_remediation_strategy ?? null,
          high_count_rollup_threshold: body.high_count_rollup_threshold ?? null, tags: body.tags ?? [], last_synced: null, read_options: options,
        });
      });
      if (body.connection?.password !== undefined) secrets.tell(datastore.connection_id, body.connection.password);
      if (body.trigger_sync) await sync(datastore.id, caller);
      return one(datastore);
    },
    getDatastore: async ({ params }) => one(await found(source, 'datastores', params.id)),
    updateDatastore: async ({ params, body }, caller) => {
      const rendered = await one(await found(source, 'datastores', params.id));
      const wanted = changesIn(body, datastoreUpdate, { ...rendered, connection_id: rendered.connection?.id });
      const datastore = await store.transaction(async (tx) => {
        const before = await found(tx.source, 'datastores', params.id);
        if (wanted.name !== undefined) await refuseTakenName(tx.source, wanted.name, params.id);
        if (wanted.connection_id !== undefined) await found(tx.source, 'connections', wanted.connection_id);
        const { teams, trigger_sync: _, read_options: change, ...changes } = wanted;
        refuseOtherTeams(teams);
        const after: StoredDatastore = { ...before, ...changes };
        if (change !== undefined) after.read_options = await optionsOfChanged(tx, after, change);
        await tx.saveDatastore(after);
        return after;
      });
      if (body.trigger_sync) await sync(datastore.id, caller);
      return one(datastore);
    },
    deleteDatastore: async ({ params }) => {
      if (queue.all().some((live) => live.operation.datastore_id === params.id)) {
        fail('conflict', 'An operation on this datastore is queued or running.', { remedy: 'Cancel it, or wait until it has ended.' });
      }
      await store.transaction(async (tx) => {
        const datastore = await found(tx.source, 'datastores', params.id);
        await tx.deleteDatastore(params.id);
        const connection = await found(tx.source, 'connections', datastore.connection_id);
        if (connection.made_with_datastore && (await datastoresOfConnection(tx.source, connection.id)).length === 0) await tx.deleteConnection(connection.id);
      });
      return {};
    },
    verifyDatastore: async ({ params }, { gone }) => {
      const datastore = await found(source, 'datastores', params.id);
      return probe.test(await found(source, 'connections', datastore.connection_id), datastore, gone);
    },
    linkEnrichment: async ({ params }) => one(await store.transaction(async (tx) => {
      const datastore = await found(tx.source, 'datastores', params.id);
      await found(tx.source, 'datastores', params.enrichment_id);
      if (params.id === params.enrichment_id) fail('bad-request', 'A datastore cannot be its own enrichment datastore.');
      const after = { ...datastore, enrichment_datastore_id: params.enrichment_id };
      await tx.saveDatastore(after);
      return after;
    })),
    unlinkEnrichment: async ({ params }) => store.transaction(async (tx) => {
      await tx.saveDatastore({ ...await found(tx.source, 'datastores', params.id), enrichment_datastore_id: null });
      return {};
    }),
  };
}
