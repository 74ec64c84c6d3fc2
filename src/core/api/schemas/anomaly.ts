import { z } from 'zod';
import { moment, stub, tag, user } from './common';
import { qualityCheck } from './check';
import { archivedAnomalyStatus, openAnomalyStatus } from './anomaly-status';
import { containerStub } from './container';
import { datastoreStub } from './datastore';

export { anomalyStatus, archivedAnomalyStatus, openAnomalyStatus, type AnomalyStatus } from './anomaly-status';
export const anomalyType = z.enum(['record', 'shape']);

export const failedCheck = z.looseObject({
  quality_check: qualityCheck,
  message: z.string(),
  /** What the check asks for and what was found, as short texts. */
  expected: z.string().nullish(),
  found: z.string().nullish(),
  anomalous_records_count: z.number().nullish(),
});
export type FailedCheck = z.output<typeof failedCheck>;

export const comment = z.looseObject({
  id: z.number().int(),
  created: moment,
  message: z.string(),
  user: user.partial().nullish(),
  anomaly_id: z.number().int().nullish(),
});
export type Comment = z.output<typeof comment>;

export const anomaly = z.looseObject({
  id: z.number().int(),
  uuid: z.string().nullish(),
  created: moment,
  type: z.string(),
  status: z.string(),
  archived: z.boolean().nullish(),
  is_new: z.boolean().nullish(),
  message: z.string().nullish(),
  description: z.string().nullish(),
  datastore: datastoreStub.nullish(),
  container: containerStub.nullish(),
  failed_checks: z.array(failedCheck).nullish(),
  /** Shown as Severity. */
  weight: z.number().nullish(),
  anomalous_records_count: z.number().nullish(),
  fingerprint: z.string().nullish(),
  source_enriched: z.boolean().nullish(),
  global_tags: z.array(tag).nullish(),
  /** Last scan that saw it; `created` is the first. */
  last_seen: moment.nullish(),
  operation_id: z.number().nullish(),
  comments: z.array(comment).nullish(),
  assignees: z.array(user.partial()).nullish(),
});
export type Anomaly = z.output<typeof anomaly>;

/** Anomalies that a list holds, of one container or of one check. */
export const anomalyGroup = z.looseObject({
  datastore: stub.nullish(),
  container: stub.nullish(),
  /** Where they were grouped by check. */
  quality_check: z.looseObject({ id: z.number().int(), rule_type: z.string(), fields: z.array(z.string()) }).nullish(),
  anomalies: z.number().int(),
  /** The greatest severity among them. */
  weight: z.number(),
});
export type AnomalyGroup = z.output<typeof anomalyGroup>;

export const anomalyUpdate = z.strictObject({
  status: openAnomalyStatus.optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
  assignee_ids: z.array(z.number().int()).optional(),
});
export const anomalyBulkUpdate = z.array(anomalyUpdate.extend({ id: z.number().int() }));
export const anomalyBulkDelete = z.array(z.strictObject({
  id: z.number().int(),
  archive: z.boolean().default(true),
  status: archivedAnomalyStatus.default('Resolved'),
}));

/** A value of a failing row as JSON can hold it: big numbers, decimals, dates as text; long text is cut, marked by "…". */
export const cellValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const sourceRecord = z.looseObject({
  /** Stable identity: position in the file (1-based) or the key columns. */
  row_id: z.string(),
  values: z.record(z.string(), cellValue),
  /** Checks this row breaks, and the fields to mark. */
  failed_checks: z.array(z.number().int()),
  fields: z.array(z.string()),
});
export type SourceRecord = z.output<typeof sourceRecord>;
export const sourceRecords = z.looseObject({
  /** JSON text of a list of rows, as Qualytics gives it. */
  source_record: z.string(),
  created: moment.nullish(),
  /** The same rows with what each breaks; the engine's addition. */
  records: z.array(sourceRecord).nullish(),
  columns: z.array(z.string()).nullish(),
});
export type SourceRecords = z.output<typeof sourceRecords>;

/** One change of an anomaly: who, when, and `{field: [old, new]}`. */
export const historyEntry = z.looseObject({
  operation: z.string(),
  changeset: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
  transaction: z.looseObject({ id: z.number(), issued_at: moment, user: user.partial().nullish() }),
});
export type HistoryEntry = z.output<typeof historyEntry>;
