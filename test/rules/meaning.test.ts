import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { allRules, ruleByName } from '../../src/core/rules/catalogue';
import { compileCheck, type CompileContext } from '../../src/core/rules/compile';
import { openSession, type Session } from '../../src/engine/duckdb/session';
import { duckdbDialect } from '../../src/engine/sql/duckdb-dialect';
import { checkPromises, runNaively } from './naive-executor';
import { allOracles } from './oracle/all';
import { cellSql } from './oracle/cells';
import type { OracleCheck, OracleContext, OracleRow, RuleOracle } from './oracle/oracle';
import { worldSql, worlds, type World } from './oracle/world';

/** Cases a rule; PLUMBLINE_CASES asks for more, PLUMBLINE_SEED repeats a run, PLUMBLINE_SHRINK=1 looks for the smallest counterexample. */
const cases = Number(process.env.PLUMBLINE_CASES ?? 60);
const seed = Number(process.env.PLUMBLINE_SEED ?? Math.floor(Math.random() * 2 ** 31));
const checksAWorld = 6;
const now = new Date('2022-01-10T12:00:00Z');

const filters: readonly { readonly sql: string | null; readonly keeps: (id: number) => boolean }[] = [
  { sql: null, keeps: () => true }, { sql: null, keeps: () => true }, { sql: '"id" > 4', keeps: (id) => id > 4 },
  { sql: 'id % 2 = 0', keeps: (id) => id % 2 === 0 }, { sql: '"id" > 1000', keeps: () => false },
];

interface Trial {
  readonly history: OracleContext['history'];
  readonly modified: Date | null;
  readonly partition: string | null;
  readonly world: World;
  readonly reference: World;
  readonly trials: readonly { readonly check: OracleCheck; readonly filter: (typeof filters)[number] }[];
}

function trialsOf(oracle: RuleOracle): fc.Arbitrary<Trial> {
  const canFilter = ruleByName(oracle.rule)?.supportsFilter === true;
  const outside = (world: World) => ({
    history: fc.array(fc.record({ value: fc.oneof(fc.integer({ min: -3, max: 12 }), fc.constantFrom(0.1, NaN)), hours: fc.nat(400) }), { maxLength: 6 })
      .map((list) => list.sort((a, b) => b.hours - a.hours).map(({ value, hours }) => ({ value, captured: new Date(now.getTime() - hours * 3_600_000) }))),
    modified: fc.nat(5000).map((minutes) => new Date(now.getTime() - minutes * 60_000)),
    partition: fc.constantFrom(null, world.columns[0]!.name),
  });
  return worlds(oracle.kinds).chain((world) => fc.tuple(fc.constant(world), oracle.referenceOf?.(world) ?? worlds(oracle.referenceKinds ?? ['bool']), fc.record(outside(world))))
    .chain(([world, reference, around]) =>
      fc.array(fc.record({ check: oracle.checks(world, reference), filter: canFilter ? fc.constantFrom(...filters) : fc.constant(filters[0]!) }), { minLength: checksAWorld, maxLength: checksAWorld })
        .map((trials) => ({ world, reference, trials, ...around })));
}

describe('every rule means in SQL what its oracle says row by row', () => {
  let session: Session;
  before(async () => {
    session = await openSession({ threads: 1 });
  });
  after(() => session.close());

  for (const oracle of allOracles) {
    it(`${oracle.rule} (seed ${seed}, ${cases} cases)`, async function holdsForEveryTable() {
      this.timeout(600_000);
      let compared = 0;
      await fc.assert(fc.asyncProperty(trialsOf(oracle), async ({ world, reference, trials, history, modified, partition }) => {
        await session.query(worldSql(world, 'world', cellSql) + worldSql(reference, 'reference', cellSql));
        const columns = [...world.columns, { name: 'id', kind: 'bigint' as const, type: 'Integral' as const, nativeType: 'INTEGER' }];
        const rows = world.rows.map((cells): OracleRow => new Map(world.columns.map((column, at) => [column.name, cells[at]!])));
        const context: CompileContext = {
          columns, dialect: duckdbDialect, now, modified, partition, variables: {},
          reference: () => ({ from: 'reference', columns: reference.columns }), history: () => history,
        };
        for (const { check, filter } of trials) {
          const compiled = compileCheck({ id: 1, rule: oracle.rule, ...check, filter: filter.sql, coverage: null }, context);
          assert.equal(compiled.problem, undefined, JSON.stringify(compiled.problem));
          const result = await runNaively(session, compiled.check, 'world');
          const kept = rows.map((row, index) => ({ row, id: index + 1 })).filter(({ id }) => filter.keeps(id));
          const oracleContext: OracleContext = { now, columns, reference, history, modified, partition };
          const answer = oracle.answer(check, kept.map(({ row }) => row), oracleContext);
          const about = `${JSON.stringify(check)} with filter ${filter.sql}`;
          assert.equal(result.rows, kept.length, `rows looked at: ${about}`);
          const expectedIds = answer.rows?.map((index) => kept[index]!.id) ?? null;
          const differing = [...(result.ids ?? []), ...(expectedIds ?? [])].find((id) => result.ids?.includes(id) !== expectedIds?.includes(id));
          const cells = differing === undefined ? '' : inspect([...rows[differing - 1]!].filter(([name]) => compiled.check.meaning.columns.includes(name)));
          assert.deepEqual(result.ids, expectedIds, `failing rows: ${about}; row ${differing}: ${cells}`);
          assert.equal(result.failing, answer.failing === undefined ? answer.rows?.length ?? null : answer.failing, `count of failing rows: ${about}`);
          assert.equal(result.holds, answer.holds, `holds: ${about}`);
          if (compiled.check.meaning.kind === 'row') {
            const source = compiled.check.filter === null ? 'world' : `(SELECT * FROM world WHERE ${compiled.check.filter})`;
            const broken = await checkPromises(session, compiled.check.meaning, source, result.failing ?? 0, duckdbDialect.identifier);
            assert.equal(broken, null);
          }
          compared += 1;
        }
      }), { numRuns: Math.ceil(cases / checksAWorld), seed, endOnFailure: process.env.PLUMBLINE_SHRINK !== '1' });
      assert.ok(compared >= cases);
    });
  }

  it('has an oracle for each rule of the catalogue', () => {
    const without = allRules.map((rule) => rule.name).filter((name) => !allOracles.some((oracle) => oracle.rule === name));
    // It cannot be run, which compile.test.ts holds.
    assert.deepEqual(without, ['userDefinedFunction']);
  });
});
