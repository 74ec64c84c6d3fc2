import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openSession } from '../../src/engine/duckdb/open-session';
import { realEngine, startEngine, until, type EngineProcess } from './engine-process';

type Row = Record<string, unknown>;

describe('export and materialize', function () {
  this.timeout(240_000);
  let folder: string;
  let engine: EngineProcess;
  const database = (): string => path.join(folder, 'enrich.duckdb');

  const run = async (body: object): Promise<any> => { // eslint-disable-line @typescript-eslint/no-explicit-any
    const started = await engine.call('POST', '/operations/run', { datastore_ids: [1], ...body });
    assert.equal(started.status, 200, JSON.stringify(started.body));
    return ended(started.body.id);
  };
  const ended = async (id: number): Promise<any> => { // eslint-disable-line @typescript-eslint/no-explicit-any
    let operation: { end_time?: string } = {};
    await until(`the end of operation ${id}`, async () => {
      operation = (await engine.call('GET', `/operations/${id}`)).body;
      return Boolean(operation.end_time);
    }, 120_000);
    return operation;
  };
  const total = async (list: string): Promise<number> => (await engine.call('GET', list)).body.total;
  /** Rows of a statement in a DuckDB of the test's own. */
  const read = async (sql: string, file?: string): Promise<Row[]> => {
    const session = await openSession(file === undefined ? {} : { path: file });
    try {
      return await session.query(sql);
    } finally {
      await session.close();
    }
  };

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-export-'));
    const data = path.join(folder, 'data');
    mkdirSync(data);
    writeFileSync(path.join(data, 'orders.csv'), `id,amount,city\n${Array.from({ length: 60 }, (_, n) => `${n},${n % 10 === 7 ? '' : n * 2},${n === 3 ? '' : n % 2 ? 'Rome' : 'Oslo'}`).join('\n')}\n`);
    writeFileSync(path.join(data, 'people.csv'), `id,name\n${Array.from({ length: 40 }, (_, n) => `${n},name ${n}`).join('\n')}\n`);
    engine = startEngine(realEngine, path.join(folder, '.plumbline'));
    const stores: [string, string, string, object][] = [['shop', 'files', data, { enrichment_prefix: 'shop' }], ['enrich', 'duckdb', database(), { enrichment_only: true }],
      ['folder', 'files', path.join(folder, 'out'), { enrichment_only: true }], ['csv', 'files', path.join(folder, 'csv'), { enrichment_only: true, enrichment_format: 'csv' }]];
    for (const [name, type, at, more] of stores) {
      const made = await engine.call('POST', '/datastores', { name, connection: { name: `${name} data`, type, path: at }, ...more });
      assert.equal(made.status, 200, JSON.stringify(made.body));
    }
    assert.equal((await run({ type: 'sync' })).result, 'success');
    assert.equal((await run({ type: 'profile', ai_effort: 'off' })).result, 'success');
    for (const [rule, field] of [['notNull', 'amount'], ['notNull', 'city'], ['unique', 'id']]) {
      assert.equal((await engine.call('POST', '/quality-checks', { container_id: 1, rule, fields: [field] })).status, 200);
    }
    assert.equal((await run({ type: 'scan' })).result, 'success');
  });
  after(async () => {
    engine.child.kill();
    await engine.ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('say which command links an enrichment datastore where there is none, and that one must be marked', async () => {
    const failed = await run({ type: 'export', asset_type: 'anomalies' });
    assert.equal(failed.result, 'failure');
    assert.match(failed.problem.remedy, /plumbline datastores enrichment --id 1 --link ID/);
    assert.equal((await engine.call('POST', '/export/anomalies?datastore=1')).status, 400);
    assert.equal((await engine.call('POST', '/operations/run', { type: 'export', datastore_ids: [1] })).status, 422, 'what to export is needed');
    await engine.call('PATCH', '/datastores/1/enrichment/2');
    await engine.call('PUT', '/datastores/2', { enrichment_only: false });
    assert.match((await run({ type: 'export', asset_type: 'checks' })).message, /marked as enrichment only/);
    await engine.call('PUT', '/datastores/2', { enrichment_only: true });
  });

  it('export anomalies, checks and profiles into a database, as many as there are, and add to what is there', async () => {
    const first = await run({ type: 'export', asset_type: 'all' });
    assert.equal(first.result, 'success', first.message);
    const counts = [await total('/anomalies?datastore=1'), await total('/quality-checks?datastore=1'), await total('/field-profiles?datastore=1')];
    assert.deepEqual([counts[0]! > 1, counts[1], counts[2]], [true, 3, 5]);
    const sql = 'SELECT (SELECT count(*) FROM _shop_anomalies_export) AS a, (SELECT count(*) FROM _shop_checks_export) AS c, (SELECT count(*) FROM _shop_field_profiles_export) AS p';
    assert.deepEqual(Object.values((await read(sql, database()))[0]!).map(Number), counts);
    assert.equal(first.status.records_exported, counts.reduce((sum, count) => sum + count, 0));
    const anomalies = (await engine.call('GET', '/anomalies?datastore=1')).body.items;
    const rows = await read('SELECT uuid, status, source_container, source_datastore, anomalous_records_count AS n FROM _shop_anomalies_export', database());
    assert.deepEqual(rows.map((row) => [row.uuid, row.status, row.source_container, row.source_datastore, Number(row.n)]).sort(),
      anomalies.map((one: Row) => [one.uuid, one.status, 'orders', 'shop', one.anomalous_records_count]).sort());
    await engine.call('PUT', `/anomalies/${anomalies[0].id}`, { status: 'Acknowledged' });
    await run({ type: 'export', asset_type: 'anomalies' });
    const states = await read(`SELECT status FROM _shop_anomalies_export WHERE id = ${anomalies[0].id} ORDER BY generated_at`, database());
    assert.deepEqual(states.map((row) => row.status), ['Active', 'Acknowledged']);
  });

  it('export only what was chosen, archived ones only when asked, and say so when there is nothing', async () => {
    const checks = (await engine.call('GET', '/quality-checks?datastore=1')).body.items;
    await engine.call('DELETE', `/quality-checks/${checks[2].id}?archive=true`);
    const rows = async (more: object): Promise<number> => (await run({ type: 'export', asset_type: 'checks', ...more })).status.records_exported;
    assert.deepEqual([await rows({}), await rows({ include_deleted: true }), await rows({ container_ids: [1] })], [2, 3, 2]);
    const nothing = await run({ type: 'export', asset_type: 'checks', container_ids: [2] });
    assert.deepEqual([nothing.result, nothing.status.records_exported], ['success', 0]);
    assert.match(nothing.message, /nothing to export/);
    assert.match((await run({ type: 'export', asset_type: 'checks', container_ids: [99] })).message, /no container 99/);
    await engine.call('PATCH', '/containers', [{ id: 2, tags: ['gold'] }]);
    assert.equal((await run({ type: 'export', asset_type: 'profiles', container_tags: ['gold'] })).status.records_exported, 2);
    assert.match((await run({ type: 'export', asset_type: 'profiles', container_tags: ['none'] })).message, /No container has the tag none/);
  });

  it('show no value of a masked field', async () => {
    const fields = (await engine.call('GET', '/containers/1/fields')).body;
    const city = fields.find((field: Row) => field.name === 'city');
    assert.equal((await engine.call('PUT', `/fields/${city.id}`, { status: 'masked' })).body.status, 'masked');
    const { id } = await run({ type: 'export', asset_type: 'all', include_deleted: true });
    const [profile] = await read(`SELECT min, max, completeness, histogram_buckets AS h FROM _shop_field_profiles_export WHERE operation_id = ${id} AND field_name = 'city'`, database());
    assert.deepEqual([profile!.min, profile!.max, Number(profile!.completeness), profile!.h], ['***MASKED***', '***MASKED***', 59 / 60, '"***MASKED***"']);
    const all = JSON.stringify([await read(`SELECT * FROM _shop_field_profiles_export WHERE operation_id = ${id}`, database()), await read(`SELECT * FROM _shop_anomalies_export WHERE operation_id = ${id}`, database()),
      await read(`SELECT * FROM _shop_checks_export WHERE operation_id = ${id}`, database())], (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value));
    assert.doesNotMatch(all, /Rome|Oslo/);
    assert.equal((await run({ type: 'scan' })).result, 'success', 'checks on it go on');
    assert.equal((await engine.call('PATCH', '/fields', [{ id: city.id, status: 'active' }])).status, 200);
    assert.equal((await engine.call('PUT', `/fields/${city.id}`, { status: 'gone' })).status, 422);
  });

  it('take what the table lacks, and what it has otherwise', async () => {
    await read('ALTER TABLE _shop_checks_export DROP COLUMN filter; ALTER TABLE _shop_checks_export ALTER COLUMN coverage TYPE INTEGER; ALTER TABLE _shop_checks_export ADD COLUMN mine VARCHAR', database());
    const { id, message } = await run({ type: 'export', asset_type: 'checks' });
    const rows = await read(`SELECT filter, coverage, mine FROM _shop_checks_export WHERE operation_id = ${id}`, database());
    assert.equal(rows.length, 2, message);
    assert.deepEqual(rows[0], { filter: null, coverage: null, mine: null });
  });

  it('export into a folder, a file an operation, that is read as one', async () => {
    for (const [id, format] of [[3, 'parquet'], [4, 'csv']] as const) {
      assert.equal((await engine.call('PATCH', `/datastores/1/enrichment/${id}`)).status, 200);
      for (const asset of ['profiles', 'checks', 'profiles']) assert.equal((await run({ type: 'export', asset_type: asset })).result, 'success');
      const out = path.join(folder, format === 'csv' ? 'csv' : 'out');
      assert.equal(readdirSync(out).filter((name) => name.endsWith(`.${format}`)).length, 3);
      const rows = await read(`SELECT field_name FROM read_${format}('${path.join(out, `_shop_field_profiles_export_*.${format}`).replaceAll('\\', '/')}')`);
      assert.equal(rows.length, 10);
      assert.equal((await run({ type: 'sync', datastore_ids: [id] })).result, 'success');
      const containers = (await engine.call('GET', `/containers?datastore=${id}`)).body.items.map((one: Row) => one.name);
      assert.equal(containers.filter((name: string) => name.startsWith('_shop_field_profiles_export')).length, 1, containers.join());
    }
    assert.equal((await run({ type: 'scan', remediation: 'append' })).result, 'success');
    assert.equal(readdirSync(path.join(folder, 'csv')).some((name) => name.startsWith('shop_scan_operations_')), true);
    assert.match((await run({ type: 'scan', remediation: 'overwrite' })).message, /is not replaced/);
  });

  it('queue exports by the older routes, and export check templates', async () => {
    await engine.call('PATCH', '/datastores/1/enrichment/2');
    const before = await total('/operations?operation_type=export');
    for (const kind of ['anomalies', 'checks', 'field-profiles']) assert.equal((await engine.call('POST', `/export/${kind}?datastore=1&containers=1&containers=2`)).status, 204);
    const template = await engine.call('POST', '/quality-check-templates', { rule: 'between', properties: { min: 0, max: 9 }, description: 'A digit', tags: ['t'], template_locked: true, coverage: null, filter: null });
    assert.deepEqual([template.status, template.body.is_template, template.body.template_locked, template.body.container], [200, true, true, null], JSON.stringify(template.body));
    assert.equal((await engine.call('POST', '/quality-check-templates', { rule: 'between', properties: { least: 0 } })).status, 422);
    assert.equal((await engine.call('POST', '/quality-check-templates', { rule: 'nope' })).status, 422);
    assert.deepEqual((await engine.call('GET', '/quality-checks?template_only=true')).body.items.map((one: Row) => one.id), [template.body.id]);
    assert.equal((await engine.call('POST', `/export/check-templates?enrich_datastore_id=2&template_ids=${template.body.id}`)).status, 204);
    const list = (await engine.call('GET', '/operations?operation_type=export&sort_created=desc&size=4')).body;
    assert.equal(list.total, before + 4);
    for (const { id } of list.items) assert.equal((await ended(id)).result, 'success');
    const global = await engine.call('POST', '/operations/run', { type: 'global_export', asset_type: 'check_templates', enrichment_datastore_id: 2 });
    assert.equal((await ended(global.body.id)).result, 'success');
    assert.deepEqual((await read('SELECT description, template_locked FROM _export_check_templates', database())), Array.from({ length: 2 }, () => ({ description: 'A digit', template_locked: true })));
  });

  it('materialize computed containers, and others by name, each time anew', async () => {
    assert.match((await run({ type: 'materialize' })).message, /no computed containers/);
    const made = await engine.call('POST', '/containers', { container_type: 'computed_table', datastore_id: 1, name: 'cities', query: 'SELECT city, count(*) AS n FROM orders GROUP BY city' });
    assert.equal(made.status, 200);
    for (let times = 0; times < 2; times++) {
      const done = await run({ type: 'materialize' });
      assert.deepEqual([done.result, done.status.records_processed], ['success', 3], done.message);
    }
    assert.deepEqual((await read('SELECT city, n FROM shop_mat_cities ORDER BY n', database())).map((row) => [row.city, Number(row.n)]), [[null, 1], ['Rome', 29], ['Oslo', 30]]);
    assert.equal((await run({ type: 'materialize', container_names: ['people'], max_records_per_partition: 7 })).status.records_processed, 7);
    assert.equal((await read('SELECT * FROM shop_mat_people', database())).length, 7);
    await engine.call('PATCH', '/datastores/1/enrichment/3');
    const done = await run({ type: 'materialize' });
    assert.equal(done.status.records_processed, 3, done.message);
    assert.equal((await read(`SELECT * FROM read_parquet('${path.join(folder, 'out', `shop_mat_cities_${done.id}.parquet`).replaceAll('\\', '/')}')`)).length, 3);
    assert.equal((await engine.call('DELETE', '/datastores/1/enrichment')).status, 200);
    assert.equal((await run({ type: 'materialize' })).result, 'failure');
  });
});
