/** Tables of an enrichment datastore, by the end of their names, with their columns. */
export const enrichmentTables = {
  scan_operations: 'operation_id BIGINT, datastore_id BIGINT, datastore VARCHAR, scanned_at TIMESTAMPTZ, containers BIGINT, records BIGINT, anomalies BIGINT, remediation VARCHAR',
  check_metrics: 'operation_id BIGINT, datastore_id BIGINT, container_id BIGINT, container VARCHAR, check_id BIGINT, rule_type VARCHAR, fields VARCHAR[], result VARCHAR, records BIGINT, failing_records BIGINT, metrics JSON, scanned_at TIMESTAMPTZ',
  failed_checks: 'operation_id BIGINT, datastore_id BIGINT, container_id BIGINT, container VARCHAR, anomaly_fingerprint VARCHAR, anomaly_type VARCHAR, check_id BIGINT, rule_type VARCHAR, fields VARCHAR[], message VARCHAR, expected VARCHAR, found VARCHAR, failing_records BIGINT, scanned_at TIMESTAMPTZ',
  source_records: 'operation_id BIGINT, datastore_id BIGINT, container_id BIGINT, container VARCHAR, anomaly_fingerprint VARCHAR, row_id VARCHAR, check_ids BIGINT[], fields VARCHAR[], record JSON, scanned_at TIMESTAMPTZ',
} as const;
export type EnrichmentTable = keyof typeof enrichmentTables;

export const tableName = (prefix: string, table: EnrichmentTable): string => `${prefix}_${table}`;
