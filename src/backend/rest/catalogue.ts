import type { QualityBackend } from '../port';
import { fail, PlumblineError } from '../../core/errors';
import type { ReadOptions } from '../../core/api/schemas/read-options';
import type { RestClient } from './client';
import { orElse } from './optional-route';
import { readAll } from './paging';

type Catalogue = Pick<QualityBackend, 'datastores' | 'datastore' | 'tryDatastore' | 'createDatastore' | 'updateDatastore' | 'deleteDatastore' | 'verifyDatastore'
  | 'containers' | 'container' | 'updateContainer' | 'previewContainer' | 'fields' | 'fieldProfiles' | 'metrics' | 'containerProfile' | 'fieldHistory'>;

/** The engine gives up a reading after a minute and says so. */
const readingMs = 75_000;

/** A server that does not know read options would pass over them in silence. */
function refuseWithout(options: ReadOptions | null | undefined): void {
  if (!options) fail('unsupported', 'This server keeps no read options.', { remedy: 'Plumbline\'s own engine does.' });
}

/** Profiles of a field that are asked for at most. */
const historyLength = 50;

/** Datastores, containers, fields and their profiles. */
export function catalogue(client: RestClient): Catalogue {
  return {
    datastores: () => readAll((page, size) => client.call('listDatastores', { query: { page, size } })),
    datastore: (id) => client.call('getDatastore', { params: { id } }),
    tryDatastore: (body) => client.call('tryDatastore', { body }),
    createDatastore: (body) => client.call('createDatastore', { body }),
    updateDatastore: async (id, body) => {
      if (body.read_options) refuseWithout((await client.call('getDatastore', { params: { id } })).read_options);
      return client.call('updateDatastore', { params: { id }, body });
    },
    deleteDatastore: async (id) => { await client.call('deleteDatastore', { params: { id } }); },
    verifyDatastore: (id) => client.call('verifyDatastore', { params: { id } }),
    containers: (datastoreId) => readAll((page, size) => client.call('listContainers', { query: { datastore: [datastoreId], page, size } })),
    container: (id) => client.call('getContainer', { params: { id } }),
    updateContainer: async (id, body) => {
      if (body.read_options) refuseWithout((await client.call('getContainer', { params: { id } })).read_options);
      return client.call('updateContainer', { params: { id }, body }, { timeoutMs: readingMs });
    },
    previewContainer: (id, body) => orElse(
      client.call('previewContainer', { params: { id }, body }, { timeoutMs: readingMs }),
      () => fail('unsupported', 'This server does not show rows of a container.', { remedy: 'Plumbline\'s own engine does.' }),
    ),
    fields: (id) => client.call('containerFields', { params: { id } }),
    metrics: (id, { metrics, fields, limit }) => orElse(
      client.call('containerMetrics', { params: { id }, query: { metric: metrics, field: fields, limit } }),
      () => fail('unsupported', 'This server captures no metrics.', { remedy: 'Plumbline\'s own engine does.' }),
    ),
    fieldProfiles: (id) => readAll((page, size) => client.call('containerFieldProfiles', { params: { id }, query: { page, size } })),
    containerProfile: async (id) => {
      try {
        return await client.call('containerProfile', { params: { id } });
      } catch (error) {
        // Never profiled, or by a server that keeps profiles of fields alone.
        if (PlumblineError.is(error, 'not-found') || PlumblineError.is(error, 'unsupported')) return null;
        throw error;
      }
    },
    fieldHistory: async (id, name) =>
      (await client.call('listFieldProfiles', { query: { container: [id], name, latest_only: false, sort_created: 'desc', page: 1, size: historyLength } })).items,
  };
}
