import { z } from 'zod';
import { route } from '../define';
import { cursorQuery, many, queryFlag, queryInt, queryMoment, sortQuery } from '../query';
import { deleted, idParams, pageOf } from '../schemas/common';
import { listedOperationType, operation, operationResult, runBody, runReply } from '../schemas/operation';

export const operationRoutes = {
  listOperations: route('GET', '/operations', {
    tag: 'operations', summary: 'List operations; newest first unless sorted otherwise',
    query: cursorQuery.extend({
      id: many(queryInt), operation_type: many(listedOperationType), finished: queryFlag.optional(), result: many(operationResult), schedule_id: many(queryInt),
      created_date: queryMoment.optional(), start_date: queryMoment.optional(), end_date: queryMoment.optional(),
      datastore: many(queryInt), container: many(queryInt), has_logs: queryFlag.optional(),
      sort_created: sortQuery, sort_duration: sortQuery,
    }),
    reply: pageOf(operation),
  }),
  runOperation: route('POST', '/operations/run', {
    tag: 'operations', summary: 'Queue an operation on one or several datastores', body: runBody, reply: runReply,
  }),
  awaitOperationChanges: route('GET', '/operations/changes', {
    tag: 'operations', summary: 'Wait until operations come, begin or end', listens: true,
    query: z.object({
      /** The `cursor` of the last answer; without it the answer comes at once. */
      after: z.string().max(100).optional(),
      /** Seconds after which the answer comes all the same. */
      wait: queryInt.pipe(z.number().min(0).max(60)).default(25),
    }),
    reply: z.looseObject({ cursor: z.string() }),
  }),
  getOperation: route('GET', '/operations/{id}', { tag: 'operations', summary: 'Get an operation', params: idParams, reply: operation }),
  abortOperation: route('PUT', '/operations/abort/{id}', {
    tag: 'operations', summary: 'Stop a queued or running operation', params: idParams, reply: operation,
  }),
  rerunOperation: route('PUT', '/operations/rerun/{id}', {
    tag: 'operations', summary: 'Queue an ended operation again with the same body', params: idParams, reply: operation,
  }),
  deleteOperation: route('DELETE', '/operations/{id}', {
    tag: 'operations', summary: 'Delete an ended operation; its anomalies stay', params: idParams, reply: deleted,
  }),
};
