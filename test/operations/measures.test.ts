import assert from 'node:assert/strict';
import path from 'node:path';
import { openSession } from '../../src/engine/duckdb/open-session';
import type { StoredFieldProfile } from '../../src/engine/store/model';
import { operationBench, type Bench } from './run-operation';

/** Repeatable draws, 0 to less than 1. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('measures of a field', () => {
  let bench: Bench;
  afterEach(() => bench.close());
  const near = (found: number | null | undefined, wanted: number, share = 1e-9): void =>
    assert.ok(typeof found === 'number' && Math.abs(found - wanted) <= Math.abs(wanted) * share + 1e-9, `${found} is not ${wanted}`);

  /** Profiles a table of a DuckDB file that the statements make. */
  async function profiled(statements: string): Promise<Map<string, StoredFieldProfile>> {
    bench = operationBench('duckdb');
    const session = await openSession({ path: path.join(bench.folder, 'database.duckdb') });
    await session.query(statements);
    await session.close();
    await bench.run({ type: 'sync' });
    const outcome = await bench.run({ type: 'profile', ai_effort: 'off' });
    assert.equal(outcome.message, null);
    const [container] = await bench.store.containers(1);
    return new Map((await bench.store.latestProfiles(container?.id ?? 0)).map((profile) => [profile.name, profile]));
  }
  const literal = (value: string | number | null): string => (value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`);
  const table = (columns: Record<string, { type: string; values: readonly (string | number | null)[] }>): string => {
    const names = Object.keys(columns);
    const rows = Object.values(columns)[0]?.values.map((_, row) => `(${names.map((name) => literal(columns[name]?.values[row] ?? null)).join(',')})`) ?? [];
    return `CREATE TABLE t (${names.map((name) => `${name} ${columns[name]?.type}`).join(', ')}); INSERT INTO t VALUES ${rows.join(',')}`;
  };

  it('of numbers agree with formulas worked out here, whatever their size and type', async () => {
    const draw = draws(7);
    const rows = 900;
    const whole = Array.from({ length: rows }, () => Math.floor(draw() * 50) - 10);
    const values: Record<string, (number | null)[]> = {
      skewed: Array.from({ length: rows }, (_, i) => (i % 11 === 0 ? null : -Math.log(1 - draw()) * 40)),
      even: Array.from({ length: rows }, () => 1e6 + draw()),
      normal: Array.from({ length: rows }, () => Array.from({ length: 12 }, draw).reduce((a, b) => a + b, -6)),
      cents: Array.from({ length: rows }, () => Math.round(draw() * 1e6) / 100),
      whole,
    };
    const types: Record<string, string> = { cents: 'DECIMAL(12,2)', whole: 'HUGEINT' };
    const found = await profiled(table(Object.fromEntries(Object.entries(values).map(([name, list]) => [name, { type: types[name] ?? 'DOUBLE', values: list }]))));
    for (const [name, list] of Object.entries(values)) {
      const there = list.flatMap((value) => (value === null ? [] : [value])).sort((a, b) => a - b);
      const n = there.length;
      const mean = there.reduce((a, b) => a + b, 0) / n;
      const moment = (power: number): number => there.reduce((sum, value) => sum + (value - mean) ** power, 0) / n;
      const profile = found.get(name);
      near(profile?.sum, there.reduce((a, b) => a + b, 0));
      near(profile?.mean, mean);
      near(profile?.std_dev, Math.sqrt((moment(2) * n) / (n - 1)), 1e-6);
      near(profile?.skewness, (moment(3) / moment(2) ** 1.5) * (Math.sqrt(n * (n - 1)) / (n - 2)), 1e-4);
      near(profile?.kurtosis, ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * (moment(4) / moment(2) ** 2 - 3) + 6), 1e-4);
      assert.equal(profile?.is_not_normal, name !== 'normal', name);
      assert.equal(profile?.approximate_distinct_values, new Set(there).size);
      assert.equal(profile?.distinct_is_exact, true);
      assert.equal(profile?.sampled_records, null);
      for (const { share, value } of profile?.quantiles ?? assert.fail(`${name} has no quantiles`)) {
        const at = (n - 1) * share;
        const low = there[Math.floor(at)] ?? 0;
        near(value, low + ((there[Math.ceil(at)] ?? 0) - low) * (at - Math.floor(at)));
      }
      const bins = profile?.distribution ?? assert.fail(`${name} has no distribution`);
      assert.equal(bins.reduce((sum, bin) => sum + bin.count, 0), n);
      for (const bin of bins.slice(1, -1)) {
        const inside = (slack: number): number => there.filter((value) => value >= bin.from - slack && value < bin.to + slack).length;
        const slack = (bin.to - bin.from) * 1e-6;
        assert.ok(bin.count <= inside(slack) && bin.count >= inside(-slack), `${name}: ${bin.count} from ${bin.from}`);
      }
    }
    const counts = new Map<number, number>();
    for (const value of whole) counts.set(value, (counts.get(value) ?? 0) + 1);
    near(found.get('whole')?.entropy, [...counts.values()].reduce((sum, count) => sum - (count / rows) * Math.log2(count / rows), 0));
    assert.equal(found.get('whole')?.top_values?.[0]?.count, Math.max(...counts.values()));
    assert.equal(found.get('skewed')?.entropy, null);
  });

  it('of numbers too large to add up are left out and end nothing', async () => {
    const found = await profiled(`CREATE TABLE t AS SELECT * FROM (VALUES
      (1e200, 'NaN'::DOUBLE, 170141183460469231731687303715884105727::HUGEINT, 99999999999999999999999999999999999999::DECIMAL(38,0), 340282366920938463463374607431768211455::UHUGEINT),
      (2e200, 'Infinity', 5, 99999999999999999999999999999999999999, 1), (3, 4, -5, 1, 2), (NULL, 8, 7, NULL, 3)) v(large, special, huge, dec, uhuge)`);
    assert.deepEqual([found.get('large')?.mean, found.get('large')?.std_dev, found.get('large')?.max], [null, null, 2e200]);
    assert.deepEqual([found.get('special')?.mean, found.get('special')?.sum, found.get('special')?.not_finite_count], [6, 12, 2]);
    assert.equal(found.get('huge')?.max, '170141183460469231731687303715884105727');
    near(found.get('huge')?.sum, 2 ** 127);
    near(found.get('dec')?.sum, 2e38);
    near(found.get('uhuge')?.mean, 2 ** 126);
  });

  it('of texts count what is blank, padded, decoded wrongly, and written as another type', async () => {
    const codes = Array.from({ length: 200 }, (_, i) => `${i % 4 === 0 ? 'ÄX' : 'AB'}-${1000 + i}${i % 4 === 0 ? '' : '-q'}`);
    const texts = Array.from({ length: 200 }, (_, i) => (i < 3 ? null : i < 8 ? ' \t' : i < 10 ? '' : i < 14 ? ' left' : i < 17 ? 'right\u00a0' : i < 20 ? 'CafÃ©' : i < 21 ? 'it\u00e2\u20ac\u2122s' : `<b>${i}</b>`));
    const found = await profiled(table({
      code: { type: 'VARCHAR', values: codes }, text: { type: 'VARCHAR', values: texts },
      number: { type: 'VARCHAR', values: codes.map((_, i) => (i < 10 ? 'n/a' : i < 20 ? '' : i % 2 ? String(i / 8) : `-${i}e3`)) },
      day: { type: 'VARCHAR', values: codes.map((_, i) => (i < 4 ? 'unknown' : `2024-0${1 + (i % 9)}-1${i % 10}`)) },
    }));
    const text = found.get('text');
    assert.deepEqual([text?.blank_count, text?.padded_count, text?.mojibake_count, text?.written_type], [7, 7, 4, null]);
    near(text?.mean_length, texts.reduce((sum, value) => sum + (value?.length ?? 0), 0) / 197);
    assert.deepEqual(found.get('code')?.formats, [
      { format: 'AA-9999-a', count: 150, ratio: 0.75, example: 'AB-1001-q' }, { format: 'AA-9999', count: 50, ratio: 0.25, example: 'ÄX-1000' },
    ]);
    assert.equal(found.get('number')?.written_type, 'Fractional');
    near(found.get('number')?.written_ratio, 180 / 190);
    assert.equal(found.get('day')?.written_type, 'Timestamp');
    near(found.get('day')?.written_ratio, 0.98);
  });

  it('name values that stand for none, and no others', async () => {
    const series = Array.from({ length: 100 }, (_, i) => i);
    const found = await profiled(table({
      age: { type: 'INTEGER', values: series.map((i) => (i < 5 ? -1 : i < 8 ? 999 : 20 + (i % 60))) },
      degrees: { type: 'DOUBLE', values: series.map((i) => i - 50) },
      price: { type: 'INTEGER', values: series.map((i) => (i % 2 ? 999 : 900 + i)) },
      born: { type: 'DATE', values: series.map((i) => (i < 4 ? '1970-01-01' : `2001-02-${10 + (i % 18)}`)) },
      old: { type: 'TIMESTAMP', values: series.map((i) => (i < 2 ? '1970-01-01' : `19${50 + (i % 40)}-02-03`)) },
      zoned: { type: 'TIMESTAMPTZ', values: series.map((i) => (i < 2 ? '9999-12-31 12:00:00+00' : '2020-01-01 12:00:00+00')) },
    }));
    const defaults = (name: string): unknown => found.get(name)?.default_values?.map(({ value, count }) => [value, count]);
    assert.deepEqual(defaults('age'), [['-1', 5], ['999', 3]]);
    assert.deepEqual([defaults('degrees'), defaults('price'), defaults('old')], [[], [], []]);
    assert.deepEqual(defaults('born'), [['1970-01-01', 4]]);
    assert.deepEqual(defaults('zoned'), [['9999-12-31', 2]]);
  });

  it('of a large table say how many records they are estimated from, and hold within the error they state', async () => {
    const rows = 300_000;
    const found = await profiled(`CREATE TABLE t AS SELECT range AS id, (hash(range) % 100000)::INTEGER AS few, (range % 1000) / 4.0 AS x FROM range(${rows})`);
    const [id, x] = [found.get('id'), found.get('x')];
    assert.equal(id?.records, rows);
    assert.ok(id.sampled_records && Math.abs(id.sampled_records - 100_000) < 2000);
    assert.equal(id.distinct_is_exact, false);
    near(id.approximate_distinct_values, rows, 4 * Math.sqrt(63 / rows));
    assert.deepEqual([x?.min, x?.max, x?.mean], [0, 249.75, 124.875]);
    for (const { share, value } of x?.quantiles ?? assert.fail('no quantiles')) near(value, 249.75 * share, 0.1);
  });

  it('of wide tables need no single statement', async () => {
    const names = Array.from({ length: 120 }, (_, i) => `c${i}`);
    const found = await profiled(`CREATE TABLE t AS SELECT ${names.map((name, i) => `range * ${i} AS ${name}`).join(', ')} FROM range(50)`);
    assert.equal(found.size, 120);
    for (const [i, name] of names.entries()) assert.equal(found.get(name)?.sum, i * 1225);
  });
});
