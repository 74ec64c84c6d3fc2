import type {
  StoredAnomaly, StoredCheck, StoredConnection, StoredContainer, StoredContainerProfile, StoredDatastore, StoredField, StoredFieldProfile, StoredOperation,
} from '../../src/engine/store/model';

const moment = '2026-01-01T00:00:00.000Z';

/** Whole entities for tests of the engine; each takes what matters to the test. */
export function connectionOf(over: Partial<StoredConnection> = {}): Omit<StoredConnection, 'id'> {
  return { name: 'files', created: moment, type: 'files', path: '/nowhere', ...over };
}
export function datastoreOf(over: Partial<StoredDatastore> = {}): Omit<StoredDatastore, 'id'> {
  return {
    name: 'shop', created: moment, connection_id: 1, database: null, schema: null, favorite: false, enrichment_only: false,
    enrichment_datastore_id: null, enrichment_prefix: null, enrichment_source_record_limit: null,
    enrichment_remediation_strategy: null, high_count_rollup_threshold: null, tags: [], last_synced: null, ...over,
  };
}
export function containerOf(over: Partial<StoredContainer> = {}): Omit<StoredContainer, 'id'> {
  return {
    datastore_id: 1, name: 'orders', created: moment, container_type: 'file', table_type: null, files: ['orders.csv'], file_format: 'csv',
    missing: false, last_error: null, records: null, completeness: null, last_profiled: null, last_scanned: null,
    incremental_field_name: null, key_field_names: null, tags: [], ...over,
  };
}
export function fieldOf(containerId: number, over: Partial<StoredField> = {}): Omit<StoredField, 'id'> {
  return { container_id: containerId, position: 0, name: 'amount', type: 'Integral', native_type: 'BIGINT', nullable: true, status: 'active', ...over };
}
export function containerProfileOf(containerId: number, over: Partial<StoredContainerProfile> = {}): Omit<StoredContainerProfile, 'id'> {
  return { container_id: containerId, operation_id: 1, created: moment, records_count: 4, records_processed: 4, ...over } as Omit<StoredContainerProfile, 'id'>;
}

export function profileOf(containerId: number, over: Partial<StoredFieldProfile> = {}): Omit<StoredFieldProfile, 'id'> {
  return { container_id: containerId, operation_id: 1, name: 'amount', created: moment, field_type: 'Integral', completeness: 1, ...over } as Omit<StoredFieldProfile, 'id'>;
}
export function checkOf(containerId: number, over: Partial<StoredCheck> = {}): Omit<StoredCheck, 'id'> {
  return {
    container_id: containerId, created: moment, last_updated: moment, rule_type: 'notNull', fields: ['amount'], properties: {}, filter: null,
    coverage: null, description: '', status: 'Active', inferred: true, tags: [], additional_metadata: null, deleted_at: null,
    archived_status: null, is_passing: null, last_asserted: null, ...over,
  };
}
export function anomalyOf(over: Partial<StoredAnomaly> = {}): Omit<StoredAnomaly, 'id'> {
  return {
    uuid: '6f0c', datastore_id: 1, container_id: 1, operation_id: 1, type: 'record', status: 'Active', created: moment, last_seen: moment,
    message: '1 of 4 records breaks it.', description: null, failed_checks: [], anomalous_records_count: 1, fingerprint: 'f', weight: 1, tags: [], ...over,
  };
}
export function operationOf(over: Partial<StoredOperation> = {}): Omit<StoredOperation, 'id'> {
  return {
    type: 'sync', datastore_id: 1, body: { type: 'sync', datastore_id: 1, include: ['table', 'view'], prune: false, recreate: false },
    result: 'success', created: moment, start_time: moment, end_time: moment, message: null, problem: null, triggered_by: 'ann', status: {}, ...over,
  };
}
