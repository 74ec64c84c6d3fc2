import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openSession } from '../../src/engine/duckdb/open-session';
import { operationBench, type Bench } from './run-operation';

describe('sync', () => {
  let bench: Bench;
  const write = (name: string, text: string): void => writeFileSync(path.join(bench.folder, name), text);
  const containers = () => bench.store.containers(1, { includeMissing: true });
  const byName = async (name: string) => {
    const found = (await containers()).find((container) => container.name === name);
    assert.ok(found, `${name} is not in the catalogue`);
    return found;
  };
  const lastRun = (name: string) => bench.store.runs.filter((run) => run.container?.name === name).at(-1);

  describe('of files', () => {
    beforeEach(() => { bench = operationBench(); });
    afterEach(() => bench.close());

    it('catalogues containers and fields with what is known for free', async () => {
      write('a.csv', 'id,name\n1,x\n2,y\n');
      write('b.json', '[{"k":1.5}]');
      const outcome = await bench.run({ type: 'sync' });
      assert.equal(outcome.result, 'success');
      assert.equal(outcome.message, null);
      assert.deepEqual(outcome.status, { total_containers: 2, containers_analyzed: 2, containers_added: 2, containers_changed: 0, containers_missing: 0, containers_failed: 0 });
      const a = await byName('a');
      assert.equal(a.records, 2);
      assert.deepEqual(a.files, ['a.csv']);
      assert.deepEqual((await bench.store.fields(a.id)).map((f) => [f.position, f.name, f.type, f.native_type, f.status]),
        [[0, 'id', 'Integral', 'BIGINT', 'active'], [1, 'name', 'String', 'VARCHAR', 'active']]);
      assert.equal(lastRun('b')?.change, 'added');
      assert.notEqual(bench.datastore.last_synced, null);
    });

    it('reports a changed schema column by column, and keeps the container with its id', async () => {
      write('a.csv', 'id,name,n\n1,x,5\n');
      await bench.run({ type: 'sync' });
      const { id } = await byName('a');
      write('a.csv', 'id,n,extra\n1,five,5\n');
      const { status } = await bench.run({ type: 'sync' });
      assert.equal(status.containers_changed, 1);
      assert.equal((await byName('a')).id, id);
      assert.equal(lastRun('a')?.change, 'changed');
      assert.equal(lastRun('a')?.message, 'Columns: added extra; removed name; changed type of n BIGINT→VARCHAR.');
      assert.deepEqual((await bench.store.fields(id)).map((f) => [f.name, f.status]), [['id', 'active'], ['n', 'active'], ['extra', 'active'], ['name', 'missing']]);
      assert.equal((await bench.run({ type: 'sync' })).status.containers_changed, 0);
    });

    it('marks what is gone, takes it back, and deletes it only with prune', async () => {
      write('a.csv', 'id\n1\n');
      write('b.csv', 'id\n1\n');
      await bench.run({ type: 'sync' });
      rmSync(path.join(bench.folder, 'b.csv'));
      const outcome = await bench.run({ type: 'sync' });
      assert.equal(outcome.status.containers_missing, 1);
      assert.match(outcome.message ?? '', /1 container is not there any more/);
      assert.equal((await byName('b')).missing, true);
      write('b.csv', 'id\n1\n');
      await bench.run({ type: 'sync' });
      assert.equal((await byName('b')).missing, false);
      assert.equal(lastRun('b')?.message, 'It is there again.');
      rmSync(path.join(bench.folder, 'b.csv'));
      await bench.run({ type: 'sync', prune: true });
      assert.deepEqual((await containers()).map((c) => c.name), ['a']);
    });

    it('drops the whole catalogue with recreate', async () => {
      write('a.csv', 'id\n1\n');
      await bench.run({ type: 'sync' });
      const { id } = await byName('a');
      await bench.run({ type: 'sync', recreate: true });
      assert.equal((await containers()).length, 1);
      assert.notEqual((await byName('a')).id, id);
    });

    it('keeps the container when its one file becomes several', async () => {
      write('orders_2024-01.csv', 'id\n1\n');
      await bench.run({ type: 'sync' });
      const { id } = await byName('orders_2024-01');
      write('orders_2024-02.csv', 'id\n2\n');
      await bench.run({ type: 'sync' });
      assert.equal((await byName('orders')).id, id);
      assert.equal((await containers()).length, 1);
      assert.match(lastRun('orders')?.message ?? '', /Was orders_2024-01/);
    });

    it('keeps a series together when one of its files breaks, and when it shrinks to one', async () => {
      for (const month of ['01', '02']) write(`orders_2024-${month}.csv`, 'id,n\n1,2\n');
      await bench.run({ type: 'sync' });
      const { id } = await byName('orders');
      write('orders_2024-02.csv', 'id,n\n1,2\n3\n');
      const outcome = await bench.run({ type: 'sync' });
      assert.match(outcome.message ?? '', /Line 3 of orders_2024-02\.csv/);
      assert.equal((await byName('orders')).id, id);
      assert.equal((await containers()).length, 1);
      assert.equal((await bench.store.fields(id)).filter((field) => field.status === 'active').length, 2);
      rmSync(path.join(bench.folder, 'orders_2024-02.csv'));
      await bench.run({ type: 'sync' });
      assert.deepEqual((await containers()).map((c) => [c.id, c.name, c.missing, c.last_error]), [[id, 'orders_2024-01', false, null]]);
    });

    it('goes on past a file that cannot be read, and forgets the error when it can', async () => {
      write('a.csv', 'id,n\n1,2\n');
      write('bad.csv', 'id,n\n1,2\n3\n');
      const outcome = await bench.run({ type: 'sync' });
      assert.equal(outcome.result, 'success');
      assert.equal(outcome.status.containers_failed, 1);
      assert.match(outcome.message ?? '', /Line 3 of bad\.csv/);
      assert.match((await byName('bad')).last_error ?? '', /bad\.csv:3/);
      assert.equal(lastRun('bad')?.result, 'failure');
      write('bad.csv', 'id,n\n1,2\n3,4\n');
      await bench.run({ type: 'sync' });
      assert.equal((await byName('bad')).last_error, null);
      assert.equal((await bench.store.fields((await byName('bad')).id)).length, 2);
    });

    it('fails when nothing at all can be read, and says when there is nothing', async () => {
      assert.match((await bench.run({ type: 'sync' })).message ?? '', /Nothing to read/);
      write('bad.csv', '');
      const outcome = await bench.run({ type: 'sync' });
      assert.equal(outcome.result, 'failure');
      assert.equal(outcome.problem?.code, 'source-malformed');
    });

    it('stops when aborted', async () => {
      write('a.csv', 'id\n1\n');
      const abort = new AbortController();
      abort.abort();
      await assert.rejects(bench.run({ type: 'sync' }, abort.signal), /cancelled/);
      assert.deepEqual(await containers(), []);
    });
  });

  it('of a database takes tables, views or both, and leaves the others as they are', async () => {
    bench = operationBench('duckdb');
    try {
      const session = await openSession({ path: path.join(bench.folder, 'database.duckdb') });
      await session.query('CREATE TABLE t (id INTEGER); INSERT INTO t VALUES (1); CREATE VIEW v AS SELECT * FROM t');
      await session.close();
      await bench.run({ type: 'sync', include: ['view'] });
      assert.deepEqual((await containers()).map((c) => c.name), ['v']);
      await bench.run({ type: 'sync', include: ['table'], prune: true });
      assert.deepEqual((await containers()).map((c) => [c.name, c.table_type, c.records, c.missing]), [['v', 'view', null, false], ['t', 'table', 1, false]]);
    } finally {
      bench.close();
    }
  });
});
