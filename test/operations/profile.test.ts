import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openSession } from '../../src/engine/duckdb/open-session';
import type { StoredFieldProfile } from '../../src/engine/store/model';
import { operationBench, type Bench } from './run-operation';

const csv = (header: string, rows: readonly (readonly unknown[])[]): string => `${header}\n${rows.map((row) => row.map((v) => v ?? '').join(',')).join('\n')}\n`;

describe('profile', () => {
  let bench: Bench;
  afterEach(() => bench.close());
  const write = (name: string, text: string): void => writeFileSync(path.join(bench.folder, name), text);
  const container = async (name: string) => (await bench.store.containers(1)).find((c) => c.name === name) ?? assert.fail(`no ${name}`);
  const profiles = async (name: string): Promise<Map<string, StoredFieldProfile>> =>
    new Map((await bench.store.latestProfiles((await container(name)).id)).map((p) => [p.name, p]));
  const near = (found: number | null | undefined, wanted: number, share = 1e-9): void =>
    assert.ok(typeof found === 'number' && Math.abs(found - wanted) <= Math.abs(wanted) * share + 1e-12, `${found} is not ${wanted}`);
  const quantile = (sorted: readonly number[], q: number): number => {
    const at = (sorted.length - 1) * q;
    const low = sorted[Math.floor(at)] ?? 0;
    return low + ((sorted[Math.ceil(at)] ?? 0) - low) * (at - Math.floor(at));
  };

  it('measures what an independent computation finds', async () => {
    bench = operationBench();
    const rows = Array.from({ length: 1200 }, (_, i) => ({
      amount: i % 7 === 0 ? null : Math.round(Math.sin(i) * 1e6) / 100, word: i % 5 === 0 ? null : 'x'.repeat(1 + (i % 9)) + 'é', flag: i % 3 === 0, day: `2024-0${1 + (i % 9)}-15`,
    }));
    write('t.csv', csv('amount,word,flag,day', rows.map((r) => [r.amount, r.word, r.flag, r.day])));
    await bench.run({ type: 'sync' });
    const outcome = await bench.run({ type: 'profile', ai_effort: 'off' });
    assert.deepEqual(outcome.status, {
      total_containers: 1, containers_analyzed: 1, containers_failed: 0, partitions_analyzed: 1, records_processed: 1200, records_total: 1200,
      fields_profiled: 4, checks_added: 0, checks_updated: 0, checks_synchronized: 0,
    });
    const found = await profiles('t');
    const amounts = rows.flatMap((r) => (r.amount === null ? [] : [r.amount])).sort((a, b) => a - b);
    const mean = amounts.reduce((a, b) => a + b, 0) / amounts.length;
    const amount = found.get('amount');
    near(amount?.completeness, amounts.length / 1200);
    near(amount?.mean, mean, 1e-6);
    near(amount?.sum, amounts.reduce((a, b) => a + b, 0), 1e-6);
    near(amount?.std_dev, Math.sqrt(amounts.reduce((s, v) => s + (v - mean) ** 2, 0) / (amounts.length - 1)), 1e-9);
    assert.equal(amount?.min, amounts[0]);
    assert.equal(amount?.max, amounts.at(-1));
    assert.equal(amount?.approximate_distinct_values, new Set(amounts).size);
    near(amount?.q1, quantile(amounts, 0.25));
    near(amount?.median, quantile(amounts, 0.5));
    near(amount?.q3, quantile(amounts, 0.75));
    const words = rows.flatMap((r) => (r.word === null ? [] : [r.word]));
    const word = found.get('word');
    assert.equal(word?.min_length, 2);
    assert.equal(word?.max_length, 10);
    const counted = new Map<string, number>();
    for (const w of words) counted.set(w, (counted.get(w) ?? 0) + 1);
    assert.deepEqual(new Map(word?.histogram_buckets?.map((b) => [b.value, b.count])), counted);
    assert.deepEqual(found.get('flag')?.histogram_buckets?.map((b) => [b.value, b.count]), [['false', 800], ['true', 400]]);
    assert.equal(found.get('day')?.min, '2024-01-15');
    const stored = await container('t');
    assert.equal(stored.records, 1200);
    near(stored.completeness, (amounts.length + words.length + 2400) / 4800);
    assert.notEqual(stored.last_profiled, null);
  });

  it('agrees with DuckDB over a large sorted table, and on special numbers', async () => {
    bench = operationBench('duckdb');
    const session = await openSession({ path: path.join(bench.folder, 'database.duckdb') });
    await session.query(`CREATE TABLE big AS SELECT range AS id, range % 50 AS small, 'u' || (range % 90000) AS word, CASE range % 1000 WHEN 0 THEN 'NaN'::DOUBLE WHEN 1 THEN 'Infinity'::DOUBLE ELSE range / 7 END AS d,
      [range] AS list, 9007199254740993 + range AS wide FROM range(400000)`);
    await session.close();
    await bench.run({ type: 'sync' });
    await bench.run({ type: 'profile', ai_effort: 'off', histogram_max_distinct_values: 49 });
    const found = await profiles('big');
    near(found.get('id')?.median, 200_000, 0.02);
    near(found.get('id')?.approximate_distinct_values, 400_000, 0.05);
    near(found.get('word')?.approximate_distinct_values, 90_000, 0.1);
    assert.equal(found.get('small')?.approximate_distinct_values, 50);
    assert.equal(found.get('small')?.histogram_buckets, null);
    assert.equal(found.get('wide')?.max, '9007199255140992');
    assert.ok(Number.isFinite(found.get('d')?.mean));
    assert.equal(found.get('list')?.completeness, 1);
    assert.equal(found.get('list')?.min, null);
  });

  it('takes fields of every native type, and names that need quoting', async () => {
    bench = operationBench('duckdb');
    const session = await openSession({ path: path.join(bench.folder, 'database.duckdb') });
    await session.query(`CREATE TYPE mood AS ENUM ('a', 'b'); CREATE SCHEMA "we ird"; CREATE TABLE "we ird"."ta""b" AS SELECT range::UTINYINT AS "co""l", range::HUGEINT AS h, range::DECIMAL(30, 4) AS d,
      'a'::mood AS m, uuid() AS u, TIMESTAMPTZ '2020-01-01' + INTERVAL (range) DAY AS tz, TIME '00:00' + INTERVAL (range) SECOND AS ti, INTERVAL (range) DAY AS iv, [range] AS li,
      {'a': range} AS st, MAP {'k': range} AS mp, 'ab'::BLOB AS bl, '0101'::BIT AS bi, '{"a":1}'::JSON AS js, NULL::INTEGER AS "select" FROM range(200);
      CREATE TABLE none (a INTEGER, b VARCHAR); CREATE VIEW v AS SELECT * FROM "we ird"."ta""b"`);
    await session.close();
    await bench.run({ type: 'sync' });
    for (const type of ['profile', 'scan'] as const) {
      const outcome = await bench.run({ type });
      assert.equal(outcome.message, type === 'profile' ? null : 'none was not checked, because it has no checks.');
      assert.equal(outcome.status.containers_failed, 0);
      assert.equal(outcome.status.records_processed, 400);
      assert.equal(outcome.status.anomalies_identified ?? 0, 0);
    }
    assert.equal((await profiles('we ird.ta"b')).get('co"l')?.max, 199);
    assert.equal((await profiles('we ird.ta"b')).get('select')?.completeness, 0);
    assert.equal((await profiles('none')).get('a')?.completeness, null);
  });

  it('reads no more rows than asked for, and only those past a bound', async () => {
    bench = operationBench();
    write('t.csv', csv('n,day', Array.from({ length: 100 }, (_, i) => [i, `2024-01-${String(1 + (i % 28)).padStart(2, '0')}`])));
    await bench.run({ type: 'sync' });
    assert.equal((await bench.run({ type: 'profile', max_records_analyzed_per_partition: 10 })).status.records_processed, 10);
    assert.equal((await container('t')).records, 100);
    assert.match((await bench.run({ type: 'profile', greater_than_batch: 89 })).message ?? '', /has no incremental field/);
    await bench.store.writer.saveContainer({ ...await container('t'), incremental_field_name: 'n' });
    assert.equal((await bench.run({ type: 'profile', greater_than_batch: 89 })).status.records_processed, 10);
    assert.match((await bench.run({ type: 'profile', greater_than_time: '2024-01-01T00:00:00Z' })).message ?? '', /no date or timestamp/);
    await bench.store.writer.saveContainer({ ...await container('t'), incremental_field_name: 'day' });
    assert.equal((await bench.run({ type: 'profile', greater_than_time: '2024-01-27T00:00:00Z' })).status.records_processed, 3);
  });

  it('tells how far it is inside a container too, and rows when they were counted', async () => {
    bench = operationBench();
    write('a.csv', csv('x,y', Array.from({ length: 20_000 }, (_, i) => [i, `w${i}`])));
    write('b.csv', csv('x', Array.from({ length: 10 }, (_, i) => [i])));
    await bench.run({ type: 'sync' });
    bench.reports.length = 0;
    await bench.run({ type: 'profile' });
    const rows = bench.reports.flatMap((report) => (typeof report.records_processed === 'number' ? [report.records_processed] : []));
    assert.deepEqual([...new Set(rows)], [0, 20_000, 20_010]);
    const shares = bench.reports.flatMap((report) => (typeof report.fraction === 'number' && report.containers_analyzed === 0 ? [report.fraction] : []));
    assert.ok(new Set(shares).size > 5, 'inside the first container');
    assert.deepEqual(rows, [...rows].sort((a, b) => a - b), 'never backwards');
    assert.equal(rows.at(-1), 20_010);
    assert.ok(bench.reports.every((report) => report.records_total == null || (report.records_processed ?? 0) <= report.records_total));
    const inside = bench.containerReports.filter((run) => run.container?.name === 'a' && run.result === 'running');
    assert.ok(inside.some((run) => (run.fraction ?? 0) > 0 && run.phase === 'measuring fields'));
  });

  it('goes on past a container that fails, with rows counted to the row', async () => {
    bench = operationBench();
    write('a.csv', 'x\n1\n2\n');
    write('b.csv', 'x,y\n1,2\n');
    write('c.csv', 'x\n1\n2\n3\n');
    await bench.run({ type: 'sync' });
    write('b.csv', 'x,y\n1,2\n3\n');
    const outcome = await bench.run({ type: 'profile' });
    assert.equal(outcome.result, 'success');
    assert.match(outcome.message ?? '', /b: Line 3 of b\.csv has 1 columns/);
    assert.equal(outcome.status.records_processed, 5);
    assert.equal(outcome.status.containers_failed, 1);
    assert.match((await container('b')).last_error ?? '', /b\.csv:3/);
    assert.equal((await container('a')).last_error, null);
    assert.equal(bench.store.runs.filter((run) => run.result === 'failure').length, 1);
  });

  it('reads only chosen containers, and refuses names and tags that nothing has', async () => {
    bench = operationBench();
    await assert.rejects(bench.run({ type: 'profile' }), /catalogue of this datastore is empty/);
    write('a.csv', 'x\n1\n');
    write('b.csv', 'x\n1\n');
    await bench.run({ type: 'sync' });
    await bench.run({ type: 'profile', container_names: ['b'] });
    assert.deepEqual([(await container('a')).last_profiled === null, (await container('b')).last_profiled === null], [true, false]);
    await assert.rejects(bench.run({ type: 'profile', container_names: ['zz'] }), /no container "zz"/);
    await assert.rejects(bench.run({ type: 'profile', container_tags: ['gold'] }), /No container has the tag gold/);
    await bench.store.writer.saveContainer({ ...await container('a'), tags: ['gold'] });
    assert.equal((await bench.run({ type: 'profile', container_tags: ['gold'] })).status.total_containers, 1);
  });
});
