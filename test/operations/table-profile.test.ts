import assert from 'node:assert/strict';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openSession } from '../../src/engine/duckdb/open-session';
import type { StoredContainerProfile, StoredFieldProfile } from '../../src/engine/store/model';
import { operationBench, type Bench } from './run-operation';

/** Repeatable draws, 0 to less than 1. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
const near = (found: unknown, wanted: number, slack = 1e-9): void =>
  assert.ok(typeof found === 'number' && Math.abs(found - wanted) <= Math.abs(wanted) * slack + 1e-9, `${String(found)} is not ${wanted}`);

interface Whole { readonly fields: ReadonlyMap<string, StoredFieldProfile>; readonly table: StoredContainerProfile }
type Cell = string | number | null;
const literal = (value: Cell): string => (value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`);
/** SQL that makes a table `t` of columns with their types. */
function tableOf(columns: Record<string, readonly [type: string, values: readonly Cell[]]>): string {
  const all = Object.entries(columns);
  const rows = all[0]?.[1][1].map((_, row) => `(${all.map(([, [, values]]) => literal(values[row] ?? null)).join(',')})`) ?? [];
  return `CREATE OR REPLACE TABLE t (${all.map(([name, [type]]) => `${name} ${type}`).join(', ')}); INSERT INTO t VALUES ${rows.join(',')}`;
}

