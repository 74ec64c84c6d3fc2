import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brief, check, fileRelation, relationOf, scan, tableRelation, withSession } from './scan-fixture';
import type { Session } from '../../src/engine/sql/session';
import type { Relation } from '../../src/engine/sources/relation';

const people = `SELECT * FROM (VALUES
  (1, 'ada@example.com', 36, 'DE', DATE '2024-01-05'),
  (2, 'bob',             -4, 'DE', DATE '2024-02-05'),
  (3, NULL,              20, 'XX', DATE '2031-01-01'),
  (3, 'eve@example.com', 200, NULL, NULL),
  (5, 'dan@example.com', NULL, 'FR', DATE '1969-07-20')) AS t(id, email, age, country, joined)`;

describe('scan of one container', () => {
  let folder = '';
  before(() => { folder = mkdtempSync(path.join(tmpdir(), 'plumbline-scan-')); });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function relations(session: Session): Promise<Record<Relation['kind'], Relation>> {
    await session.query(`CREATE OR REPLACE TABLE people AS ${people}; CREATE OR REPLACE VIEW people_view AS SELECT * FROM people`);
    const file = (name: string): string => path.join(folder, name);
    await session.query(`COPY people TO '${file('p.parquet')}'; COPY people TO '${file('p.csv')}'; COPY people TO '${file('p.json')}'`);
    return {
      table: await tableRelation(session, 'people'), view: await relationOf(session, 'view', '"people_view"'),
      parquet: await fileRelation(session, 'parquet', [file('p.parquet')]),
      csv: await fileRelation(session, 'csv', [file('p.csv')]), json: await fileRelation(session, 'json', [file('p.json')]),
    };
  }

  for (const kind of ['table', 'view', 'parquet', 'csv', 'json'] as const) {
    it(`counts every kind of check exactly and shows the rows that break them: ${kind}`, () => withSession(async (session) => {
      const relation = (await relations(session))[kind];
      const checks = [
        check('notNull', ['email']), check('between', ['age'], { min: 0, max: 150, inclusive_min: true, inclusive_max: true }),
        check('expectedValues', ['country'], { list: ['DE', 'FR'] }), check('unique', ['id']),
        check('matchesPattern', ['email'], { pattern: '[^@]+@.+' }), check('notFuture', ['joined']),
        check('maxLength', ['email'], { value: 100 }), check('fieldCount', [], { value: 5 }), check('fieldCount', [], { value: 6 }),
        check('between', ['age'], { min: 0, max: 150, inclusive_min: true, inclusive_max: true }, { filter: "country = 'DE'" }),
      ];
      const result = await scan(session, relation, checks);
      assert.equal(result.rows, 5);
      assert.deepEqual(result.outcomes.map(brief), [
        ['failed', 5, 1], ['failed', 5, 2], ['failed', 5, 1], ['failed', 5, 1], ['failed', 5, 1], ['failed', 5, 1],
        ['passed', 5, 0], ['passed', null, null], ['failed', null, null], ['failed', 2, 1],
      ]);
      const ids = checks.map((c) => c.id);
      const rows = new Map(result.failingRows.map((row) => [row.values.email, row]));
      assert.deepEqual(rows.get('bob')?.failed_checks, [ids[1], ids[4], ids[9]]);
      assert.deepEqual(rows.get('bob')?.fields, ['age', 'email']);
      assert.deepEqual(rows.get(null)?.failed_checks, [ids[0], ids[2], ids[3], ids[5]]);
      assert.deepEqual(rows.get('eve@example.com')?.failed_checks, [ids[1], ids[3]]);
      assert.deepEqual(rows.get(null)?.values, { id: 3, email: null, age: 20, country: 'XX', joined: '2031-01-01' });
      assert.equal(rows.size, 3);
      if (kind !== 'view') assert.deepEqual(result.failingRows.map((row) => row.row_id), ['2', '3', '4']);
      assert.match(result.outcomes[1]?.message ?? '', /40\.000 % of 5 records \(2\)/);
    }));
  }

  it('keeps a check that cannot run from harming the others', () => withSession(async (session) => {
    const { table } = await relations(session);
    const checks = [
      check('notNull', ['email']), check('notNull', ['gone']), check('noSuchRule', ['id']),
      check('satisfiesExpression', [], { expression: 'age >= ' }), check('satisfiesExpression', [], { expression: "CAST(email AS INTEGER) > 0" }),
      check('positive', ['age']),
    ];
    const { outcomes } = await scan(session, table, checks);
    assert.deepEqual(outcomes.map((o) => o.result).filter((_, i) => i !== 4), ['failed', 'error', 'error', 'error', 'failed']);
    assert.match(outcomes[1]?.problem?.reason ?? '', /gone/);
  }));

  it('names rows of several files by file and position', () => withSession(async (session) => {
    for (const kind of ['csv', 'parquet', 'json'] as const) {
      const files = ['a', 'b'].map((name) => path.join(folder, `${name}.${kind}`));
      for (const [i, file] of files.entries()) await session.query(`COPY (SELECT x + ${i} * 100 AS x, CASE WHEN x = 2 THEN -1 ELSE 1 END AS y FROM range(4) t(x)) TO '${file}'`);
      const relation = await fileRelation(session, kind, files);
      const result = await scan(session, relation, [check('positive', ['y'])]);
      assert.deepEqual(brief(result.outcomes[0]), ['failed', 8, 2]);
      assert.deepEqual(result.failingRows.map((row) => row.row_id), [`a.${kind}:3`, `b.${kind}:3`]);
    }
  }));

  it('names rows by their key columns where there are any', () => withSession(async (session) => {
    await session.query(`CREATE TABLE people AS ${people}`);
    const relation = await tableRelation(session, 'people', { keyFields: ['id', 'country'] });
    const { failingRows } = await scan(session, relation, [check('between', ['age'], { min: 0, max: 150, inclusive_min: true, inclusive_max: true })]);
    assert.deepEqual(failingRows.map((row) => row.row_id), ['id=2, country=DE', 'id=3, country=null']);
  }));

  it('looks only at the rows within the bound, and at no more than asked for', () => withSession(async (session) => {
    const all = await relations(session);
    for (const kind of ['table', 'parquet', 'csv', 'view'] as const) {
      const checks = [check('positive', ['age']), check('notNull', ['country']), check('unique', ['id'])];
      const late = await scan(session, all[kind], checks, { bound: 'id >= 3' });
      assert.deepEqual([late.rows, ...late.outcomes.map((o) => o.failing)], [3, 0, 1, 1], kind);
      if (kind !== 'view') assert.deepEqual(late.failingRows.map((row) => row.row_id), ['3', '4'], kind);
      const first = await scan(session, all[kind], checks, { maxRecords: 2 });
      assert.deepEqual([first.rows, ...first.outcomes.map((o) => o.failing)], [2, 1, 0, 0], kind);
    }
  }));

  it('reads columns and values with hostile names', () => withSession(async (session) => {
    const name = `a "b'; DROP TABLE x;--`;
    const quoted = `"${name.replaceAll('"', '""')}"`;
    await session.query(`CREATE TABLE x AS SELECT CASE WHEN i = 2 THEN -1 ELSE i END AS ${quoted}, repeat('é', 1200) AS "rowid", i AS "plumbline_position", '<img src=x>' AS "SELECT" FROM range(3) t(i)`);
    const result = await scan(session, await tableRelation(session, 'x'), [check('notNegative', [name]), check('maxLength', ['SELECT'], { value: 3 })]);
    assert.deepEqual(result.outcomes.map(brief), [['failed', 3, 1], ['failed', 3, 3]]);
    assert.equal(result.failingRows.length, 3);
    assert.equal(result.failingRows[2]?.row_id, '3');
    assert.deepEqual(result.failingRows[2]?.values[name], -1);
    assert.equal(String(result.failingRows[2]?.values.rowid).length, 1001);
    assert.ok(String(result.failingRows[2]?.values.rowid).endsWith('é…'));
  }));

  it('throws what the source says when the source itself cannot be read', () => withSession(async (session) => {
    const file = path.join(folder, 'bad.csv');
    writeFileSync(file, `a,b\n${'1,2\n'.repeat(30_000)}3,x\n`);
    const relation = await fileRelation(session, 'csv', [file]);
    await assert.rejects(scan(session, relation, [check('positive', ['b']), check('notNull', ['a'])]), /CSV Error on Line: 30002/);
  }));
});
