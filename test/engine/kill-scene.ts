import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EngineProcess } from './engine-process';

/** Columns of `marks`: in row n the bits of n are negative numbers, so that each row breaks another set of their checks. */
const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

/** Four files with known faults: nulls, negative numbers, repeated keys. `size` is the number of rows of the largest. */
export function writeFiles(folder: string, size = 4000): void {
  mkdirSync(folder, { recursive: true });
  const rows = Array.from({ length: size }, (_, n) => `${n % (size / 2 - 1)},${n % 1000 === 7 ? '' : n % 50},${n === 77 ? -5 : n},name ${n % 13}`);
  writeFileSync(path.join(folder, 'orders.csv'), `id,amount,price,who\n${rows.join('\n')}\n`);
  writeFileSync(path.join(folder, 'customers.ndjson'), Array.from({ length: size / 4 }, (_, n) => JSON.stringify({ id: n, mail: n % 400 === 3 ? null : `c${n}@example.org` })).join('\n'));
  writeFileSync(path.join(folder, 'marks.csv'), `n,${letters.join(',')}\n${Array.from({ length: 2 ** letters.length }, (_, n) => `${n},${letters.map((_letter, bit) => (n >> bit & 1 ? -1 : bit)).join(',')}`).join('\n')}\n`);
  writeFileSync(path.join(folder, 'payments.tsv'), `day\tpaid\n${Array.from({ length: size / 2.5 }, (_, n) => `2024-01-${String((n % 28) + 1).padStart(2, '0')}\t${n % 2000 === 5 ? -1 : n}`).join('\n')}\n`);
}

const authored = [
  { file: 'orders', rule: 'notNull', fields: ['amount'] }, { file: 'orders', rule: 'notNegative', fields: ['price'] },
  { file: 'orders', rule: 'unique', fields: ['id'] }, { file: 'customers', rule: 'notNull', fields: ['mail'] },
  { file: 'payments', rule: 'notNegative', fields: ['paid'] }, ...letters.map((letter) => ({ file: 'marks', rule: 'notNegative', fields: [letter] })),
];
const files = new Set(authored.map(({ file }) => file)).size;
/** Fields of all files. */
const columns = 4 + 2 + 2 + 1 + letters.length;
/** So many rows may break a check before it is one anomaly by itself: all of them, and every set of broken checks is one. */
const scanLimits = { high_count_rollup_threshold: 1000 };

async function all(engine: EngineProcess, target: string): Promise<any[]> { // eslint-disable-line @typescript-eslint/no-explicit-any
  const items = [];
  for (let page = 1; ; page++) {
    const { status, body } = await engine.call('GET', `${target}${target.includes('?') ? '&' : '?'}size=1000&page=${page}`);
    assert.equal(status, 200, `${target}: ${JSON.stringify(body)}`);
    items.push(...body.items);
    if (page >= (body.pages ?? 1)) return items;
  }
}

export type Stage = 'sync' | 'profile' | 'scan';
export const stages: readonly Stage[] = ['sync', 'profile', 'scan'];

async function run(engine: EngineProcess, type: Stage, datastoreId: number): Promise<void> {
  const { body } = await engine.call('POST', '/operations/run', { type, datastore_id: datastoreId, ...(type === 'scan' ? scanLimits : {}) });
  for (;;) {
    const operation = (await engine.call('GET', `/operations/${body.id}`)).body;
    if (operation.end_time) {
      assert.equal(operation.result, 'success', `${type}: ${JSON.stringify(operation.problem)}`);
      return;
    }
    await new Promise((resolve) => { setTimeout(resolve, 15); });
  }
}

/** Scans the one datastore of a store. */
export async function scanAgain(engine: EngineProcess): Promise<void> {
  await engine.found();
  const [datastore] = await all(engine, '/datastores');
  await run(engine, 'scan', datastore.id);
}

/** What a person does with a new folder: add it, sync, write some checks, profile, scan. Goes on where it stands; says when a stage begins. */
export async function pipeline(engine: EngineProcess, folder: string, begins: (stage: Stage) => void = () => undefined, upTo: Stage = 'scan'): Promise<void> {
  await engine.found();
  let [datastore] = await all(engine, '/datastores');
  datastore ??= (await engine.call('POST', '/datastores', { name: 'shop', connection: { type: 'files', path: folder } })).body;
  begins('sync');
  await run(engine, 'sync', datastore.id);
  const containers = new Map((await all(engine, '/containers')).map((c) => [c.name, c.id]));
  const checks = await all(engine, '/quality-checks?inferred=false');
  for (const { file, ...definition } of authored) {
    const there = checks.some((c) => c.container.name === file && c.rule_type === definition.rule && c.fields[0].name === definition.fields[0]);
    if (!there) assert.equal((await engine.call('POST', '/quality-checks', { ...definition, container_id: containers.get(file) })).status, 200);
  }
  begins('profile');
  await run(engine, 'profile', datastore.id);
  if (upTo === 'profile') return;
  begins('scan');
  await run(engine, 'scan', datastore.id);
}

