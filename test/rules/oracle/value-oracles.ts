import fc from 'fast-check';
import { numberKinds, scalarKinds, timeKinds, cornerTexts, type Cell } from './cells';
import { compareToNanos, compareToNumber, keyOf, nanosOf } from './compare';
import { byRow, byValue, type OracleCheck, type RuleOracle } from './oracle';
import type { World, WorldColumn } from './world';

export const fieldOf = (world: World): fc.Arbitrary<WorldColumn> => fc.constantFrom(...world.columns);

/** Bounds near the values of the tables, also between the steps of their types and beyond what a double holds. */
export const bounds: fc.Arbitrary<number | string> = fc.oneof(
  fc.constantFrom<number | string>(0, 1, -1, 5, 0.5, 0.1, 2.005, -2.5, '9007199254740993', '-9007199254740993', '9007199254740992.5', 127, 128, -129, 300, 1e30,
    '170141183460469231731687303715884105728', '0.00000000001', 1e-7, '99999999.995', '-1e40'),
  fc.integer({ min: -6, max: 6 }), fc.double({ min: -6, max: 6, noNaN: true }));

const single = (check: OracleCheck, columns: readonly WorldColumn[]): boolean =>
  columns.find((column) => column.name === check.fields[0])?.kind === 'float';

function boundOracle(rule: string, inclusive: boolean, holds: (order: number, inclusive: boolean) => boolean): RuleOracle {
  return {
    rule, kinds: numberKinds,
    checks: (world) => fc.record({ field: fieldOf(world), value: bounds, inclusive: fc.option(fc.boolean(), { nil: undefined }) })
      .map(({ field, value, inclusive: given }) => ({ fields: [field.name], properties: { value, ...(given === undefined ? {} : { inclusive: given }) } })),
    answer: byValue((cell, check, { columns }) => {
      const { value, inclusive: given } = check.properties as { value: number | string; inclusive?: boolean };
      return !holds(compareToNumber(cell, String(value), single(check, columns)), given ?? inclusive);
    }),
  };
}

function signOracle(rule: string, holds: (order: number) => boolean): RuleOracle {
  return {
    rule, kinds: numberKinds, checks: (world) => fieldOf(world).map((field) => ({ fields: [field.name], properties: {} })),
    answer: byValue((cell) => !holds(compareToNumber(cell, '0'))),
  };
}

const instantTexts = fc.constantFrom('1970-01-01', '1969-12-31', '1970-01-01T00:00:00Z', '1969-12-31T23:59:59.999999Z', '2022-01-08 01:00:00', '1582-10-15',
  '0001-01-01', '9999-12-31', '2000-02-29T12:00:00+02:00', '1970-01-01T00:00:00.000001Z', '1900-01-01', '2022-01-08T00:00:00.123456', '2024-01-01T00:00:00-05:30');

function momentOracle(rule: string, holds: (order: number) => boolean): RuleOracle {
  return {
    rule, kinds: timeKinds,
    checks: (world) => fc.record({ field: fieldOf(world), datetime: instantTexts }).map(({ field, datetime }) => ({ fields: [field.name], properties: { datetime } })),
    answer: byValue((cell, check) => !holds(compareToNanos(cell, nanosOf(String(check.properties.datetime))))),
  };
}

/** A listed value of a column's type, as a person might write it. */
export function listed(column: WorldColumn): fc.Arbitrary<string | number | boolean> {
  if (column.type === 'String') return fc.constantFrom(...cornerTexts);
  if (column.type === 'Boolean') return fc.constantFrom<string | boolean>('true', 'False', true, 'yes');
  if (column.type === 'Date' || column.type === 'Timestamp') return fc.oneof(instantTexts, fc.constant('soon'));
  // Some lie between two steps of the column's type, next to values that the tables hold.
  return fc.oneof(bounds, fc.constantFrom<string | number>('1.0', '5', 'NaN', 'five', 1.5, -0.5, 1.25, '2.005', '4.999999999999'));
}

