import fc from 'fast-check';
import { scalarKinds, type Cell } from './cells';
import { compareToNumber, keyOf, nanosOf, compareToNanos } from './compare';
import { byRow, byValue, type OracleCheck, type OracleContext, type OracleRow, type RuleOracle } from './oracle';
import { comparable, comparePair, equalPair, type OracleComparators } from './pairs';
import { equalsListed, fieldOf, listed } from './value-oracles';
import type { World, WorldColumn } from './world';

const comparators: fc.Arbitrary<OracleComparators> = fc.record({
  numeric_comparator: fc.record({ epsilon: fc.constantFrom(0, 0.5, 1, 0.25), as_absolute: fc.boolean() }),
  duration_comparator: fc.record({ millis: fc.constantFrom(0, 1, 86_400_000, 3_600_000) }),
  string_comparator: fc.record({ ignore_whitespace: fc.boolean() }),
}, { requiredKeys: [] });

const columnOf = (name: string, columns: readonly WorldColumn[]): WorldColumn => columns.find((column) => column.name === name)!;

function pairOracle(rule: string, inclusive: boolean, holds: (order: number, equal: boolean, inclusive: boolean) => boolean): RuleOracle {
  return {
    rule, kinds: ['tinyint', 'hugeint', 'money', 'precise', 'double', 'text', 'date', 'timestamp', 'nanos', 'zoned', 'bool'],
    checks: (world) => fieldOf(world).chain((field) => fc.record({
      other: fc.constantFrom(...world.columns.filter((column) => comparable(field, column))), by: comparators, inclusive: fc.boolean(),
    }).map(({ other, by, inclusive: given }) => ({ fields: [field.name], properties: { field_name: other.name, inclusive: given, ...by } }))),
    answer: byRow((row, check, { columns }) => {
      const p = check.properties as unknown as OracleComparators & { field_name: string; inclusive?: boolean };
      const [a, b] = [row.get(check.fields[0]!) ?? null, row.get(p.field_name) ?? null];
      if (a === null || b === null) return false;
      const [left, right] = [columnOf(check.fields[0]!, columns), columnOf(p.field_name, columns)];
      return !holds(comparePair(a, b, left, right), equalPair(a, b, left, right, p), p.inclusive ?? inclusive);
    }),
  };
}

/** Whether a value occurs in the other container's column. */
function occurs(cell: Cell, check: OracleCheck, { columns, reference }: OracleContext): boolean {
  const other = reference!.columns.findIndex((column) => column.name === check.properties.field_name);
  return reference!.rows.some((row) => row[other] !== null && equalPair(cell, row[other]!, columnOf(check.fields[0]!, columns), reference!.columns[other]!, {}));
}

const inOther = (world: World, reference: World): fc.Arbitrary<OracleCheck> => fieldOf(world).chain((field) =>
  fc.constantFrom(...reference.columns.filter((column) => comparable(field, column)))
    .map((other) => ({ fields: [field.name], properties: { field_name: other.name, ref_container_id: 7 } })));

/** The same columns, rows kept, left out, doubled or with a cell changed. */
function alike(world: World): fc.Arbitrary<World> {
  const change = fc.record({ times: fc.constantFrom(0, 1, 1, 1, 1, 2), at: fc.nat(world.columns.length - 1), from: fc.nat(), altered: fc.constantFrom(false, false, false, true) });
  return fc.array(change, { minLength: world.rows.length, maxLength: world.rows.length }).map((changes) => ({
    columns: world.columns,
    rows: world.rows.flatMap((row, index) => {
      const { times, at, from, altered } = changes[index]!;
      const other = world.rows[from % world.rows.length]![at]!;
      const kept = altered ? row.map((cell, position) => (position === at ? other : cell)) : row;
      return Array.from({ length: times }, () => kept);
    }),
  }));
}

function diffAnswer(check: OracleCheck, rows: readonly OracleRow[], { columns, reference }: OracleContext): { holds: boolean; rows: number[]; failing: number } {
  const p = check.properties as unknown as OracleComparators & { id_field_names?: string[] };
  const ids = p.id_field_names ?? [];
  const others = reference!.rows.map((cells): OracleRow => new Map(reference!.columns.map((column, at) => [column.name, cells[at]!])));
  const fields = [...new Set([...ids, ...check.fields])];
  const equal = (a: OracleRow, b: OracleRow, names: readonly string[], by: OracleComparators): boolean => names.every((name) => {
    const [x, y] = [a.get(name) ?? null, b.get(name) ?? null];
    return x === null || y === null ? x === y : equalPair(x, y, columnOf(name, columns), columnOf(name, columns), by);
  });
  if (ids.length > 0) {
    const rest = fields.filter((name) => !ids.includes(name));
    const wrong = rows.flatMap((row, index) => (others.some((other) => equal(row, other, ids, {}) && equal(row, other, rest, p)) ? [] : [index]));
    const absent = others.filter((other) => !rows.some((row) => equal(row, other, ids, {}))).length;
    return { holds: wrong.length + absent === 0, rows: wrong, failing: wrong.length + absent };
  }
  const squeezed = (cell: Cell): Cell => (typeof cell === 'string' && p.string_comparator?.ignore_whitespace ? cell.replace(/[\t\n\f\r ]/g, '') : cell);
  const key = (row: OracleRow): string => fields.map((name) => keyOf(squeezed(row.get(name) ?? null))).join('\u0001');
  const count = (list: readonly OracleRow[], wanted: string): number => list.filter((row) => key(row) === wanted).length;
  const keys = new Set([...rows, ...others].map(key));
  const failing = [...keys].reduce((sum, one) => sum + Math.abs(count(rows, one) - count(others, one)), 0);
  return { holds: failing === 0, failing, rows: rows.flatMap((row, index) => (count(rows, key(row)) > count(others, key(row)) ? [index] : [])) };
}

