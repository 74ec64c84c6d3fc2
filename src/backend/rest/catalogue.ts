import type { QualityBackend } from '../port';
import type { RestClient } from './client';
import { readAll } from './paging';

type Catalogue = Pick<QualityBackend, 'datastores' | 'datastore' | 'tryDatastore' | 'createDatastore' | 'deleteDatastore' | 'verifyDatastore'
  | 'containers' | 'container' | 'fields' | 'fieldProfiles'>;

/** Datastores, containers, fields and their profiles. */
export function catalogue(client: RestClient): Catalogue {
  return {
    datastores: () => readAll((page, size) => client.call('listDatastores', { query: { page, size } })),
    datastore: (id) => client.call('getDatastore', { params: { id } }),
    tryDatastore: (body) => client.call('tryDatastore', { body }),
    createDatastore: (body) => client.call('createDatastore', { body }),
    deleteDatastore: async (id) => { await client.call('deleteDatastore', { params: { id } }); },
    verifyDatastore: (id) => client.call('verifyDatastore', { params: { id } }),
    containers: (datastoreId) => readAll((page, size) => client.call('listContainers', { query: { datastore: [datastoreId], page, size } })),
    container: (id) => client.call('getContainer', { params: { id } }),
    fields: (id) => client.call('containerFields', { params: { id } }),
    fieldProfiles: (id) => readAll((page, size) => client.call('containerFieldProfiles', { params: { id }, query: { page, size } })),
  };
}
