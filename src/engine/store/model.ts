import type { TlsSettings } from '../../core/api/schemas/server-connection';
import type { ContainerRun, OperationStatus, RunBody } from '../../core/api/schemas/operation';
import type { ContainerProfile } from '../../core/api/schemas/container-profile';
import type { FieldProfile } from '../../core/api/schemas/field-profile';
import type { ReadOptions } from '../../core/api/schemas/read-options';
import type { SourceRecord } from '../../core/api/schemas/anomaly';
import type { Problem } from '../../core/errors';
import type { OperationKindName } from '../../core/operations/kinds';
import type { ComputedDefinition, ComputedFieldDefinition } from '../sources/computed/definition';

/** What the store keeps. Ids are whole numbers unique within their kind; moments are ISO 8601 in UTC. */

/** Only what a local kind needs: what is not kept cannot be given out. */
export interface StoredConnection {
  id: number;
  name: string;
  created: string;
  type: string;
  path?: string;
  include?: string[];
  host?: string;
  port?: number;
  username?: string;
  tls?: TlsSettings;
  service?: string;
  password_env?: string;
  /** Seconds. */
  statement_timeout?: number;
  /** Made together with its datastore, and deleted with it. */
  made_with_datastore?: boolean;
}

export interface StoredDatastore {
  id: number;
  name: string;
  created: string;
  connection_id: number;
  database: string | null;
  schema: string | null;
  favorite: boolean;
  enrichment_only: boolean;
  enrichment_datastore_id: number | null;
  enrichment_prefix: string | null;
  enrichment_source_record_limit: number | null;
  enrichment_remediation_strategy: string | null;
  high_count_rollup_threshold: number | null;
  tags: string[];
  last_synced: string | null;
  /** Absent in stores of earlier versions. */
  read_options?: ReadOptions;
  /** How an enrichment datastore that is a folder is written; Parquet where it is absent. */
  enrichment_format?: 'parquet' | 'csv' | null;
}

export interface StoredContainer {
  id: number;
  datastore_id: number;
  name: string;
  created: string;
  container_type: string;
  table_type: string | null;
  /** Relative paths with the platform's separator turned to "/". */
  files: string[] | null;
  file_format: string | null;
  missing: boolean;
  last_error: string | null;
  /** What a reader of its values has to know. Absent in stores of earlier versions. */
  notes?: string[];
  records: number | null;
  completeness: number | null;
  last_profiled: string | null;
  last_scanned: string | null;
  incremental_field_name: string | null;
  key_field_names: string[] | null;
  tags: string[];
  /** Absent in stores of earlier versions, as the two that follow. */
  description?: string | null;
  favorite?: boolean;
  additional_metadata?: Record<string, unknown> | null;
  /** Absent in stores of earlier versions. */
  read_options?: ReadOptions;
  /** How it comes about, where it is computed, and the containers that it read when it was defined. */
  computed?: ComputedDefinition;
  reads?: number[];
  computed_field_ids?: number[];
}

export interface StoredField {
  id: number;
  container_id: number;
  position: number;
  name: string;
  type: string;
  native_type: string;
  nullable: boolean | null;
  /** active | missing | masked */
  status: string;
  /** How it comes about, where it is computed. */
  computed?: ComputedFieldDefinition;
}

/** The container of a check template: none. */
export const noContainer = 0;

export interface StoredCheck {
  id: number;
  container_id: number;
  created: string;
  last_updated: string;
  rule_type: string;
  fields: string[];
  properties: Record<string, unknown>;
  filter: string | null;
  coverage: number | null;
  description: string;
  status: 'Active' | 'Draft';
  inferred: boolean;
  tags: string[];
  additional_metadata: Record<string, unknown> | null;
  deleted_at: string | null;
  archived_status: 'Invalid' | 'Discarded' | null;
  is_passing: boolean | null;
  last_asserted: string | null;
  /** The template that it was made from. Absent in stores of earlier versions, as what follows. */
  template_id?: number | null;
  /** Of a template (a check of {@link noContainer}): checks made from it may not be changed on their own. */
  template_locked?: boolean;
  favorite?: boolean;
  owner_id?: number | null;
}

/** What is known about a tag beside its name. One that was never defined is in use by its name alone. */
export interface StoredTag {
  id: number;
  name: string;
  created: string;
  color: string | null;
  description: string | null;
  category: string | null;
  /** What it adds to the weight of what carries it, -10 to 10. */
  weight_modifier: number;
}

export interface StoredFailedCheck {
  check_id: number;
  message: string;
  expected: string | null;
  found: string | null;
  anomalous_records_count: number | null;
}

export interface StoredAnomaly {
  id: number;
  uuid: string;
  datastore_id: number;
  container_id: number;
  /** The scan that last saw it. */
  operation_id: number;
  type: 'record' | 'shape';
  status: string;
  created: string;
  last_seen: string;
  message: string;
  /** Set once a person edited it; then never overwritten. */
  description: string | null;
  failed_checks: StoredFailedCheck[];
  anomalous_records_count: number | null;
  fingerprint: string;
  weight: number;
  assignee_ids?: number[];
  tags: string[];
  /** Archived by a scan because its rows have become part of that one; no person has judged it. */
  merged_into?: number | null;
}

export interface StoredRecords {
  columns: string[];
  records: SourceRecord[];
}

export interface StoredOperation {
  id: number;
  type: OperationKindName;
  datastore_id: number;
  body: RunBody;
  result: 'queued' | 'running' | 'success' | 'failure' | 'aborted';
  created: string;
  start_time: string | null;
  end_time: string | null;
  message: string | null;
  problem: Problem | null;
  triggered_by: string;
  status: OperationStatus;
}

export interface StoredContainerRun extends ContainerRun {
  operation_id: number;
  container_id: number;
}

export interface StoredFieldProfile extends FieldProfile {
  container_id: number;
  operation_id: number;
}

/** Without `container`, which is named by its id. */
export interface StoredContainerProfile extends ContainerProfile {
  container_id: number;
  operation_id: number;
}

/** Up to where an incremental scan has read a container: the greatest value seen, as text of its type. */
export interface StoredCheckpoint {
  container_id: number;
  field: string;
  value: string;
  /** Rows with that value, and rows without any, when it was written: more of them later are looked at. Absent in stores of earlier versions. */
  at?: number;
  nulls?: number;
  operation_id: number;
}

/** A number captured over time (row counts, sums, …), for rules that use history. `key` names what was measured. */
export interface StoredMetric {
  container_id: number;
  check_id: number | null;
  key: string;
  value: number;
  captured: string;
  operation_id: number;
  /** Of a captured metric: what it is and of which field (null: of the container), and what was expected then. */
  metric?: string;
  field?: string | null;
  expected?: number | null;
  lower?: number | null;
  upper?: number | null;
  /** How the expected value was found. */
  method?: string | null;
  outside?: boolean;
}
