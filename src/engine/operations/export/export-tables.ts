import { outputColumns, type OutputColumn } from '../../sources/output/output';

export type Asset = 'anomalies' | 'checks' | 'profiles' | 'check_templates';

const templateColumns = 'id BIGINT, created TIMESTAMPTZ, last_updated TIMESTAMPTZ, rule_type VARCHAR, fields VARCHAR[], description VARCHAR, properties JSON, filter VARCHAR, coverage DOUBLE, '
  + 'template_locked BOOLEAN, global_tags VARCHAR[], additional_metadata JSON, generated_at TIMESTAMPTZ, operation_id BIGINT';
const of = 'container_id BIGINT, source_container VARCHAR, datastore_id BIGINT, source_datastore VARCHAR, generated_at TIMESTAMPTZ, operation_id BIGINT';

/** The tables of an export by what is in them: the end of their name, and their columns. */
export const exportTables: Readonly<Record<Asset, { readonly end: string; readonly columns: readonly OutputColumn[] }>> = {
  anomalies: {
    end: 'anomalies_export',
    columns: outputColumns('id BIGINT, created TIMESTAMPTZ, uuid VARCHAR, type VARCHAR, status VARCHAR, global_tags VARCHAR[], description VARCHAR, weight DOUBLE, '
      + `anomalous_records_count BIGINT, last_seen TIMESTAMPTZ, rule_types VARCHAR[], fields VARCHAR[], failed_checks JSON, fingerprint VARCHAR, assignee_ids BIGINT[], ${of}`),
  },
  checks: {
    end: 'checks_export',
    columns: outputColumns('id BIGINT, created TIMESTAMPTZ, last_updated TIMESTAMPTZ, rule_type VARCHAR, fields VARCHAR[], description VARCHAR, properties JSON, filter VARCHAR, coverage DOUBLE, '
      + `status VARCHAR, is_inferred BOOLEAN, is_passing BOOLEAN, last_asserted TIMESTAMPTZ, deleted_at TIMESTAMPTZ, global_tags VARCHAR[], template_id BIGINT, additional_metadata JSON, ${of}`),
  },
  check_templates: { end: 'export_check_templates', columns: outputColumns(templateColumns) },
  profiles: {
    end: 'field_profiles_export',
    columns: outputColumns('id BIGINT, created TIMESTAMPTZ, field_name VARCHAR, type VARCHAR, status VARCHAR, completeness DOUBLE, records BIGINT, approximate_distinct_values DOUBLE, '
      + 'unique_distinct_ratio DOUBLE, min VARCHAR, max VARCHAR, mean DOUBLE, sum DOUBLE, std_dev DOUBLE, skewness DOUBLE, kurtosis DOUBLE, entropy DOUBLE, min_length BIGINT, max_length BIGINT, '
      + `mean_length DOUBLE, q1 DOUBLE, median DOUBLE, q3 DOUBLE, histogram_buckets JSON, ${of}`),
  },
};

/** Templates belong to no datastore, so neither does the name of their table. */
export const exportTableName = (prefix: string, asset: Asset): string => (asset === 'check_templates' ? '_export_check_templates' : `_${prefix}_${exportTables[asset].end}`);
