import { z } from 'zod';
import { route } from '../define';
import { archivedQuery, many, pageQuery, queryFlag, queryInt, sortQuery } from '../query';
import { deleted, idParams, pageOf } from '../schemas/common';
import { computedCreate, computedField, computedFieldCreate, computedFieldUpdate, containerValidate } from '../schemas/computed';
import { metricSeries } from '../schemas/metric';
import { container, containerPreview, containerStub, containerUpdate, field, fieldUpdate, previewRequest } from '../schemas/container';
import { containerProfile } from '../schemas/container-profile';
import { fieldProfile } from '../schemas/field-profile';

const fieldParams = z.object({ field_id: z.coerce.number().int() });

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
  createContainer: route('POST', '/containers', {
    tag: 'containers', summary: 'Create a computed container: a table, a file or a join over other containers', body: computedCreate, reply: container,
  }),
  validateContainer: route('POST', '/containers/validate', {
    tag: 'containers', summary: 'Try the definition of a computed container, without storing it', status: 204,
    query: z.object({ timeout_seconds: queryInt.pipe(z.number().min(1).max(600)).default(60) }), body: containerValidate, reply: z.void(),
  }),
  deleteContainer: route('DELETE', '/containers/{id}', {
    tag: 'containers', summary: 'Delete a container with its checks, profiles and anomalies; 409 while a computed one reads it', params: idParams, reply: deleted,
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
  containerProfile: route('GET', '/containers/{id}/profile', {
    tag: 'containers', summary: 'Latest profile of a container as a whole', params: idParams, reply: containerProfile,
  }),
  containerMetrics: route('GET', '/containers/{id}/metrics', {
    tag: 'containers', summary: 'Captured metrics of a container: each series with its newest values and what was expected', params: idParams,
    query: z.object({
      metric: many(z.string()), field: many(z.string()),
      /** Values of each series at most, the newest ones. */
      limit: queryInt.pipe(z.number().min(1).max(1000)).default(100),
    }),
    reply: z.array(metricSeries),
  }),
  containerFieldProfiles: route('GET', '/containers/{id}/field-profiles', {
    tag: 'containers', summary: 'Latest profile of each field', params: idParams,
    query: pageQuery.extend({ name: z.string().optional() }), reply: pageOf(fieldProfile),
  }),

  createComputedField: route('POST', '/computed-fields', { tag: 'fields', summary: 'Add a computed field to a container', body: computedFieldCreate, reply: computedField }),
  updateComputedField: route('PUT', '/computed-fields/{field_id}', {
    tag: 'fields', summary: 'Change how a computed field comes about', params: fieldParams, body: computedFieldUpdate, reply: computedField,
  }),
  deleteComputedField: route('DELETE', '/computed-fields/{field_id}', {
    tag: 'fields', summary: 'Delete a computed field; 409 while checks are about it', params: fieldParams, reply: deleted,
  }),

  listFields: route('GET', '/fields', {
    tag: 'fields', summary: 'List fields',
    query: pageQuery.extend({ name: z.string().optional(), container_id: many(queryInt) }), reply: pageOf(field),
  }),
  getField: route('GET', '/fields/{id}', { tag: 'fields', summary: 'Get a field', params: idParams, reply: field }),
  updateField: route('PUT', '/fields/{id}', {
    tag: 'fields', summary: 'Mask a field: exports then hold no value of it', params: idParams, body: fieldUpdate, reply: field,
  }),
  updateFields: route('PATCH', '/fields', {
    tag: 'fields', summary: 'Mask several fields, or unmask them', body: z.array(fieldUpdate.extend({ id: z.number().int() })), reply: z.array(field),
  }),
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
