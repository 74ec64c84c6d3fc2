import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { impliedRange, namesFuture, namesIdentity } from '../../src/engine/operations/profile/infer/text/names';
import { withMargin } from '../../src/engine/operations/profile/infer/text/round-bounds';
import { shapePattern } from '../../src/engine/operations/profile/infer/text/shape-pattern';
import { differInDigits, mayMisspell } from '../../src/engine/operations/profile/infer/text/spelling';
import type { StoredCheck } from '../../src/engine/store/model';
import { operationBench, type Bench } from './run-operation';

/** Folder of tables with known errors (`hospital/dirty.csv`, …), where there is one. */
const errors = process.env.PLUMBLINE_ERROR_DATA;
const movies = path.join('node_modules', 'vega-datasets', 'data', 'movies.json');

describe('inference of checks', () => {
  let bench: Bench;
  beforeEach(() => { bench = operationBench(); });
  afterEach(() => bench.close());
  const write = (rows: readonly (readonly unknown[])[], header: string): void =>
    writeFileSync(path.join(bench.folder, 't.csv'), `${header}\n${rows.map((row) => row.map((v) => v ?? '').join(',')).join('\n')}\n`);
  const checks = async (): Promise<StoredCheck[]> => bench.store.checks((await bench.store.containers(1))[0]?.id ?? 0);
  const find = async (rule: string, field: string): Promise<StoredCheck | undefined> =>
    (await checks()).find((check) => check.rule_type === rule && check.fields[0] === field);
  const orders = (count: number): (string | number | null | undefined)[][] => Array.from({ length: count }, (_, i) => [
    `A-${String(10000 + i * 3)}`, ['open', 'paid', 'shipped', 'returned'][i % 4], ((i * 107) % 500) / 10 + 1, `user${i}@mail.org`, `2024-03-${String(1 + (i % 28)).padStart(2, '0')}`, (i * 13) % 101,
  ]);
  const header = 'order_id,state,price,email,ordered,pct_done';

  it('finds the strong rules of a clean table and no others', async () => {
    write(orders(400), header);
    await bench.run({ type: 'sync' });
    const { status } = await bench.run({ type: 'profile' });
    const found = (await checks()).filter((check) => check.rule_type !== 'notNull').map((check) => `${check.rule_type} ${check.fields.join()}`).sort();
    assert.deepEqual(found, ['between pct_done', 'between price', 'expectedValues state', 'matchesPattern email', 'matchesPattern order_id', 'notFuture ordered', 'unique email', 'unique order_id']);
    assert.equal((await checks()).filter((check) => check.rule_type === 'notNull').length, 6);
    assert.deepEqual((await find('expectedValues', 'state'))?.properties, { list: ['open', 'paid', 'returned', 'shipped'] });
    assert.deepEqual((await find('between', 'pct_done'))?.properties, { min: 0, inclusive_min: true, max: 100, inclusive_max: true });
    assert.deepEqual((await find('matchesPattern', 'order_id'))?.properties, { pattern: String.raw`[A-Z]-\d{5}` });
    assert.equal(status.checks_added, 14);
    assert.ok((await checks()).every((check) => check.inferred && check.status === 'Active'));
  });

  it('proposes rules that a few dirty rows break, so that a scan finds them', async () => {
    const rows = orders(1000);
    rows[10] = ['A-10030', 'shiped', 20, 'nobody', '2999-01-01', 500];
    rows[700] = ['12100', 'paid', 99_999, 'user700@mail.org', '2024-03-01', 5];
    rows[701] = [...(rows[700] ?? [])];
    (rows[5] ?? [])[1] = null;
    write(rows, header);
    await bench.run({ type: 'sync' });
    await bench.run({ type: 'profile' });
    const failing = Object.fromEntries((await checks()).map((check) => [`${check.rule_type} ${check.fields.join()}`, (check.additional_metadata?.inference as { failing: number | null }).failing]));
    assert.equal(failing['expectedValues state'], 1);
    assert.equal(failing['matchesPattern email'], 1);
    assert.equal(failing['matchesPattern order_id'], 2);
    assert.equal(failing['between price'], 2);
    assert.equal(failing['between pct_done'], 1);
    assert.equal(failing['notFuture ordered'], 1);
    assert.equal(failing['notNull state'], 1);
    assert.ok(await find('unique', 'order_id'), 'a key with one repeat is still a key');
    assert.ok(!((await find('expectedValues', 'state'))?.properties.list as string[]).includes('shiped'));
  });

  it('does not take what drifts, or happens to be so in a few rows, for a rule', async () => {
    write(Array.from({ length: 500 }, (_, i) => [i, i * 10, `batch ${Math.floor(i / 20)}`, i - 250]), 'row_no,meter,batch,balance');
    await bench.run({ type: 'sync' });
    await bench.run({ type: 'profile' });
    assert.equal(await find('between', 'row_no'), undefined);
    assert.equal(await find('between', 'meter'), undefined);
    assert.equal(await find('expectedValues', 'batch'), undefined);
    assert.equal(await find('notNegative', 'balance'), undefined);
  });

  it('counts what breaks a proposal exactly as the scan does, also where numbers are NaN', async () => {
    write(Array.from({ length: 1000 }, (_, i) => [i % 50 === 0 ? 'NaN' : (i * 37) % 500 / 10 + 1, i === 3 ? 'NaN' : (i * 31) % 90]), 'mostly,pct_done');
    await bench.run({ type: 'sync' });
    await bench.run({ type: 'profile' });
    assert.equal(await find('notNegative', 'mostly'), undefined, 'one in fifty is no rule without exception');
    const proposed = Object.fromEntries((await checks()).map((check) => [check.id, (check.additional_metadata?.inference as { failing: number | null }).failing]));
    await bench.run({ type: 'scan' });
    const counted = new Map(bench.store.allAnomalies.flatMap((anomaly) => anomaly.failed_checks.map((failed) => [failed.check_id, failed.anomalous_records_count])));
    assert.ok(Object.values(proposed).some((failing) => failing === 1), 'the one NaN is found');
    for (const [id, failing] of Object.entries(proposed)) assert.equal(counted.get(Number(id)) ?? 0, failing ?? 0);
  });

  it('takes numbers written as text for numbers, whatever their length', async () => {
    const amount = (i: number): string => `"${(i % 50 === 0 ? 0 : (i * 7919) % 10_000_000).toLocaleString('en-US')}"`;
    write(Array.from({ length: 300 }, (_, i) => [i === 7 ? 'n/a' : amount(i)]), 'budget');
    await bench.run({ type: 'sync' });
    await bench.run({ type: 'profile' });
    assert.equal(await find('matchesPattern', 'budget'), undefined, 'all that are values are numbers');
    assert.match(String((await find('notPlaceholder', 'budget'))?.description), /a value or none, not `n\/a`/);
    write(Array.from({ length: 300 }, (_, i) => [i === 7 ? 'abc' : amount(i)]), 'budget');
    await bench.run({ type: 'sync' });
    await bench.run({ type: 'profile' });
    assert.match(String((await find('matchesPattern', 'budget'))?.description), /a number, unlike `abc`/);
  });

  it('is not confused by fields named like parts of its own statements', async () => {
    const names = ['s', 'n', 'v', 'f', 'm0', 'd0', 'lo0', 'k0', 'q0_0', 'rowid', 'learned', 'count'];
    write(Array.from({ length: 120 }, (_, i) => names.map((_name, at) => (at % 2 ? i % 7 : `A-${1000 + i * 3}`))), names.join(','));
    await bench.run({ type: 'sync' });
    const { status } = await bench.run({ type: 'profile' });
    assert.equal(status.fields_profiled, names.length);
    for (const name of names.filter((_name, at) => at % 2 === 0)) assert.ok(await find('matchesPattern', name), name);
  });

  it('takes a field named rowid for a field', async () => {
    write(Array.from({ length: 200 }, (_, i) => [`k${(i * 7) % 90}x`, ['red', 'blue'][(i * 3 + (i % 5)) % 2]]), 'RowId,colour');
    await bench.run({ type: 'sync' });
    assert.equal((await bench.run({ type: 'profile', ai_effort: 'high' })).result, 'success');
    assert.deepEqual((await find('expectedValues', 'colour'))?.properties, { list: ['blue', 'red'] });
  });

  it('lets later rows try what earlier rows taught', async () => {
    const high = (from: number): (string | number | null | undefined)[][] => orders(1000).map((row, i) => (i >= from && i < from + 4 ? [row[0], row[1], 20_000, ...row.slice(3)] : row));
    write(high(100), header);
    await bench.run({ type: 'sync' });
    await bench.run({ type: 'profile' });
    assert.ok(await find('between', 'price'), 'four odd rows among a thousand are errors');
    bench.close();
    bench = operationBench();
    write(high(996), header);
    await bench.run({ type: 'sync' });
    await bench.run({ type: 'profile' });
    assert.equal(await find('between', 'price'), undefined, 'the last four rows are a change');
  });

  it('proposes by level: nothing, then the plain rules, then all; as drafts when asked', async () => {
    write(orders(400), header);
    await bench.run({ type: 'sync' });
    await bench.run({ type: 'profile', ai_effort: 'off' });
    assert.equal((await checks()).length, 0);
    await bench.run({ type: 'profile', ai_effort: 'low', infer_as_draft: true });
    assert.deepEqual([...new Set((await checks()).map((check) => check.rule_type))].sort(), ['expectedValues', 'notFuture', 'notNegative', 'notNull']);
    assert.ok((await checks()).every((check) => check.status === 'Draft'));
  });

  it('learns from more rows at the level xhigh', async () => {
    write(Array.from({ length: 130_000 }, (_, i) => [i % 90]), 'n');
    await bench.run({ type: 'sync' });
    const learned = async (ai_effort: 'high' | 'xhigh'): Promise<number> => {
      await bench.run({ type: 'profile', ai_effort });
      return ((await find('notNull', 'n'))?.additional_metadata?.inference as { rows: number }).rows;
    };
    const high = await learned('high');
    assert.ok(high > 95_000 && high < 105_000, `${high} rows`);
    await bench.store.writer.saveCheck({ ...(await find('notNull', 'n'))!, deleted_at: null, additional_metadata: null, properties: { old: true } });
    assert.equal(await learned('xhigh'), 130_000);
  });

  it('finds the order of two fields at the level high', async () => {
    const day = (n: number): string => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);
    write(Array.from({ length: 300 }, (_, i) => [day(i % 90), i === 9 ? '2020-01-01' : i % 4 ? day((i % 90) + (i % 5)) : null, i % 50, (i % 50) + (i % 7), (i * 31) % 60]), 'ordered,delivered,temp_min,temp_max,other');
    await bench.run({ type: 'sync' });
    await bench.run({ type: 'profile', ai_effort: 'high' });
    const pairs = (await checks()).filter((check) => check.rule_type === 'greaterThanField').map((check) => [check.fields[0], check.properties.field_name, (check.additional_metadata?.inference as { failing: number }).failing]);
    assert.deepEqual(pairs, [['delivered', 'ordered', 1], ['temp_max', 'temp_min', 0]]);
    assert.equal((await bench.run({ type: 'scan', container_names: ['t'] })).status.anomalies_identified, 1);
    const again = await bench.run({ type: 'profile', ai_effort: 'high' });
    assert.deepEqual([again.status.checks_added, again.status.checks_updated], [0, 0]);
  });

  it('keeps its own checks up to date, and leaves to people what people changed or discarded', async () => {
    write(orders(400), header);
    await bench.run({ type: 'sync' });
    await bench.run({ type: 'profile' });
    const [set, range, pattern] = await Promise.all([find('expectedValues', 'state'), find('between', 'price'), find('matchesPattern', 'email')]);
    assert.ok(set && range && pattern);
    await bench.store.writer.saveCheck({ ...range, properties: { min: 3, max: 4 }, inferred: false });
    await bench.store.writer.saveCheck({ ...pattern, deleted_at: '2026-01-01T00:00:00Z', archived_status: 'Discarded' });
    write(orders(400).map((row) => row.map((v) => (v === 'open' ? 'new' : v))), header);
    const { status } = await bench.run({ type: 'profile' });
    assert.deepEqual([status.checks_added, status.checks_updated, status.checks_synchronized], [0, 1, 12]);
    assert.deepEqual((await find('expectedValues', 'state'))?.properties, { list: ['new', 'paid', 'returned', 'shipped'] });
    assert.equal((await find('expectedValues', 'state'))?.id, set.id);
    assert.deepEqual((await find('between', 'price'))?.properties, { min: 3, max: 4 });
    assert.equal(await find('matchesPattern', 'email'), undefined);
  });

  it('says why a check exists, in words and numbers, in the same words for the same data', async () => {
    const towns = ['Birmingham', 'Sheffield', 'Dothan', 'Huntsville'];
    write(Array.from({ length: 400 }, (_, i) => [i, i === 9 ? 'Birmingxam' : `${towns[(i * 7 + i % 3) % 4]}`]), 'row_no,town');
    await bench.run({ type: 'sync' });
    await bench.run({ type: 'profile' });
    const spelling = await find('notMisspelled', 'town');
    const { learned: _, ...evidence } = spelling?.additional_metadata?.inference as Record<string, unknown>;
    assert.match(String(spelling?.description), /`Birmingxam` \(1 row\) is a letter or two from `Birmingham` \(\d+ rows\)/);
    assert.deepEqual([evidence.method, evidence.rows, evidence.failing, evidence.share], ['spellings', 400, 1, 0.9975]);
    assert.ok(Number(evidence.confidence) > 0.98 && Number(evidence.confidence) < 0.9975);
    assert.match((evidence.evidence as string[])[0] ?? '', /Birmingxam/);
    const again = await bench.run({ type: 'profile' });
    assert.deepEqual([again.status.checks_added, again.status.checks_updated], [0, 0]);
  });

  it('learns what is right from anomalies that are marked as invalid', async () => {
    const towns = ['Birmingham', 'Sheffield', 'Dothan', 'Huntsville'];
    write(Array.from({ length: 400 }, (_, i) => [i, i === 9 ? 'Birmingxam' : `${towns[(i * 7 + i % 3) % 4]}`, i === 30 ? '' : 'x']), 'row_no,town,note');
    await bench.run({ type: 'sync' });
    await bench.run({ type: 'profile' });
    await bench.run({ type: 'scan' });
    for (const anomaly of bench.store.allAnomalies) await bench.store.writer.saveAnomaly({ ...anomaly, status: 'Invalid' }, null, 'me');
    const { status } = await bench.run({ type: 'profile' });
    assert.equal(status.checks_updated, 2);
    const [spelling, set] = [await find('notMisspelled', 'town'), await find('expectedValues', 'town')];
    assert.deepEqual(spelling?.properties.allowed, ['Birmingxam']);
    assert.ok((set?.properties.list as string[]).includes('Birmingxam'));
    assert.match(String(spelling?.description), /`Birmingxam` is right: an anomaly was marked as invalid/);
    const again = await bench.run({ type: 'profile' });
    assert.equal(again.status.checks_updated, 0, 'what was learned stays learned');
    assert.deepEqual((await find('notMisspelled', 'town'))?.properties.allowed, ['Birmingxam']);
  });

  it('proposes tens of checks for a table of many fields, what nothing is missing from in one', async () => {
    write(Array.from({ length: 200 }, (_, i) => Array.from({ length: 90 }, (_x, c) => (c % 3 === 0 ? (i * (c + 7)) % 97 : c % 3 === 1 ? `${['red', 'blue', 'green'][(i * 5 + c + (i % 7)) % 3]}` : `v${(i * 31 + c) % 151}`))), Array.from({ length: 90 }, (_, c) => `f${c}`).join(','));
    await bench.run({ type: 'sync' });
    const { status } = await bench.run({ type: 'profile', ai_effort: 'high' });
    const found = await checks();
    assert.ok(found.length <= 80, `${found.length} checks`);
    assert.equal(found.filter((check) => check.rule_type === 'notNull').length, 1);
    assert.equal(found.find((check) => check.rule_type === 'notNull')?.fields.length, 90);
    assert.equal(status.checks_added, found.length);
    const again = await bench.run({ type: 'profile', ai_effort: 'high' });
    assert.deepEqual([again.status.checks_added, again.status.checks_updated], [0, 0]);
  });

  it('finds what is odd in a real table, with few checks', async () => {
    copyFileSync(movies, path.join(bench.folder, 'movies.json'));
    await bench.run({ type: 'sync' });
    await bench.run({ type: 'profile' });
    const found = await checks();
    const broken = found.filter((check) => Number((check.additional_metadata?.inference as { failing: number | null }).failing) > 0).map((check) => `${check.rule_type} ${check.fields.join()}`);
    assert.ok(broken.includes('notNull Title'), broken.join('; '));
    assert.ok(!found.some((check) => check.fields.includes('Worldwide Gross') && check.rule_type === 'between'), 'takings have no bound');
    assert.ok(found.length <= 30, `${found.length} checks are too many to read`);
  });

  if (errors) it('finds the known errors of published tables', async () => {
    copyFileSync(path.join(errors, 'hospital', 'dirty.csv'), path.join(bench.folder, 'hospital.csv'));
    await bench.run({ type: 'sync' });
    await bench.run({ type: 'profile' });
    const found = await checks();
    const broken = found.filter((check) => Number((check.additional_metadata?.inference as { failing: number | null }).failing) > 0).map((check) => `${check.rule_type} ${check.fields.join()}`);
    for (const wanted of ['expectedValues condition', 'expectedValues type', 'matchesPattern zip', 'matchesPattern phone']) assert.ok(broken.includes(wanted), `${wanted} is not among ${broken.join('; ')}`);
    assert.ok(found.length < 45, `${found.length} checks are too many to read`);
  });
});

