import assert from 'node:assert/strict';
import type { ReadOptions } from '../../src/core/api/schemas/read-options';
import { types, workspace, type Workspace } from './open-workspace';

/** The values of columns as DuckDB prints them, row by row. */
const texts = (rows: readonly object[]): (string | null)[][] => rows.map((row) => Object.values(row).map((value) => (value === null ? null : String(value))));

describe('read options', () => {
  let ws: Workspace;
  beforeEach(() => { ws = workspace(); });
  afterEach(() => ws.close());

  const read = async (content: string | Uint8Array, options: ReadOptions, name = 't.csv'): Promise<(string | null)[][]> => {
    ws.write(name, content);
    return texts(await ws.rows(name.split('.')[0] ?? '', options));
  };
  const refused = async (content: string | Uint8Array, options: ReadOptions, pattern: RegExp, name = 't.csv'): Promise<void> => {
    await assert.rejects(read(content, options, name), (error: Error) => pattern.test(error.message) || assert.fail(error.message));
  };

  it('delimiter, in words too', async () => {
    assert.deepEqual(await read('a,b;c\n1,5;2\n', { delimiter: ';' }), [['1,5', '2']]);
    for (const delimiter of ['tab', '\\t', '\t']) assert.deepEqual(await read('a,b\tc\n1,5\t2\n', { delimiter }), [['1,5', '2']]);
    await refused('a\n1\n', { delimiter: '||' }, /read option delimiter/);
  });
  it('quote and escape', async () => {
    assert.deepEqual(await read("a,b\n'x, y',1\n", { quote: "'" }), [['x, y', '1']]);
    assert.deepEqual(await read('a,b\n"x,1\n', { quote: '' }), [['"x', '1']]);
    assert.deepEqual(await read('a,b\n"say \\"hi\\", ok",1\n', { escape: '\\' }), [['say "hi", ok', '1']]);
  });
  it('header', async () => {
    assert.deepEqual(await read('ann,oslo\nbob,riga\n', { header: false }), [['ann', 'oslo'], ['bob', 'riga']]);
    assert.deepEqual(await read('1,2\n3,4\n', { header: true }), [['3', '4']]);
  });
  it('null_tokens mean null where they are not quoted', async () => {
    assert.deepEqual(await read('a,n\nNA,1\n"NA",N/A\n,2\n"",3\n', { null_tokens: ['NA', 'N/A'] }), [[null, '1'], ['NA', null], [null, '2'], ['', '3']]);
    assert.deepEqual(await read('[{"a":"NA","n":1},{"a":"x","n":null}]', { null_tokens: ['NA'] }, 'j.json'), [[null, '1'], ['x', null]]);
  });
  it('comment lines are left out wherever they are, other signs of it stay', async () => {
    assert.deepEqual(await read('# made, by\nid,t\n1,a#b\n# c, d\n2,#x\n"#q",5\n', { comment: '#' }), [['1', 'a#b'], ['2', '#x'], ['#q', '5']]);
    assert.deepEqual(await read('name\n# no\nann\n\nbob\n', { comment: '#' }), [['ann'], [null], ['bob']]);
    assert.deepEqual(await read('id,t\n1,a\n# c,d\n', { comment: '' }), [['1', 'a'], ['# c', 'd']]);
    await refused('id,t\n1,a\n# c,d\n', {}, /Line 3 of t\.csv looks like a comment/);
  });
  it('decimal comma', async () => {
    assert.deepEqual(await read('id;amt;c\n1;1,5;1.234\n2;-12,25;2.5\n3;7;1\n', { decimal: ',' }), [['1', '1.5', '1.234'], ['2', '-12.25', '2.5'], ['3', '7', '1']]);
    assert.deepEqual(types((await ws.list(undefined, { decimal: ',' })).get('t')), { id: 'BIGINT', amt: 'DOUBLE', c: 'VARCHAR' });
  });
  it('date_order, in delimited files and in JSON', async () => {
    const csv = 'd,at\n01/02/2024,03.04.2024 10:20\n25/12/2024,31.12.2024 00:00:01\n';
    assert.deepEqual(await read(csv, { date_order: 'dmy' }), [['2024-02-01', '2024-04-03 10:20:00'], ['2024-12-25', '2024-12-31 00:00:01']]);
    assert.deepEqual(await read(csv, {}), [['01/02/2024', '03.04.2024 10:20'], ['25/12/2024', '31.12.2024 00:00:01']]);
    assert.deepEqual(await read('d,e\n12/31/2024,1/2/24\n', { date_order: 'mdy' }), [['2024-12-31', '1/2/24']]);
    assert.deepEqual(await read('{"d":"25-12-2024","n":1}\n', { date_order: 'dmy' }, 'j.ndjson'), [['2024-12-25', '1']]);
    assert.deepEqual(await read('{"d":"25-12-2024","n":1}\n', {}, 'j.ndjson'), [['25-12-2024', '1']]);
  });
  it('column_types, which hold every value or say which not', async () => {
    const csv = 'zip,amt,at,n\n01234,1.50,2024-01-02 03:04:05,007\n,2.25,,8\n';
    const column_types = { zip: 'text', amt: 'decimal(18, 2)', at: 'timestamptz', n: 'integer' };
    assert.deepEqual(await read(csv, { column_types }), [['01234', '1.50', '2024-01-02 03:04:05+00', '7'], [null, '2.25', null, '8']]);
    await refused(csv, { column_types: { amt: 'DECIMAL(18,1)' } }, /2\.25.* in amt, which is not DECIMAL\(18,1\) as the read option column_types says/);
    await refused(csv, { column_types: { amt: 'BIGINT' } }, /"1\.50" in amt.*column_types/);
    await refused(csv, { column_types: { zip: 'MONEY' } }, /read option column_types gives zip the type "MONEY"/);
    await refused(csv, { column_types: { zip: "VARCHAR'}); DROP TABLE x; --" } }, /column_types gives zip/);
    await refused(csv, { column_types: { zap: 'VARCHAR' } }, /column_types names "zap", and t\.csv has no such column/);
    assert.deepEqual(Object.keys(types((await ws.list(undefined, { column_types: { other: 'DATE' } })).get('t'))), ['zip', 'amt', 'at', 'n']);
  });
  it('encoding', async () => {
    const latin = Buffer.from('a,b\ncafé,1\n', 'latin1');
    await refused(latin, {}, /not UTF-8/);
    assert.deepEqual(await read(latin, { encoding: 'latin-1' }), [['café', '1']]);
    assert.deepEqual(await read(Buffer.from([...Buffer.from('a,b\n'), 0x80, 0x2c, 0x93, 0x0a]), { encoding: 'windows-1252' }), [['€', '“']]);
    const wide = Buffer.from('a,b\n😀,1\n', 'utf16le');
    await refused(wide, {}, /byte 2 is zero/);
    assert.deepEqual(await read(wide, { encoding: 'utf-16le' }), [['😀', '1']]);
    assert.deepEqual(await read(Buffer.from(wide).swap16(), { encoding: 'utf-16be' }), [['😀', '1']]);
    await refused('a,b\nx,1\n', { encoding: 'utf-16le' }, /as the read option encoding says/);
    await refused(Buffer.from('\uFEFFa,b\nx,1\n', 'utf16le'), { encoding: 'utf-16be' }, /byte order mark is that of utf-16le/);
    await refused(latin, { encoding: 'utf-8' }, /not UTF-8/);
    await refused(Buffer.concat([Buffer.from('\uFEFFa,b\nx,1\n', 'utf16le'), Buffer.from([0x00, 0xd8, 0x41, 0x00])]), {}, /not UTF-16LE text throughout/);
  });
  it('of a container win over those of the datastore, option by option', async () => {
    ws.write('t.csv', 'a;b\n1,5;x\n');
    const source = await ws.open(undefined, { decimal: ',', delimiter: ',' });
    try {
      const [own] = await source.containers(undefined, undefined, (name) => (name === 't' ? { delimiter: ';' } : null));
      assert.deepEqual(types(own), { a: 'DOUBLE', b: 'VARCHAR' });
    } finally {
      await source.close();
    }
  });
});
