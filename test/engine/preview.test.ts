import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openSession } from '../../src/engine/duckdb/open-session';
import { runners } from '../../src/engine/operations/runners';
import { startRig, type Answer, type Rig } from './rig';

/** Row `i` of every container of these tests: `n` falls in steps of 7, `s` is null in each tenth row. */
const expected = (i: number): [number, number, string | null] => [i, (i * 7) % 1000, i % 10 === 0 ? null : `v${i % 37}`];

describe('engine over HTTP: looking through rows', () => {
  const rows = 1000;
  let rig: Rig;
  let folder: string;
  const ids = new Map<string, number>();
  const ask = (name: string, body: object): Promise<Answer> => rig.call('POST', `/containers/${ids.get(name)}/preview`, body);
  const look = async (name: string, body: object): Promise<Answer['body']> => {
    const answer = await ask(name, body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body;
  };

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-preview-'));
    await mkdir(path.join(folder, 'files'));
    const all = Array.from({ length: rows }, (_, i) => expected(i));
    writeFileSync(path.join(folder, 'files', 'text.csv'), `i,n,s\n${all.map(([i, n, s]) => `${i},${n},${s ?? ''}`).join('\n')}\n`);
    writeFileSync(path.join(folder, 'files', 'lines.ndjson'), all.map(([i, n, s]) => JSON.stringify({ i, n, s })).join('\n'));
    const session = await openSession({ path: path.join(folder, 'base.duckdb') });
    const select = "SELECT i::BIGINT AS i, (i * 7) % 1000 AS n, CASE WHEN i % 10 = 0 THEN NULL ELSE 'v' || (i % 37) END AS s FROM range(1000) t(i)";
    await session.query(`CREATE TABLE kept AS ${select}; CREATE VIEW seen AS SELECT * FROM kept;
      COPY (${select}) TO '${path.join(folder, 'files', 'columns.parquet')}' (ROW_GROUP_SIZE 128)`);
    await session.close();
    rig = await startRig();
    rig.run = runners.sync;
    for (const connection of [{ type: 'files', path: path.join(folder, 'files') }, { type: 'duckdb', path: path.join(folder, 'base.duckdb') }]) {
      const { body: { id } } = await rig.call('POST', '/datastores', { name: connection.type, connection });
      await rig.call('POST', '/operations/run', { type: 'sync', datastore_id: id });
      await rig.settled();
      for (const one of (await rig.call('GET', `/containers?datastore=${id}`)).body.items) ids.set(one.name, one.id);
    }
  });
  after(async () => {
    await rig.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const name of ['text', 'lines', 'columns', 'kept', 'seen']) {
    describe(name, () => {
      it('gives any stretch of rows in the order of the data, with their places', async () => {
        for (const offset of [0, 1, 500, 990, 999]) {
          const { rows: got, numbers, more } = await look(name, { rows: 20, offset });
          const there = Array.from({ length: Math.min(20, rows - offset) }, (_, at) => offset + at);
          assert.deepEqual([got, numbers, more], [there.map(expected), there, offset + 20 < rows], `from ${offset}`);
        }
        assert.deepEqual((await look(name, { rows: 20, offset: rows })).rows, []);
      });

      it('sorts by a field either way, nulls last, and equal values in the order of the data', async () => {
        const text = (s: string | null): string => s ?? '\uffff';
        for (const descending of [false, true]) {
          const sorted = Array.from({ length: rows }, (_, i) => expected(i)).sort((a, b) =>
            (a[2] === null || b[2] === null || !descending ? (text(a[2]) < text(b[2]) ? -1 : text(a[2]) > text(b[2]) ? 1 : 0)
              : (text(a[2]) > text(b[2]) ? -1 : text(a[2]) < text(b[2]) ? 1 : 0)) || a[0] - b[0]);
          const { rows: got, numbers } = await look(name, { rows: 50, offset: 870, sort: { field: 's', descending } });
          assert.deepEqual(got, sorted.slice(870, 920));
          assert.deepEqual(numbers, sorted.slice(870, 920).map(([i]) => i));
        }
      });

      it('filters by a condition, and counts what it lets through', async () => {
        const through = Array.from({ length: rows }, (_, i) => expected(i)).filter(([, n, s]) => n < 100 && s === null);
        const { rows: got, total, more } = await look(name, { rows: 5, offset: 3, filter: 'n < 100 and s is null', count: true });
        assert.deepEqual([got, total, more], [through.slice(3, 8), through.length, through.length > 8]);
      });

      it('counts all rows when it is asked to', async () => {
        assert.equal((await look(name, { rows: 1, count: true })).total, rows);
      });
    });
  }

  it('refuses a condition that is none, and a field that is not there, with their places', async () => {
    for (const [body, loc, saying] of [
      [{ filter: "n < 1; drop table kept" }, ['body', 'filter'], /filter/i],
      [{ filter: "read_csv('/etc/passwd') is null" }, ['body', 'filter'], /read_csv/],
      [{ filter: 'nowhere = 1' }, ['body', 'filter'], /nowhere/],
      [{ sort: { field: 'nowhere' } }, ['body', 'sort', 'field'], /nowhere/],
    ] as const) {
      const { status, body: answer } = await ask('kept', body);
      assert.equal(status, 422, JSON.stringify(answer));
      assert.deepEqual(answer.detail[0].loc, loc);
      assert.match(answer.detail[0].msg, saying);
    }
  });
});