const diffOracle = (rule: string): RuleOracle => ({
  rule, kinds: ['tinyint', 'text', 'double', 'timestamp', 'list'], referenceOf: alike,
  checks: (world) => {
    const names = world.columns.map((column) => column.name);
    return fc.tuple(fc.shuffledSubarray(names, { minLength: 1 }), fc.shuffledSubarray(names.slice(0, 3), { maxLength: 2 }), comparators).map(([fields, ids, by]) => ({
      fields, properties: ids.length > 0 ? { ref_container_id: 3, id_field_names: ids, ...by } : { ref_container_id: 3, ...(by.string_comparator ? { string_comparator: by.string_comparator } : {}) },
    }));
  },
  answer: diffAnswer,
});

export const comparisonOracles: readonly RuleOracle[] = [
  {
    rule: 'equalTo', kinds: scalarKinds,
    checks: (world) => fieldOf(world).chain((field) => fc.record({
      value: listed(field).filter((value) => !['soon', 'NaN', 'five', 'yes'].includes(String(value))), by: comparators,
    }).map(({ value, by }) => ({ fields: [field.name], properties: { value, ...by } }))),
    answer: byValue((cell, check, { columns }) => {
      const p = check.properties as unknown as OracleComparators & { value: unknown };
      const column = columnOf(check.fields[0]!, columns);
      const text = String(p.value);
      if (typeof cell === 'string' && p.string_comparator?.ignore_whitespace) return cell.replace(/[\t\n\f\r ]/g, '') !== text.replace(/[\t\n\f\r ]/g, '');
      if (typeof cell === 'object' && 'nanos' in cell && p.duration_comparator) {
        const reach = BigInt(p.duration_comparator.millis) * 1_000_000n;
        const least = nanosOf('0001-01-01');
        const most = nanosOf('9999-12-31T23:59:59.999999Z');
        const low = nanosOf(text) - reach;
        const high = nanosOf(text) + reach;
        return compareToNanos(cell, low < least ? least : low) < 0 || compareToNanos(cell, high > most ? most : high) > 0;
      }
      if ((column.type === 'Integral' || column.type === 'Fractional') && p.numeric_comparator) {
        const [low, high] = range(text, p.numeric_comparator);
        const single = column.kind === 'float';
        return !(compareToNumber(cell, low, single) >= 0 && compareToNumber(cell, high, single) <= 0);
      }
      return !equalsListed(cell, text, column);
    }),
  },
  pairOracle('equalToField', true, (_order, equal) => equal),
  pairOracle('greaterThanField', false, (order, equal, inclusive) => (inclusive ? order > 0 || equal : order > 0 && !equal)),
  pairOracle('lessThanField', false, (order, equal, inclusive) => (inclusive ? order < 0 || equal : order < 0 && !equal)),
  { rule: 'existsIn', kinds: ['tinyint', 'hugeint', 'precise', 'double', 'text', 'date', 'nanos', 'zoned', 'bool'], referenceKinds: ['tinyint', 'bigint', 'double', 'text', 'timestamp', 'bool', 'hugeint'],
    checks: inOther, answer: byValue((cell, check, context) => !occurs(cell, check, context)) },
  { rule: 'notExistsIn', kinds: ['tinyint', 'hugeint', 'precise', 'double', 'text', 'date', 'nanos', 'zoned', 'bool'], referenceKinds: ['tinyint', 'bigint', 'double', 'text', 'timestamp', 'bool', 'hugeint'],
    checks: inOther, answer: byValue((cell, check, context) => occurs(cell, check, context)) },
  diffOracle('dataDiff'), diffOracle('isReplicaOf'),
];

/** The bounds of a tolerance around a number, exactly, with enough decimals for every value the tests use. */
function range(text: string, { epsilon, as_absolute }: { epsilon: number; as_absolute?: boolean }): [string, string] {
  const scale = 400;
  const units = (value: string): bigint => {
    const [mantissa = '0', exponent = '0'] = value.toLowerCase().split('e');
    const [whole = '', part = ''] = mantissa.split('.');
    const shift = scale - part.length + Number(exponent);
    const digits = BigInt(`${whole}${part}` === '-' ? 0 : `${whole}${part}`);
    return shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
  };
  const centre = units(text);
  const size = centre < 0n ? -centre : centre;
  // Epsilons of the tests are multiples of a quarter.
  const reach = as_absolute === false ? (size * BigInt(epsilon * 4)) / 4n : units(String(epsilon));
  const write = (value: bigint): string => `${value}e-${scale}`;
  return [write(centre - reach), write(centre + reach)];
}

