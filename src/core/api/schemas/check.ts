import { z } from 'zod';
import { moment, tag, user } from './common';
import { containerStub } from './container';

export const checkStatus = z.enum(['Active', 'Draft']);
export const archivedCheckStatus = z.enum(['Invalid', 'Discarded']);

/** The properties of every rule are checked by the rule's own schema (core/rules); the wire carries a plain object. */
export const checkProperties = z.record(z.string(), z.unknown());

/** The part of a check that defines what it asserts. */
export const checkDefinition = z.strictObject({
  rule: z.string().min(1),
  fields: z.array(z.string()).default([]),
  properties: checkProperties.default({}),
  filter: z.string().nullable().default(null),
  /** Share of rows that must hold, 0..1. */
  coverage: z.number().min(0).max(1).nullable().default(null),
});

export type CheckDefinition = z.output<typeof checkDefinition>;

export const qualityCheck = z.looseObject({
  id: z.number().int(),
  created: moment.nullish(),
  rule_type: z.string(),
  description: z.string().nullish(),
  fields: z.array(z.looseObject({ id: z.number().nullish(), name: z.string() })).nullish(),
  properties: checkProperties.nullish(),
  filter: z.string().nullish(),
  coverage: z.number().nullish(),
  status: z.string().nullish(),
  /** True: made and kept by a profile ("AI managed"); false: authored by a person. */
  inferred: z.boolean().nullish(),
  is_new: z.boolean().nullish(),
  is_passing: z.boolean().nullish(),
  last_asserted: moment.nullish(),
  last_updated: moment.nullish(),
  deleted_at: moment.nullish(),
  anomaly_count: z.number().nullish(),
  active_anomaly_count: z.number().nullish(),
  weight: z.number().nullish(),
  container: containerStub.nullish(),
  owner: user.partial().nullish(),
  favorite: z.boolean().nullish(),
  template_id: z.number().nullish(),
  is_template: z.boolean().nullish(),
  template_locked: z.boolean().nullish(),
  anomaly_message_field: z.string().nullish(),
  additional_metadata: z.record(z.string(), z.unknown()).nullish(),
  global_tags: z.array(tag).nullish(),
  last_editor: user.partial().nullish(),
});
export type QualityCheck = z.output<typeof qualityCheck>;

/** Who looks after a check, and how its anomalies are worded and assigned. */
const care = {
  owner_id: z.number().int().nullish(),
  default_anomaly_assignee_id: z.number().int().nullish(),
  anomaly_message_field: z.string().nullish(),
  favorite: z.boolean().optional(),
  template_id: z.number().int().nullish(),
};

export const checkCreate = checkDefinition.extend({
  ...care,
  container_id: z.number().int(),
  description: z.string().default(''),
  status: checkStatus.default('Active'),
  tags: z.array(z.string()).default([]),
  additional_metadata: z.record(z.string(), z.unknown()).nullable().default(null),
});
export type CheckCreate = z.input<typeof checkCreate>;

export const checkTemplateCreate = checkDefinition.extend({
  anomaly_message_field: z.string().nullish(),
  description: z.string().default(''),
  tags: z.array(z.string()).default([]),
  template_locked: z.boolean().default(false),
  additional_metadata: z.record(z.string(), z.unknown()).nullable().default(null),
});

/** PUT takes the whole object; what is absent stays as it is. */
export const checkUpdate = z.looseObject({
  ...care,
  fields: z.array(z.string()).optional(),
  properties: checkProperties.optional(),
  filter: z.string().nullable().optional(),
  coverage: z.number().min(0).max(1).nullable().optional(),
  description: z.string().optional(),
  status: checkStatus.optional(),
  tags: z.array(z.string()).optional(),
  additional_metadata: z.record(z.string(), z.unknown()).nullable().optional(),
});
export type CheckUpdate = z.input<typeof checkUpdate>;

export const checkBulkDelete = z.array(z.strictObject({
  id: z.number().int(),
  archive: z.boolean().default(true),
  status: archivedCheckStatus.default('Discarded'),
  delete_anomalies: z.boolean().default(true),
}));

/** "Does it run, and on how many rows would it fail now?" */
export const checkValidation = z.looseObject({
  valid: z.boolean(),
  /** Why it does not run, with position where it is an expression. */
  message: z.string().nullish(),
  property: z.string().nullish(),
  /** Column, from 1, in the line of the expression that `message` names. */
  position: z.number().nullish(),
  rows: z.number().nullish(),
  failing_rows: z.number().nullish(),
  would_pass: z.boolean().nullish(),
  violation: z.string().nullish(),
});
export type CheckValidation = z.output<typeof checkValidation>;

export const ruleSpecProperty = z.looseObject({
  field: z.string(),
  map_to: z.string(),
  required: z.boolean(),
  title: z.string(),
  type: z.string(),
  values: z.array(z.string()).nullish(),
  default: z.unknown().optional(),
  description: z.string().nullish(),
});

export const ruleSpec = z.looseObject({
  rule: z.string(),
  rule_description: z.string(),
  author: z.boolean(),
  fields: z.enum(['single', 'multi', 'none']),
  fields_type_filter: z.array(z.string()).nullish(),
  properties: z.array(ruleSpecProperty),
  title: z.string().nullish(),
  scope: z.string().nullish(),
  supports_filter: z.boolean().nullish(),
  supports_coverage: z.boolean().nullish(),
});
export type RuleSpec = z.output<typeof ruleSpec>;

/** How a scan would settle each check of a container, and the statements it would run. */
export const scanPlan = z.looseObject({
  container: containerStub,
  checks: z.array(z.looseObject({
    id: z.number().int(), rule: z.string(), fields: z.array(z.string()), settled_by: z.string(), reason: z.string(),
  })),
  statements: z.array(z.looseObject({ name: z.string(), purpose: z.string(), sql: z.string() })),
});
export type ScanPlan = z.output<typeof scanPlan>;
