import { z } from 'zod';
import { route } from '../define';
import { many, pageQuery, queryFlag, queryInt, sortFavorite, sortQuery } from '../query';
import { deleted, idParams, pageOf } from '../schemas/common';
import {
  connection, connectionInput, connectionTest, datastore, datastoreCreate, datastoreStub, datastoreUpdate,
} from '../schemas/datastore';

export const datastoreRoutes = {
  listConnections: route('GET', '/connections', {
    tag: 'connections', summary: 'List connections',
    query: pageQuery.extend({ id: many(queryInt), name: z.string().optional(), type: many(z.string()), sort_created: sortQuery }),
    reply: pageOf(connection),
  }),
  createConnection: route('POST', '/connections', {
    tag: 'connections', summary: 'Create a connection', body: connectionInput.extend({ name: z.string().min(1) }), reply: connection,
  }),
  getConnection: route('GET', '/connections/{id}', { tag: 'connections', summary: 'Get a connection', params: idParams, reply: connection }),
  updateConnection: route('PUT', '/connections/{id}', {
    tag: 'connections', summary: 'Update a connection', params: idParams, body: connectionInput.partial(), reply: connection,
  }),
  deleteConnection: route('DELETE', '/connections/{id}', {
    tag: 'connections', summary: 'Delete a connection; 409 while a datastore uses it', params: idParams, reply: deleted,
  }),
  testConnection: route('POST', '/connections/{id}/test', {
    tag: 'connections', summary: 'Try a saved connection', params: idParams, reply: connectionTest,
  }),

  listDatastores: route('GET', '/datastores', {
    tag: 'datastores', summary: 'List datastores',
    query: pageQuery.extend({
      id: many(queryInt), name: z.string().optional(), search: z.string().optional(), datastore_type: many(z.string()),
      tag: many(z.string()), enrichment_only: queryFlag.optional(), enrich_only: queryFlag.optional(), group: many(z.string()),
      sort_favorite: sortFavorite, sort_created: sortQuery, sort_name: sortQuery,
    }),
    reply: pageOf(datastore),
  }),
  datastoreListing: route('GET', '/datastores/listing', {
    tag: 'datastores', summary: 'All datastores, names only',
    query: z.object({ enrich_only: queryFlag.optional(), enrichment_only: queryFlag.optional() }), reply: z.array(datastoreStub),
  }),
  tryDatastore: route('POST', '/datastores/connection', {
    tag: 'datastores', summary: 'Try a datastore before it is saved; answers connected or why not', body: datastoreCreate, reply: connectionTest,
  }),
  createDatastore: route('POST', '/datastores', {
    tag: 'datastores', summary: 'Create a datastore', body: datastoreCreate, reply: datastore,
  }),
  getDatastore: route('GET', '/datastores/{id}', { tag: 'datastores', summary: 'Get a datastore', params: idParams, reply: datastore }),
  updateDatastore: route('PUT', '/datastores/{id}', {
    tag: 'datastores', summary: 'Update a datastore', params: idParams, body: datastoreUpdate, reply: datastore,
  }),
  deleteDatastore: route('DELETE', '/datastores/{id}', {
    tag: 'datastores', summary: 'Delete a datastore with its checks, profiles, operations and anomalies; never the data', params: idParams, reply: deleted,
  }),
  verifyDatastore: route('POST', '/datastores/{id}/connection', {
    tag: 'datastores', summary: 'Try a saved datastore', params: idParams, reply: connectionTest,
  }),
  linkEnrichment: route('PATCH', '/datastores/{id}/enrichment/{enrichment_id}', {
    tag: 'datastores', summary: 'Link an enrichment datastore',
    params: idParams.extend({ enrichment_id: z.coerce.number().int() }), reply: datastore,
  }),
  unlinkEnrichment: route('DELETE', '/datastores/{id}/enrichment', {
    tag: 'datastores', summary: 'Unlink the enrichment datastore', params: idParams, reply: deleted,
  }),
};