const unique = (what: string, keys: string[]): void => assert.equal(new Set(keys).size, keys.length, `${what} twice: ${keys.filter((k, n) => keys.indexOf(k) !== n).join(' | ').slice(0, 500)}`);
const checkKey = (c: { container: { name: string }; rule_type: string; fields: { name: string }[]; filter: string | null; coverage: number | null; inferred: boolean; properties: unknown }): string =>
  [c.container.name, c.rule_type, c.fields.map((f) => f.name), c.filter, c.coverage, c.inferred, JSON.stringify(c.properties)].join(':');

/** How many failing rows each anomaly gives; none may be given twice. */
async function rowsOf(engine: EngineProcess, anomalies: readonly { id: number; container: { name: string }; fingerprint: string }[]): Promise<string[]> {
  const waiting = [...anomalies];
  const rows: string[] = [];
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (let a = waiting.pop(); a; a = waiting.pop()) {
      const records = (await engine.call('GET', `/anomalies/${a.id}/source-record?limit=1000`)).body.records as { row_id: string }[];
      unique('rows of an anomaly', records.map((r) => r.row_id));
      rows.push(`${a.container.name}:${records.map((r) => r.row_id).sort().join()}`);
    }
  }));
  return rows.sort();
}

/**
 * What a store holds, without ids. `rows` are how many failing rows each anomaly gives; asked for only where wanted, since that is one
 * call for each.
 */
export interface Facts { containers: string[]; fields: number; profiles: number; checks: string[]; anomalies: string[]; rows: string[] | null; operations: { type: string; result: string }[] }

/**
 * Looks at everything in the store; fails where something is half there or there twice, or where a scan that ended well has not left
 * all the anomalies that `reference` has.
 */
export async function inspect(engine: EngineProcess, { reference, withRows = false }: { reference?: Facts; withRows?: boolean } = {}): Promise<Facts> {
  const operations = await all(engine, '/operations');
  const containers = await all(engine, '/containers');
  const fields = await all(engine, '/fields');
  const profiles = await all(engine, '/field-profiles?latest_only=false');
  const checks = await all(engine, '/quality-checks?archived=include');
  const anomalies = await all(engine, '/anomalies?archived=include');
  unique('containers', containers.map((c) => c.name));
  unique('fields', fields.map((f) => `${f.container_id}.${f.name}`));
  unique('checks', checks.filter((c) => !c.deleted_at).map(checkKey));
  unique('anomalies', anomalies.map((a) => `${a.container.id} ${a.fingerprint}`));
  const ended = new Map(operations.map((o) => [o.id, o]));
  for (const operation of operations) {
    assert.match(operation.result, /^(success|failure|aborted)$/, `operation ${operation.id} is still ${operation.result}`);
    assert.ok(operation.end_time);
    const detail = (await engine.call('GET', `/operations/${operation.id}`)).body;
    const parts = detail.container_scans ?? detail.container_profiles ?? detail.container_syncs;
    if (operation.result === 'success') {
      assert.equal(parts.length, files, `operation ${operation.id} has all its parts`);
      unique('container runs', parts.map((p: { container: { name: string } }) => p.container.name));
      if (operation.type === 'profile') {
        assert.equal(profiles.filter((p) => p.operation_id === operation.id).length, columns, 'a profile has all its fields');
      }
    } else {
      if (operation.result === 'failure') assert.equal(operation.problem.code, 'engine-stopped', JSON.stringify(operation.problem));
      assert.equal(profiles.filter((p) => p.operation_id === operation.id).length, 0, 'a failed profile stored nothing');
      assert.equal(anomalies.filter((a) => a.operation_id === operation.id).length, 0, 'a failed scan stored nothing');
    }
  }
  for (const { operation_id: id } of anomalies) assert.equal(ended.get(id)?.result, 'success', `anomalies of operation ${id}`);
  const synced = operations.some((o) => o.type === 'sync' && o.result === 'success');
  assert.equal(containers.length, synced ? files : 0, 'a sync stores all containers or none');
  assert.equal(fields.length, synced ? columns : 0);
  const summaries = anomalies.map((a) => [a.container.name, a.type, a.status, a.anomalous_records_count,
    a.failed_checks.map((f: { quality_check: { rule_type: string; fields?: { name: string }[] } }) => `${f.quality_check.rule_type} ${f.quality_check.fields?.map((x) => x.name)}`).sort()].join(':')).sort();
  const scanned = operations.some((o) => o.type === 'scan' && o.result === 'success');
  if (!scanned) assert.equal(anomalies.length, 0);
  else if (reference) assert.deepEqual(summaries, reference.anomalies, 'a scan that ended well left all its anomalies');
  return {
    containers: containers.map((c) => c.name).sort(), fields: fields.length, profiles: new Set(profiles.map((p) => `${p.container_id}.${p.name}`)).size,
    checks: checks.filter((c) => !c.deleted_at).map(checkKey).sort(), anomalies: summaries, rows: withRows ? await rowsOf(engine, anomalies) : null,
    operations: operations.map(({ type, result }) => ({ type, result })),
  };
}
