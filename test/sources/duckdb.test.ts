import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openSession } from '../../src/engine/duckdb/open-session';
import { openSource, testSource } from '../../src/engine/sources/open-source';
import { fieldTypeOf } from '../../src/engine/sources/native-type';
import { testSessions } from '../support/sessions';

describe('a DuckDB database', () => {
  let folder: string;
  let file: string;
  const open = () => openSource({ type: 'duckdb', path: file }, { id: 7, schema: null }, { sessions: testSessions() });

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-db-'));
    file = path.join(folder, 'w.duckdb');
    writeFileSync(path.join(folder, 'beside.csv'), 'x\n1\n');
    const session = await openSession({ path: file });
    await session.query(`CREATE TABLE orders (id INTEGER NOT NULL, total DECIMAL(10,2)); INSERT INTO orders SELECT range, 1 FROM range(5000); DELETE FROM orders WHERE id < 10;
      CREATE SCHEMA raw; CREATE TABLE raw.events (moment TIMESTAMPTZ); CREATE VIEW big AS SELECT * FROM orders WHERE id > 100;
      CREATE VIEW beside AS SELECT * FROM read_csv('${path.join(folder, 'beside.csv')}'); CREATE TABLE lost (x INTEGER); CREATE VIEW broken AS SELECT * FROM lost; DROP TABLE lost`);
    await session.close();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('shows tables and views of every schema', async () => {
    const source = await open();
    try {
      const found = new Map((await source.containers()).map((container) => [container.name, container]));
      assert.deepEqual([...found.keys()].sort(), ['beside', 'big', 'broken', 'orders', 'raw.events']);
      assert.equal(found.get('orders')?.rows, 4990);
      assert.deepEqual(found.get('orders')?.columns.map((c) => [c.name, c.type, c.nativeType, c.nullable]), [['id', 'Integral', 'INTEGER', false], ['total', 'Fractional', 'DECIMAL(10,2)', true]]);
      assert.equal(found.get('big')?.tableType, 'view');
      assert.equal(found.get('beside')?.problem, null);
      assert.match(found.get('broken')?.problem?.reason ?? '', /view broken cannot be read/);
      const relation = await source.relation({ name: 'raw.events', files: null, key_field_names: null });
      assert.deepEqual(await source.session.query(`SELECT count(*)::INTEGER AS n FROM ${relation.from}`), [{ n: 0 }]);
      await assert.rejects(source.session.query('DELETE FROM datastore_7.main.orders'), /read-only/);
    } finally {
      await source.close();
    }
  });

  it('can be written by others once it is closed', async () => {
    await (await open()).close();
    const session = await openSession({ path: file });
    await session.query('INSERT INTO orders VALUES (1, 1)');
    await session.close();
  });

  it('names the process that holds the lock', async () => {
    const holder = spawn(process.execPath, ['-e', `require(${JSON.stringify(require.resolve('@duckdb/node-api'))}).DuckDBInstance.create(${JSON.stringify(file)})
      .then(async (i) => { globalThis.c = await i.connect(); console.log('open'); setInterval(() => 1, 1000) })`], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await once(holder.stdout, 'data');
      const { connected, message } = await testSource({ type: 'duckdb', path: file }, null, { sessions: testSessions() });
      assert.equal(connected, false);
      assert.match(message, new RegExp(`locked by .*${process.platform === 'win32' ? '' : `process ${holder.pid}`}`));
      assert.match(message, /Close its connection/);
    } finally {
      holder.kill();
      await once(holder, 'exit');
    }
  });

  it('says what is wrong with a file that is no database', async () => {
    const cases: [name: string, content: string | Uint8Array, says: RegExp][] = [
      ['empty.duckdb', '', /is empty/], ['text.duckdb', 'hello there, I am a text', /not a DuckDB database/], ['cut.duckdb', readFileSync(file).subarray(0, 20_000), /damaged or cut off/],
    ];
    for (const [name, content, says] of cases) {
      const bad = path.join(folder, name);
      writeFileSync(bad, content);
      const source = await openSource({ type: 'duckdb', path: bad }, { id: 1, schema: null }, { sessions: testSessions() }).catch((error: Error) => error);
      if (source instanceof Error) assert.match(source.message, says);
      else {
        const containers = await source.containers().catch((error: Error) => error).finally(() => source.close());
        assert.match(containers instanceof Error ? containers.message : containers.map((c) => c.problem?.reason).join(), says);
      }
    }
    assert.match((await testSource({ type: 'duckdb', path: path.join(folder, 'no.duckdb') }, null, { sessions: testSessions() })).message, /does not exist/);
    assert.match((await testSource({ type: 'duckdb', path: folder }, null, { sessions: testSessions() })).message, /is a folder/);
  });

  it('reads another datastore in the same session when checks refer to it', async () => {
    const source = await openSource({ type: 'duckdb', path: file }, { id: 7, schema: null }, {
      sessions: testSessions(), references: [{ connection: { type: 'files', path: folder }, datastore: { id: 8, schema: null } }, { connection: { type: 'files', path: '/no/where' }, datastore: { id: 9, schema: null } }],
    });
    try {
      const beside = await source.reference(8)?.relation({ name: 'beside', files: ['beside.csv'], key_field_names: null });
      assert.deepEqual(await source.session.query(`SELECT * FROM ${beside?.from}`), [{ x: 1n }]);
      assert.throws(() => source.reference(9), /does not exist/);
      assert.equal(source.reference(10), undefined);
    } finally {
      await source.close();
    }
  });

  it('knows every native type', () => {
    const expected: [string, string][] = [
      ['INTEGER', 'Integral'], ['UHUGEINT', 'Integral'], ['DECIMAL(18,0)', 'Integral'], ['DECIMAL(18,3)', 'Fractional'], ['DOUBLE', 'Fractional'], ['BOOLEAN', 'Boolean'],
      ['UUID', 'String'], ["ENUM('a', 'b')", 'String'], ['DATE', 'Date'], ['TIMESTAMP_NS', 'Timestamp'], ['TIMESTAMP WITH TIME ZONE', 'Timestamp'], ['TIME', 'Time'],
      ['BLOB', 'Binary'], ['INTEGER[]', 'Array'], ['VARCHAR[3]', 'Array'], ['STRUCT(a INTEGER)', 'Struct'], ['STRUCT(a INTEGER)[]', 'Array'], ['MAP(VARCHAR, INTEGER)', 'MapType'], ['INTERVAL', 'Unknown'],
    ];
    for (const [native, type] of expected) assert.equal(fieldTypeOf(native), type, native);
  });
});
