import assert from 'node:assert/strict';
import { DuckDBInstance } from '@duckdb/node-api';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlumblineError, problemText } from '../../src/core/errors';
import type { EngineStore } from '../../src/engine/store/engine-store';
import { openStore } from '../../src/engine/store/store';
import { connectionOf, datastoreOf } from '../engine/entities';

const now = (): Date => new Date();

describe('a damaged store', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-damaged-'));
    file = path.join(folder, 'state.duckdb');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const addDatastores = async (store: EngineStore, names: string[]): Promise<void> => {
    for (const name of names) await store.transaction(async (tx) => { await tx.createDatastore(datastoreOf({ name })); });
  };
  const names = async (store: EngineStore): Promise<string[]> => (await store.source.rows("SELECT name FROM datastores ORDER BY id")).map((row) => String(row[0]));

  /** A copy as a power cut leaves it: `a` and `b` are in the state, `c` to `e` in the log. */
  async function afterPowerCut(): Promise<{ state: string; log: string }> {
    const store = await openStore({ file, now });
    await store.transaction(async (tx) => { await tx.saveConnection(connectionOf()); });
    await addDatastores(store, ['a', 'b']);
    await store.close();
    const again = await openStore({ file, now });
    await addDatastores(again, ['c', 'd', 'e']);
    const state = path.join(folder, 'cut', 'state.duckdb');
    const { mkdirSync } = await import('node:fs');
    mkdirSync(path.dirname(state), { recursive: true });
    copyFileSync(file, state);
    copyFileSync(`${file}.wal`, `${state}.wal`);
    await again.close();
    return { state, log: `${state}.wal` };
  }
  const damages: [string, (log: Buffer) => void, RegExp][] = [
    ['one flipped byte near its end', (log) => { log[log.length - 200]! ^= 0x10; }, /^a,b,c,d$|^a,b,c,d,e$/],
    ['one flipped byte in its middle', (log) => { log[Math.floor(log.length / 2)]! ^= 0x01; }, /^a,b/],
    ['a zeroed tail', (log) => { log.fill(0, log.length - 300); }, /^a,b,c,d$/],
    ['zeroes from its first entry on', (log) => { log.fill(0, 60); }, /^a,b$/],
  ];
  for (const [name, damage, kept] of damages) {
    it(`log with ${name}: opens what is whole, keeps the damaged log, says what may be missing, and works on`, async () => {
      const { state, log } = await afterPowerCut();
      const content = readFileSync(log);
      damage(content);
      writeFileSync(log, content);
      const store = await openStore({ file: state, now });
      assert.match((await names(store)).join(','), kept);
      assert.match(store.notice ?? '', /log was damaged.*may be missing.*is kept as/);
      const aside = readdirSync(path.dirname(state)).filter((entry) => entry.includes('.damaged-'));
      assert.equal(aside.length, 1);
      assert.deepEqual(readFileSync(path.join(path.dirname(state), aside[0]!)), content, 'as it was found');
      await addDatastores(store, ['new']);
      const before = await names(store);
      await store.close();
      const again = await openStore({ file: state, now });
      assert.deepEqual(await names(again), before);
      assert.equal(again.notice, null, 'said once');
      await again.close();
    });
  }
  it('state file says so in words, and nothing of it is deleted', async () => {
    const { state, log } = await afterPowerCut();
    const content = readFileSync(state);
    content.fill(0x5a, 0, 20_000);
    writeFileSync(state, content);
    const found = readFileSync(log);
    await assert.rejects(openStore({ file: state, now }), (e) => PlumblineError.is(e, 'source-unreadable')
      && /The store is damaged.*copy of it.*nothing was deleted/.test(problemText(e.problem)));
    assert.deepEqual(readFileSync(state), content);
    assert.deepEqual(readFileSync(log), found);
    assert.deepEqual(readdirSync(path.dirname(state)).sort(), ['state.duckdb', 'state.duckdb.wal']);
  });
  it('has little to lose: the log is folded in when it was quiet for a while', async () => {
    const store = await openStore({ file, now });
    await addDatastores(store, ['a']);
    assert.ok(statSync(`${file}.wal`).size > 0);
    for (let n = 0; n < 40 && existsSync(`${file}.wal`) && statSync(`${file}.wal`).size > 0; n++) await sleep(100);
    assert.ok(!existsSync(`${file}.wal`) || statSync(`${file}.wal`).size < 200, 'within four seconds');
    assert.deepEqual(await names(store), ['a']);
    await store.close();
  });
  it('ends reading at once when it is closed', async () => {
    const store = await openStore({ file, now });
    const reading = assert.rejects(store.source.rows('SELECT count(*) FROM range(1000000000000) AS a(n) WHERE hash(n) = 1'), (e) => PlumblineError.is(e, 'engine-stopped'));
    await sleep(300);
    const began = Date.now();
    store.interruptReads();
    await store.close();
    await reading;
    assert.ok(Date.now() - began < 1500, `${Date.now() - began} ms`);
  });
});

