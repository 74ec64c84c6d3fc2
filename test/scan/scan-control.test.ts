import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PlumblineError } from '../../src/core/errors';
import type { Session } from '../../src/engine/sql/session';
import type { CheckInput } from '../../src/engine/scan/container-scan';
import type { Relation } from '../../src/engine/sources/relation';
import { explainScan } from '../../src/engine/scan/explain-scan';
import { brief, check, relationOf, request, scan, tableRelation, withSession } from './scan-fixture';

/** A table and checks that keep two processors busy for some seconds. */
async function longWork(session: Session): Promise<{ relation: Relation; checks: CheckInput[] }> {
  await session.query("CREATE TABLE big AS SELECT i AS id, md5(i::VARCHAR) AS hash FROM range(1500000) t(i)");
  const checks = Array.from({ length: 12 }, (_, i) => check('matchesPattern', ['hash'], { pattern: `[0-9a-f]{10,}.*[0-9a-${'bcdef'[i % 5]}]{${i % 7}}.*` }));
  return { relation: await tableRelation(session, 'big'), checks };
}

describe('control of a scan', () => {
  it('stops within 300 ms of an abort, at any moment, and the session can be used again', () => withSession(async (session) => {
    const { relation, checks } = await longWork(session);
    for (const after of [0, 20, 150, 700]) {
      const stop = new AbortController();
      let aborted = 0;
      const timer = setTimeout(() => { aborted = performance.now(); stop.abort(); }, after);
      await assert.rejects(scan(session, relation, [...checks, check('unique', ['hash'])], { signal: stop.signal }), (error) => PlumblineError.is(error, 'aborted'));
      clearTimeout(timer);
      assert.ok(performance.now() - aborted < 300, `${performance.now() - aborted} ms after an abort at ${after} ms`);
    }
    const { outcomes } = await scan(session, relation, [check('notNull', ['id'])]);
    assert.deepEqual(brief(outcomes[0]), ['passed', 1500000, 0]);
    const tables = await session.query("SELECT table_name FROM duckdb_tables() WHERE temporary");
    assert.deepEqual(tables, []);
  }));

  it('does nothing when it is aborted before it starts', () => withSession(async (session) => {
    await session.query('CREATE TABLE t AS SELECT 1 AS a');
    const stop = new AbortController();
    stop.abort();
    await assert.rejects(scan(session, await tableRelation(session, 't'), [check('notNull', ['a'])], { signal: stop.signal }), (error) => PlumblineError.is(error, 'aborted'));
  }));

  it('reports progress inside one large table that never falls and ends at 1', () => withSession(async (session) => {
    const { relation, checks } = await longWork(session);
    const seen: number[] = [];
    await scan(session, relation, [...checks, check('unique', ['id'])], { onProgress: (fraction) => seen.push(fraction) });
    assert.ok(seen.length >= 5, `only ${seen.length} reports`);
    assert.ok(seen.some((fraction) => fraction > 0.05 && fraction < 0.6), `nothing from within the first pass: ${seen.join(' ')}`);
    assert.ok(seen.every((fraction, i) => fraction <= 1 && fraction >= (seen[i - 1] ?? 0)), seen.join(' '));
    assert.equal(seen.at(-1), 1);
  }));

  it('gives two scans of two sessions at once their own right results', () => withSession((one) => withSession(async (two) => {
    const work = async (session: Session, bad: number): Promise<unknown> => {
      await session.query(`CREATE TABLE t AS SELECT CASE WHEN i < ${bad} THEN NULL ELSE i END AS a, 'v' || i AS b FROM range(300000) t(i)`);
      const result = await scan(session, await tableRelation(session, 't'), [check('notNull', ['a']), check('unique', ['b']), check('matchesPattern', ['b'], { pattern: 'v\\d+' })]);
      return [...result.outcomes.map(brief), result.failingRows.length];
    };
    assert.deepEqual(await Promise.all([work(one, 5), work(two, 4000)]), [
      [['failed', 300000, 5], ['passed', 300000, 0], ['passed', 300000, 0], 5],
      [['failed', 300000, 4000], ['passed', 300000, 0], ['passed', 300000, 0], 10],
    ]);
  })));

  it('shows the same rows again in each scan, the first of each check, and all checks that each breaks', () => withSession(async (session) => {
    await session.query(`CREATE TABLE t AS SELECT i AS id, CASE WHEN i % 1000 = 3 THEN -1 ELSE 1 END AS often, CASE WHEN i IN (7003, 150003) THEN NULL ELSE 1 END AS rarely,
      CASE WHEN i IN (9, 299999) THEN 'twice' ELSE 'v' || i END AS key FROM range(300000) t(i); CREATE VIEW v AS SELECT * FROM t`);
    const checks = [check('satisfiesExpression', [], { expression: 'often > 0' }), check('notNull', ['rarely']), check('unique', ['key'])];
    const [often, rarely, unique] = checks.map((c) => c.id);
    const expected = [...Array.from({ length: 10 }, (_, i) => [i * 1000 + 3, i === 7 ? [often, rarely] : [often]]), [9, [unique]], [150003, [often, rarely]], [299999, [unique]]]
      .sort((a, b) => Number(a[0]) - Number(b[0]));
    const relations = [await tableRelation(session, 't'), await relationOf(session, 'view', 'v')];
    for (const relation of [...relations, relations[0]!]) {
      const { failingRows } = await scan(session, relation, checks);
      assert.deepEqual(failingRows.map((row) => [row.values.id, row.failed_checks]).sort((a, b) => Number(a[0]) - Number(b[0])), expected);
      if (relation.kind === 'table') assert.equal(failingRows[0]?.row_id, '4');
    }
  }));

  it('finds rare failures behind very many of another check, in sources that are read from start to end', () => withSession(async (session) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-stream-'));
    try {
      await session.query(`CREATE TABLE t AS SELECT i AS id, -1 AS often, CASE WHEN i IN (30, 70123) THEN NULL ELSE 1 END AS rarely, CASE WHEN i % 100 = 99 THEN 'x' ELSE 'y' END AS plumbline_flag_0
        FROM range(80000) t(i); CREATE VIEW v AS SELECT * FROM t; COPY t TO '${path.join(folder, 't.csv')}'`);
      // A large file of which only the size matters: files of that size are not copied into memory first.
      const large = path.join(folder, 'large');
      writeFileSync(large, '');
      truncateSync(large, 2 ** 30);
      const csv = await relationOf(session, 'csv', `read_csv('${path.join(folder, 't.csv')}')`, { files: [large] });
      const checks = [check('satisfiesExpression', [], { expression: 'often > 0' }), check('notNull', ['rarely'])];
      assert.equal((await explainScan(request(session, csv, checks))).statements.some((s) => s.name === 'copy'), false);
      for (const relation of [csv, await relationOf(session, 'view', 'v')]) {
        const { failingRows, outcomes } = await scan(session, relation, checks, { rowLimit: 5 });
        assert.deepEqual(outcomes.map(brief), [['failed', 80000, 80000], ['failed', 80000, 2]]);
        assert.deepEqual(failingRows.map((row) => row.values.id).sort((a, b) => Number(a) - Number(b)), [0, 1, 2, 3, 4, 30, 70123], relation.kind);
        if (relation.kind === 'csv') assert.deepEqual(failingRows.map((row) => row.row_id), ['1', '2', '3', '4', '5', '31', '70124']);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }));

  it('tells rows of one key apart', () => withSession(async (session) => {
    await session.query('CREATE TABLE t AS SELECT i // 2 AS key FROM range(4) t(i)');
    const { failingRows } = await scan(session, await tableRelation(session, 't', { keyFields: ['key'] }), [check('unique', ['key'])]);
    assert.deepEqual(failingRows.map((row) => row.row_id), ['key=0', 'key=0 #2', 'key=1', 'key=1 #2']);
  }));

  it('judges coverage by the share of rows that hold', () => withSession(async (session) => {
    await session.query('CREATE TABLE t AS SELECT CASE WHEN i < 100 THEN NULL ELSE i END AS a FROM range(1000) t(i)');
    const { outcomes } = await scan(session, await tableRelation(session, 't'), [
      check('notNull', ['a'], {}, { coverage: 0.9 }), check('notNull', ['a'], {}, { coverage: 0.901 }), check('notNull', ['a'], {}, { coverage: 0.9, filter: 'a IS NULL OR a < 500' }),
    ]);
    assert.deepEqual(outcomes.map(brief), [['passed', 1000, 100], ['failed', 1000, 100], ['failed', 500, 100]]);
  }));
});
