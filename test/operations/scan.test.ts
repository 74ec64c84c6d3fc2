import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openSession } from '../../src/engine/duckdb/open-session';
import type { StoredAnomaly, StoredCheck, StoredContainer } from '../../src/engine/store/model';
import { operationBench, type Bench } from './run-operation';

describe('scan', () => {
  let bench: Bench;
  beforeEach(() => { bench = operationBench(); });
  afterEach(() => bench.close());

  const write = (name: string, header: string, rows: readonly (readonly unknown[])[]): void =>
    writeFileSync(path.join(bench.folder, name), `${header}\n${rows.map((row) => row.map((v) => v ?? '').join(',')).join('\n')}\n`);
  const container = async (name = 't'): Promise<StoredContainer> => (await bench.store.containers(1)).find((c) => c.name === name) ?? assert.fail(`no ${name}`);
  const anomalies = async (name = 't'): Promise<StoredAnomaly[]> => bench.store.anomalies((await container(name)).id);
  const open = async (name = 't'): Promise<StoredAnomaly[]> => (await anomalies(name)).filter((a) => a.status === 'Active' || a.status === 'Acknowledged');
  const check = async (rule: string, fields: string[], properties: Record<string, unknown> = {}, more: Partial<StoredCheck> = {}): Promise<StoredCheck> =>
    bench.store.writer.saveCheck({
      container_id: (await container()).id, created: '2026-01-01', last_updated: '2026-01-01', rule_type: rule, fields, properties, filter: null, coverage: null, description: '',
      status: 'Active', inferred: false, tags: [], additional_metadata: null, deleted_at: null, archived_status: null, is_passing: null, last_asserted: null, ...more,
    });
  const rows = (count: number): unknown[][] => Array.from({ length: count }, (_, i) => [i + 1, i % 10, `2026-01-${String(1 + (i % 28)).padStart(2, '0')}`]);
  const sync = async (data: unknown[][]): Promise<void> => { write('t.csv', 'id,n,day', data); await bench.run({ type: 'sync' }); };

  it('says how to get checks when there are none', async () => {
    await sync(rows(5));
    const outcome = await bench.run({ type: 'scan' });
    assert.equal(outcome.result, 'success');
    assert.match(outcome.message ?? '', /^No checks to run\. "plumbline operations profile --datastore-id 1"/);
    assert.equal(outcome.status.anomalies_identified, 0);
    assert.deepEqual([outcome.status.containers_analyzed, outcome.status.containers_not_checked, outcome.status.containers_failed], [0, 1, 0]);
    assert.deepEqual(bench.store.runs.at(-1)?.result, 'not_checked');
    assert.equal((await container()).last_scanned, null);
  });

  it('tells and counts what it did not check: what cannot be read and what has no checks', async () => {
    await sync(rows(5));
    write('bare.csv', 'id', [[1]]);
    writeFileSync(path.join(bench.folder, 'broken.parquet'), 'this is no Parquet file');
    await bench.run({ type: 'sync' });
    await check('notNull', ['id']);
    const outcome = await bench.run({ type: 'scan' });
    assert.equal(outcome.result, 'success');
    const { total_containers: total, containers_analyzed: done, containers_failed: failed, containers_not_checked: unchecked } = outcome.status;
    assert.deepEqual({ total, done, failed, unchecked }, { total: 3, done: 1, failed: 1, unchecked: 2 });
    assert.match(outcome.message ?? '', /broken was not checked, because it could not be read: .+ bare was not checked, because it has no checks\./);
    const parts = new Map(bench.store.runs.slice(-3).map((run) => [run.container?.name, run]));
    assert.deepEqual(['t', 'bare', 'broken'].map((name) => parts.get(name)?.result), ['success', 'not_checked', 'not_checked']);
    assert.match(parts.get('broken')?.message ?? '', /could not be read/);
    assert.notEqual((await container('broken')).last_error, null, 'what is wrong with it stays known');

    const alone = await bench.run({ type: 'scan', container_names: ['broken'] });
    assert.equal(alone.result, 'failure', 'nothing at all could be read');
  });

  it('makes one anomaly of the rows that break the same checks, with the rows and what each breaks', async () => {
    const data = rows(100);
    data[3] = [4, -5, '2026-01-01'];
    data[7] = [8, null, '2026-01-01'];
    data[9] = [10, -700, '2026-01-01'];
    data[11] = [12, -6, '2026-01-01'];
    await sync(data);
    const [sign, range, full] = [await check('notNegative', ['n']), await check('between', ['n'], { min: -100, max: 100 }), await check('notNull', ['n'])];
    const passing = await check('notNull', ['id']);
    const { status, result } = await bench.run({ type: 'scan' });
    assert.equal(result, 'success');
    assert.deepEqual(status, { total_containers: 1, containers_analyzed: 1, containers_failed: 0, containers_not_checked: 0, partitions_scanned: 1, records_processed: 100, records_total: 100, anomalies_identified: 3 });
    const found = (await anomalies()).map((a) => ({ type: a.type, checks: a.failed_checks.map((c) => c.check_id), count: a.anomalous_records_count, rows: bench.store.records.get(a.id)?.records.map((r) => r.values.id) }));
    assert.deepEqual(found.sort((a, b) => String(a.checks).localeCompare(String(b.checks))), [
      { type: 'record', checks: [sign.id], count: 2, rows: [4, 12] },
      { type: 'record', checks: [sign.id, range.id], count: 1, rows: [10] },
      { type: 'record', checks: [full.id], count: 1, rows: [8] },
    ]);
    const both = (await anomalies()).find((a) => a.failed_checks.length === 2);
    assert.match(both?.message ?? '', /zero or positive.*between -100 and 100/);
    assert.ok(both?.failed_checks.every((c) => c.expected && c.found));
    assert.deepEqual(bench.store.records.get(both?.id ?? 0)?.columns, ['id', 'n', 'day']);
    assert.deepEqual((await bench.store.allChecks((await container()).id)).map((c) => c.is_passing), [false, false, false, true]);
    assert.notEqual((await container()).last_scanned, null);
    assert.notEqual((await bench.store.allChecks((await container()).id)).find((c) => c.id === passing.id)?.last_asserted, null);
    assert.equal(bench.store.runs.at(-1)?.anomaly_count, 3);
  });

  it('rolls many failing rows of a check up into one anomaly with the count, and keeps only so many rows', async () => {
    await sync(rows(200).map((row, i) => (i < 60 ? [row[0], -1, row[2]] : row)));
    await check('notNegative', ['n']);
    await check('maxValue', ['n'], { value: 8 });
    await bench.run({ type: 'scan', high_count_rollup_threshold: 20, enrichment_source_record_limit: 5 });
    const [first, ...rest] = (await anomalies()).sort((a, b) => (b.anomalous_records_count ?? 0) - (a.anomalous_records_count ?? 0));
    assert.equal(first?.anomalous_records_count, 60);
    assert.equal(bench.store.records.get(first?.id ?? 0)?.records.length, 5);
    assert.deepEqual(rest.map((a) => a.anomalous_records_count), [14]);
    assert.ok((first?.weight ?? 0) > (rest[0]?.weight ?? 0), 'more rows weigh more');
  });

  it('takes the limits of the datastore where the run leaves the default', async () => {
    await sync(rows(50).map((row) => [row[0], -1, row[2]]));
    await check('notNegative', ['n']);
    await bench.store.writer.saveDatastore({ ...bench.datastore, enrichment_source_record_limit: 3 });
    await bench.run({ type: 'scan' });
    assert.equal([...bench.store.records.values()][0]?.records.length, 3);
  });

  it('tells a property of the data as a whole as shape, with expected and found', async () => {
    await sync([...rows(20), ...rows(5)]);
    await check('unique', ['id']);
    await check('fieldCount', [], { value: 4 });
    await check('maxValue', ['n'], { value: 8 }, { coverage: 0.95 });
    await bench.run({ type: 'scan' });
    const found = await anomalies();
    assert.deepEqual(found.map((a) => a.type), ['shape', 'shape', 'shape']);
    assert.deepEqual(found.map((a) => a.failed_checks[0]).map((c) => c?.found !== null && c?.expected !== null), [true, true, true]);
    assert.ok(bench.store.records.get(found[0]?.id ?? 0)?.records.length);
  });

  it('does not pile up: the same data is the same anomaly, seen again', async () => {
    await sync(rows(30).map((row, i) => (i === 4 ? [5, -1, row[2]] : row)));
    await check('notNegative', ['n']);
    await bench.run({ type: 'scan' });
    const [first] = await anomalies();
    const { status } = await bench.run({ type: 'scan' });
    assert.equal(status.anomalies_identified, 1);
    const [again, ...more] = await anomalies();
    assert.deepEqual(more, []);
    assert.equal(again?.created, first?.created);
    assert.ok((again?.last_seen ?? '') > (first?.last_seen ?? ''));
    assert.notEqual(again?.operation_id, first?.operation_id);
  });

  it('lets an open anomaly follow its rows, resolves it when they hold, and opens it again as asked', async () => {
    const bad = (count: number): unknown[][] => rows(30).map((row, i) => (i < count ? [row[0], -1, row[2]] : row));
    await sync(bad(1));
    await check('notNegative', ['n']);
    await bench.run({ type: 'scan' });
    const [first] = await anomalies();
    await bench.store.writer.saveAnomaly({ ...(first as StoredAnomaly), status: 'Acknowledged', description: 'known' }, null, 'me');
    await sync(bad(2));
    await bench.run({ type: 'scan' });
    assert.deepEqual((await anomalies()).map((a) => [a.id, a.status, a.anomalous_records_count, a.description]), [[first?.id, 'Acknowledged', 2, 'known']]);
    await sync(bad(0));
    const { status } = await bench.run({ type: 'scan', auto_resolve_passed_anomalies: false });
    assert.equal(status.anomalies_identified, 0);
    assert.equal((await open()).length, 1);
    await bench.run({ type: 'scan' });
    assert.deepEqual((await anomalies()).map((a) => a.status), ['Resolved']);
    await sync(bad(2));
    await bench.run({ type: 'scan', reactivate_recurring_anomalies: true });
    assert.deepEqual((await anomalies()).map((a) => [a.id, a.status]), [[first?.id, 'Active']]);
  });

  it('makes a resolved anomaly that recurs a new one, and leaves alone what a person called invalid', async () => {
    await sync(rows(30).map((row, i) => (i === 4 ? [5, -1, row[2]] : row)));
    await check('notNegative', ['n']);
    for (const [status, count] of [['Resolved', 2], ['Invalid', 2]] as const) {
      await bench.run({ type: 'scan' });
      const last = (await anomalies()).at(-1) as StoredAnomaly;
      await bench.store.writer.saveAnomaly({ ...last, status }, null, 'me');
      await bench.run({ type: 'scan' });
      assert.equal((await anomalies()).length, count, status);
    }
    assert.equal((await open()).length, 0);
  });

  it('archives what overlaps as duplicate when asked', async () => {
    const bad = (count: number): unknown[][] => rows(30).map((row, i) => (i < count ? [row[0], -1, row[2]] : row));
    await sync(bad(1));
    await check('notNegative', ['n']);
    await bench.run({ type: 'scan' });
    await sync(bad(2));
    await bench.run({ type: 'scan', archive_overlapping_anomalies: true });
    assert.deepEqual((await anomalies()).map((a) => a.status), ['Duplicate', 'Active']);
    const [, active] = await anomalies();
    await bench.store.writer.saveAnomaly({ ...(active as StoredAnomaly), id: undefined as never }, null, 'me');
    assert.equal((await open()).length, 2);
    await bench.run({ type: 'scan', archive_duplicate_anomalies: true });
    assert.equal((await open()).length, 1);
  });

  it('scans only what came since the last scan when incremental, and resolves nothing then', async () => {
    await sync(rows(30).map((row, i) => (i === 4 ? [5, -1, row[2]] : row)));
    await bench.store.writer.saveContainer({ ...await container(), incremental_field_name: 'id' });
    await check('notNegative', ['n']);
    assert.equal((await bench.run({ type: 'scan', incremental: true })).status.records_processed, 30);
    assert.equal(bench.store.checkpoints[0]?.value, '30');
    write('t.csv', 'id,n,day', [...rows(30), [31, -2, '2026-01-01'], [32, 3, '2026-01-01']]);
    const second = await bench.run({ type: 'scan', incremental: true });
    assert.equal(second.status.records_processed, 2);
    assert.deepEqual((await open()).map((a) => bench.store.records.get(a.id)?.records.map((r) => r.values.id)), [[5], [31]]);
    const third = await bench.run({ type: 'scan', incremental: true });
    assert.equal(third.status.records_processed, 0);
    assert.match(third.message ?? '', /no rows past id 32/);
    assert.equal((await open()).length, 2);
    await bench.run({ type: 'scan' });
    assert.deepEqual((await open()).map((a) => bench.store.records.get(a.id)?.records.map((r) => r.values.id)), [[31]]);
  });

  it('keeps as many rows as was asked for, also where that is the usual number, else as many as the datastore says', async () => {
    await sync(rows(30).map(([id, , day]) => [id, -1, day]));
    await check('notNegative', ['n']);
    const datastore = bench.store.datastores[0];
    assert.ok(datastore);
    bench.store.datastores[0] = { ...datastore, enrichment_source_record_limit: 3 };
    const kept = async (limit?: number): Promise<number | undefined> => {
      await bench.run({ type: 'scan', ...(limit === undefined ? {} : { enrichment_source_record_limit: limit }) });
      const [one] = await open();
      return one && bench.store.records.get(one.id)?.records.length;
    };
    assert.deepEqual([await kept(), await kept(10), await kept(11)], [3, 10, 11]);
  });

  it('looks again at rows of the last moment and rows without one when there are others, and names each anomaly once', async () => {
    await sync([[1, 1, '2026-01-01'], [2, 1, '2026-01-02'], [3, -1, null]]);
    await bench.store.writer.saveContainer({ ...await container(), incremental_field_name: 'day' });
    await check('notNegative', ['n']);
    const processed = async (): Promise<unknown> => (await bench.run({ type: 'scan', incremental: true })).status.records_processed;
    assert.equal(await processed(), 3, 'the first takes rows without a moment too');
    assert.equal((await open()).length, 1);
    assert.equal(await processed(), 0);
    write('t.csv', 'id,n,day', [[1, 1, '2026-01-01'], [2, 1, '2026-01-02'], [3, -1, null], [4, -2, '2026-01-02']]);
    const late = await bench.run({ type: 'scan', incremental: true });
    assert.equal(late.status.records_processed, 2);
    assert.match(late.message ?? '', /all rows at day 2026-01-02/);
    assert.equal((await open()).length, 2);
    assert.equal(await processed(), 0);
    write('t.csv', 'id,n,day', [[1, 1, '2026-01-01'], [2, 1, '2026-01-02'], [3, -1, null], [4, -2, '2026-01-02'], [5, -3, null], [6, 1, '2026-01-03']]);
    const more = await bench.run({ type: 'scan', incremental: true });
    assert.equal(more.status.records_processed, 3);
    assert.match(more.message ?? '', /rows past day 2026-01-02; all rows without day/);
  });

  it('keeps within bounds and limits, without moving the checkpoint', async () => {
    await sync(rows(30));
    await bench.store.writer.saveContainer({ ...await container(), incremental_field_name: 'day' });
    await check('notNegative', ['n']);
    assert.equal((await bench.run({ type: 'scan', greater_than_time: '2026-01-27T00:00:00Z' })).status.records_processed, 1);
    assert.equal((await bench.run({ type: 'scan', max_records_analyzed_per_partition: 7 })).status.records_processed, 7);
    assert.equal((await bench.run({ type: 'scan', incremental: true, max_records_analyzed_per_partition: 7 })).status.records_processed, 7);
    assert.equal(bench.store.checkpoints.length, 0);
    assert.equal((await container()).records, 30);
  });

  it('goes on past a check that cannot run, and says so', async () => {
    await sync(rows(30).map((row, i) => (i === 4 ? [5, -1, row[2]] : row)));
    await check('notNegative', ['n']);
    await check('notNull', ['vanished']);
    const outcome = await bench.run({ type: 'scan' });
    assert.equal(outcome.result, 'success');
    assert.match(outcome.message ?? '', /t: 1 check could not run\. notNull of vanished/);
    assert.equal((await open()).length, 1);
    assert.deepEqual((await bench.store.allChecks((await container()).id)).map((c) => c.is_passing), [false, null]);
  });

  it('goes on past a container that fails', async () => {
    await sync(rows(3));
    write('bad.csv', 'id\n', [[1]]);
    write('bad.csv', 'id,n', [[1, 2]]);
    await bench.run({ type: 'sync' });
    await check('notNegative', ['n']);
    await bench.store.writer.saveCheck({ ...await check('notNull', ['id']), id: undefined as never, container_id: (await container('bad')).id });
    write('bad.csv', 'id,n', [[1, 2], [3]]);
    const outcome = await bench.run({ type: 'scan' });
    assert.equal(outcome.result, 'success');
    assert.equal(outcome.status.containers_failed, 1);
    assert.match(outcome.message ?? '', /bad: Line 3 of bad\.csv/);
    assert.equal(outcome.status.records_processed, 3);
    assert.notEqual((await container()).last_scanned, null);
    assert.equal((await container('bad')).last_scanned, null);
  });

  it('runs only checks of the asked category, with the variables given', async () => {
    await sync(rows(30));
    await check('fieldCount', [], { value: 9 });
    await check('maxValue', ['n'], { value: '{{top}}' });
    await bench.run({ type: 'scan', check_categories: ['metadata'] });
    assert.deepEqual((await anomalies()).map((a) => a.type), ['shape']);
    await bench.run({ type: 'scan', check_categories: ['data_integrity'], check_variables: { top: 8 } });
    assert.deepEqual((await open()).map((a) => a.type), ['shape', 'record']);
  });

  it('finds what is wrong right after a profile of messy data, and nothing in clean data', async () => {
    // Scattered, as prices are: values that wander from row to row get no range, since the next ones may lie beyond it.
    const price = (i: number): number => 1 + ((i * 7919 * (i + 13)) % 499) / 10;
    const data = Array.from({ length: 400 }, (_, i) => [i + 1, ['open', 'paid', 'shipped'][i % 3], `2025-03-${String(1 + (i % 28)).padStart(2, '0')}`, price(i)]);
    write('t.csv', 'id,state,day,price', data);
    await bench.run({ type: 'sync' });
    await bench.run({ type: 'profile' });
    assert.equal((await bench.run({ type: 'scan' })).status.anomalies_identified, 0);
    data[99] = [100, 'shiped', '2999-01-01', 1e6];
    write('t.csv', 'id,state,day,price', data);
    const { status } = await bench.run({ type: 'scan' });
    assert.equal(status.anomalies_identified, 1);
    assert.equal((await open())[0]?.failed_checks.length, 3);
  });

  it('writes source records into the enrichment datastore, adding to or replacing earlier ones', async () => {
    await sync(rows(30).map((row, i) => (i === 4 ? [5, -1, row[2]] : row)));
    const sign = await check('notNegative', ['n']);
    await assert.rejects(bench.run({ type: 'scan', remediation: 'append' }), /has no enrichment datastore/);
    const file = path.join(bench.folder, 'enrichment.duckdb');
    bench.store.connections.push({ id: 2, name: 'e', created: '', type: 'duckdb', path: file });
    bench.store.datastores.push({ ...bench.datastore, id: 2, name: 'e', connection_id: 2, enrichment_only: true });
    await bench.store.writer.saveDatastore({ ...bench.datastore, enrichment_datastore_id: 2, enrichment_prefix: 'q' });
    const read = async (sql: string): Promise<unknown[]> => {
      const session = await openSession({ path: file });
      try { return await session.query(sql); } finally { await session.close(); }
    };
    assert.equal((await bench.run({ type: 'scan', remediation: 'append' })).message, null);
    assert.deepEqual(await read("SELECT container, row_id, check_ids[1]::INTEGER AS c, record->>'n' AS n FROM q_source_records"), [{ container: 't', row_id: '5', c: sign.id, n: '-1' }]);
    assert.deepEqual(await read('SELECT rule_type, result, records::INTEGER AS r, failing_records::INTEGER AS f FROM q_check_metrics'), [{ rule_type: 'notNegative', result: 'failed', r: 30, f: 1 }]);
    await bench.run({ type: 'scan', remediation: 'append' });
    assert.equal((await read('SELECT * FROM q_source_records')).length, 2);
    await bench.run({ type: 'scan', remediation: 'overwrite' });
    assert.equal((await read('SELECT * FROM q_source_records')).length, 1);
    assert.equal((await read('SELECT * FROM q_failed_checks')).length, 1);
    assert.equal((await read('SELECT * FROM q_scan_operations')).length, 3);
    writeFileSync(file, 'this is no database at all');
    const outcome = await bench.run({ type: 'scan', remediation: 'append' });
    assert.equal(outcome.result, 'success');
    assert.match(outcome.message ?? '', /Source records were not written/);
  });

  it('stops when aborted and leaves nothing', async () => {
    bench.close();
    bench = operationBench('duckdb');
    const session = await openSession({ path: path.join(bench.folder, 'database.duckdb') });
    await session.query("CREATE TABLE t AS SELECT range AS id, 'u' || hash(range) AS w FROM range(3000000)");
    await session.close();
    await bench.run({ type: 'sync' });
    await check('matchesPattern', ['w'], { pattern: '(u[0-9]{3,25}|x+y*){1,3}' });
    await check('unique', ['w']);
    const abort = new AbortController();
    const started = Date.now();
    setTimeout(() => abort.abort(), 100);
    await assert.rejects(bench.run({ type: 'scan' }, abort.signal), /cancelled/);
    assert.ok(Date.now() - started < 1500, 'it stops at once');
    assert.deepEqual(await anomalies(), []);
    assert.equal((await container()).last_scanned, null);
  });
});
