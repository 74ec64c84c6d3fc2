import { z } from 'zod';
import { route } from '../define';
import { archivedQuery, many, pageQuery, queryFlag, queryInt, sortQuery } from '../query';
import { idParams, pageOf } from '../schemas/common';
import { container, containerPreview, containerStub, containerUpdate, field, fieldProfile, previewRequest } from '../schemas/container';

export const containerRoutes = {
  listContainers: route('GET', '/containers', {
    tag: 'containers', summary: 'List containers',
    query: pageQuery.extend({
      id: many(queryInt), datastore: many(queryInt), name: z.string().optional(), search: z.string().optional(),
      container_type: many(z.string()), tag: many(z.string()), archived: archivedQuery, sort_created: sortQuery, sort_name: sortQuery,
    }),
    reply: pageOf(container),
  }),
  containerListing: route('GET', '/containers/listing', {
    tag: 'containers', summary: 'All containers of a datastore, names only',
    query: z.object({ datastore: many(queryInt) }), reply: z.array(containerStub),
  }),
  tagContainers: route('PATCH', '/containers', {
    tag: 'containers', summary: 'Set the tags of several containers',
    body: z.array(z.strictObject({ id: z.number().int(), tags: z.array(z.string()) })), reply: z.array(container),
  }),
  getContainer: route('GET', '/containers/{id}', { tag: 'containers', summary: 'Get a container', params: idParams, reply: container }),
  updateContainer: route('PUT', '/containers/{id}', {
    tag: 'containers', summary: 'Set tags, incremental field, key fields and read options', params: idParams, body: containerUpdate, reply: container,
  }),
  previewContainer: route('POST', '/containers/{id}/preview', {
    tag: 'containers', summary: 'First rows as they are read, or would be with other read options', params: idParams, body: previewRequest,
    reply: containerPreview,
  }),
  containerFields: route('GET', '/containers/{id}/fields', {
    tag: 'containers', summary: 'Fields of a container, in their order', params: idParams, reply: z.array(field),
  }),
  containerFieldProfiles: route('GET', '/containers/{id}/field-profiles', {
    tag: 'containers', summary: 'Latest profile of each field', params: idParams,
    query: pageQuery.extend({ name: z.string().optional() }), reply: pageOf(fieldProfile),
  }),

  listFields: route('GET', '/fields', {
    tag: 'fields', summary: 'List fields',
    query: pageQuery.extend({ name: z.string().optional(), container_id: many(queryInt) }), reply: pageOf(field),
  }),
  getField: route('GET', '/fields/{id}', { tag: 'fields', summary: 'Get a field', params: idParams, reply: field }),
  listFieldProfiles: route('GET', '/field-profiles', {
    tag: 'fields', summary: 'List field profiles',
    query: pageQuery.extend({
      name: z.string().optional(), datastore: many(queryInt), container: many(queryInt),
      latest_only: queryFlag.default(true), sort_created: sortQuery,
    }),
    reply: pageOf(fieldProfile),
  }),
  getFieldProfile: route('GET', '/field-profiles/{id}', { tag: 'fields', summary: 'Get a field profile', params: idParams, reply: fieldProfile }),
};