describe('what inference is made of', () => {
  it('tells a misspelling from another code', () => {
    assert.equal(mayMisspell('heart attakc', 'heart attack'), true);
    assert.equal(mayMisspell('heartattack', 'heart attack'), true);
    assert.equal(mayMisspell('heart failure', 'heart attack'), false);
    assert.equal(mayMisspell('cat', 'cats'), false);
    assert.equal(mayMisspell('plan b', 'plan a'), false);
    assert.equal(mayMisspell('al1', 'ak1'), false);
    assert.equal(differInDigits('pn-3', 'pn-2'), true);
    assert.equal(differInDigits('pn-2', 'pm-2'), false);
  });
  it('reads meaning from names', () => {
    for (const name of ['customer_id', 'customerID', 'objectid', 'ZipCode', 'phone']) assert.ok(namesIdentity(name), name);
    for (const name of ['covid', 'paid', 'valid', 'amount', 'width', 'grid']) assert.ok(!namesIdentity(name), name);
    assert.ok(namesFuture('expiry_date') && namesFuture('validUntil') && !namesFuture('created_at'));
    assert.deepEqual(impliedRange('start_lat', 50), [-90, 90]);
    assert.equal(impliedRange('platform', 50), null);
    assert.deepEqual(impliedRange('pct', 0.4), [0, 1]);
  });
  it('widens ranges to round numbers and never across zero', () => {
    assert.deepEqual(withMargin(1, 50), { min: 0, max: 75 });
    assert.deepEqual(withMargin(-10, 10), { min: -20, max: 20 });
    assert.deepEqual(withMargin(1013, 1017), { min: 1000, max: 1100 });
  });
  it('makes one pattern of the common ways of writing, none of mere words', () => {
    assert.equal(shapePattern([{ shape: '999-9999', rows: 96 }, { shape: '99-9', rows: 1 }, { shape: 'aa', rows: 3 }], 100, 0.95), String.raw`\d{3}-\d{4}`);
    assert.equal(shapePattern([{ shape: 'AA9', rows: 50 }, { shape: 'AA99', rows: 50 }], 100, 0.95), String.raw`[A-Z]{2}\d{1,3}`);
    assert.equal(shapePattern([{ shape: '(9.9)', rows: 60 }, { shape: '9%', rows: 40 }], 100, 0.95), String.raw`\(\d\.\d\)|\d%`);
    assert.equal(shapePattern([{ shape: 'Aaaaa', rows: 100 }], 100, 0.95), null);
  });
});