describe('profile of a table as a whole', () => {
  let bench: Bench;
  beforeEach(() => { bench = operationBench('duckdb'); });
  afterEach(() => bench.close());

  async function make(statements: string): Promise<void> {
    const session = await openSession({ path: path.join(bench.folder, 'database.duckdb') });
    await session.query(statements);
    await session.close();
    await bench.run({ type: 'sync' });
  }
  async function profiled(options: Record<string, unknown> = {}): Promise<Whole> {
    const outcome = await bench.run({ type: 'profile', ai_effort: 'off', ...options });
    assert.equal(outcome.message, null);
    const [container] = await bench.store.containers(1);
    const table = await bench.store.latestContainerProfile(container?.id ?? 0);
    assert.ok(table);
    return { table, fields: new Map((await bench.store.latestProfiles(container?.id ?? 0)).map((profile) => [profile.name, profile])) };
  }

  it('tells which numbers go together, with the line, as formulas worked out here', async () => {
    const draw = draws(3);
    const x = Array.from({ length: 400 }, () => draw() * 100 + 1e6);
    const y = x.map((value, at) => (at % 9 === 0 ? null : 3 - 2 * value + draw() * 60));
    const other = x.map(() => Math.round(draw() * 1000));
    const same = x.map((value) => value / 7);
    await make(tableOf({ x: ['DOUBLE', x], y: ['DECIMAL(18,3)', y.map((v) => (v === null ? null : Math.round(v * 1000) / 1000))], other: ['HUGEINT', other], same: ['DOUBLE', same], still: ['INTEGER', x.map(() => 5)], word: ['VARCHAR', x.map(String)] }));
    const { fields, table } = await profiled();
    const both = x.flatMap((a, at) => { const b = y[at]; return b === null || b === undefined ? [] : [[a, Math.round(b * 1000) / 1000] as const]; });
    const mean = (of: readonly number[]): number => of.reduce((sum, value) => sum + value, 0) / of.length;
    const [mx, my] = [mean(both.map(([a]) => a)), mean(both.map(([, b]) => b))];
    const sum = (of: (a: number, b: number) => number): number => both.reduce((total, [a, b]) => total + of(a - mx, b - my), 0);
    const [xx, yy, xy] = [sum((a) => a * a), sum((_, b) => b * b), sum((a, b) => a * b)];
    const r = xy / Math.sqrt(xx * yy);
    const found = table.correlations?.find((pair) => pair.field === 'x' && pair.other === 'y');
    near(found?.coefficient, r, 1e-6);
    near(found?.error, (1 - r * r) / Math.sqrt(both.length - 1), 1e-6);
    assert.equal(found?.records, both.length);
    assert.deepEqual(table.correlations?.map((pair) => `${pair.field} ${pair.other}`), ['x y', 'x other', 'x same', 'y other', 'y same', 'other same']);
    const model = fields.get('y')?.regression_models?.find((one) => one.field_name === 'x');
    near(model?.slope, xy / xx, 1e-6);
    near(model?.intercept, my - (xy / xx) * mx, 1e-6);
    near(model?.r_squared, r * r, 1e-6);
    const back = fields.get('x')?.regression_models?.find((one) => one.field_name === 'y');
    near(back?.slope, xy / yy, 1e-6);
    assert.deepEqual(fields.get('x')?.field_correlations?.map((one) => one.field_name), ['same', 'y']);
    assert.deepEqual([fields.get('still')?.field_correlations, fields.get('word')?.field_correlations, fields.get('other')?.field_correlations], [null, null, []]);
    const strict = await profiled({ high_correlation_threshold: 1 - 1e-12 });
    assert.deepEqual(strict.fields.get('x')?.field_correlations?.map((one) => one.field_name), ['same']);
  });

  it('tells the order of values, and sequences with what is missing of them', async () => {
    const rows = Array.from({ length: 60 }, (_, at) => at);
    await make(tableOf({
      up: ['BIGINT', rows.map((at) => 100 + at * 10)], stays: ['INTEGER', rows.map((at) => Math.floor(at / 3))], down: ['DOUBLE', rows.map((at) => (at % 4 === 0 ? null : -at / 3))],
      breaks: ['INTEGER', rows.map((at) => (at === 59 ? 0 : at))], holes: ['INTEGER', rows.map((at) => (at < 30 ? at : at + 3))], wide: ['INTEGER', rows.map((at) => at * at)],
      when_at: ['TIMESTAMP', rows.map((at) => `2024-01-01 00:${String(at).padStart(2, '0')}:00`)], still: ['INTEGER', rows.map(() => 1)],
      shuffled: ['INTEGER', rows.map((at) => (at * 37) % 60)],
    }));
    const { fields } = await profiled();
    const order = (name: string): unknown => { const one = fields.get(name)?.order; return one ? [one.direction, one.strict, one.is_exact] : null; };
    assert.deepEqual(['up', 'stays', 'down', 'breaks', 'when_at', 'still', 'shuffled'].map(order), [
      ['increasing', true, true], ['increasing', false, true], ['decreasing', true, true], null, ['increasing', true, true], null, null]);
    const sequence = (name: string): unknown => fields.get(name)?.sequence ?? null;
    assert.deepEqual(['up', 'holes', 'wide', 'stays', 'shuffled', 'when_at'].map(sequence), [{ step: 10, missing: 0 }, { step: 1, missing: 3 }, null, null, { step: 1, missing: 0 }, null]);
  });

  it('sees on all rows of a large table what the sample cannot', async () => {
    await make(`CREATE TABLE t AS SELECT range AS id, CASE WHEN range = 299998 THEN 5 ELSE range END AS nearly, range // 7 AS slow,
      CASE WHEN range < 299999 THEN DATE '2024-01-01' + (range % 40 + CASE WHEN range % 40 > 20 THEN 5 ELSE 0 END)::INTEGER ELSE DATE '2024-01-23' END AS day FROM range(300000)`);
    const { fields, table } = await profiled();
    assert.ok((table.sampled_records ?? 0) > 90_000);
    assert.deepEqual([fields.get('id')?.order?.strict, fields.get('nearly')?.order, fields.get('slow')?.order?.strict], [true, null, false]);
    assert.deepEqual(table.keys, [{ fields: ['id'], is_exact: true }]);
    assert.equal(table.duplicate_records, 0);
    // One row of 300,000 falls on the 23rd: the sample has hardly seen it.
    assert.deepEqual(fields.get('day')?.gaps, { unit: 'day', periods: 45, missing: 4, longest: [{ from: '2024-01-24', to: '2024-01-26', periods: 3 }, { from: '2024-01-22', to: '2024-01-22', periods: 1 }] });
  });

  it('tells days, weekdays, months and hours without rows', async () => {
    const at = (start: string, steps: readonly number[], ms: number): string[] => steps.map((step) => new Date(Date.parse(start) + step * ms).toISOString().replace('T', ' ').slice(0, 19));
    const day = 86_400_000;
    const all = Array.from({ length: 120 }, (_, i) => i);
    const days = at('2024-02-01T08:00:00Z', all.map((i) => (i > 50 ? i + 2 : i) + (i > 80 ? 4 : 0)), day);
    const work = at('2024-01-01T00:00:00Z', all.map((i) => Math.floor(i / 5) * 7 + (i % 5) + (i >= 60 ? 1 : 0) + (i >= 60 && i % 5 === 4 ? 2 : 0)), day);
    const months = all.map((i) => { const month = (i % 30) + (i % 30 >= 12 ? 1 : 0); return `${2020 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`; });
    const hours = at('2024-03-30T00:00:00Z', all.map((i) => (i >= 20 ? i + 1 : i)), 3_600_000);
    const draw = draws(5);
    const seldom = at('1950-01-01T00:00:00Z', all.map(() => Math.floor(draw() * 25_000)), day);
    await make(tableOf({ days: ['TIMESTAMP', days], work: ['DATE', work], months: ['DATE', months], hours: ['TIMESTAMPTZ', hours.map((text) => `${text}+00`)], seldom: ['DATE', seldom],
      odd: ['DATE', all.map((i) => (i < 3 ? '1970-01-01' : String(days[i]).slice(0, 10)))] }));
    const { fields } = await profiled();
    assert.deepEqual(fields.get('days')?.gaps, { unit: 'day', periods: 126, missing: 6, longest: [{ from: '2024-04-24', to: '2024-04-27', periods: 4 }, { from: '2024-03-23', to: '2024-03-24', periods: 2 }] });
    const { unit, missing } = fields.get('work')?.gaps ?? assert.fail('no gaps of work days');
    assert.deepEqual([unit, missing], ['weekday', 1]);
    assert.deepEqual(fields.get('months')?.gaps, { unit: 'month', periods: 31, missing: 1, longest: [{ from: '2021-01-01', to: '2021-01-01', periods: 1 }] });
    assert.deepEqual(fields.get('hours')?.gaps, { unit: 'hour', periods: 121, missing: 1, longest: [{ from: '2024-03-30T20:00', to: '2024-03-30T20:00', periods: 1 }] });
    assert.ok(fields.get('seldom')?.gaps === null || fields.get('seldom')?.gaps?.unit === 'year');
    // The first day stands for no day, and makes no gap of half a century.
    assert.equal(fields.get('odd')?.gaps?.missing, 6);
    // Moments have a distribution too, in milliseconds.
    assert.equal(fields.get('days')?.distribution?.reduce((sum, bin) => sum + bin.count, 0), 120);
    assert.equal(fields.get('days')?.quantiles?.find(({ share }) => share === 0.5)?.value, (Date.parse(`${days[59]?.replace(' ', 'T')}Z`) + Date.parse(`${days[60]?.replace(' ', 'T')}Z`)) / 2);
  });

  it('finds the smallest keys, and none by chance', async () => {
    const draw = draws(11);
    const all = Array.from({ length: 1200 }, (_, i) => i);
    const rows: Record<string, readonly [string, Cell[]]> = {
      sensor: ['VARCHAR', all.map((i) => `s${i % 12}`)], hour_at: ['TIMESTAMP', all.map((i) => new Date(Date.UTC(2024, 0, 1) + Math.floor(i / 12) * 3_600_000).toISOString().slice(0, 19))],
      value: ['DOUBLE', all.map(() => draw())], big: ['INTEGER', all.map(() => Math.floor(draw() * 1e6))], flag: ['BOOLEAN', all.map((i) => (i % 2 ? 'true' : 'false'))],
    };
    rows.big![1][7] = rows.big![1][8]!;
    await make(tableOf(rows));
    assert.deepEqual((await profiled()).table.keys, [{ fields: ['sensor', 'hour_at'], is_exact: true }]);
    const three = { ...rows, hour_at: ['TIMESTAMP', all.map((i) => new Date(Date.UTC(2024, 0, 1) + Math.floor(i / 24) * 3_600_000).toISOString().slice(0, 19))] as const, part: ['VARCHAR', all.map((i) => (i % 24 < 12 ? 'a' : 'b'))] as const };
    await make(tableOf(three));
    assert.deepEqual((await profiled()).table.keys, [{ fields: ['sensor', 'hour_at', 'part'], is_exact: true }]);
    await make(tableOf({ sensor: rows.sensor!, value: rows.value!, big: rows.big! }));
    assert.deepEqual((await profiled()).table.keys, []);
  });

  it('finds what follows from what, exactly and nearly', async () => {
    const draw = draws(17);
    const zip = Array.from({ length: 2000 }, () => Math.floor(draw() * 80));
    const city = zip.map((code) => `city ${code % 40}`);
    const state = zip.map((code, at) => (at === 5 || at === 900 ? 'XX' : `state ${code % 8}`));
    await make(tableOf({ zip: ['VARCHAR', zip.map((code) => `z${code}`)], city: ['VARCHAR', city], state: ['VARCHAR', state], color: ['VARCHAR', zip.map(() => `c${Math.floor(draw() * 5)}`)], land: ['VARCHAR', zip.map(() => 'DE')] }));
    const { table } = await profiled();
    const shares = new Map<string, number>();
    const columns: Record<string, string[]> = { zip: zip.map(String), city, state };
    for (const [a, left] of Object.entries(columns)) {
      for (const [b, right] of Object.entries(columns)) {
        if (a === b) continue;
        const groups = new Map<string, Map<string, number>>();
        left.forEach((value, at) => { const group = groups.get(value) ?? new Map<string, number>(); groups.set(value, group.set(right[at] ?? '', (group.get(right[at] ?? '') ?? 0) + 1)); });
        // Groups of one row say nothing.
        const counted = [...groups.values()].map((group) => [...group.values()]).filter((counts) => counts.reduce((x, y) => x + y, 0) > 1);
        shares.set(`${a} ${b}`, counted.reduce((sum, counts) => sum + Math.max(...counts), 0) / counted.flat().reduce((x, y) => x + y, 0));
      }
    }
    const wanted = [...shares].filter(([, share]) => share >= 0.99).sort();
    assert.deepEqual(wanted.map(([pair]) => pair), ['city state', 'zip city', 'zip state']);
    const found = (table.dependencies ?? []).map((one) => [`${one.determinant} ${one.field}`, one.share] as const).sort();
    assert.deepEqual(found.map(([pair]) => pair), wanted.map(([pair]) => pair));
    for (const [at, [, share]] of wanted.entries()) near(found[at]?.[1], share);
    assert.equal(table.dependencies?.find((one) => one.determinant === 'zip' && one.field === 'city')?.most_breaking, 0);
  });

  it('counts duplicate rows exactly, and of great tables within the error it states', async () => {
    await make(`CREATE TABLE t AS SELECT i % 700 AS a, CASE WHEN i % 700 < 50 THEN NULL ELSE 'x' END AS b, [i % 700] AS c FROM range(1000) r(i)`);
    assert.deepEqual([(await profiled()).table.duplicate_records, (await profiled()).table.duplicate_error], [300, 0]);
    await make('CREATE OR REPLACE TABLE t AS SELECT CASE WHEN i % 10 = 0 THEN i // 20 ELSE i + 10000000 END AS a, i % 2 AS b FROM range(1500000) r(i)');
    const { table } = await profiled();
    // Every tenth row has a twin but for the other remainder of i, which is 0 for all of them.
    const real = 75_000;
    assert.ok((table.duplicate_error ?? 0) > 0);
    assert.ok(Math.abs((table.duplicate_records ?? 0) - real) < 4 * (table.duplicate_error ?? 0), `${table.duplicate_records} ± ${table.duplicate_error}`);
  });

  it('tells files, their bytes and when they were last written', async () => {
    bench.close();
    bench = operationBench();
    for (const [name, rows] of [['part_1', 40], ['part_2', 25]] as const) {
      const session = await openSession();
      await session.query(`COPY (SELECT i AS a, 'text ' || i AS b FROM range(${rows}) r(i)) TO '${path.join(bench.folder, `${name}.parquet`).replaceAll("'", "''")}' (FORMAT parquet)`);
      await session.close();
    }
    await bench.run({ type: 'sync' });
    const { table } = await profiled();
    const files = readdirSync(bench.folder).filter((name) => name.endsWith('.parquet')).sort();
    if (table.partitions_count === 1) assert.equal(table.bytes, statSync(path.join(bench.folder, files[0] ?? '')).size);
    else assert.deepEqual(table.partitions?.map(({ name, records, bytes }) => [name, records, bytes]).sort(), files.map((name, at) => [name, [40, 25][at], statSync(path.join(bench.folder, name)).size]));
    assert.ok(Date.parse(table.last_modified ?? '') > Date.now() - 3_600_000);
  });

  it('measures how far fields moved since the profile before', async () => {
    bench.close();
    bench = operationBench();
    const draw = draws(23);
    const write = (shift: number, share: number, empty: number): void => writeFileSync(path.join(bench.folder, 't.csv'), `amount,same,kind,note\n${
      Array.from({ length: 2000 }, (_, at) => `${(draw() + draw() + shift).toFixed(4)},${(at * 7919) % 2000},${at < share * 2000 ? 'a' : 'b'},${at < empty * 2000 ? '' : `n${at % 50}`}`).join('\n')}\n`);
    write(0, 0.5, 0.1);
    await bench.run({ type: 'sync' });
    assert.deepEqual([...(await profiled()).fields.values()].map(({ drift }) => drift ?? null), [null, null, null, null]);
    write(0, 0.5, 0.1);
    const still = (await profiled()).fields;
    for (const name of ['amount', 'same', 'kind', 'note']) assert.equal(still.get(name)?.drift?.drifted, false, name);
    assert.deepEqual([still.get('kind')?.drift?.distance, still.get('same')?.drift?.distance], [0, 0]);
    assert.ok((still.get('amount')?.drift?.distance ?? 1) < 0.1);
    write(0.6, 0.8, 0.4);
    const moved = (await profiled()).fields;
    // Jensen and Shannon's formula for shares of one half each, and of 0.8 and 0.2.
    const bits = (p: number, q: number): number => (p === 0 ? 0 : p * Math.log2(p / ((p + q) / 2)));
    near(moved.get('kind')?.drift?.distance, Math.sqrt((bits(0.5, 0.8) + bits(0.8, 0.5) + bits(0.5, 0.2) + bits(0.2, 0.5)) / 2), 1e-9);
    assert.deepEqual(moved.get('kind')?.drift?.changes.map(({ what, before, now }) => [what, before, now]), [['`a`', 0.5, 0.8], ['`b`', 0.5, 0.2]]);
    assert.deepEqual(['amount', 'same', 'kind', 'note'].map((name) => moved.get(name)?.drift?.drifted), [true, false, true, true]);
    assert.equal(moved.get('amount')?.drift?.over, 'quantiles');
    assert.equal(moved.get('note')?.drift?.changes[0]?.what, 'missing');
  });
});