/** Whether a cell equals a listed text, read by the type of the column. */
export function equalsListed(cell: Exclude<Cell, null>, text: string, column: WorldColumn): boolean {
  if (typeof cell === 'string') return cell === text;
  if (typeof cell === 'boolean') return text.toLowerCase() === String(cell);
  if (typeof cell === 'object' && 'nanos' in cell) return /^\d{4}-/.test(text) && compareToNanos(cell, nanosOf(text)) === 0;
  return /^[-+\d.]/.test(text) && compareToNumber(cell, text, column.kind === 'float') === 0;
}

const lists = (world: World): fc.Arbitrary<OracleCheck> => fieldOf(world).chain((field) =>
  fc.array(listed(field), { minLength: 1, maxLength: 5 }).map((list) => ({ fields: [field.name], properties: { list } })));
const columnOf = (check: OracleCheck, columns: readonly WorldColumn[]): WorldColumn => columns.find((column) => column.name === check.fields[0])!;

/** Patterns that JavaScript and RE2 read alike. */
const patterns = fc.constantFrom('a', '.', '.*', '[a-z ]+', '\\d+', '-?\\d+(\\.\\d+)?', '(a|b)?', '[^a-z]*', 'x{30}', '.{2}', '\\s*', '(?:é|.{1,2})', "o'clock", '\\\\', 'a\\nb', '%|"');

