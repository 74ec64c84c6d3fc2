import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { PlumblineError } from '../../src/core/errors';
import { openSession } from '../../src/engine/duckdb/open-session';
import { metricNames } from '../../src/core/metrics/captured';
import { operationBench, type Bench } from './run-operation';

const day = 86_400_000;

describe('a capture of metrics', () => {
  let bench: Bench;
  afterEach(() => bench.close());
  const write = (name: string, rows: readonly (readonly unknown[])[]): void =>
    writeFileSync(path.join(bench.folder, name), `${rows.map((row) => row.map((value) => value ?? '').join(',')).join('\n')}\n`);
  /** As if the captures so far had been made a day earlier. */
  const aDayLater = (): void => {
    for (const metric of bench.store.allMetrics) metric.captured = new Date(Date.parse(metric.captured) - day).toISOString();
  };
  const values = (): Record<string, number> => Object.fromEntries(bench.store.allMetrics.map((metric) => [metric.key, metric.value]));

  it('measures what an independent computation finds', async () => {
    bench = operationBench();
    const amounts = Array.from({ length: 500 }, (_, i) => (i % 9 === 0 ? null : Math.round(1000 * Math.sin(i)) / 10));
    write('t.csv', [['amount', 'word'], ...amounts.map((amount, i) => [amount, `w${i % 37}`])]);
    await bench.run({ type: 'sync' });
    const outcome = await bench.run({ type: 'capture', metrics: [...metricNames], percentile: 90 });
    const known = amounts.flatMap((amount) => (amount === null ? [] : [amount])).sort((a, b) => a - b);
    const mean = known.reduce((a, b) => a + b, 0) / known.length;
    const place = 0.9 * (known.length - 1);
    const wanted = {
      'capture:row_count': 500, 'capture:null_percent:amount': (100 * (500 - known.length)) / 500, 'capture:distinct_count:amount': new Set(known).size,
      'capture:duplicate_count:amount': known.length - new Set(known).size, 'capture:min:amount': known[0]!, 'capture:max:amount': known.at(-1)!,
      'capture:mean:amount': mean, 'capture:sum:amount': mean * known.length,
      'capture:stddev:amount': Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length - 1)),
      'capture:percentile_90:amount': known[Math.floor(place)]! + (known[Math.ceil(place)]! - known[Math.floor(place)]!) * (place % 1),
      'capture:null_percent:word': 0, 'capture:distinct_count:word': 37, 'capture:duplicate_count:word': 463,
    };
    const found = values();
    assert.deepEqual(Object.keys(found).sort(), Object.keys(wanted).sort());
    for (const [key, value] of Object.entries(wanted)) assert.ok(Math.abs(found[key]! - value) < 1e-6 * Math.max(1, Math.abs(value)), `${key}: ${found[key]} is not ${value}`);
    assert.deepEqual([outcome.result, outcome.status.metrics_captured, outcome.status.anomalies_identified, outcome.status.records_processed], ['success', 13, 0, 500]);
  });

  it('makes one anomaly of a value that leaves its band, and ends it when the value is back', async () => {
    bench = operationBench('duckdb');
    const rows = async (count: number): Promise<void> => {
      const session = await openSession({ path: path.join(bench.folder, 'database.duckdb') });
      await session.query(`CREATE OR REPLACE TABLE orders AS SELECT i AS id, i % 10 AS kind FROM range(${count}) t(i)`);
      await session.close();
    };
    await rows(1000);
    await bench.run({ type: 'sync' });
    for (const count of [1000, 1004, 998, 1003, 997, 1001, 1002, 999]) {
      await rows(count);
      assert.equal((await bench.run({ type: 'capture', metrics: ['row_count'] })).status.anomalies_identified, 0);
      aDayLater();
    }
    await rows(500);
    const outcome = await bench.run({ type: 'capture', metrics: ['row_count'] });
    aDayLater();
    assert.equal(outcome.status.anomalies_identified, 1);
    const [anomaly] = bench.store.allAnomalies;
    assert.deepEqual([anomaly?.type, anomaly?.status, bench.store.runs.at(-1)?.anomaly_count], ['shape', 'Active', 1]);
    assert.match(anomaly?.message ?? '', /^row_count is 500, expected 9\d\d(\.\d+)? to 1,0\d\d(\.\d+)? from its history/);
    const point = bench.store.allMetrics.at(-1);
    assert.deepEqual([point?.outside, point?.metric, point?.field], [true, 'row_count', null]);
    await bench.run({ type: 'capture', metrics: ['row_count'] });
    aDayLater();
    assert.equal(bench.store.allAnomalies.length, 1, 'it goes on');
    assert.equal(bench.store.allAnomalies[0]?.operation_id, bench.store.allMetrics.at(-1)?.operation_id);
    await rows(1001);
    await bench.run({ type: 'capture', metrics: ['row_count'] });
    assert.deepEqual(bench.store.allAnomalies.map(({ status }) => status), ['Resolved']);
  });

  it('refuses a field that no container has, and captures the others where one cannot be read', async () => {
    bench = operationBench();
    write('good.csv', [['a', 'b'], [1, 2], [3, 4]]);
    write('other.csv', [['c'], [1]]);
    await bench.run({ type: 'sync' });
    await assert.rejects(bench.run({ type: 'capture', field_names: ['a', 'nothing'] }), (error) => PlumblineError.is(error, 'not-found') && /"nothing"/.test(error.problem.reason));
    await bench.run({ type: 'capture', field_names: ['a'], metrics: ['mean'] });
    assert.deepEqual(values(), { 'capture:mean:a': 2 });
    write('good.csv', [['a', 'b'], [1, 2], [3, 4, 5, 6]]);
    const outcome = await bench.run({ type: 'capture', metrics: ['row_count'] });
    assert.deepEqual([outcome.result, outcome.status.containers_failed, outcome.status.metrics_captured], ['success', 1, 1]);
    assert.match(outcome.message ?? '', /good/);
  });
});