describe('a crafted state file', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-crafted-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const crafted: [string, string][] = [
    ['a macro with the name of a function', 'CREATE MACRO max(x) AS 999'],
    ['a table macro with the name of what is asked', 'CREATE MACRO duckdb_views() AS TABLE SELECT 1'],
    ['a view in a table\'s place', "DROP TABLE comments; CREATE VIEW comments AS SELECT * FROM read_text('/etc/passwd')"],
    ['a view more', 'CREATE VIEW v AS SELECT 1'],
    ['a column with a default', "ALTER TABLE metrics ALTER doc SET DEFAULT 'x'"],
    ['a generated column', 'DROP TABLE metrics; CREATE TABLE metrics (id BIGINT, container_id BIGINT, check_id BIGINT, key VARCHAR, captured VARCHAR, doc VARCHAR AS (key))'],
    ['a constraint', 'DROP TABLE checkpoints; CREATE TABLE checkpoints (id BIGINT, doc VARCHAR CHECK (length(doc) < 10))'],
    ['a table more', 'CREATE TABLE more (id BIGINT)'],
    ['a table less', 'DROP TABLE checkpoints'],
    ['a schema of its own', 'CREATE SCHEMA other; CREATE TABLE other.checks (id BIGINT)'],
    ['a type', "CREATE TYPE mood AS ENUM ('a')"],
    ['a sequence', 'CREATE SEQUENCE s'],
    ['another schema_version', 'DROP TABLE schema_version; CREATE VIEW schema_version AS SELECT 1 AS version'],
  ];
  for (const [n, [name, sql]] of crafted.entries()) {
    it(`with ${name} is refused before anything of it runs`, async () => {
      const file = path.join(folder, `${n}.duckdb`);
      await (await openStore({ file, now })).close();
      const instance = await DuckDBInstance.create(file);
      const connection = await instance.connect();
      for (const statement of sql.split('; ')) await connection.run(statement);
      await connection.run('CHECKPOINT');
      connection.closeSync();
      instance.closeSync();
      const before = readFileSync(file);
      await assert.rejects(openStore({ file, now }), (e) => PlumblineError.is(e, 'not-allowed') && /did not make/.test(e.problem.reason));
      assert.deepEqual(readFileSync(file), before, 'nor is it written to');
    });
  }
  it('of an ordinary store reaches no other file and lets no setting be changed', async () => {
    const store = await openStore({ file: path.join(folder, 'plain.duckdb'), now });
    for (const sql of ["SELECT * FROM read_text('/etc/hostname')", `ATTACH '${path.join(folder, 'x.duckdb')}'`, 'SET enable_external_access = true', 'SET threads = 1', 'INSTALL httpfs']) {
      await assert.rejects(store.source.rows(sql), /disabled by configuration|locked|cannot/i, sql);
    }
    await store.close();
  });
});
