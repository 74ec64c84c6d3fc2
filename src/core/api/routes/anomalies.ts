import { z } from 'zod';
import { route } from '../define';
import { cursorQuery, many, pageQuery, queryFlag, queryInt, queryMoment, sortQuery } from '../query';
import {
  anomaly, anomalyBulkDelete, anomalyGroup, anomalyStatus, anomalyType, anomalyBulkUpdate, anomalyUpdate, archivedAnomalyStatus, comment, historyEntry, sourceRecords,
} from '../schemas/anomaly';
import { deleted, idParams, pageOf } from '../schemas/common';

const anomalyFilter = {
  id: many(queryInt), status: many(anomalyStatus), anomaly_type: anomalyType.optional(), datastore: many(queryInt), datastore_id: many(queryInt),
  container: many(queryInt), field: many(z.string()), operation: many(queryInt), container_scan: queryInt.optional(), partition_scan: queryInt.optional(),
  rule_type: many(z.string()), quality_check: many(queryInt), tag: many(z.string()), created_date: queryMoment.optional(),
  start_date: queryMoment.optional(), end_date: queryMoment.optional(), timeframe: queryInt.optional(),
  archived: z.enum(['only', 'include']).optional(), source_enriched: queryFlag.optional(),
  search: z.string().max(500).optional().meta({
    description: 'Words, each of which is found in the messages, the names, the fields or the rules of an anomaly, or is its id.',
  }),
};

export const anomalyRoutes = {
  listAnomalies: route('GET', '/anomalies', {
    tag: 'anomalies', summary: 'List anomalies; open ones unless `archived` or `status` says otherwise',
    query: cursorQuery.extend({ ...anomalyFilter, sort_created: sortQuery, sort_weight: sortQuery, sort_anomalous_records: sortQuery }),
    reply: pageOf(anomaly),
  }),
  groupAnomalies: route('GET', '/anomalies/groups', {
    tag: 'anomalies', summary: 'Count anomalies by container or by check, the largest groups first',
    query: pageQuery.extend({ ...anomalyFilter, by: z.enum(['container', 'quality_check']).default('container') }),
    reply: pageOf(anomalyGroup).extend({ anomalies: z.number().int() }),
  }),
  bulkUpdateAnomalies: route('PATCH', '/anomalies', {
    tag: 'anomalies', summary: 'Update several anomalies', body: anomalyBulkUpdate, reply: z.array(anomaly),
  }),
  bulkDeleteAnomalies: route('DELETE', '/anomalies', {
    tag: 'anomalies', summary: 'Archive or delete several anomalies', body: anomalyBulkDelete, reply: deleted,
  }),
  getAnomaly: route('GET', '/anomalies/{id}', { tag: 'anomalies', summary: 'Get an anomaly', params: idParams, reply: anomaly }),
  updateAnomaly: route('PUT', '/anomalies/{id}', {
    tag: 'anomalies', summary: 'Set status, description, tags, assignees', params: idParams, body: anomalyUpdate, reply: anomaly,
  }),
  deleteAnomaly: route('DELETE', '/anomalies/{id}', {
    tag: 'anomalies', summary: 'Archive (archive=true, with status) or delete an anomaly', params: idParams,
    query: z.object({ archive: queryFlag.default(true), status: archivedAnomalyStatus.default('Resolved') }), reply: deleted,
  }),
  sourceRecords: route('GET', '/anomalies/{id}/source-record', {
    tag: 'anomalies', summary: 'Failing rows kept with a record anomaly', params: idParams,
    query: z.object({
      limit: queryInt.min(1).max(1000).default(10), include_deleted: queryFlag.optional(),
      include_masked: queryFlag.optional().meta({ description: 'The local engine masks no field, so its answer is the same with and without.' }),
    }),
    reply: sourceRecords,
  }),
  anomalyHistory: route('GET', '/anomalies/{id}/history', {
    tag: 'anomalies', summary: 'Changes of an anomaly, oldest first', params: idParams, reply: z.array(historyEntry),
  }),
  listComments: route('GET', '/comments', {
    tag: 'anomalies', summary: 'List comments', query: pageQuery.extend({ anomaly_id: queryInt.optional() }), reply: pageOf(comment),
  }),
  createComment: route('POST', '/comments', {
    tag: 'anomalies', summary: 'Comment an anomaly',
    body: z.strictObject({ anomaly_id: z.number().int(), message: z.string().min(1).max(10_000) }), reply: comment,
  }),
};
