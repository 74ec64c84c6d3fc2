import assert from 'node:assert/strict';
import { DuckDBInstance } from '@duckdb/node-api';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { PlumblineError } from '../../src/core/errors';
import { entities, find } from '../../src/engine/store/entities';
import { openStore } from '../../src/engine/store/store';

const now = (): Date => new Date();
const stores = path.join(process.cwd(), 'test', 'safety', 'stores');
const versions = readdirSync(stores).map((name) => name.replace('.duckdb.gz', ''));

describe('a store of an earlier version', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-old-'));
    file = path.join(folder, 'state.duckdb');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const unpack = (version: string): void => writeFileSync(file, gunzipSync(readFileSync(path.join(stores, `${version}.duckdb.gz`))));
  async function change(...statements: string[]): Promise<void> {
    const instance = await DuckDBInstance.create(file);
    const connection = await instance.connect();
    for (const sql of statements) await connection.run(sql);
    connection.closeSync();
    instance.closeSync();
  }

  async function holdsEverything(): Promise<void> {
    const store = await openStore({ file, now });
    try {
      const anomalies = await entities(store.source, 'anomalies', 'ORDER BY id');
      assert.deepEqual(anomalies.map((a) => [a.id, a.status, a.description, a.tags, a.anomalous_records_count]),
        [[1, 'Acknowledged', 'known since May', ['may'], anomalies[0]!.anomalous_records_count], [2, 'Active', null, [], anomalies[1]!.anomalous_records_count]]);
      assert.deepEqual(anomalies.map((a) => a.anomalous_records_count).sort(), [1, 3]);
      for (const { id, anomalous_records_count } of anomalies) assert.equal((await find(store.source, 'records', id))?.records.length, anomalous_records_count);
      assert.deepEqual((await entities(store.source, 'checks', 'ORDER BY id')).map((c) => [c.rule_type, c.fields, c.properties.max]),
        [['notNull', ['customer'], undefined], ['between', ['amount'], 1000]]);
      assert.deepEqual((await entities(store.source, 'operations', 'ORDER BY id')).map((o) => [o.type, o.result]), [['sync', 'success'], ['scan', 'success']]);
      assert.deepEqual((await entities(store.source, 'comments', '')).map((c) => c.message), ['asked the shop']);
      assert.deepEqual((await entities(store.source, 'datastores', '')).map((d) => d.name), ['shop']);
      assert.equal((await store.lists()).anomalies.ofContainer(1).all, 2);
    } finally {
      await store.close();
    }
  }

  for (const version of versions) {
    it(`${version} is opened with its anomalies, checks and operations, and again`, async () => {
      unpack(version);
      await holdsEverything();
      await holdsEverything();
    });
  }
  it('that kept a secret in the parameters of a connection keeps and gives it no more', async () => {
    unpack('0.1.0');
    const store = await openStore({ file, now });
    const kept = (await entities(store.source, 'connections', "WHERE name = 'kept'"))[0]!;
    assert.deepEqual(Object.keys(kept).sort(), ['created', 'id', 'name', 'path', 'type']);
    assert.doesNotMatch(JSON.stringify(await store.source.rows('SELECT doc FROM connections')), /canary|parameters/);
    await store.close();
    assert.ok(!readFileSync(file).includes('canary-parameter'), 'not in the bytes of the file either');
  });
  it('loses nothing when the engine is killed while it is brought up to date', async () => {
    unpack('0.1.0');
    const module = path.join(__dirname, '..', '..', 'src', 'engine', 'store', 'migrations.js');
    const child = spawn(process.execPath, ['-e', `
      const { DuckDBInstance } = require('@duckdb/node-api'); const { migrate, migrations } = require(${JSON.stringify(module)});
      (async () => {
        const connection = await (await DuckDBInstance.create(${JSON.stringify(file)})).connect();
        console.log('now');
        await migrate(connection, 1, [...migrations, ['DELETE FROM anomalies', 'CREATE TABLE half (x BIGINT)', 'SELECT count(*) FROM range(1000000000000) AS a(n) WHERE hash(n) = 1']]);
      })();`], { stdio: ['ignore', 'pipe', 'inherit'], cwd: process.cwd() });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await sleep(500);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    await holdsEverything();
  });
  it('of a newer Plumbline is refused, and left as it is', async () => {
    await (await openStore({ file, now })).close();
    await change('UPDATE schema_version SET version = version + 1');
    const before = readFileSync(file);
    await assert.rejects(openStore({ file, now }), (e) => PlumblineError.is(e, 'unsupported') && /newer Plumbline/.test(e.problem.reason));
    assert.deepEqual(readFileSync(file), before);
  });
  it('with a document of a newer Plumbline, or one that is damaged, says which', async () => {
    unpack('0.1.0');
    await (await openStore({ file, now })).close();
    await change("UPDATE connections SET doc = json_merge_patch(doc, '{\"v\":99}')", "UPDATE checks SET doc = json_merge_patch(doc, '{\"fields\":null}') WHERE id = 2",
      "UPDATE comments SET doc = 'nonsense'");
    const store = await openStore({ file, now });
    await assert.rejects(entities(store.source, 'connections', ''), (e) => PlumblineError.is(e, 'unsupported'));
    await assert.rejects(entities(store.source, 'checks', ''), (e) => PlumblineError.is(e, 'source-malformed') && /among its checks.*2, fields/.test(e.problem.reason));
    await assert.rejects(entities(store.source, 'comments', ''), (e) => PlumblineError.is(e, 'source-malformed') && /no JSON/.test(e.problem.reason));
    assert.equal((await entities(store.source, 'anomalies', '')).length, 2, 'the rest can be read');
    await store.close();
  });
});
