import assert from 'node:assert/strict';
import { includes } from '../../src/engine/sources/files/glob';
import { commonStem } from '../../src/engine/sources/files/group-files';

describe('include globs', () => {
  const cases: [glob: string, path: string, passes: boolean][] = [
    ['*.csv', 'deep/er/a.csv', true], ['*.csv', 'a.json', false], ['sales/*.csv', 'sales/a.csv', true], ['sales/*.csv', 'sales/x/a.csv', false],
    ['sales/**', 'sales/x/y/a.csv', true], ['**/2024/*.parquet', '2024/a.parquet', true], ['**/2024/*.parquet', 'x/2024/a.parquet', true],
    ['a?.{csv,json}', 'ab.json', true], ['a?.{csv,json}', 'abc.json', false], ['[ab].csv', 'b.csv', true], ['[!ab].csv', 'b.csv', false],
    ['a+b(1).csv', 'a+b(1).csv', true], ['a.csv', 'axcsv', false],
  ];
  for (const [glob, path, passes] of cases) it(`${glob} ${passes ? 'takes' : 'leaves'} ${path}`, () => assert.equal(includes([glob])(path), passes));
  it('takes everything when there are none', () => assert.equal(includes(undefined)('x/y'), true));
});

describe('the common stem of files of one series', () => {
  const cases: [string, string | null][] = [
    ['orders_2024-01', 'orders'], ['orders-2024-01-31', 'orders'], ['orders20240131', 'orders'], ['part-00001', 'part'], ['movies2', 'movies'],
    ['part-00000-1b4e28ba-2fa1-11d2-883f-0016d3cca427-c000.snappy', 'part'], ['orders', null], ['2024-01', null], ['flights-2k', null],
  ];
  for (const [base, stem] of cases) it(`${base} → ${stem}`, () => assert.equal(commonStem(base), stem));
});
