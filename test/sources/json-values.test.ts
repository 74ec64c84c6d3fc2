import assert from 'node:assert/strict';
import { workspace, type Workspace } from './open-workspace';
import { canonical, columnKinds, pick, random, whole, type Random } from './written-values';

/** JSON texts of values; fractions have no more digits than a JSON reader keeps. */
const jsonKinds: Readonly<Record<string, (r: Random) => string>> = {
  ...Object.fromEntries(['word', 'date', 'dayFirst', 'shortYear', 'moment', 'fine', 'zoned', 'fineZoned', 'time', 'phone', 'code', 'integer', 'version'].map((kind) =>
    [`${kind}Text`, (r: Random) => JSON.stringify(columnKinds[kind]!(r))])),
  integer: (r) => columnKinds.integer!(r), large: (r) => columnKinds.large!(r), program: (r) => String((r() - 0.5) * 10 ** whole(r, -30, 30)),
  beside: (r) => (r() < 0.5 ? columnKinds.integer!(r) : String(r() * 1000)), boolean: (r) => pick(r, ['true', 'false']),
  uuid: (r) => JSON.stringify(`6F9619FF-8B86-D011-B42D-${String(whole(r, 0, 1e12 - 1)).padStart(12, '0')}`),
};
const keys = ['id', 'Id', 'ID', '', ' ', 'a.b', 'say "x"', "it's", '__proto__', '10', '2', 'ключ', '😀', 'a/b', 'a~b', '$', 'filename', 'json', 'key\\n', 'select', 'k[0]'];

describe('values of JSON files', function () {
  this.timeout(120_000);
  let ws: Workspace;
  beforeEach(() => { ws = workspace(); });
  afterEach(() => ws.close());

  it('are those that were written, whatever the keys and whatever the form of the file', async () => {
    interface Table { keys: string[]; rows: (string | null | undefined)[][] }
    const tables = new Map<string, Table>();
    for (let seed = 1; seed <= 50; seed++) {
      const r = random(seed);
      const chosen = [...keys].sort(() => r() - 0.5).slice(0, whole(r, 1, 6));
      const kinds = chosen.map(() => pick(r, Object.keys(jsonKinds)));
      const rows = Array.from({ length: whole(r, 1, 30) }, (_, row) => kinds.map((kind) => (row > 0 && r() < 0.1 ? undefined : row > 0 && r() < 0.1 ? null : jsonKinds[kind]!(r))));
      const objects = rows.map((row) => `{${row.flatMap((value, at) => (value === undefined ? [] : [`${JSON.stringify(chosen[at])}: ${value ?? 'null'}`])).join(', ')}}`);
      const lines = r() < 0.6;
      const text = lines ? objects.join(pick(r, ['\n', '\r\n', '\n\n'])) : `[${objects.join(',\n')}]`;
      const file = `t${seed}x.${lines ? 'ndjson' : 'json'}`;
      ws.write(file, r() < 0.2 ? Buffer.from(`\uFEFF${text}`, 'utf16le') : (r() < 0.3 ? '\uFEFF' : '') + text);
      tables.set(file, { keys: chosen, rows });
    }
    const source = await ws.open();
    try {
      for (const { name, files, columns, problem } of await source.containers()) {
        const { keys: wanted, rows } = tables.get(files![0]!)!;
        assert.equal(problem, null, `${name}: ${JSON.stringify(wanted)}`);
        assert.equal(columns.length, wanted.length, `${name}: ${JSON.stringify(wanted)} ${columns.map((column) => column.name).join()}`);
        const { from } = await source.relation({ name, files, key_field_names: null });
        const read = await source.session.table(`SELECT ${columns.map((column) => `CAST("${column.name.replaceAll('"', '""')}" AS VARCHAR)`).join(', ')} FROM ${from}`);
        assert.equal(read.rows.length, rows.length, name);
        for (const [at, { name: column, nativeType }] of columns.entries()) {
          // Every first row has every key, so the columns are in the order of the keys.
          const written = rows.map((row) => row[at] ?? null);
          const texts = written.map((value) => (value !== null && value.startsWith('"') ? JSON.parse(value) as string : value));
          // A number that only a text keeps is written as DuckDB writes JSON: 1e+28 is 1e28.
          const type = written.some((value) => value !== null && /^[-\d]/.test(value)) ? 'DOUBLE' : nativeType;
          assert.deepEqual(read.rows.map((row) => canonical(row[at] as string | null, type)), texts.map((text) => canonical(text, type)), `${name} ${column} ${nativeType}`);
        }
      }
      assert.equal(tables.size, 50);
    } finally {
      await source.close();
    }
  });

  it('of nested objects keep every digit and every text', async () => {
    ws.write('n.ndjson', ['{"o":{"a":1,"at":"2024-01-02T03:04:05+02:00","u":"6F9619FF-8B86-D011-B42D-00C04FC964FF"},"l":[1,2],"w":{"x":1,"X":2},"big":{"n":9007199254740993,"f":1.5}}',
      '{"o":{"a":-1,"at":"x"},"l":[18446744073709551615],"w":{"x":3},"big":{"n":123456789012345678901234567890}}'].join('\n'));
    assert.deepEqual((await ws.rows('n', undefined, 'o.a::VARCHAR || o.at AS o, o.u AS u, l::VARCHAR AS l, w, big')), [
      { o: '12024-01-02T03:04:05+02:00', u: '6F9619FF-8B86-D011-B42D-00C04FC964FF', l: '[1, 2]', w: '{"x":1,"X":2}', big: '{"n":9007199254740993,"f":1.5}' },
      { o: '-1x', u: null, l: '[18446744073709551615]', w: '{"x":3}', big: '{"n":123456789012345678901234567890}' },
    ]);
  });

  it('finds a key that only the last of very many objects has', async () => {
    const line = `{"id": 1, "text": "${'x'.repeat(300)}"}\n`;
    ws.write('big.ndjson', `${line.repeat(60_000)}{"id": 2, "rare": "2024-01-02"}\n{"id": 1.5}\n{"id": "007"}\n`);
    assert.deepEqual(await ws.rows('big', undefined, 'max(rare::VARCHAR) AS rare, count(*) AS n, max(id) AS id'), [{ rare: '2024-01-02', n: 60_003n, id: '2' }]);
  });

  it('are counted in a series of files with odd keys, file by file', async () => {
    ws.write('e_1.ndjson', '{"id": 1, "Id": "x"}\n');
    ws.write('e_2.ndjson', '{"id": 2, "Id": "y"}\n');
    const source = await ws.open();
    try {
      const relation = await source.relation({ name: 'e', files: ['e_1.ndjson', 'e_2.ndjson'], key_field_names: null });
      assert.deepEqual(await source.session.query(`SELECT id, "Id_1", right(f, 10) AS f FROM ${relation.fromWithFile?.('f')} ORDER BY id`),
        [{ id: 1n, Id_1: 'x', f: 'e_1.ndjson' }, { id: 2n, Id_1: 'y', f: 'e_2.ndjson' }]);
    } finally {
      await source.close();
    }
  });
});
