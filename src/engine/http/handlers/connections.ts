import type { datastoreRoutes } from '../../../core/api/routes/datastores';
import { fail } from '../../../core/errors';
import { datastoresOfConnection, listConnections } from '../../store/queries/datastores';
import type { HandlersOf } from '../handler';
import { found } from '../found';
import type { EngineParts } from '../parts';
import { renderConnection } from '../render/datastore';
import { storableConnection } from '../../sources/source-kinds';

type ConnectionRoutes = Pick<typeof datastoreRoutes,
  'listConnections' | 'createConnection' | 'getConnection' | 'updateConnection' | 'deleteConnection' | 'testConnection'>;

export function connectionHandlers({ store, probe, secrets, now, baseFolder }: EngineParts): HandlersOf<ConnectionRoutes> {
  const { source } = store;
  return {
    listConnections: async ({ query }) => {
      const page = await listConnections(source, query);
      return { ...page, items: page.items.map(renderConnection) };
    },
    createConnection: async ({ body }) => {
      const saved = await store.transaction((tx) => tx.saveConnection({ ...storableConnection(body, body.name, baseFolder, ''), created: now().toISOString() }));
      if (body.password !== undefined) secrets.tell(saved.id, body.password);
      return renderConnection(saved);
    },
    getConnection: async ({ params }) => renderConnection(await found(source, 'connections', params.id)),
    updateConnection: async ({ params, body }) => {
      const saved = await store.transaction(async (tx) => {
        const before = await found(tx.source, 'connections', params.id);
        return tx.saveConnection({ ...before, ...storableConnection({ ...before, ...body }, before.name, baseFolder, '') });
      });
      if (body.password === '') secrets.forget(saved.id);
      else if (body.password !== undefined) secrets.tell(saved.id, body.password);
      return renderConnection(saved);
    },
    deleteConnection: async ({ params }) => store.transaction(async (tx) => {
      const connection = await found(tx.source, 'connections', params.id);
      const users = await datastoresOfConnection(tx.source, params.id);
      if (users.length > 0) {
        fail('conflict', `Connection ${connection.name} is used by: ${users.map((d) => d.name).join(', ')}.`, { remedy: 'Delete these datastores first.' });
      }
      await tx.deleteConnection(params.id);
      secrets.forget(params.id);
      return {};
    }),
    testConnection: async ({ params }, { gone }) => probe.test(await found(source, 'connections', params.id), null, gone),
  };
}
