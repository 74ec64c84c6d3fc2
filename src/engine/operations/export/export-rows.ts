import type { OutputRow } from '../../sources/output/output';
import type { StoredAnomaly, StoredCheck, StoredContainer, StoredFieldProfile } from '../../store/model';

/** What stands in the place of every value of a masked field. */
export const masked = '***MASKED***';

/** What all rows of a container say of where they are from. */
export type Origin = OutputRow;

const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));

/** A row about an anomaly. What is said about masked fields may hold their values, so it is masked. */
export function anomalyRow(anomaly: StoredAnomaly, checks: ReadonlyMap<number, StoredCheck>, hidden: ReadonlySet<string>, origin: Origin): OutputRow {
  const about = anomaly.failed_checks.map((failed) => ({ failed, check: checks.get(failed.check_id) }));
  const hides = (check: StoredCheck | undefined): boolean => check?.fields.some((name) => hidden.has(name)) ?? hidden.size > 0;
  const any = about.some(({ check }) => hides(check));
  return {
    id: anomaly.id, created: anomaly.created, uuid: anomaly.uuid, type: anomaly.type, status: anomaly.status, global_tags: anomaly.tags,
    description: any ? masked : anomaly.description ?? anomaly.message, weight: anomaly.weight, anomalous_records_count: anomaly.anomalous_records_count, last_seen: anomaly.last_seen,
    rule_types: [...new Set(about.flatMap(({ check }) => check?.rule_type ?? []))], fields: [...new Set(about.flatMap(({ check }) => check?.fields ?? []))],
    failed_checks: json(about.map(({ failed, check }) => ({ quality_check_id: failed.check_id, message: hides(check) ? masked : failed.message, anomalous_records_count: failed.anomalous_records_count }))),
    fingerprint: anomaly.fingerprint, assignee_ids: anomaly.assignee_ids ?? [], ...origin,
  };
}

/** A row about a check. Its properties may hold values that it was learned from. */
export function checkRow(check: StoredCheck, hidden: ReadonlySet<string>, origin: Origin): OutputRow {
  const hides = check.fields.some((name) => hidden.has(name));
  return {
    id: check.id, created: check.created, last_updated: check.last_updated, rule_type: check.rule_type, fields: check.fields, description: hides ? masked : check.description,
    properties: hides ? json(masked) : json(check.properties), filter: check.filter === null || !hides ? check.filter : masked, coverage: check.coverage, status: check.archived_status ?? check.status,
    is_inferred: check.inferred, is_passing: check.is_passing, last_asserted: check.last_asserted, deleted_at: check.deleted_at, global_tags: check.tags,
    template_id: check.template_id ?? null, additional_metadata: json(check.additional_metadata), ...origin,
  };
}

/** A row about a check template. */
export function templateRow(template: StoredCheck, generatedAt: string, operationId: number): OutputRow {
  return {
    id: template.id, created: template.created, last_updated: template.last_updated, rule_type: template.rule_type, fields: template.fields, description: template.description,
    properties: json(template.properties), filter: template.filter, coverage: template.coverage, template_locked: template.template_locked ?? false, global_tags: template.tags,
    additional_metadata: json(template.additional_metadata), generated_at: generatedAt, operation_id: operationId,
  };
}

const texted = (value: number | string | null | undefined): string | null => (value === null || value === undefined ? null : String(value));

/** A row about a field's profile; of a masked field what is no value of it. */
export function profileRow(profile: StoredFieldProfile, status: string, origin: Origin): OutputRow {
  const hide = status === 'masked';
  const shown = <T>(value: T | null | undefined): T | null => (hide ? null : value ?? null);
  return {
    id: profile.id, created: profile.created ?? null, field_name: profile.name, type: profile.field_type ?? null, status, completeness: profile.completeness ?? null, records: profile.records ?? null,
    approximate_distinct_values: profile.approximate_distinct_values ?? null, unique_distinct_ratio: profile.unique_distinct_ratio ?? null,
    min: hide ? masked : texted(profile.min), max: hide ? masked : texted(profile.max), mean: shown(profile.mean), sum: shown(profile.sum), std_dev: shown(profile.std_dev),
    skewness: shown(profile.skewness), kurtosis: shown(profile.kurtosis), entropy: profile.entropy ?? null, min_length: profile.min_length ?? null, max_length: profile.max_length ?? null,
    mean_length: profile.mean_length ?? null, q1: shown(profile.q1), median: shown(profile.median), q3: shown(profile.q3),
    histogram_buckets: hide ? json(masked) : json(profile.histogram_buckets), ...origin,
  };
}

export function originOf(container: StoredContainer, datastoreName: string, generatedAt: string, operationId: number): Origin {
  return {
    container_id: container.id, source_container: container.name, datastore_id: container.datastore_id, source_datastore: datastoreName, generated_at: generatedAt, operation_id: operationId,
  };
}
