import assert from 'node:assert/strict';
import { openSession } from '../../src/engine/duckdb/open-session';
import { workspace, type Workspace } from './open-workspace';

describe('names of files and folders', () => {
  let ws: Workspace;
  beforeEach(() => { ws = workspace(); });
  afterEach(() => ws.close());

  async function parquet(name: string, select: string): Promise<void> {
    const file = ws.write(name, '');
    const session = await openSession();
    await session.query(`COPY (${select}) TO '${file.replaceAll("'", "''")}' (FORMAT parquet)`);
    await session.close();
  }

  it('are never patterns: each container shows its own file', async () => {
    const odd = process.platform === 'win32' ? ['data[1]', 'data[a-z]', '{x,y}', "it's"] : ['data[1]', 'a?', 's*', '**', '{x,y}', "it's", '[', 'a]b', '[!x]'];
    const beside = ['data1', 'dataq', 'ab', 'sx', 'x', 'y', 'its'];
    for (const [at, folder] of ['', 'in [1]/', 'in 1/'].entries()) {
      for (const name of [...odd, ...beside]) {
        ws.write(`${folder}${name}.csv`, `v\n"${name} csv ${at}"\n`);
        ws.write(`${folder}${name}.ndjson`, JSON.stringify({ v: `${name} ndjson ${at}` }));
        await parquet(`${folder}${name}.parquet`, `SELECT '${`${name} parquet ${at}`.replaceAll("'", "''")}' AS v`);
      }
    }
    const source = await ws.open();
    try {
      const containers = await source.containers();
      assert.deepEqual(containers.filter((container) => container.problem), []);
      for (const { name, files } of containers) {
        const { from } = await source.relation({ name, files, key_field_names: null });
        const at = ['', 'in [1]', 'in 1'].indexOf(name.slice(0, Math.max(0, name.lastIndexOf('/'))));
        const [base, format] = name.slice(name.lastIndexOf('/') + 1).split('.');
        assert.deepEqual(await source.session.query(`SELECT * FROM ${from}`), [{ v: `${base} ${format} ${at}` }], name);
      }
      assert.equal(containers.length, 3 * 3 * (odd.length + beside.length));
    } finally {
      await source.close();
    }
  });

  it('`key=value` never replace a value in the file, and add a column only to Parquet files that lack it', async () => {
    ws.write('year=2024/c.csv', 'id,year\n1,1999\n');
    ws.write('region=EU/c.csv', 'id,region\n1,US\n');
    ws.write('year=2024/j.ndjson', '{"id":1,"year":1999}');
    ws.write('year=2024/plain.csv', 'id\n1\n');
    await parquet('year=2024/p.parquet', 'SELECT 1::BIGINT AS id, 1999::BIGINT AS year');
    await parquet('year=2024/code=007/q.parquet', 'SELECT 1::BIGINT AS id');
    assert.deepEqual(await ws.rows('year=2024/c'), [{ id: 1n, year: 1999n }]);
    assert.deepEqual(await ws.rows('region=EU/c'), [{ id: 1n, region: 'US' }]);
    assert.deepEqual(await ws.rows('year=2024/j'), [{ id: 1n, year: 1999n }]);
    assert.deepEqual(await ws.rows('year=2024/plain'), [{ id: 1n }]);
    assert.deepEqual(await ws.rows('year=2024/p'), [{ id: 1n, year: 1999n }]);
    assert.deepEqual(await ws.rows('year=2024/code=007/q'), [{ id: 1n, code: '007', year: 2024n }]);
  });

  it('are left out by globs of the read options, exclude winning over include', async () => {
    for (const name of ['in/a.csv', 'in/b.csv', 'out/c.csv']) ws.write(name, 'x\n1\n');
    assert.deepEqual([...(await ws.list(undefined, { include: ['in/**'], exclude: ['b.*'] })).keys()], ['in/a']);
  });
});
