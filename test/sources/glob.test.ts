import assert from 'node:assert/strict';
import { datastoreFrom } from '../../src/cli/commands/datastore-source';
import { fileFilter } from '../../src/engine/sources/files/glob';
import { commonStem } from '../../src/engine/sources/files/group-files';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const windows = process.platform === 'win32';

describe('globs of files', () => {
  const cases: [glob: string, path: string, passes: boolean][] = [
    ['*.csv', 'deep/er/a.csv', true], ['*.csv', 'a.json', false], ['sales/*.csv', 'sales/a.csv', true], ['sales/*.csv', 'sales/x/a.csv', false],
    ['sales/**', 'sales/x/y/a.csv', true], ['**/2024/*.parquet', '2024/a.parquet', true], ['**/2024/*.parquet', 'x/2024/a.parquet', true],
    ['a?.{csv,json}', 'ab.json', true], ['a?.{csv,json}', 'abc.json', false], ['[ab].csv', 'b.csv', true], ['[!ab].csv', 'b.csv', false],
    ['[!ab].csv', 'c.csv', true], ['a+b(1).csv', 'a+b(1).csv', true], ['a+b(1).csv', 'a+b1.csv', false], ['[ab]+.csv', 'aa.csv', false], ['[ab]+.csv', 'a+.csv', true],
    ['a.csv', 'axcsv', false], ['a|b.csv', 'a', false], ['a|b.csv', 'a|b.csv', true], ['@(a|b).csv', 'a.csv', false], ['$x^.csv', '$x^.csv', true],
    ['{sales,stock/{2023,2024}}/*.csv', 'stock/2024/a.csv', true], ['{sales,stock/{2023,2024}}/*.csv', 'stock/2025/a.csv', false],
    ['a{01..12}.csv', 'a07.csv', true], ['a{01..12}.csv', 'a7.csv', false], ['a{8..12}.csv', 'a10.csv', true], ['a{8..12}.csv', 'a13.csv', false],
    ['a{x..3}.csv', 'a{x..3}.csv', true], ['./sales/*.csv', 'sales/a.csv', true],
    ['/a.csv', 'a.csv', true], ['/a.csv', 'x/a.csv', false], ['sales', 'sales/x/a.csv', true], ['sales/', 'sales/a.csv', true], ['sales', 'sales.csv', false],
    ['sales/2024', 'sales/2024/a.csv', true], ['sales/2024', 'x/sales/2024/a.csv', false], ['a\\[1].csv', 'a[1].csv', true], ['a\\[1].csv', 'a1.csv', false],
    ['sales\\a.csv', 'sales/a.csv', true], ['a {.csv', 'a {.csv', true], ['a].csv', 'a].csv', true], ['*', 'any/where.csv', true],
    ['\\*.csv', windows ? 'a.csv' : '*.csv', true], ['\\*.csv', 'b/a.csv', false],
    ['ü*.csv', 'über.csv', true], ['A.csv', 'a.csv', windows], ['x/.*', 'x/.hidden.csv', true],
  ];
  for (const [glob, file, passes] of cases) it(`${glob} ${passes ? 'takes' : 'leaves'} ${file}`, () => assert.equal(fileFilter([glob])(file), passes));
  it('takes everything when there are none', () => {
    assert.equal(fileFilter(undefined)('x/y'), true);
    assert.equal(fileFilter([], [])('x/y'), true);
  });
  it('what is excluded is out, whatever includes it', () => {
    const wanted = fileFilter(['*.csv', '*.json'], ['archive', 'old-*.csv']);
    assert.deepEqual(['a.csv', 'b.json', 'archive/a.csv', 'x/archive/y/a.csv', 'old-a.csv', 'x/old-a.csv', 'a.parquet', 'archive.csv'].filter(wanted),
      ['a.csv', 'b.json', 'archive.csv']);
    assert.deepEqual(['a.csv', 'tmp/a.csv'].filter(fileFilter(null, ['tmp'])), ['a.csv']);
  });
  it('"!" at the head of an include excludes', () => {
    assert.deepEqual(['a.csv', 'tmp.csv', 'b.json'].filter(fileFilter(['*.csv', '!tmp*'])), ['a.csv']);
    assert.deepEqual(['a.csv', 'tmp.csv', 'b.json'].filter(fileFilter(['!tmp*'])), ['a.csv', 'b.json']);
  });
  it('a datastore of one file holds that file alone, whatever its name', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-glob-'));
    const names = ['data[1].csv', 'data1.csv', '!x.csv', 'a+(b).csv', '{a,b}.csv', 'a.csv', '[x', '(1|2).csv', ...windows ? [] : ['*.csv', 'what?.csv', 'a\\b.csv', 'a|b.csv']]
      .map((name) => (name.includes('.') ? name : `${name}.csv`));
    try {
      for (const name of names) writeFileSync(path.join(folder, name), 'a\n1\n');
      for (const name of names) {
        const { read_options } = await datastoreFrom(name, folder, {});
        assert.deepEqual([...names, `sub/${name}`].filter(fileFilter(read_options?.include)), [name], `${name}: ${JSON.stringify(read_options?.include)}`);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the common stem of files of one series', () => {
  const cases: [string, string | null][] = [
    ['orders_2024-01', 'orders'], ['orders-2024-01-31', 'orders'], ['orders20240131', 'orders'], ['part-00001', 'part'], ['movies2', 'movies'],
    ['part-00000-1b4e28ba-2fa1-11d2-883f-0016d3cca427-c000.snappy', 'part'], ['orders', null], ['2024-01', null], ['flights-2k', null],
  ];
  for (const [base, stem] of cases) it(`${base} → ${stem}`, () => assert.equal(commonStem(base), stem));
});
