import assert from 'node:assert/strict';
import { readContainer } from '../../src/engine/sources/read-container';
import { workspace, type Workspace } from './open-workspace';

/** What only the end of a file shows, which is typed by its first rows because it is large. */
describe('the end of a large file', function () {
  this.timeout(120_000);
  let ws: Workspace;
  beforeEach(() => { ws = workspace(); });
  afterEach(() => ws.close());

  it('is never changed to fit the types of its first rows', async () => {
    const first = `1,1.5,2024-01-02,2024-01-02 03:04:05,2024-01-02T03:04:05Z,10:00:00,${'x'.repeat(300)}\n`;
    const last = '007,562949953421312.01,2024-01-02 10:00,2024-01-02 03:04:05.123456789,2024-01-02T03:04:05 +01:00,10:00:00.1234567,\n';
    ws.write('big.csv', `i,f,d,t,z,c,w\n${first.repeat(60_000)}${last}`);
    const source = await ws.open();
    try {
      assert.deepEqual((await source.containers())[0]?.columns.map((column) => column.nativeType),
        ['BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE', 'TIME', 'VARCHAR']);
      const { row, told } = await readContainer(source, { name: 'big', files: ['big.csv'], key_field_names: null }, async ({ from }, notes) =>
        ({ row: (await source.session.query(`SELECT i, f, d, t, CAST(z AS VARCHAR) AS z, c FROM ${from} WHERE w IS NULL`))[0], told: notes.join('\n') }));
      assert.deepEqual(row, {
        i: '007', f: '562949953421312.01', d: '2024-01-02 10:00', t: '2024-01-02 03:04:05.123456789', z: '2024-01-02T03:04:05 +01:00', c: '10:00:00.1234567',
      });
      for (const value of ['"007"', '"562949953421312.01"', '"2024-01-02 10:00"', '"10:00:00.1234567"']) assert.ok(told.includes(value), told);
    } finally {
      await source.close();
    }
  });

  it('may have other line ends, bytes that are no UTF-8, and one kind of number more', async () => {
    const line = `1,${'x'.repeat(300)}\n`;
    ws.write('mixed.csv', `i,w\n${line.repeat(60_000)}2,y\r\n3,"a\r\nb"\r\n`);
    assert.deepEqual(await ws.rows('mixed', undefined, "count(*) AS n, max(i) AS i, max(CASE WHEN i = 3 THEN w END) AS w"), [{ n: 60_002n, i: 3n, w: 'a\r\nb' }]);
    ws.write('latin.csv', Buffer.concat([Buffer.from(`i,w\n${line.repeat(60_000)}`), Buffer.from('2,café\n', 'latin1')]));
    await assert.rejects(ws.rows('latin', undefined, 'max(w) AS w'), /not UTF-8/);
    assert.deepEqual(await ws.rows('latin', { encoding: 'latin-1' }, "max(CASE WHEN i = 2 THEN w END) AS w"), [{ w: 'café' }]);
  });
});
