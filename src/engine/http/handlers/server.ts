import { openApiDocument } from '../../../core/api/openapi';
import type { serverRoutes } from '../../../core/api/routes/server';
import type { HandlersOf } from '../handler';
import type { EngineParts } from '../parts';

export function serverHandlers({ store, version, prove }: EngineParts): HandlersOf<typeof serverRoutes> {
  return {
    health: async () => undefined,
    status: async () => {
      await store.ping();
      return { database_connection: 'OK', rabbitmq_connection: 'OK', ...(store.notice === null ? {} : { notice: store.notice }) };
    },
    root: async () => ({ application: 'Plumbline engine', description: 'Data quality on files and databases, on this computer.', version }),
    proof: async ({ query }) => ({ proof: await prove(query.nonce) }),
    openapi: async () => openApiDocument(version),
  };
}
