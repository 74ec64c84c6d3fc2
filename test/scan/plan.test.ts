import assert from 'node:assert/strict';
import { compileCheck } from '../../src/core/rules/compile';
import type { CompiledCheck } from '../../src/core/rules/compiled';
import type { Column, Relation } from '../../src/engine/sources/relation';
import type { CheckInput } from '../../src/engine/scan/container-scan';
import { planSteps, type PlanFacts, type StepPlan } from '../../src/engine/scan/plan';
import { footerProof } from '../../src/engine/scan/duckdb/footer-proof';
import { emptyBranches, proofAttempts } from '../../src/engine/scan/duckdb/proof';
import { stepStatement } from '../../src/engine/scan/step';
import { shouldCopy } from '../../src/engine/scan/duckdb/text-copy';
import { duckdbDialect } from '../../src/engine/sql/duckdb-dialect';
import { check } from './scan-fixture';

const columns: Column[] = [
  { name: 'id', type: 'Integral', nativeType: 'BIGINT' }, { name: 'price', type: 'Fractional', nativeType: 'DOUBLE' },
  { name: 'country', type: 'String', nativeType: 'VARCHAR' }, { name: 'email', type: 'String', nativeType: 'VARCHAR' },
];

function compiled(inputs: readonly CheckInput[]): CompiledCheck[] {
  return inputs.map((input) => {
    const result = compileCheck(input, {
      columns, dialect: duckdbDialect, now: new Date('2026-01-01'), modified: null, partition: null, variables: {},
      reference: () => { throw new Error('no reference'); }, history: () => [],
    });
    return result.check ?? assert.fail(result.problem?.reason);
  });
}

function plan(inputs: readonly CheckInput[], facts: Partial<PlanFacts> = {}): StepPlan {
  return planSteps(compiled(inputs), { from: 't', proven: new Set(), small: new Set(), texts: new Set(['country', 'email']), ...facts });
}

const relation = (kind: Relation['kind'], files: string[] = []): Relation =>
  ({ from: 't', kind, columns, files, rows: null, keyFields: [], modified: null });

describe('plan of a scan', () => {
  it('puts all row checks into one statement, each predicate once', () => {
    const { steps } = plan([
      check('notNull', ['id']), check('notNull', ['email']), check('matchesPattern', ['email'], { pattern: '.+@.+' }),
      check('notNull', ['email']), check('satisfiesExpression', [], { expression: 'price > 0' }),
    ]);
    assert.equal(steps.length, 1);
    const { sql, columns: places } = stepStatement(steps[0]!);
    assert.equal(sql.match(/"email" IS NULL/g)?.length, 1);
    assert.equal(new Set(places).size, 5, 'four different predicates and one number of rows');
  });

  it('reads nothing but the number of rows when statistics prove everything', () => {
    const checks = [check('notNull', ['id']), check('between', ['id'], { min: 0, max: 9, inclusive_min: true, inclusive_max: true })];
    const { steps, checks: planned } = plan(checks, { proven: new Set(checks.map((c) => c.id)) });
    assert.deepEqual(planned.map((c) => c.settledBy), ['statistics', 'statistics']);
    assert.deepEqual(steps.map((step) => stepStatement(step).sql), ['SELECT count(*) AS o0\nFROM t AS scanned']);
  });

  it('still counts the filtered rows of a check that statistics prove', () => {
    const proven = check('notNull', ['id'], {}, { filter: "country = 'DE'" });
    const { steps } = plan([proven], { proven: new Set([proven.id]) });
    assert.equal(steps.length, 1);
    assert.deepEqual(steps[0]?.outputs.map((output) => output.key), ['rows', 'rows']);
    assert.match(stepStatement(steps[0]!).sql, /"country"/);
  });

  it('decides sets, patterns and lengths of a small column on its distinct values', () => {
    const { steps, checks } = plan([
      check('expectedValues', ['country'], { list: ['DE'] }), check('matchesPattern', ['country'], { pattern: '[A-Z]{2}' }),
      check('maxLength', ['country'], { value: 2 }, { filter: "country <> 'X'" }),
      check('maxLength', ['country'], { value: 2 }, { filter: 'id > 5' }), check('matchesPattern', ['email'], { pattern: '.+@.+' }),
    ], { small: new Set(['country']) });
    assert.deepEqual(checks.map((c) => c.settledBy), ['distinct values', 'distinct values', 'distinct values', 'shared pass', 'shared pass']);
    assert.deepEqual(steps.map((step) => step.name), ['values of country', 'count']);
  });

  it('gives sets of rows a pass of their own, and the catalogue none', () => {
    const { steps, checks } = plan([check('unique', ['id']), check('fieldCount', [], { value: 4 }), check('distinctCount', ['email'], { comparison: 'less than', value: 5 })]);
    assert.deepEqual(checks.map((c) => c.settledBy), ['own pass', 'catalogue', 'own pass']);
    assert.deepEqual(steps.map((step) => step.name), ['count', 'exact id', 'exact email']);
  });

  it('counts the distinct values of a column once for all checks that ask for them', () => {
    const few = { comparison: 'less than', value: 5 };
    const { steps } = plan([check('unique', ['id']), check('distinctCount', ['id'], few), check('distinctCount', ['id'], few, { filter: 'id > 5' })]);
    assert.deepEqual(steps.map((step) => step.name), ['count', 'exact id', 'exact id']);
    assert.notEqual(steps[1]?.from, steps[2]?.from);
  });

  it('takes the number of rows from what it reads anyway', () => {
    const { steps } = plan([check('expectedValues', ['country'], { list: ['DE'] })], { small: new Set(['country']) });
    assert.deepEqual(steps.map((step) => step.name), ['values of country']);
    assert.ok(steps[0]?.outputs.some((output) => output.checkId === null));
  });

  it('is the same for the same checks and facts', () => {
    const checks = [check('unique', ['id']), check('notNull', ['id']), check('expectedValues', ['country'], { list: ['DE'] })];
    assert.deepEqual(plan(checks), plan(checks));
  });
});

