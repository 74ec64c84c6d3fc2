import type { StoredContainer, StoredDatastore, StoredOperation } from '../../../store/model';
import type { ScannedContainer } from '../scan-one';
import type { EnrichmentTable } from './enrichment-tables';

export interface EnrichedScan {
  readonly operation: Pick<StoredOperation, 'id'>;
  readonly datastore: StoredDatastore;
  readonly scannedAt: Date;
  readonly remediation: 'append' | 'overwrite';
  readonly containers: readonly { readonly container: StoredContainer; readonly scanned: ScannedContainer }[];
}

/** One row, as the JSON object of its columns. */
export type EnrichmentRow = Record<string, unknown>;

/** What a scan leaves in each table of the enrichment datastore. */
export function enrichmentRows({ operation, datastore, scannedAt, remediation, containers }: EnrichedScan): Record<EnrichmentTable, EnrichmentRow[]> {
  const scan = { operation_id: operation.id, datastore_id: datastore.id, scanned_at: scannedAt.toISOString() };
  const rows: Record<EnrichmentTable, EnrichmentRow[]> = { scan_operations: [], check_metrics: [], failed_checks: [], source_records: [] };
  for (const { container, scanned } of containers) {
    const here = { ...scan, container_id: container.id, container: container.name };
    const checks = new Map(scanned.checks.map((check) => [check.id, { check_id: check.id, rule_type: check.rule, fields: check.fields }]));
    for (const { checkId, result, rows: looked, failing, metrics } of scanned.scan.outcomes) {
      rows.check_metrics.push({ ...here, ...checks.get(checkId), result, records: looked, failing_records: failing, metrics: metrics ? JSON.stringify(metrics) : null });
    }
    for (const anomaly of scanned.found) {
      const one = { ...here, anomaly_fingerprint: anomaly.fingerprint };
      for (const { check_id, message, expected, found, anomalous_records_count } of anomaly.failedChecks) {
        rows.failed_checks.push({ ...one, ...checks.get(check_id), anomaly_type: anomaly.type, message, expected, found, failing_records: anomalous_records_count });
      }
      for (const row of anomaly.rows) {
        rows.source_records.push({ ...one, row_id: row.row_id, check_ids: row.failed_checks, fields: row.fields, record: JSON.stringify(row.values) });
      }
    }
  }
  rows.scan_operations.push({
    ...scan, datastore: datastore.name, containers: containers.length, remediation,
    records: containers.reduce((sum, { scanned }) => sum + scanned.scan.rows, 0), anomalies: containers.reduce((sum, { scanned }) => sum + scanned.found.length, 0),
  });
  return rows;
}