export const valueOracles: readonly RuleOracle[] = [
  {
    rule: 'notNull', kinds: ['text', 'double', 'list'],
    checks: (world) => fc.shuffledSubarray(world.columns.map((column) => column.name), { minLength: 1 }).map((fields) => ({ fields, properties: {} })),
    answer: byRow((row, check) => check.fields.some((field) => row.get(field) === null)),
  },
  {
    rule: 'anyNotNull', kinds: ['text', 'double', 'list'],
    checks: (world) => fc.shuffledSubarray(world.columns.map((column) => column.name), { minLength: 1 }).map((fields) => ({ fields, properties: {} })),
    answer: byRow((row, check) => check.fields.every((field) => row.get(field) === null)),
  },
  {
    rule: 'between', kinds: numberKinds,
    checks: (world) => fc.record({ field: fieldOf(world), a: bounds, b: bounds, low: fc.boolean(), high: fc.boolean() })
      .filter(({ a, b }) => Number(a) !== Number(b))
      .map(({ field, a, b, low, high }) => {
        const [min, max] = Number(a) < Number(b) ? [a, b] : [b, a];
        return { fields: [field.name], properties: { min, max, inclusive_min: low, ...(high ? {} : { inclusive_max: false }) } };
      }),
    answer: byValue((cell, check, { columns }) => {
      const p = check.properties as { min: string; max: string; inclusive_min: boolean; inclusive_max?: boolean };
      const low = compareToNumber(cell, String(p.min), single(check, columns));
      const high = compareToNumber(cell, String(p.max), single(check, columns));
      return !((low > 0 || (low === 0 && p.inclusive_min)) && (high < 0 || (high === 0 && p.inclusive_max !== false)));
    }),
  },
  boundOracle('minValue', true, (order, inclusive) => order > 0 || (inclusive && order === 0)),
  boundOracle('maxValue', true, (order, inclusive) => order < 0 || (inclusive && order === 0)),
  boundOracle('greaterThan', false, (order, inclusive) => order > 0 || (inclusive && order === 0)),
  boundOracle('lessThan', false, (order, inclusive) => order < 0 || (inclusive && order === 0)),
  signOracle('positive', (order) => order > 0),
  signOracle('notNegative', (order) => order >= 0),
  ...(['minLength', 'maxLength'] as const).map((rule): RuleOracle => ({
    rule, kinds: ['text'], checks: (world) => fc.record({ field: fieldOf(world), value: fc.nat(4) }).map(({ field, value }) => ({ fields: [field.name], properties: { value } })),
    answer: byValue((cell, check) => (rule === 'minLength' ? [...String(cell)].length < Number(check.properties.value) : [...String(cell)].length > Number(check.properties.value))),
  })),
  {
    rule: 'expectedValues', kinds: scalarKinds, checks: lists,
    answer: byValue((cell, check, { columns }) => !(check.properties.list as unknown[]).some((value) => equalsListed(cell, String(value), columnOf(check, columns)))),
  },
  {
    rule: 'requiredValues', kinds: scalarKinds, checks: lists,
    answer: (check, rows, { columns }) => ({
      rows: null, failing: null,
      holds: (check.properties.list as unknown[]).every((value) => rows.some((row) => {
        const cell = row.get(check.fields[0]!) ?? null;
        return cell !== null && equalsListed(cell, String(value), columnOf(check, columns));
      })),
    }),
  },
  momentOracle('afterDateTime', (order) => order > 0),
  momentOracle('beforeDateTime', (order) => order < 0),
  {
    rule: 'betweenTimes', kinds: timeKinds,
    checks: (world) => fc.record({ field: fieldOf(world), a: instantTexts, b: instantTexts }).map(({ field, a, b }) => {
      const [min_time, max_time] = nanosOf(a) <= nanosOf(b) ? [a, b] : [b, a];
      return { fields: [field.name], properties: { min_time, max_time } };
    }),
    answer: byValue((cell, check) => compareToNanos(cell, nanosOf(String(check.properties.min_time))) < 0 || compareToNanos(cell, nanosOf(String(check.properties.max_time))) > 0),
  },
  {
    rule: 'notFuture', kinds: timeKinds, checks: (world) => fieldOf(world).map((field) => ({ fields: [field.name], properties: {} })),
    answer: byValue((cell, _check, { now }) => compareToNanos(cell, BigInt(now.getTime()) * 1_000_000n) > 0),
  },
  {
    rule: 'matchesPattern', kinds: ['text'],
    checks: (world) => fc.record({ field: fieldOf(world), pattern: patterns }).map(({ field, pattern }) => ({ fields: [field.name], properties: { pattern } })),
    answer: byValue((cell, check) => !new RegExp(`^(?:${String(check.properties.pattern).replace(/\\s/g, '[\\t\\n\\f\\r ]')})$`, 'u').test(String(cell))),
  },
  {
    rule: 'unique', kinds: ['text', 'double', 'tinyint', 'list'],
    checks: (world) => fc.shuffledSubarray(world.columns.map((column) => column.name), { minLength: 1, maxLength: 2 }).map((fields) => ({ fields, properties: {} })),
    answer: (check, rows) => {
      const keys = rows.map((row) => (check.fields.every((field) => row.get(field) === null) ? null : check.fields.map((field) => keyOf(row.get(field) ?? null)).join('\u0000')));
      const present = keys.filter((key) => key !== null);
      const failing = present.length - new Set(present).size;
      return { holds: failing === 0, failing, rows: keys.flatMap((key, index) => (key !== null && present.filter((other) => other === key).length > 1 ? [index] : [])) };
    },
  },
  {
    rule: 'distinctCount', kinds: ['text', 'double', 'tinyint', 'list'],
    checks: (world) => fc.record({ field: fieldOf(world), comparison: fc.constantFrom('less than', 'equal to', 'greater than'), value: fc.oneof(fc.nat(7), fc.constantFrom(2.5, '3')) })
      .map(({ field, comparison, value }) => ({ fields: [field.name], properties: { comparison, value } })),
    answer: (check, rows) => {
      const count = new Set(rows.map((row) => row.get(check.fields[0]!) ?? null).filter((cell) => cell !== null).map(keyOf)).size;
      const value = Number(check.properties.value);
      const holds = { 'less than': count < value, 'equal to': count === value, 'greater than': count > value }[String(check.properties.comparison)]!;
      return { holds, rows: null, failing: null };
    },
  },
  {
    rule: 'fieldCount', kinds: ['text', 'bool'], checks: () => fc.nat(5).map((value) => ({ fields: [], properties: { value } })),
    answer: (check, _rows, { columns }) => ({ holds: columns.length === check.properties.value, rows: null, failing: null }),
  },
];
