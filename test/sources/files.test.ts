import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { readContainer } from '../../src/engine/sources/read-container';
import { openSource, testSource } from '../../src/engine/sources/open-source';
import { types, workspace, type Workspace } from './open-workspace';
import { testSessions } from '../support/sessions';

describe('a folder of files', () => {
  let ws: Workspace;
  beforeEach(() => { ws = workspace(); });
  afterEach(() => ws.close());

  it('shows every kind of file in every folder under stable names, and leaves hidden and foreign ones out', async () => {
    ws.write('a.csv', 'x,y\n1,b\n');
    ws.write('sub/deep/b.tsv', 'x\ty\n1\tb\n');
    ws.write('c.json', '[{"x":1}]');
    ws.write('d.ndjson', '{"x":1}\n{"x":2}\n');
    ws.write('e.csv.gz', gzipSync('x,y\n1,b\n2,c\n'));
    for (const hidden of ['node_modules/m.csv', '.git/g.csv', '.plumbline/s.csv', '.h.csv', 'readme.md']) ws.write(hidden, 'x\n1\n');
    const found = await ws.list();
    assert.deepEqual([...found.keys()], ['a', 'c', 'd', 'e', 'sub/deep/b']);
    assert.equal(found.get('e')?.rows, 2);
    assert.equal(found.get('d')?.rows, 2);
    assert.deepEqual(found.get('sub/deep/b')?.files, ['sub/deep/b.tsv']);
  });

  it('takes only what the include globs name', async () => {
    ws.write('in/a.csv', 'x\n1\n');
    ws.write('out/b.csv', 'x\n1\n');
    assert.deepEqual([...(await ws.list(['in/**'])).keys()], ['in/a']);
  });

  it('reads files of one shape as one container', async () => {
    ws.write('orders_2024-01.csv', 'id,total\n1,5\n');
    ws.write('orders_2024-02.csv', 'id,total\n2,7.5\n3,1\n');
    ws.write('orders_2024-03.csv', 'id,other\n1,5\n');
    const found = await ws.list();
    assert.deepEqual(found.get('orders')?.files, ['orders_2024-01.csv', 'orders_2024-02.csv']);
    assert.deepEqual(types(found.get('orders')), { id: 'BIGINT', total: 'DOUBLE' });
    assert.equal(found.get('orders')?.rows, 3);
    assert.deepEqual(found.get('orders_2024-03')?.files, ['orders_2024-03.csv']);
  });

  it('reads the next file of a series before a sync has seen it, unless it is of another shape', async () => {
    for (const month of ['01', '02', '03']) ws.write(`orders_2024-${month}.csv`, 'id,total\n1,5\n');
    ws.write('orders_2024-04.csv', 'id,other\n1,5\n');
    const source = await ws.open();
    try {
      const relation = await source.relation({ name: 'orders', files: ['orders_2024-01.csv', 'orders_2024-02.csv'], key_field_names: null });
      assert.equal(relation.files?.length, 3);
      assert.equal((await source.relation({ name: 'x', files: ['orders_2024-01.csv'], key_field_names: null })).files?.length, 1);
    } finally {
      await source.close();
    }
  });

  it('tells files of equal name apart by their extension', async () => {
    ws.write('a.csv', 'x\n1\n');
    ws.write('a.json', '[{"x":1}]');
    assert.deepEqual([...(await ws.list()).keys()], ['a.csv', 'a.json']);
  });

  it('types a column by all its cells, and never loses what a cell says', async () => {
    ws.write('t.csv', 'int,zip,frac,long,float,day,at,zoned,clock,flag,word,mixed,none\n'
      + '1,01234,1.5,1234567890.123456789,0.30000000000000004,2024-01-31,2024-01-31 10:00,2024-01-31T10:00:00Z,10:30,true,x,1,\n'
      + '-20,90210,2,-5.5,12.5,2024-02-01,2024-02-01 23:59:59.5,2024-01-31T10:00:00+02:00,23:59:59,False,y,n/a,\n');
    assert.deepEqual(types((await ws.list()).get('t')), {
      int: 'BIGINT', zip: 'VARCHAR', frac: 'DOUBLE', long: 'DECIMAL(38,9)', float: 'DOUBLE', day: 'DATE', at: 'TIMESTAMP', zoned: 'TIMESTAMP WITH TIME ZONE',
      clock: 'TIME', flag: 'BOOLEAN', word: 'VARCHAR', mixed: 'VARCHAR', none: 'VARCHAR',
    });
  });

  it('copes with headers as they are found', async () => {
    ws.write('none.csv', '1,a\n2,b\n');
    ws.write('twice.csv', 'a,a,\r\n1,2,3\r\n');
    ws.write('bom.csv', '\uFEFFid;name\n1;x\n');
    ws.write('only.csv', 'a,b\n');
    ws.write('titled.csv', 'Sales of 2024\n\nid,total\n1,5\n2,6\n');
    ws.write('wide.csv', Buffer.from('\uFEFFid,name\n1,é\n', 'utf16le'));
    const found = await ws.list();
    assert.deepEqual(types(found.get('none')), { column0: 'BIGINT', column1: 'VARCHAR' });
    assert.deepEqual(Object.keys(types(found.get('twice'))), ['a', 'a_1', 'column2']);
    assert.deepEqual(types(found.get('bom')), { id: 'BIGINT', name: 'VARCHAR' });
    assert.deepEqual(types(found.get('titled')), { id: 'BIGINT', total: 'BIGINT' });
    assert.equal(found.get('titled')?.rows, 2);
    assert.equal(found.get('only')?.rows, 0);
    assert.deepEqual(types(found.get('wide')), { id: 'BIGINT', name: 'VARCHAR' });
  });

  it('reads texts of a mixed JSON column without their quotes', async () => {
    ws.write('m.json', '[{"a":1},{"a":"x y"}]');
    const source = await ws.open();
    try {
      const rows = await readContainer(source, { name: 'm', files: ['m.json'], key_field_names: null },
        (relation) => source.session.query(`SELECT a FROM ${relation.from} ORDER BY a`));
      assert.deepEqual(rows, [{ a: '1' }, { a: 'x y' }]);
    } finally {
      await source.close();
    }
  });

  it('reads names that look like SQL or patterns', async () => {
    ws.write("it's [1]*.csv".replace('*', process.platform === 'win32' ? '' : '*'), 'x\n1\n');
    const [container] = (await ws.list()).values();
    assert.equal(container?.problem, null);
    assert.equal(container?.rows, 1);
  });

  it('reads a column as text when a late cell does not fit, and says so', async () => {
    const row = `${'x'.repeat(200)}\n`;
    ws.write('big.csv', `n,text\n${Array.from({ length: 90_000 }, (_, i) => `${i},${row}`).join('')}oops,z\n`);
    const source = await ws.open();
    try {
      const container = (await source.containers())[0];
      assert.equal(types(container).n, 'BIGINT');
      const { rows, notes } = await readContainer(source, { name: 'big', files: ['big.csv'], key_field_names: null }, async (relation, told) =>
        ({ rows: await source.session.query(`SELECT max(n) AS m, typeof(any_value(n)) AS t FROM ${relation.from}`), notes: told }));
      assert.deepEqual(rows, [{ m: 'oops', t: 'VARCHAR' }]);
      assert.match(notes.join(), /n is read as text, because it holds "oops", which is not BIGINT/);
    } finally {
      await source.close();
    }
  });

  it('lets no SQL reach other files, write, or change settings', async () => {
    ws.write('a.csv', 'x\n1\n');
    const other = workspace();
    const secret = other.write('secret.csv', 'x\n1\n');
    const source = await ws.open();
    try {
      for (const sql of [`SELECT * FROM read_csv('${secret}')`, `SELECT * FROM '${secret}'`, `SELECT * FROM glob('${other.folder}/*')`,
        `ATTACH '${other.folder}/new.duckdb'`, `COPY (SELECT 1) TO '${ws.folder}/out.csv'`, 'SET enable_external_access = true', 'SET threads = 1', 'INSTALL httpfs']) {
        await assert.rejects(source.session.query(sql), /disabled|locked|Cannot/, sql);
      }
    } finally {
      await source.close();
      other.close();
    }
  });

  it('answers a connection test with a sentence', async () => {
    const options = { sessions: testSessions() };
    assert.deepEqual(await testSource({ type: 'files', path: `${ws.folder}/nowhere` }, null, options).then((r) => r.connected), false);
    assert.match((await testSource({ type: 'files', path: ws.folder }, null, options)).message, /No CSV/);
    ws.write('a.csv', 'x\n1\n');
    assert.deepEqual(await testSource({ type: 'files', path: ws.folder }, null, options), { connected: true, message: 'Found 1 data file.' });
    assert.match((await testSource({ type: 'oracle', path: 'x' }, null, options)).message, /cannot open a connection of type "oracle"/);
  });

  it('opens a single file', async () => {
    const file = ws.write('a.csv', 'x\n1\n');
    ws.write('b.csv', 'x\n1\n');
    const source = await openSource({ type: 'files', path: file }, { id: 1, schema: null }, { sessions: testSessions() });
    try {
      assert.deepEqual((await source.containers()).map((c) => c.name), ['a']);
    } finally {
      await source.close();
    }
  });
});
