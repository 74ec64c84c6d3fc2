import { z } from 'zod';
import { moment } from './common';

const sql = z.string().min(1).max(100_000);
const clause = z.string().max(100_000).nullish();
const name = z.string().min(1).max(255);
const id = z.number().int();

/** `full` is another word for `outer`. */
export const joinType = z.enum(['inner', 'left', 'right', 'outer', 'full', 'left_semi', 'left_anti']);

const about = {
  description: z.string().max(10_000).nullish(),
  tags: z.array(z.string()).optional(),
  additional_metadata: z.record(z.string(), z.unknown()).nullish(),
};

export const computedTableCreate = z.strictObject({ container_type: z.literal('computed_table'), datastore_id: id, name, query: sql, ...about });
export const computedFileCreate = z.strictObject({
  container_type: z.literal('computed_file'), datastore_id: id.optional(), source_container_id: id, name,
  select_clause: sql, where_clause: clause, group_by_clause: clause, ...about,
});
export const computedJoinCreate = z.strictObject({
  container_type: z.literal('computed_join'), datastore_id: id.optional(), name,
  left_container_id: id, left_join_field_name: z.string(), left_prefix: z.string().max(60).default('left'),
  right_container_id: id, right_join_field_name: z.string(), right_prefix: z.string().max(60).default('right'),
  join_type: joinType.default('inner'), select_clause: sql, where_clause: clause, group_by_clause: clause, ...about,
});

/** A container that is computed from others of its datastore. */
export const computedCreate = z.discriminatedUnion('container_type', [computedTableCreate, computedFileCreate, computedJoinCreate]);
export type ComputedCreate = z.output<typeof computedCreate>;
export type ComputedRequest = z.input<typeof computedCreate>;

export const containerValidate = z.strictObject({ container: computedCreate });

/** What of a computed container's definition a PUT may change. */
export const computedUpdate = {
  name: name.optional(), query: sql.optional(), select_clause: sql.optional(), where_clause: clause, group_by_clause: clause,
  /** Fields that checks or anomalies are about may go with the change. */
  force_drop_fields: z.boolean().optional(),
};

export const transformation = z.enum(['cast', 'cleanedEntityName', 'convertFormattedNumeric', 'customExpression']);
const terms = z.array(z.string().min(1).max(100)).max(500);
export const computedFieldProperties = z.strictObject({
  /** customExpression: SQL over the fields of the container. */
  column_expression: sql.optional(),
  /** cast: a type, and how dates are written (`dd/MM/yyyy`). */
  target_type: z.string().max(60).optional(),
  format: z.string().max(60).optional(),
  /** cleanedEntityName: where terms are dropped, which more, and which are kept. */
  drop_from_suffix: z.boolean().optional(),
  drop_from_prefix: z.boolean().optional(),
  drop_from_interior: z.boolean().optional(),
  terms_to_drop: terms.optional(),
  terms_to_ignore: terms.optional(),
});
export type ComputedFieldProperties = z.output<typeof computedFieldProperties>;

const computedFieldBody = {
  name, transformation, source_fields: z.array(z.string()).nullish(), properties: computedFieldProperties.default({}),
  additional_metadata: z.record(z.string(), z.unknown()).nullish(),
};
export const computedFieldCreate = z.strictObject({ ...computedFieldBody, container_id: id });
export const computedFieldUpdate = z.strictObject(computedFieldBody);

export const computedField = z.looseObject({
  id, name: z.string(), created: moment.nullish(), container_id: z.number().nullish(),
  transformation_type: z.string(), source_fields: z.array(z.looseObject({ name: z.string() })).nullish(),
  properties: z.record(z.string(), z.unknown()).nullish(), additional_metadata: z.record(z.string(), z.unknown()).nullish(),
});
export type ComputedField = z.output<typeof computedField>;