describe('proofs from statistics', () => {
  const checks = compiled([
    check('notNull', ['price']), check('between', ['price'], { min: 0, max: 9, inclusive_min: true, inclusive_max: true }),
    check('between', ['id'], { min: 0, max: 9, inclusive_min: true, inclusive_max: true }), check('expectedValues', ['country'], { list: ['DE'] }),
    check('matchesPattern', ['email'], { pattern: 'x' }), check('unique', ['id']),
  ]);

  it('takes of a Parquet footer nothing but the number of nulls', () => {
    assert.deepEqual(footerProof(checks, relation('parquet', ['/nowhere.parquet']))?.checkIds, [checks[0]!.id]);
    assert.deepEqual([...proofAttempts(checks, relation('parquet')), ...proofAttempts(checks, relation('view'))], []);
    assert.equal(proofAttempts(checks, relation('table')).length, 4);
  });

  it('takes a plan of another shape than expected for no proof at all', () => {
    const empty = { name: 'EMPTY_RESULT', children: [], extra_info: {} };
    const branch = (i: number): object => ({ name: 'PROJECTION', children: [], extra_info: { Projections: `plumbline_proof_${i}` } });
    const union = (...children: object[]): string => JSON.stringify([{ name: 'UNION', children, extra_info: {} }]);
    assert.deepEqual([...emptyBranches(union(branch(0), empty, branch(2)), 3)], [1]);
    assert.deepEqual([...emptyBranches(union(empty, branch(0)), 2)], [], 'a branch in another place');
    assert.deepEqual([...emptyBranches(union(empty, branch(1)), 3)], [], 'a branch is missing');
    assert.deepEqual([...emptyBranches(JSON.stringify([{ name: 'FILTER', children: [empty] }]), 1)], []);
    assert.deepEqual([...emptyBranches(JSON.stringify([empty]), 1)], [0]);
  });
});

describe('copy of text files', () => {
  it('is made where checks need more than one pass, and never of other sources', () => {
    const unique = compiled([check('unique', ['id'])]);
    assert.equal(shouldCopy(relation('csv', ['/nowhere.csv']), unique), true);
    assert.equal(shouldCopy(relation('parquet', ['/nowhere.parquet']), unique), false);
    assert.equal(shouldCopy(relation('table'), unique), false);
  });
});
