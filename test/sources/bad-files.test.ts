import assert from 'node:assert/strict';
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Problem } from '../../src/core/errors';
import { openSession } from '../../src/engine/duckdb/open-session';
import { fileProblem } from '../../src/engine/sources/files/file-problem';
import { brokenAt, lineAndColumn } from '../../src/engine/sources/files/json-place';
import { openSource } from '../../src/engine/sources/open-source';
import { readContainer } from '../../src/engine/sources/read-container';
import { workspace, type Workspace } from './open-workspace';
import { testSessions } from '../support/sessions';

describe('files that cannot be read', () => {
  let ws: Workspace;
  beforeEach(() => { ws = workspace(); ws.write('good.csv', 'a,b\n1,2\n'); });
  afterEach(() => ws.close());

  /** The problem of one bad file; the good file beside it must be read all the same. */
  async function problemOf(name: string, content: string | Uint8Array): Promise<Problem> {
    ws.write(name, content);
    const found = await ws.list();
    assert.equal(found.get('good')?.rows, 1);
    const bad = [...found.values()].find((container) => container.files?.includes(name));
    assert.ok(bad?.problem, `${name} is read without complaint`);
    assert.ok(bad.problem.remedy, 'a remedy is given');
    assert.equal(bad.problem.place?.path, name);
    return bad.problem;
  }
  const rows = Array.from({ length: 50 }, (_, i) => `${i},x${i},3\n`).join('');

  it('empty', async () => assert.match((await problemOf('x.csv', '')).reason, /x\.csv is empty/));
  it('empty Parquet', async () => assert.match((await problemOf('x.parquet', '')).reason, /is empty/));
  it('a CSV row with too few columns, by its line', async () => {
    const problem = await problemOf('x.csv', `a,b,c\n${rows}1,2\n5,6,7\n`);
    assert.equal(problem.place?.line, 52);
    assert.match(problem.reason, /2 columns where 3/);
  });
  it('a CSV row with too many columns, by its line', async () => assert.equal((await problemOf('x.csv', `a,b,c\n${rows}1,2,3,4\n5,6,7\n`)).place?.line, 52));
  it('an open quote', async () => assert.match((await problemOf('x.csv', `a,b,c\n${rows}1,"2,3\n`)).reason, /quote/));
  it('Latin-1', async () => {
    const problem = await problemOf('x.csv', Buffer.concat([Buffer.from(`a,b,c\n${rows}`), Buffer.from('7,café,2\n', 'latin1')]));
    assert.equal(problem.place?.line, 52);
    assert.match(problem.reason, /not UTF-8/);
  });
  it('Latin-1 far down', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => `${i},x${i},3\n`).join('');
    assert.equal((await problemOf('x.csv', Buffer.concat([Buffer.from(`a,b,c\n${many}`), Buffer.from('7,café,2\n', 'latin1')]))).place?.line, 5002);
  });
  it('binary', async () => assert.match((await problemOf('x.csv', Uint8Array.from({ length: 900 }, (_, i) => (i * 7919) % 256))).reason, /not text/));
  it('an Excel workbook named CSV', async () => assert.match((await problemOf('x.csv', Buffer.from('504b0304140000000800', 'hex'))).reason, /ZIP/));
  it('plain text named gzip', async () => assert.match((await problemOf('x.csv.gz', 'a,b\n1,2\n')).reason, /not compressed with gzip/));
  it('a cut gzip archive', async () => {
    const whole = gzipSync(Array.from({ length: 90_000 }, (_, i) => `${i},${Math.sin(i)}\n`).join(''));
    assert.match((await problemOf('x.csv.gz', whole.subarray(0, whole.length / 2))).reason, /cut off/);
  });
  it('JSON that does not parse, by its line', async () => {
    const problem = await problemOf('x.json', '[{"a":1},\n {"a":2},\n {"a":]}\n]');
    assert.equal(problem.place?.line, 3);
  });
  it('NDJSON that does not parse, by its line', async () => assert.equal((await problemOf('x.ndjson', '{"a":1}\n{"a":2}\n{"a" 3}\n{"a":4}\n')).place?.line, 3));
  for (const name of ['x.json', 'x.ndjson']) {
    it(`${name} in another encoding, in words of ours`, async () => {
      const { reason, remedy } = await problemOf(name, Buffer.from('{"name":"Jos\u00e9"}\n', 'latin1'));
      assert.equal(reason, `${name} is not UTF-8 text.`);
      assert.match(remedy ?? '', /Latin-1/);
    });
  }
  for (const [open, close] of [['[', ']'], ['{"b":', '}']] as const) {
    it(`JSON that nests "${open}" too deeply, in words of ours`, async () => {
      const { reason, code } = await problemOf('x.json', `[{"a":${open.repeat(3000)}1${close.repeat(3000)}}]`);
      assert.deepEqual([reason, code], ['x.json holds values that are nested too deeply to be read.', 'source-malformed']);
    });
  }
  it('JSON without objects', async () => assert.match((await problemOf('x.json', '[1,2,3]')).reason, /no objects/));
  it('a Parquet file that is none', async () => assert.match((await problemOf('x.parquet', 'PAR1garbage')).reason, /no complete Parquet/));
  it('a cut Parquet file', async () => {
    const session = await openSession();
    const file = `${ws.folder}/y.parquet`;
    await session.query(`COPY (SELECT range AS a FROM range(1000)) TO '${file}'`);
    await session.close();
    const whole = readFileSync(file);
    assert.match((await problemOf('x.parquet', whole.subarray(0, whole.length - 40))).reason, /no complete Parquet/);
  });
  it('no permission', async function () {
    if (process.platform !== 'win32' && process.getuid?.() !== 0) {
      chmodSync(ws.write('x.csv', 'a\n1\n'), 0);
      assert.equal([...(await ws.list()).values()].find((c) => c.name === 'x')?.problem?.code, 'source-unreadable');
    }
    // The super-user may read everything, so the words are also tested alone.
    const { problem } = fileProblem(Object.assign(new Error('EACCES'), { code: 'EACCES' }), '/d/x.csv');
    assert.equal(problem.code, 'source-unreadable');
    assert.match(problem.remedy ?? '', /permission/);
  });
  it('gone between sync and the next operation', async () => {
    const file = ws.write('x.csv', 'a\n1\n');
    const source = await ws.open();
    try {
      rmSync(file);
      await assert.rejects(readContainer(source, { name: 'x', files: ['x.csv'], key_field_names: null }, () => Promise.resolve(1)), /does not exist/);
      await assert.rejects(readContainer(source, { name: 'z', files: ['z.csv'], key_field_names: null }, () => Promise.resolve(1)), /does not exist any more/);
    } finally {
      await source.close();
    }
  });
  it('a folder that is not there', async () => {
    await assert.rejects(openSource({ type: 'files', path: `${ws.folder}/none` }, { id: 1, schema: null }, { sessions: testSessions() }), /none does not exist/);
  });
});

describe('where JSON breaks', () => {
  const cases: [string, number | null][] = [
    ['{"a":[1,2.5e3,true,null,"x\\u00e9"]}', null], ['[]', null], ['{"a":1}\n{"a":2}\n', null], ['', null],
    ['[1,]', 3], ['{"a":1,}', 7], ['{"a" 1}', 5], ['[1 2]', 3], ['{"a":01}', 5], ["{'a':1}", 1], ['[1', 2], ['{"a":"x\ny"}', 5], [']', 0], ['[}', 1],
  ];
  for (const [text, at] of cases) it(JSON.stringify(text), async () => assert.equal(await brokenAt(text), at));
  it('counts lines and columns from 1', () => assert.deepEqual(lineAndColumn('ab\ncd', 4), { line: 2, column: 2 }));
});
