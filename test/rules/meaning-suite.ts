import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { compileCheck, type CompileContext } from '../../src/core/rules/compile';
import { openSession } from '../../src/engine/duckdb/open-session';
import type { Session } from '../../src/engine/sql/session';
import { duckdbDialect } from '../../src/engine/sql/duckdb-dialect';
import { checkPromises, runNaively } from './naive-executor';
import type { RuleOracle } from './oracle/oracle';
import { columnsOf, expectedOf, now, tablesOf, testEachRule, type Trial } from './trials';

async function compareTrial(session: Session, oracle: RuleOracle, trial: Trial): Promise<void> {
  const { world, reference, history, modified, partition } = trial;
  await session.query(tablesOf(trial));
  const context: CompileContext = {
    columns: columnsOf(world), dialect: duckdbDialect, now, modified, partition, variables: {},
    reference: () => ({ from: 'reference', columns: reference.columns }), history: () => history,
  };
  for (const [at, { check, filter }] of trial.checks.entries()) {
    const { check: compiled, problem } = compileCheck({ id: 1, rule: oracle.rule, ...check, filter: filter.sql, coverage: null }, context);
    assert.ok(compiled, JSON.stringify(problem));
    const result = await runNaively(session, compiled, 'world');
    const expected = expectedOf(oracle, trial, at, partition);
    const about = `${JSON.stringify(check)} with filter ${filter.sql}`;
    assert.equal(result.rows, expected.looked, `rows looked at: ${about}`);
    const differing = [...(result.ids ?? []), ...(expected.ids ?? [])].find((id) => result.ids?.includes(id) !== expected.ids?.includes(id));
    const cells = differing === undefined ? '' : inspect(world.columns.flatMap((column, index) => (compiled.meaning.columns.includes(column.name) ? [[column.name, world.rows[differing - 1]![index]]] : [])));
    assert.deepEqual(result.ids, expected.ids, `failing rows: ${about}; row ${differing}: ${cells}`);
    assert.equal(result.failing, expected.count, `count of failing rows: ${about}`);
    assert.equal(result.holds, expected.holds, `holds: ${about}`);
    if (compiled.meaning.kind === 'row') {
      const source = compiled.filter === null ? 'world' : `(SELECT * FROM world WHERE ${compiled.filter})`;
      assert.equal(await checkPromises(session, compiled.meaning, source, result.failing ?? 0, duckdbDialect.identifier), null, about);
    }
  }
}

/** The SQL of every rule, run as plainly as can be, against its oracle. */
export function meaningSuite(cases: number): void {
  describe('every rule means in SQL what its oracle says row by row', () => {
    let session: Session;
    before(async () => {
      session = await openSession({ threads: 1 });
    });
    after(() => session.close());
    testEachRule(cases, (oracle, trial) => compareTrial(session, oracle, trial));
  });
}
