import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cheaperPredicate } from '../../src/engine/scan/duckdb/cheaper-predicate';
import { explainScan } from '../../src/engine/scan/explain-scan';
import { brief, check, fileRelation, request, scan, tableRelation, withSession } from './scan-fixture';

const between = { min: 0, max: 10, inclusive_min: true, inclusive_max: true };

describe('shortcuts of a scan are exact', () => {
  it('finds the same rows by cheaper predicates', () => withSession(async (session) => {
    const spaces = [' ', '\u00a0', '\u2003', '\t', '\n', ''];
    const middles = ['', 'a', 'é', 'a b', '😀', 'ab\u00a0', 'x'.repeat(20), 'é'.repeat(7)];
    const values = spaces.flatMap((before) => middles.flatMap((middle) => spaces.map((after) => before + middle + after)));
    await session.query(`CREATE TABLE t AS SELECT unnest($1::VARCHAR[]) AS a UNION ALL SELECT NULL`, [JSON.stringify(values)]);
    const texts = new Set(['"a"']);
    const predicates = ['(NOT TRY(("a" = trim("a"))))', '(NOT TRY((trim("a") = "a")))', ...[0, 1, 2, 5, 8, 20].flatMap((n) => [`(length("a") > ${n})`, `(length("a") < ${n})`])];
    for (const predicate of predicates) {
      const cheap = cheaperPredicate(predicate, texts);
      assert.notEqual(cheap, predicate);
      const [row] = await session.query(`SELECT count(*) AS n, count(CASE WHEN coalesce(${predicate}, false) <> coalesce(${cheap}, false) THEN 1 END) AS d FROM t`);
      assert.deepEqual([row?.n, row?.d], [BigInt(values.length + 1), 0n], predicate);
    }
  }));

  it('knows the predicates that the rules make, and leaves all others alone', () => withSession(async (session) => {
    await session.query("CREATE TABLE t AS SELECT ' a' AS a");
    const relation = await tableRelation(session, 't');
    const { statements } = await explainScan(request(session, relation, [
      check('maxLength', ['a'], { value: 3 }), check('minLength', ['a'], { value: 3 }), check('satisfiesExpression', [], { expression: 'a = trim(a)' }),
    ]));
    const sql = statements.map((statement) => statement.sql).join('\n');
    assert.match(sql, /strlen\("a"\) > 3/);
    assert.match(sql, /strlen\("a"\) < 12/);
    assert.match(sql, /LIKE ' %'/);
    for (const other of [`('(length("a") > 5)' = "a")`, '(NOT TRY(("a" = trim("b"))))', '(length("b") > 5)']) assert.equal(cheaperPredicate(other, new Set(['"a"'])), other);
  }));

  it('proves only what is true: NaN, infinity, nulls, deleted and updated rows', () => withSession(async (session) => {
    await session.query(`CREATE TABLE t AS SELECT i AS id, CASE WHEN i = 500 THEN 'NaN'::DOUBLE WHEN i = 501 THEN 'Infinity'::DOUBLE ELSE i % 10 END AS x, i % 10 AS y,
      CASE WHEN i = 7 THEN NULL ELSE i % 10 END AS z FROM range(300000) t(i)`);
    const checks = [check('between', ['x'], between), check('between', ['y'], between), check('notNull', ['y']), check('notNull', ['z']), check('between', ['z'], between)];
    const expected = [['failed', 300000, 2], ['passed', 300000, 0], ['passed', 300000, 0], ['failed', 300000, 1], ['passed', 300000, 0]];
    const table = await tableRelation(session, 't');
    assert.deepEqual((await scan(session, table, checks)).outcomes.map(brief), expected);
    const plan = await explainScan(request(session, table, checks));
    assert.deepEqual(plan.checks.map((c) => c.settled_by), ['shared pass', 'statistics', 'statistics', 'shared pass', 'statistics']);
    const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-proof-'));
    try {
      const file = path.join(folder, 't.parquet');
      await session.query(`COPY t TO '${file}' (ROW_GROUP_SIZE 50000)`);
      const parquet = await fileRelation(session, 'parquet', [file]);
      assert.deepEqual((await scan(session, parquet, checks)).outcomes.map(brief), expected);
      assert.deepEqual((await explainScan(request(session, parquet, checks))).checks.map((c) => c.settled_by),
        ['shared pass', 'shared pass', 'statistics', 'shared pass', 'shared pass']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    await session.query('UPDATE t SET y = 99 WHERE id = 250000; DELETE FROM t WHERE id = 7; INSERT INTO t VALUES (-1, 1, NULL, 11)');
    assert.deepEqual((await scan(session, table, checks)).outcomes.map(brief), [
      ['failed', 300000, 2], ['failed', 300000, 1], ['failed', 300000, 1], ['passed', 300000, 0], ['failed', 300000, 1],
    ]);
  }));

  it('proves checks from the footers of several Parquet files, and only what all of them tell', () => withSession(async (session) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-footers-'));
    try {
      const files = [0, 1].map((k) => path.join(folder, `${k}.parquet`));
      const checks = [
        check('between', ['a'], between), check('notNull', ['a']), check('notNull', ['b']), check('betweenTimes', ['d'], { min_time: '1969-01-01', max_time: '2030-01-01' }),
        check('between', ['x'], between), check('between', ['m'], between), check('maxLength', ['s'], { value: 9 }),
      ];
      for (const [k, file] of files.entries()) {
        await session.query(`COPY (SELECT (i % 10)::INTEGER AS a, CASE WHEN i = 5 AND ${k} = 1 THEN NULL ELSE i END AS b, DATE '1969-12-30' + (i % 5)::INTEGER AS d,
          CASE WHEN i = 9 THEN 'NaN'::DOUBLE ELSE 1 END AS x, CASE WHEN ${k} = 1 AND i = 70000 THEN -0.01 WHEN ${k} = 0 THEN NULL ELSE 1 END::DECIMAL(9,2) AS m, 'text' AS s
          FROM range(80000) t(i)) TO '${file}' (ROW_GROUP_SIZE 20000)`);
      }
      const relation = await fileRelation(session, 'parquet', files);
      const settled = (await explainScan(request(session, relation, checks))).checks.map((c) => c.settled_by);
      assert.deepEqual(settled, ['shared pass', 'statistics', 'shared pass', 'shared pass', 'shared pass', 'shared pass', 'distinct values']);
      const { outcomes, failingRows } = await scan(session, relation, checks);
      assert.deepEqual(outcomes.map(brief), [
        ['passed', 160000, 0], ['passed', 160000, 0], ['failed', 160000, 1], ['passed', 160000, 0], ['failed', 160000, 2], ['failed', 160000, 1], ['passed', 160000, 0],
      ]);
      assert.deepEqual(failingRows.map((row) => row.row_id), ['0.parquet:10', '1.parquet:6', '1.parquet:10', '1.parquet:70001']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }));

  it('is not misled by a column that looks small in its first rows', () => withSession(async (session) => {
    await session.query("CREATE TABLE t AS SELECT CASE WHEN i < 60000 THEN 'same' ELSE 'v' || i END AS v FROM range(100000) t(i)");
    const result = await scan(session, await tableRelation(session, 't'), [check('matchesPattern', ['v'], { pattern: 'same|v[0-9]*[0-8]' })]);
    assert.deepEqual(brief(result.outcomes[0]), ['failed', 100000, 4000]);
  }));

  it('takes no two values for one that are equal and yet differ', () => withSession(async (session) => {
    await session.query(`CREATE TABLE t (c VARCHAR COLLATE NOCASE, f DOUBLE);
      INSERT INTO t SELECT CASE WHEN i % 3 = 0 THEN 'AB' ELSE 'ab' END, CASE WHEN i % 3 = 0 THEN '-0'::DOUBLE ELSE 0 END FROM range(300) t(i)`);
    const result = await scan(session, await tableRelation(session, 't'), [
      check('matchesPattern', ['c'], { pattern: '[a-z]+' }), check('expectedValues', ['c'], { list: ['ab'] }), check('unique', ['c']), check('equalTo', ['c'], { value: 'AB' }), check('satisfiesExpression', [], { expression: "CAST(f AS VARCHAR) = '0.0'" }),
    ]);
    assert.deepEqual(result.outcomes.map(brief), [['failed', 300, 100], ['failed', 300, 100], ['failed', 300, 298], ['failed', 300, 200], ['failed', 300, 100]]);
  }));

  it('counts nulls and filters right where distinct values decide', () => withSession(async (session) => {
    await session.query("CREATE TABLE t AS SELECT CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN 'a' WHEN 2 THEN 'bb' ELSE '' END AS v FROM range(400) t(i)");
    const result = await scan(session, await tableRelation(session, 't'), [
      check('expectedValues', ['v'], { list: ['a'] }), check('minLength', ['v'], { value: 2 }, { filter: "v <> ''" }), check('maxLength', ['v'], { value: 1 }, { filter: 'v IS NULL' }),
    ]);
    assert.deepEqual(result.outcomes.map(brief), [['failed', 400, 200], ['failed', 200, 100], ['passed', 100, 0]]);
    assert.equal(result.rows, 400);
  }));
});
