import type { DuckDBConnection } from '@duckdb/node-api';

/**
 * The schema's history: step N brings a store from version N to N + 1. A step is never changed once released; it spells
 * out its SQL by itself, so that later changes of `tables.ts` cannot alter what an old store goes through.
 */
export const migrations: readonly (readonly string[])[] = [
  [
    'CREATE TABLE counters (kind VARCHAR, value BIGINT)',
    'CREATE TABLE connections (id BIGINT, name VARCHAR, type VARCHAR, doc VARCHAR)',
    'CREATE TABLE datastores (id BIGINT, name VARCHAR, connection_id BIGINT, enrichment_only BOOLEAN, tags VARCHAR[], doc VARCHAR)',
    `CREATE TABLE containers (id BIGINT, datastore_id BIGINT, name VARCHAR, container_type VARCHAR, missing BOOLEAN, records BIGINT,
      tags VARCHAR[], doc VARCHAR)`,
    'CREATE TABLE fields (id BIGINT, container_id BIGINT, position BIGINT, name VARCHAR, doc VARCHAR)',
    `CREATE TABLE checks (id BIGINT, container_id BIGINT, rule_type VARCHAR, status VARCHAR, inferred BOOLEAN, archived BOOLEAN,
      is_passing BOOLEAN, fields VARCHAR[], tags VARCHAR[], doc VARCHAR)`,
    `CREATE TABLE anomalies (id BIGINT, datastore_id BIGINT, container_id BIGINT, operation_id BIGINT, type VARCHAR, status VARCHAR,
      archived BOOLEAN, created VARCHAR, weight DOUBLE, records BIGINT, check_ids BIGINT[], tags VARCHAR[], doc VARCHAR)`,
    'CREATE TABLE records (id BIGINT, doc VARCHAR)',
    'CREATE TABLE changes (id BIGINT, anomaly_id BIGINT, doc VARCHAR)',
    'CREATE TABLE comments (id BIGINT, anomaly_id BIGINT, doc VARCHAR)',
    `CREATE TABLE operations (id BIGINT, type VARCHAR, datastore_id BIGINT, result VARCHAR, created VARCHAR, has_logs BOOLEAN,
      duration DOUBLE, doc VARCHAR)`,
    'CREATE TABLE container_runs (id BIGINT, operation_id BIGINT, container_id BIGINT, doc VARCHAR)',
    'CREATE TABLE profiles (id BIGINT, container_id BIGINT, name VARCHAR, completeness DOUBLE, doc VARCHAR)',
    'CREATE TABLE checkpoints (id BIGINT, doc VARCHAR)',
    'CREATE TABLE metrics (id BIGINT, container_id BIGINT, check_id BIGINT, key VARCHAR, captured VARCHAR, doc VARCHAR)',
  ],
  [
    // What lists in memory are read from, and the way to single documents among a million.
    'ALTER TABLE anomalies ADD COLUMN created_ms BIGINT',
    'ALTER TABLE anomalies ADD COLUMN print BIGINT',
    `UPDATE anomalies SET created_ms = coalesce(epoch_ms(try_cast(created AS TIMESTAMP)), 0),
      print = coalesce(try_cast('0x' || regexp_extract(doc, '"fingerprint":"([0-9a-f]{12})', 1) AS BIGINT), 0)`,
    'ALTER TABLE operations ADD COLUMN created_ms BIGINT',
    'UPDATE operations SET created_ms = coalesce(epoch_ms(try_cast(created AS TIMESTAMP)), 0)',
    ...['connections', 'datastores', 'containers', 'fields', 'checks', 'anomalies', 'records', 'operations', 'profiles']
      .map((table) => `CREATE INDEX ${table}_id ON ${table} (id)`),
    'CREATE INDEX changes_anomaly ON changes (anomaly_id)',
    'CREATE INDEX comments_anomaly ON comments (anomaly_id)',
    'CREATE INDEX container_runs_operation ON container_runs (operation_id)',
    'CREATE INDEX fields_container ON fields (container_id)',
  ],
  [
    // Local connections need none of these, and secrets were kept there.
    `UPDATE connections SET doc = json_merge_patch(doc, '{"parameters":null,"host":null,"port":null,"username":null,"v":2}') WHERE json_valid(doc)`,
  ],
  ['CREATE TABLE tags (id BIGINT, name VARCHAR, doc VARCHAR)'],
  ['CREATE TABLE container_profiles (id BIGINT, container_id BIGINT, doc VARCHAR)', 'CREATE INDEX container_profiles_id ON container_profiles (id)'],
];

/** Brings a store from `version` to the newest schema, in one transaction. A kill in its middle leaves the old one. */
export async function migrate(connection: DuckDBConnection, version: number, steps = migrations): Promise<void> {
  if (version === steps.length) return;
  await connection.run('BEGIN');
  try {
    await connection.run('CREATE TABLE IF NOT EXISTS schema_version (version BIGINT)');
    for (const statement of steps.slice(version).flat()) await connection.run(statement);
    await connection.run('DELETE FROM schema_version');
    await connection.run('INSERT INTO schema_version VALUES (?)', [BigInt(steps.length)]);
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined); // A failed commit has rolled back by itself.
    throw error;
  }
}
