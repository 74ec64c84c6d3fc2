import assert from 'node:assert/strict';
import { narrowed, type Step } from '../../src/engine/scan/step';
import { newMeasured, runSteps } from '../../src/engine/scan/run-steps';
import { workProgress } from '../../src/engine/sql/work-progress';
import { brief, check, relationOf, scan, tableRelation, withSession } from './scan-fixture';
import type { Session } from '../../src/engine/sql/session';

async function run(session: Session, step: Step, probe = 'SELECT 1'): Promise<ReturnType<typeof newMeasured>> {
  const measured = newMeasured();
  await runSteps({ session, signal: new AbortController().signal, progress: workProgress(session, () => undefined), probe, ready: () => Promise.resolve() }, [step], measured);
  return measured;
}

describe('errors within a scan', () => {
  const output = (checkId: number | null, sql: string): Step['outputs'][number] => ({ checkId, key: checkId === null ? 'rows' : 'failing', sql });
  const step = (outputs: Step['outputs']): Step => ({ name: 'count', purpose: '', phase: '', from: '(SELECT i AS a FROM range(1000) t(i))', weight: 1, outputs });

  it('finds every check that does not bind, and counts the others', () => withSession(async (session) => {
    const measured = await run(session, step([output(null, 'count(*)'), output(1, 'count(a)'), output(2, 'count(gone)'), output(3, 'sum(a)'), output(4, 'nosuch(a)')]));
    assert.equal(measured.rows, 1000);
    assert.deepEqual([...measured.problems.keys()], [2, 4]);
    assert.match(measured.problems.get(2)?.reason ?? '', /gone/);
    assert.deepEqual([measured.values.get(1)?.get('failing'), measured.values.get(3)?.get('failing')], [1000n, 499500n]);
  }));

  it('finds the checks that stop at a value, and counts the others', () => withSession(async (session) => {
    const bad = 'count(CASE WHEN CAST(\'x\' || a AS INTEGER) > 0 THEN 1 END)';
    const measured = await run(session, step([output(null, 'count(*)'), ...[1, 2, 3, 4, 5, 6, 7].map((id) => output(id, id === 3 || id === 7 ? bad : `count(a + ${id})`))]));
    assert.equal(measured.rows, 1000);
    assert.deepEqual([...measured.problems.keys()], [3, 7]);
    assert.match(measured.problems.get(3)?.reason ?? '', /value that it cannot handle/);
    assert.deepEqual([1, 2, 4, 5, 6].map((id) => measured.values.get(id)?.get('failing')), [1000n, 1000n, 1000n, 1000n, 1000n]);
  }));

  it('blames no check when the source fails without checks as well', () => withSession(async (session) => {
    const broken = "(SELECT CAST('x' || i AS INTEGER) AS a FROM range(1000) t(i))";
    const outputs = [output(null, 'count(*)'), output(1, 'sum(a)'), output(2, 'min(a)')];
    await assert.rejects(run(session, { ...step(outputs), from: broken }, `SELECT sum(a) FROM ${broken}`), /Could not convert/);
  }));

  it('keeps a check that needs too much memory from harming the others', () => withSession(async (session) => {
    await session.query("SET memory_limit = '60MB'; SET temp_directory = ''; CREATE VIEW wide AS SELECT i AS a, md5(i::VARCHAR) || md5((i + 1)::VARCHAR) AS b FROM range(2000000) t(i)");
    const { outcomes } = await scan(session, await relationOf(session, 'view', 'wide'), [check('unique', ['b']), check('notNull', ['a'])]);
    assert.equal(outcomes[0]?.result, 'error');
    assert.match(outcomes[0]?.problem?.reason ?? '', /memory/);
    assert.deepEqual(brief(outcomes[1]), ['passed', 2000000, 0]);
  }));

  it('keeps the number of all rows when it leaves checks out', () => {
    assert.deepEqual(narrowed(step([output(null, 'count(*)'), output(1, 'a'), output(2, 'b')]), new Set([2])).outputs.map((o) => o.checkId), [null, 2]);
  });

  it('gives a check that refers to a container that cannot be opened its own problem', () => withSession(async (session) => {
    await session.query('CREATE TABLE t AS SELECT 1 AS a');
    const checks = [check('existsIn', ['a'], { ref_container_id: 7, field_name: 'b' }), check('notNull', ['a'])];
    const { outcomes } = await scan(session, await tableRelation(session, 't'), checks, { reference: () => Promise.reject(new Error('the other file is gone')) });
    assert.equal(outcomes[0]?.result, 'error');
    assert.deepEqual(brief(outcomes[1]), ['passed', 1, 0]);
  }));

  it('scans empty and unusual containers', () => withSession(async (session) => {
    await session.query("CREATE TABLE empty (a INTEGER, b VARCHAR); CREATE TABLE nested AS SELECT {'x': 1, 'y': [1, 2]} AS s, [1, NULL] AS l, MAP {'k': 1} AS m, '\\xAA\\xBB'::BLOB AS b, 12345678901234567890::HUGEINT AS h, 1.10::DECIMAL(5,2) AS d, NULL::INTEGER AS n, TIMESTAMPTZ '2024-01-01 12:00:00+02' AS z, 'inf'::DOUBLE AS f");
    const empty = await scan(session, await tableRelation(session, 'empty'), [check('notNull', ['a']), check('unique', ['a', 'b']), check('distinctCount', ['a'], { comparison: 'less than', value: 1 })]);
    assert.deepEqual([empty.rows, ...empty.outcomes.map((o) => o.result)], [0, 'passed', 'passed', 'passed']);
    const none = await scan(session, await tableRelation(session, 'empty'), []);
    assert.deepEqual([none.rows, none.outcomes, none.failingRows], [0, [], []]);
    const { failingRows } = await scan(session, await tableRelation(session, 'nested'), [check('notNull', ['n'])]);
    assert.deepEqual(failingRows[0]?.values, {
      s: '{"x":1,"y":[1,2]}', l: '[1,null]', m: '{"k":1}', b: 'AABB', h: '12345678901234567890', d: '1.10', n: null, z: '2024-01-01 10:00:00+00', f: 'Infinity',
    });
  }));
});
