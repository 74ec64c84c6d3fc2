import assert from 'node:assert/strict';
import { openSession } from '../../src/engine/duckdb/open-session';
import type { Session } from '../../src/engine/sql/session';
import type { Relation } from '../../src/engine/sources/relation';
import { scanContainer } from '../../src/engine/scan/scan-container';
import type { RuleOracle } from './oracle/oracle';
import { columnsOf, expectedOf, now, tablesOf, testEachRule, type Trial } from './trials';

function relation(from: string, columns: Relation['columns'], rows: number, keyFields: readonly string[], modified: Date): Relation {
  return { from, kind: 'table', columns, rows, keyFields, modified };
}

/** All checks of a trial in one scan: statistics, value counts, shared passes and failing rows included. */
async function compareScan(session: Session, oracle: RuleOracle, trial: Trial): Promise<void> {
  const { world, reference, history, modified } = trial;
  await session.query(tablesOf(trial));
  const scan = await scanContainer({
    session, relation: relation('world', columnsOf(world), world.rows.length, ['id'], modified), rowLimit: 1000, bound: null, maxRecords: -1, now, variables: {},
    checks: trial.checks.map(({ check, filter }, index) => ({ id: index + 1, rule: oracle.rule, ...check, filter: filter.sql, coverage: null })),
    reference: async () => relation('reference', reference.columns, reference.rows.length, [], modified),
    history: async () => history, signal: new AbortController().signal, onProgress: () => undefined,
  });
  for (const [at, { check, filter }] of trial.checks.entries()) {
    const outcome = scan.outcomes.find((one) => one.checkId === at + 1);
    const expected = expectedOf(oracle, trial, at, null);
    const about = `${JSON.stringify(check)} with filter ${filter.sql}`;
    assert.equal(outcome?.result, expected.holds ? 'passed' : 'failed', `${about} is ${outcome?.result} ${JSON.stringify(outcome?.problem ?? '')}`);
    if (expected.count !== null) assert.equal(outcome.failing, expected.count, `count of failing rows: ${about}`);
    if (expected.ids === null || expected.holds) continue;
    const shown = scan.failingRows.filter((row) => row.failed_checks.includes(at + 1)).map((row) => Number(row.values.id)).sort((a, b) => a - b);
    assert.deepEqual(shown, expected.ids, `failing rows: ${about}`);
  }
}

/** Scans as the product runs them against the oracles. */
export function scanSuite(cases: number): void {
  describe('a scan finds exactly the rows that the oracle of each rule names', () => {
    let session: Session;
    before(async () => {
      session = await openSession({ threads: 1 });
    });
    after(() => session.close());
    testEachRule(cases, (oracle, trial) => compareScan(session, oracle, trial));
  });
}
