import { z } from 'zod';
import { serverFields } from '../../core/api/schemas/server-connection';
import type { TableName } from './tables';

/** What a document must have to be used. Further fields are kept: they came with a later step, or belong to the contract. */
const id = z.number().int();
const text = z.string();
const textOrNone = z.string().nullable();
const numberOrNone = z.number().nullable();
const tags = z.array(z.string());

/** Kept to exactly these, so that nothing else of it is ever given out. */
const connections = z.object({
  id, name: text, created: text, type: text, path: text.optional(), include: z.array(text).optional(), ...serverFields, made_with_datastore: z.boolean().optional(),
});

export const documentSchemas: Readonly<Record<TableName, z.ZodType>> = {
  connections,
  datastores: z.looseObject({
    id, name: text, created: text, connection_id: id, database: textOrNone, schema: textOrNone, favorite: z.boolean(), enrichment_only: z.boolean(),
    enrichment_datastore_id: numberOrNone, tags, last_synced: textOrNone,
  }),
  containers: z.looseObject({
    id, datastore_id: id, name: text, created: text, container_type: text, files: z.array(text).nullable(), missing: z.boolean(), last_error: textOrNone,
    records: numberOrNone, tags,
  }),
  fields: z.looseObject({ id, container_id: id, position: z.number(), name: text, type: text, native_type: text, nullable: z.boolean().nullable(), status: text }),
  checks: z.looseObject({
    id, container_id: id, created: text, rule_type: text, fields: z.array(text), properties: z.record(text, z.unknown()), filter: textOrNone,
    coverage: numberOrNone, description: text, status: text, inferred: z.boolean(), tags, deleted_at: textOrNone,
  }),
  anomalies: z.looseObject({
    id, uuid: text, datastore_id: id, container_id: id, operation_id: id, type: text, status: text, created: text, last_seen: text, message: text,
    failed_checks: z.array(z.looseObject({ check_id: id, message: text })), fingerprint: text, weight: z.number(), tags,
  }),
  records: z.looseObject({ id, columns: z.array(text), records: z.array(z.looseObject({})) }),
  changes: z.looseObject({ id, anomaly_id: id, at: text, user: text, changeset: z.record(text, z.tuple([z.unknown(), z.unknown()])) }),
  comments: z.looseObject({ id, anomaly_id: id, created: text, message: text, user: text }),
  operations: z.looseObject({
    id, type: text, datastore_id: id, body: z.looseObject({ type: text }), result: text, created: text, start_time: textOrNone, end_time: textOrNone,
    message: textOrNone, triggered_by: text, status: z.looseObject({}),
  }),
  containerRuns: z.looseObject({ id, operation_id: id, container_id: id }),
  profiles: z.looseObject({ id, container_id: id, operation_id: id, name: text }),
  containerProfiles: z.looseObject({ id, container_id: id, operation_id: id, created: text }),
  checkpoints: z.looseObject({ id, container_id: id, field: text, value: text }),
  metrics: z.looseObject({ id, container_id: id, key: text, value: z.number(), captured: text }),
  tags: z.looseObject({ id, name: text, created: text, color: textOrNone, description: textOrNone, category: textOrNone, weight_modifier: z.number() }),
};
