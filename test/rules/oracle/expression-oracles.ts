import fc from 'fast-check';
import type { Cell } from './cells';
import { byRow, type OracleRow, type RuleOracle } from './oracle';
import type { World } from './world';

type Truth = boolean | null;
interface Condition {
  readonly sql: string;
  readonly value: (row: OracleRow) => Truth;
}

const identifier = (name: string): string => `"${name.replace(/"/g, '""')}"`;
const and = (a: Truth, b: Truth): Truth => (a === false || b === false ? false : a === null || b === null ? null : true);
const not = (a: Truth): Truth => (a === null ? null : !a);

/** Conditions of SQL's three-valued logic over a text, a whole number and a boolean column. */
function conditions(world: World): fc.Arbitrary<Condition> {
  const [text, number, bool] = world.columns.map((column) => column.name) as [string, string, string];
  const big = (cell: Cell | undefined): bigint | null => (typeof cell === 'bigint' ? cell : null);
  const leaf = fc.oneof(
    fc.integer({ min: -5, max: 5 }).map((n): Condition => ({
      sql: `${identifier(number)} >= ${n}`, value: (row) => { const cell = big(row.get(number)); return cell === null ? null : cell >= BigInt(n); },
    })),
    fc.constantFrom('a', "o'clock", '', 'é').map((word): Condition => ({
      sql: `${identifier(text)} = '${word.replace(/'/g, "''")}'`, value: (row) => { const cell = row.get(text); return cell === null ? null : cell === word; },
    })),
    fc.constant<Condition>({ sql: `${identifier(text)} IS NULL`, value: (row) => row.get(text) === null }),
    fc.constant<Condition>({ sql: identifier(bool), value: (row) => row.get(bool) as Truth }),
    fc.nat(3).map((n): Condition => ({
      sql: `length(${identifier(text)}) BETWEEN 1 AND ${n}`, value: (row) => { const cell = row.get(text); return typeof cell === 'string' ? [...cell].length >= 1 && [...cell].length <= n : null; },
    })),
  );
  // Two factors of that size cannot be multiplied, so the whole condition is null.
  const overflowing: Condition = {
    sql: `${identifier(number)} * ${identifier(number)} < 20`,
    value: (row) => { const cell = big(row.get(number)); return cell === null || cell * cell > 9_223_372_036_854_775_807n ? null : cell * cell < 20n; },
  };
  const nested = fc.letrec<{ all: Condition }>((tie) => ({
    all: fc.oneof({ maxDepth: 2 }, leaf,
      fc.tuple(tie('all'), tie('all')).map(([a, b]): Condition => ({ sql: `(${a.sql}) AND (${b.sql})`, value: (row) => and(a.value(row), b.value(row)) })),
      fc.tuple(tie('all'), tie('all')).map(([a, b]): Condition => ({ sql: `(${a.sql}) OR (${b.sql})`, value: (row) => not(and(not(a.value(row)), not(b.value(row)))) })),
      tie('all').map((a): Condition => ({ sql: `NOT (${a.sql})`, value: (row) => not(a.value(row)) }))),
  })).all;
  return fc.oneof({ weight: 6, arbitrary: nested }, { weight: 1, arbitrary: fc.constant(overflowing) });
}

const meanings = new WeakMap<object, Condition>();

export const expressionOracles: readonly RuleOracle[] = [
  {
    rule: 'satisfiesExpression', kinds: ['text', 'bigint', 'bool'],
    checks: (world) => conditions(world).map((condition) => {
      const properties = { expression: condition.sql };
      meanings.set(properties, condition);
      return { fields: [], properties };
    }),
    answer: byRow((row, check) => meanings.get(check.properties)!.value(row) === false),
  },
];
