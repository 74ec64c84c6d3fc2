import type {
  StoredAnomaly, StoredCheck, StoredCheckpoint, StoredConnection, StoredContainer, StoredContainerProfile, StoredContainerRun, StoredDatastore,
  StoredField, StoredFieldProfile, StoredMetric, StoredOperation, StoredRecords, StoredTag,
} from './model';

export interface StoredComment { id: number; anomaly_id: number; created: string; message: string; user: string }

/** One change of an anomaly. */
export interface StoredChange {
  id: number;
  anomaly_id: number;
  at: string;
  user: string;
  changeset: Record<string, [unknown, unknown]>;
}

export type ColumnType = 'BIGINT' | 'VARCHAR' | 'BOOLEAN' | 'DOUBLE' | 'BIGINT[]' | 'VARCHAR[]';
type Cell = number | string | boolean | null | readonly number[] | readonly string[];

type Column<T> = readonly [name: string, type: ColumnType, of: (entity: T) => Cell];

/**
 * A table keeps each entity whole as JSON in its column `doc`; the other columns are copies of what lists filter and sort
 * by. Indexes are never unique: DuckDB refuses to replace a row under a unique index inside one transaction.
 */
export interface Table<T> {
  readonly name: string;
  readonly columns: readonly Column<T>[];
  /** Columns behind `doc`, added by later schemas. */
  readonly added: readonly Column<T>[];
  /** Columns that are changed by themselves, without the document: what they say counts. */
  readonly live: readonly (keyof T & string)[];
}

function table<T extends { id: number }>(name: string, ...columns: Column<T>[]): Table<T> {
  return { name, columns: [['id', 'BIGINT', (e) => e.id], ...columns], added: [], live: [] };
}

/** When something was made, in milliseconds since 1970; 0 for what is no date. */
export const createdMs = ({ created }: { created: string }): number => Date.parse(created) || 0;

/** The first bits of a fingerprint as a number: few enough rows share it for the rest to be compared. */
export const printOf = (fingerprint: string): number =>
  (/^[0-9a-f]{12}/.test(fingerprint) ? Number.parseInt(fingerprint.slice(0, 12), 16) : 0);

export const isArchived = (status: string): boolean => status !== 'Active' && status !== 'Acknowledged';

const anomalyTable: Table<StoredAnomaly> = {
  ...table<StoredAnomaly>('anomalies',
    ['datastore_id', 'BIGINT', (a) => a.datastore_id], ['container_id', 'BIGINT', (a) => a.container_id],
    ['operation_id', 'BIGINT', (a) => a.operation_id], ['type', 'VARCHAR', (a) => a.type], ['status', 'VARCHAR', (a) => a.status],
    ['archived', 'BOOLEAN', (a) => isArchived(a.status)], ['created', 'VARCHAR', (a) => a.created],
    ['weight', 'DOUBLE', (a) => a.weight], ['records', 'BIGINT', (a) => a.anomalous_records_count],
    ['check_ids', 'BIGINT[]', (a) => a.failed_checks.map((f) => f.check_id)], ['tags', 'VARCHAR[]', (a) => a.tags]),
  added: [['created_ms', 'BIGINT', createdMs], ['print', 'BIGINT', (a) => printOf(a.fingerprint)]],
  live: ['status'],
};

const operationTable: Table<StoredOperation> = {
  ...table<StoredOperation>('operations',
    ['type', 'VARCHAR', (o) => o.type], ['datastore_id', 'BIGINT', (o) => o.datastore_id], ['result', 'VARCHAR', (o) => o.result],
    ['created', 'VARCHAR', (o) => o.created], ['has_logs', 'BOOLEAN', (o) => o.message !== null],
    ['duration', 'DOUBLE', (o) => o.start_time && o.end_time ? Date.parse(o.end_time) - Date.parse(o.start_time) : null]),
  added: [['created_ms', 'BIGINT', createdMs]],
};

export const tables = {
  connections: table<StoredConnection>('connections',
    ['name', 'VARCHAR', (c) => c.name], ['type', 'VARCHAR', (c) => c.type]),
  datastores: table<StoredDatastore>('datastores',
    ['name', 'VARCHAR', (d) => d.name], ['connection_id', 'BIGINT', (d) => d.connection_id],
    ['enrichment_only', 'BOOLEAN', (d) => d.enrichment_only], ['tags', 'VARCHAR[]', (d) => d.tags]),
  containers: table<StoredContainer>('containers',
    ['datastore_id', 'BIGINT', (c) => c.datastore_id], ['name', 'VARCHAR', (c) => c.name],
    ['container_type', 'VARCHAR', (c) => c.container_type], ['missing', 'BOOLEAN', (c) => c.missing],
    ['records', 'BIGINT', (c) => c.records], ['tags', 'VARCHAR[]', (c) => c.tags]),
  fields: table<StoredField>('fields',
    ['container_id', 'BIGINT', (f) => f.container_id], ['position', 'BIGINT', (f) => f.position], ['name', 'VARCHAR', (f) => f.name]),
  checks: table<StoredCheck>('checks',
    ['container_id', 'BIGINT', (c) => c.container_id], ['rule_type', 'VARCHAR', (c) => c.rule_type],
    ['status', 'VARCHAR', (c) => c.archived_status ?? c.status], ['inferred', 'BOOLEAN', (c) => c.inferred],
    ['archived', 'BOOLEAN', (c) => c.deleted_at !== null], ['is_passing', 'BOOLEAN', (c) => c.is_passing],
    ['fields', 'VARCHAR[]', (c) => c.fields], ['tags', 'VARCHAR[]', (c) => c.tags]),
  anomalies: anomalyTable,
  records: table<StoredRecords & { id: number }>('records'),
  changes: table<StoredChange>('changes', ['anomaly_id', 'BIGINT', (c) => c.anomaly_id]),
  comments: table<StoredComment>('comments', ['anomaly_id', 'BIGINT', (c) => c.anomaly_id]),
  operations: operationTable,
  containerRuns: table<StoredContainerRun & { id: number }>('container_runs',
    ['operation_id', 'BIGINT', (r) => r.operation_id], ['container_id', 'BIGINT', (r) => r.container_id]),
  profiles: table<StoredFieldProfile>('profiles',
    ['container_id', 'BIGINT', (p) => p.container_id], ['name', 'VARCHAR', (p) => p.name],
    ['completeness', 'DOUBLE', (p) => p.completeness ?? null]),
  containerProfiles: table<StoredContainerProfile>('container_profiles', ['container_id', 'BIGINT', (p) => p.container_id]),
  checkpoints: table<StoredCheckpoint & { id: number }>('checkpoints'),
  metrics: table<StoredMetric & { id: number }>('metrics',
    ['container_id', 'BIGINT', (m) => m.container_id], ['check_id', 'BIGINT', (m) => m.check_id],
    ['key', 'VARCHAR', (m) => m.key], ['captured', 'VARCHAR', (m) => m.captured]),
  tags: table<StoredTag>('tags', ['name', 'VARCHAR', (t) => t.name]),
};
export type TableName = keyof typeof tables;
export type EntityOf<N extends TableName> = (typeof tables)[N] extends Table<infer T extends { id: number }> ? T : never;
