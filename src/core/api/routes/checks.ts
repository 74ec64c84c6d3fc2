import { z } from 'zod';
import { route } from '../define';
import { archivedQuery, many, pageQuery, queryFlag, queryInt, sortQuery } from '../query';
import { deleted, idParams, pageOf } from '../schemas/common';
import {
  archivedCheckStatus, checkBulkDelete, checkCreate, checkDefinition, checkStatus, checkTemplateCreate, checkUpdate, checkValidation, qualityCheck, ruleSpec, scanPlan,
} from '../schemas/check';

export const checkRoutes = {
  listChecks: route('GET', '/quality-checks', {
    tag: 'quality-checks', summary: 'List checks',
    query: pageQuery.extend({
      id: many(queryInt), datastore: many(queryInt), container: many(queryInt), field: many(z.string()), rule_type: many(z.string()),
      inferred: queryFlag.optional(), tag: many(z.string()), status: many(z.union([checkStatus, archivedCheckStatus])), archived: archivedQuery,
      search: z.string().optional(), template_only: queryFlag.optional(), template_locked: queryFlag.optional(), template: many(queryInt),
      sort_created: sortQuery,
    }),
    reply: pageOf(qualityCheck),
  }),
  createCheck: route('POST', '/quality-checks', { tag: 'quality-checks', summary: 'Create a check', body: checkCreate, reply: qualityCheck }),
  createTemplate: route('POST', '/quality-check-templates', {
    tag: 'quality-checks', summary: 'Create a check template: a check of no container, which others are made from', body: checkTemplateCreate, reply: qualityCheck,
  }),
  bulkDeleteChecks: route('DELETE', '/quality-checks', {
    tag: 'quality-checks', summary: 'Archive or delete several checks', body: checkBulkDelete, reply: deleted,
  }),
  ruleSpecs: route('GET', '/quality-checks/specifications/rules', {
    tag: 'quality-checks', summary: 'The rules there are, with their properties',
    query: z.object({ name: z.string().optional(), author: queryFlag.optional() }), reply: z.array(ruleSpec),
  }),
  validateCheck: route('POST', '/quality-checks/validate', {
    tag: 'quality-checks', summary: 'Does a check run, and on how many rows would it fail now',
    body: checkDefinition.extend({ container_id: z.number().int() }), reply: checkValidation,
  }),
  explainScan: route('GET', '/containers/{id}/scan-plan', {
    tag: 'quality-checks', summary: 'How a scan would settle each check of a container', params: idParams, reply: scanPlan,
  }),
  getCheck: route('GET', '/quality-checks/{id}', { tag: 'quality-checks', summary: 'Get a check', params: idParams, reply: qualityCheck }),
  updateCheck: route('PUT', '/quality-checks/{id}', {
    tag: 'quality-checks', summary: 'Update a check; an edited inferred check becomes authored', params: idParams, body: checkUpdate, reply: qualityCheck,
  }),
  deleteCheck: route('DELETE', '/quality-checks/{id}', {
    tag: 'quality-checks', summary: 'Archive (archive=true) or delete a check', params: idParams,
    query: z.object({
      archive: queryFlag.default(true), status: archivedCheckStatus.default('Discarded'), delete_anomalies: queryFlag.default(true),
    }),
    reply: deleted,
  }),
};
