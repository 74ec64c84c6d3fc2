import fc from 'fast-check';
import { ruleByName } from '../../src/core/rules/catalogue';
import { allOracles } from './oracle/all';
import { cellSql } from './oracle/cells';
import type { OracleAnswer, OracleCheck, OracleContext, OracleRow, RuleOracle } from './oracle/oracle';
import { worldSql, worlds, type World, type WorldColumn } from './oracle/world';

/** PLUMBLINE_SEED repeats a run, PLUMBLINE_SHRINK=1 looks for the smallest counterexample. */
export const seed = Number(process.env.PLUMBLINE_SEED ?? Math.floor(Math.random() * 2 ** 31));
export const now = new Date('2022-01-10T12:00:00Z');
const checksAWorld = 6;

interface Filter {
  readonly sql: string | null;
  readonly keeps: (id: number) => boolean;
}
const filters: readonly Filter[] = [
  { sql: null, keeps: () => true }, { sql: null, keeps: () => true }, { sql: '"id" > 4', keeps: (id) => id > 4 },
  { sql: 'id % 2 = 0', keeps: (id) => id % 2 === 0 }, { sql: '"id" > 1000', keeps: () => false },
];

export interface Trial {
  readonly world: World;
  readonly reference: World;
  readonly history: OracleContext['history'];
  readonly modified: Date;
  readonly partition: string | null;
  readonly checks: readonly { readonly check: OracleCheck; readonly filter: Filter }[];
}

export function trialsOf(oracle: RuleOracle): fc.Arbitrary<Trial> {
  const canFilter = ruleByName(oracle.rule)?.supportsFilter === true;
  const around = (world: World): fc.Arbitrary<Pick<Trial, 'history' | 'modified' | 'partition'>> => fc.record({
    history: fc.array(fc.record({ value: fc.oneof(fc.integer({ min: -3, max: 12 }), fc.constantFrom(0.1, NaN)), hours: fc.nat(400) }), { maxLength: 6 })
      .map((list) => list.sort((a, b) => b.hours - a.hours).map(({ value, hours }) => ({ value, captured: new Date(now.getTime() - hours * 3_600_000) }))),
    modified: fc.nat(5000).map((minutes) => new Date(now.getTime() - minutes * 60_000)),
    partition: fc.constantFrom(null, world.columns[0]!.name),
  });
  return worlds(oracle.kinds)
    .chain((world) => fc.tuple(fc.constant(world), oracle.referenceOf?.(world) ?? worlds(oracle.referenceKinds ?? ['bool']), around(world)))
    .chain(([world, reference, outside]) =>
      fc.array(fc.record({ check: oracle.checks(world, reference), filter: canFilter ? fc.constantFrom(...filters) : fc.constant(filters[0]!) }), { minLength: checksAWorld, maxLength: checksAWorld })
        .map((checks) => ({ world, reference, checks, ...outside })));
}

/** The columns of the world and its `id`. */
export function columnsOf(world: World): WorldColumn[] {
  return [...world.columns, { name: 'id', kind: 'bigint', type: 'Integral', nativeType: 'INTEGER' }];
}

export const tablesOf = ({ world, reference }: Trial): string => worldSql(world, 'world', cellSql) + worldSql(reference, 'reference', cellSql);

export interface Expected extends OracleAnswer {
  /** Rows that the filter keeps. */
  readonly looked: number;
  /** Values of `id` of the rows to show, null where the rule names none. */
  readonly ids: readonly number[] | null;
  readonly count: number | null;
}

/** What the oracle says of one check of a trial. */
export function expectedOf(oracle: RuleOracle, trial: Trial, at: number, partition: string | null): Expected {
  const { world, reference, history, modified } = trial;
  const { check, filter } = trial.checks[at]!;
  const rows = world.rows.map((cells): OracleRow => new Map(world.columns.map((column, index) => [column.name, cells[index]!])));
  const kept = rows.map((row, index) => ({ row, id: index + 1 })).filter(({ id }) => filter.keeps(id));
  const answer = oracle.answer(check, kept.map(({ row }) => row), { now, columns: columnsOf(world), reference, history, modified, partition });
  return {
    ...answer, looked: kept.length, ids: answer.rows?.map((index) => kept[index]!.id) ?? null,
    count: answer.failing === undefined ? answer.rows?.length ?? null : answer.failing,
  };
}

/** Declares one test for each rule, with so many cases; `compare` looks at all checks of a trial and throws where they differ. */
export function testEachRule(cases: number, compare: (oracle: RuleOracle, trial: Trial) => Promise<void>, from = seed): void {
  for (const oracle of allOracles) {
    it(`${oracle.rule} (seed ${from}, ${cases} cases)`, async function everyTrial() {
      this.timeout(1_200_000);
      await fc.assert(fc.asyncProperty(trialsOf(oracle), (trial) => compare(oracle, trial)), {
        numRuns: Math.ceil(cases / checksAWorld), seed: from, endOnFailure: process.env.PLUMBLINE_SHRINK !== '1',
      });
    });
  }
}
