import { openSession } from '../../src/engine/duckdb/open-session';

/** How much a generated store holds. Checks are ten a container, fields twenty, container runs four an operation. */
export interface StoreSize {
  readonly anomalies: number;
  readonly operations: number;
  readonly containers: number;
  readonly datastores: number;
}

const moment = (ms: string): string => `strftime(make_timestamp((${ms})::BIGINT * 1000), '%Y-%m-%dT%H:%M:%S.%g') || 'Z'`;
/** A whole number that depends on the row and a salt alone. */
const draw = (salt: number, of: number): string => `(hash(i, ${salt}) % ${of})::BIGINT`;
const first = Date.UTC(2024, 0, 1);

function statements({ anomalies, operations, containers, datastores }: StoreSize): string[] {
  /** Containers of a datastore follow each other. */
  const datastoreOf = (container: string): string => `(1 + ((${container}) - 1) * ${datastores} // ${containers})::BIGINT`;
  const span = 700 * 86_400_000;
  return [
    `INSERT INTO connections BY NAME SELECT i AS id, 'connection ' || i AS name, 'files' AS type, to_json({id: i, name: 'connection ' || i,
       created: '2024-01-01T00:00:00.000Z', type: 'files', path: '/data/' || i})::VARCHAR AS doc FROM range(1, ${datastores + 1}) r(i)`,
    `INSERT INTO datastores BY NAME SELECT i AS id, 'datastore ' || i AS name, i AS connection_id, false AS enrichment_only, []::VARCHAR[] AS tags,
       to_json({id: i, name: 'datastore ' || i, created: '2024-01-01T00:00:00.000Z', connection_id: i, database: NULL, schema: NULL, favorite: false,
       enrichment_only: false, enrichment_datastore_id: NULL, enrichment_prefix: NULL, enrichment_source_record_limit: NULL,
       enrichment_remediation_strategy: NULL, high_count_rollup_threshold: NULL, tags: []::VARCHAR[], last_synced: NULL})::VARCHAR AS doc
     FROM range(1, ${datastores + 1}) r(i)`,
    `INSERT INTO containers BY NAME SELECT i AS id, ${datastoreOf('i')} AS datastore_id, 'table_' || i AS name, 'file' AS container_type, false AS missing,
       10000 AS records, []::VARCHAR[] AS tags, to_json({id: i, datastore_id: ${datastoreOf('i')}, name: 'table_' || i, created: '2024-01-01T00:00:00.000Z',
       container_type: 'file', table_type: NULL, files: ['table_' || i || '.csv'], file_format: 'csv', missing: false, last_error: NULL, records: 10000,
       completeness: 0.9, last_profiled: '2025-01-01T00:00:00.000Z', last_scanned: '2025-01-01T00:00:00.000Z', incremental_field_name: NULL,
       key_field_names: NULL, tags: []::VARCHAR[]})::VARCHAR AS doc FROM range(1, ${containers + 1}) r(i)`,
    `INSERT INTO fields BY NAME SELECT i + 1 AS id, i // 20 + 1 AS container_id, i % 20 AS position, 'f' || (i % 20) AS name,
       to_json({id: i + 1, container_id: i // 20 + 1, position: i % 20, name: 'f' || (i % 20), type: 'Integral', native_type: 'BIGINT', nullable: true,
       status: 'active'})::VARCHAR AS doc FROM range(${containers * 20}) r(i)`,
    `INSERT INTO profiles BY NAME SELECT i + 1 AS id, i // 20 + 1 AS container_id, 'f' || (i % 20) AS name, 0.9 AS completeness,
       to_json({id: i + 1, container_id: i // 20 + 1, operation_id: 1, name: 'f' || (i % 20), created: '2024-01-01T00:00:00.000Z', field_type: 'Integral',
       completeness: 0.9, distinct_count: 1000, min: 1, max: 9999})::VARCHAR AS doc FROM range(${containers * 20}) r(i)`,
    `INSERT INTO checks BY NAME SELECT i + 1 AS id, i // 10 + 1 AS container_id, ['notNull', 'between', 'unique', 'matchesPattern', 'greaterThan'][1 + i % 5] AS rule_type,
       'Active' AS status, i % 2 = 0 AS inferred, false AS archived, i % 3 > 0 AS is_passing, ['f' || (i % 10)] AS fields, ['gold'] AS tags,
       to_json({id: i + 1, container_id: i // 10 + 1, created: '2024-01-01T00:00:00.000Z', last_updated: '2024-01-01T00:00:00.000Z',
       rule_type: ['notNull', 'between', 'unique', 'matchesPattern', 'greaterThan'][1 + i % 5], fields: ['f' || (i % 10)], properties: map {}::MAP(VARCHAR, VARCHAR), filter: NULL,
       coverage: NULL, description: 'Values of f' || (i % 10), status: 'Active', inferred: i % 2 = 0, tags: ['gold'], additional_metadata: NULL, deleted_at: NULL,
       archived_status: NULL, is_passing: i % 3 > 0, last_asserted: '2025-01-01T00:00:00.000Z'})::VARCHAR AS doc FROM range(${containers * 10}) r(i)`,
    `INSERT INTO operations BY NAME SELECT id, type, datastore_id, result, created, epoch_ms(created::TIMESTAMP) AS created_ms, false AS has_logs, 60000.0 + id % 1000 AS duration,
       to_json({id: id, type: type, datastore_id: datastore_id, body: {type: type, datastore_id: datastore_id}, result: result, created: created,
       start_time: created, end_time: ended, message: NULL, problem: NULL, triggered_by: 'ann',
       status: {total_containers: 4, containers_analyzed: 4, anomalies_identified: 10, records_processed: 40000}})::VARCHAR AS doc
     FROM (SELECT i + 1 AS id, ['scan', 'scan', 'profile', 'sync'][1 + i % 4] AS type, 1 + i % ${datastores} AS datastore_id,
       if(i % 50 = 49, 'failure', 'success') AS result, ${moment(`${first} + i * ${Math.floor(span / operations)}`)} AS created,
       ${moment(`${first} + i * ${Math.floor(span / operations)} + 60000 + (i + 1) % 1000`)} AS ended FROM range(${operations}) r(i))`,
    `INSERT INTO container_runs BY NAME SELECT i + 1 AS id, i // 4 + 1 AS operation_id, c AS container_id,
       to_json({id: i + 1, operation_id: i // 4 + 1, container_id: c, created: '2025-01-01T00:00:00.000Z', start_time: '2025-01-01T00:00:00.000Z',
       end_time: '2025-01-01T00:01:00.000Z', result: 'success', records_processed: 10000, records_total: 10000, anomaly_count: 2,
       container: {id: c, name: 'table_' || c, container_type: 'file'}})::VARCHAR AS doc FROM (SELECT i, 1 + ${draw(1, containers)} AS c FROM range(${operations * 4}) r(i))`,
    `CREATE TEMP TABLE drawn AS SELECT *, ${datastoreOf('container_id')} AS datastore_id, if(two, [a, b], [a]) AS check_ids
     FROM (SELECT i + 1 AS id, c AS container_id, (c - 1) * 10 + 1 + ${draw(2, 5)} AS a, (c - 1) * 10 + 6 + ${draw(3, 5)} AS b, ${draw(4, 4)} = 0 AS two,
       1 + i * ${operations} // ${anomalies} AS operation_id, if(${draw(5, 10)} = 0, 'shape', 'record') AS type,
       CASE WHEN ${draw(6, 20)} < 8 THEN 'Active' WHEN ${draw(6, 20)} < 10 THEN 'Acknowledged' WHEN ${draw(6, 20)} < 17 THEN 'Resolved'
         WHEN ${draw(6, 20)} < 19 THEN 'Invalid' ELSE 'Duplicate' END AS status,
       ${moment(`${first} + i * ${Math.floor(span / anomalies)}`)} AS created, (10 + ${draw(7, 90)})::DOUBLE AS weight,
       if(${draw(8, 20)} = 0, NULL, 1 + ${draw(9, 5000)}) AS records, sha256('anomaly ' || i) AS fingerprint,
       [[], [], ['gold'], ['pii'], ['gold', 'pii'], ['finance'], [], ['late']][1 + ${draw(10, 8)}]::VARCHAR[] AS tags
       FROM (SELECT i, 1 + ${draw(0, containers)} AS c FROM range(${anomalies}) r(i)))`,
    `CREATE TEMP TABLE made AS SELECT id, datastore_id, container_id, operation_id, type, status, status NOT IN ('Active', 'Acknowledged') AS archived, created, epoch_ms(created::TIMESTAMP) AS created_ms, weight,
       ('0x' || substr(fingerprint, 1, 12))::BIGINT AS print, records, check_ids, tags, to_json({id: id, uuid: substr(fingerprint, 1, 36), datastore_id: datastore_id, container_id: container_id, operation_id: operation_id, type: type,
       status: status, created: created, last_seen: created, message: coalesce(records, 1) || ' of 10000 records break this check of f' || a % 10, description: NULL,
       failed_checks: list_transform(check_ids, lambda k: {check_id: k, message: coalesce(records, 1) || ' of 10000 records break it.', expected: 'not null',
       found: 'null', anomalous_records_count: records}), anomalous_records_count: records, fingerprint: fingerprint, weight: weight, tags: tags})::VARCHAR AS doc FROM drawn`,
    'INSERT INTO anomalies BY NAME SELECT * FROM made ORDER BY id',
    `INSERT INTO records BY NAME SELECT id, to_json({id: id, columns: ['f0', 'f1', 'f2', 'f3'], records: list_transform(range(2), lambda n: {row_id: (id * 7 + n)::VARCHAR,
       values: {f0: id + n, f1: NULL, f2: 'some text ' || id, f3: 1.5}, failed_checks: check_ids, fields: ['f1']})})::VARCHAR AS doc FROM drawn WHERE type = 'record' ORDER BY id`,
    `INSERT INTO changes BY NAME SELECT row_number() OVER () AS id, id AS anomaly_id, to_json({id: row_number() OVER (), anomaly_id: id, "at": created, user: 'ann',
       changeset: {status: ['Active', status]}})::VARCHAR AS doc FROM drawn WHERE status <> 'Active'`,
    'DROP TABLE drawn',
    'DROP TABLE made',
    'DELETE FROM counters',
    ...Object.entries({
      connections: 'connections', datastores: 'datastores', containers: 'containers', fields: 'fields', profiles: 'profiles', checks: 'checks',
      operations: 'operations', containerRuns: 'container_runs', anomalies: 'anomalies', changes: 'changes',
    }).map(([kind, table]) => `INSERT INTO counters SELECT '${kind}', coalesce(max(id), 0) FROM ${table}`),
  ];
}

/** Fills the empty store in `file` (closed, of the newest schema) with histories as years of scans would leave them. */
export async function fillStore(file: string, size: StoreSize): Promise<void> {
  const session = await openSession({ path: file, memoryLimit: '1500MB' });
  try {
    for (const statement of statements(size)) await session.query(statement);
    await session.query('CHECKPOINT');
  } finally {
    await session.close();
  }
}
