import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { realEngine, startEngine, until, type EngineProcess } from './engine-process';

const day = 86_400_000;

describe('freshness of files, databases and views', function () {
  this.timeout(60_000);
  let folder = '';
  let engine: EngineProcess;
  const call = async (method: string, target: string, body?: unknown): Promise<any> => { // eslint-disable-line @typescript-eslint/no-explicit-any
    const answer = await engine.call(method, target, body);
    assert.ok(answer.status < 400, JSON.stringify(answer.body));
    return answer.body;
  };
  const run = async (body: object): Promise<{ result: string; message: string | null }> => {
    const { id } = await call('POST', '/operations/run', body);
    let ended: { result: string; message: string | null; end_time?: string | null };
    do ended = await call('GET', `/operations/${id}`); while (!ended.end_time);
    return ended;
  };
  const containersOf = async (name: string, type: string, at: string): Promise<{ datastore: number; ids: Map<string, number> }> => {
    const { id } = await call('POST', '/datastores', { name, connection: { type, path: at } });
    assert.equal((await run({ type: 'sync', datastore_id: id })).result, 'success');
    const { items } = await call('GET', `/containers?datastore=${id}`);
    return { datastore: id, ids: new Map(items.map((item: { name: string; id: number }) => [item.name, item.id])) };
  };
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumbline-fresh-'));
    engine = startEngine(realEngine, path.join(folder, '.plumbline'));
    await engine.found();
  });
  after(async () => {
    engine.child.kill('SIGTERM');
    await until('the engine leaves', () => engine.child.exitCode !== null || engine.child.signalCode !== null);
    await rm(folder, { recursive: true, force: true });
  });

  it('a check is made, tried and scanned; the newest file of a series decides', async () => {
    const data = path.join(folder, 'data');
    await mkdir(data);
    const moments: Record<string, Date> = { 'old.csv': new Date(0), 'new.csv': new Date(), 'later.csv': new Date('2100-01-01'), 'series_1.csv': new Date(0), 'series_2.csv': new Date() };
    for (const [name, moment] of Object.entries(moments)) {
      await writeFile(path.join(data, name), 'a\n1\n');
      await utimes(path.join(data, name), moment, moment);
    }
    const { datastore, ids } = await containersOf('files', 'files', data);
    const passing: Record<string, boolean> = { old: false, new: true, later: true, series: true };
    for (const [name, holds] of Object.entries(passing)) {
      const check = { container_id: ids.get(name), rule: 'freshness', properties: { value: day } };
      const tried = await call('POST', '/quality-checks/validate', check);
      assert.deepEqual([name, tried.valid, tried.would_pass], [name, true, holds], JSON.stringify(tried));
      assert.equal((await call('POST', '/quality-checks', { ...check, status: 'Active' })).rule_type, 'freshness');
    }
    assert.equal((await run({ type: 'scan', datastore_id: datastore })).result, 'success');
    const { items } = await call('GET', `/anomalies?datastore=${datastore}`);
    assert.deepEqual(items.map((item: { container: { name: string }; type: string }) => [item.container.name, item.type]), [['old', 'shape']]);
    assert.match(items[0].message, /last written .* days before the scan, at 1970-01-01T00:00:00.000Z/);
  });

  it('of tables and views of a database, the file decides', async () => {
    const file = path.join(folder, 'some.duckdb');
    const instance = await DuckDBInstance.create(file);
    const connection = await instance.connect();
    await connection.run('CREATE TABLE t(a INTEGER); CREATE VIEW v AS FROM t');
    connection.closeSync();
    instance.closeSync();
    await utimes(file, new Date('2001-01-01'), new Date('2001-01-01'));
    const { ids } = await containersOf('database', 'duckdb', file);
    for (const name of ['t', 'v']) {
      const tried = await call('POST', '/quality-checks/validate', { container_id: ids.get(name), rule: 'freshness', properties: { value: day } });
      assert.deepEqual([tried.valid, tried.would_pass], [true, false], JSON.stringify(tried));
    }
  });
});
