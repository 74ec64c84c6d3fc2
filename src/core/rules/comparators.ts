import { ceilUnits, floorUnits, parseDecimal, unitsText, type Decimal } from './decimal';
import type { Dialect } from './dialect';
import type { RuleColumn } from './meaning';
import { amount, flag, group, optional, whole } from './properties';

/** How far two values may lie apart and still count as equal. */
export interface Comparators {
  readonly numeric_comparator?: { readonly epsilon: string; readonly as_absolute: boolean } | undefined;
  readonly duration_comparator?: { readonly millis: number } | undefined;
  readonly string_comparator?: { readonly ignore_whitespace: boolean } | undefined;
}

/** The properties of the three comparators, to be spread into a rule's properties. */
export const comparatorProperties = {
  numeric_comparator: optional(group('Numeric comparator', 'When two numbers count as equal.', {
    epsilon: amount('Epsilon', 'The greatest difference at which two numbers count as equal.'),
    as_absolute: flag('As absolute', 'On: epsilon is a difference. Off: it is a share of the number compared with, e.g. 0.01 for 1 %.', true),
  })),
  duration_comparator: optional(group('Duration comparator', 'When two dates or timestamps count as equal.', {
    millis: whole('Milliseconds', 'The greatest difference in milliseconds at which two times count as equal.'),
  })),
  string_comparator: optional(group('String comparator', 'When two texts count as equal.', {
    ignore_whitespace: flag('Ignore whitespace', 'Leave out blanks, tabs and line breaks, wherever they stand.', true),
  })),
};

export const comparatorsNote = 'With a comparator, values that lie within its tolerance count as equal: numbers within epsilon '
  + '(as a difference, or as a share of the number compared with), times within a number of milliseconds, texts that differ in whitespace only. '
  + 'Tolerances between two fields are computed in double precision.';

/** Text without whitespace where the comparator says so. */
export function comparedText(sql: string, comparators: Comparators, dialect: Dialect): string {
  return comparators.string_comparator?.ignore_whitespace ? dialect.replaceAll(sql, '\\s', '') : sql;
}

function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** The range around a number in which others count as equal, exactly. */
export function tolerance(value: string, comparators: Comparators): { readonly low: string; readonly high: string } {
  const numeric = comparators.numeric_comparator;
  if (!numeric) return { low: value, high: value };
  const centre = parseDecimal(value)!;
  const epsilon = parseDecimal(numeric.epsilon)!;
  const reach = numeric.as_absolute ? epsilon : multiply(epsilon, { ...centre, units: centre.units < 0n ? -centre.units : centre.units });
  const scale = Math.max(centre.scale, reach.scale);
  const [middle, half] = [floorUnits(centre, scale), ceilUnits(reach, scale)];
  return { low: unitsText(middle - half, scale), high: unitsText(middle + half, scale) };
}

/** SQL: TRUE where two values of one type class count as equal; NULL where one is null. Values are aligned already. */
export function near(left: string, right: string, column: RuleColumn, comparators: Comparators, dialect: Dialect): string {
  const { numeric_comparator: numeric, duration_comparator: duration } = comparators;
  if ((column.type === 'Integral' || column.type === 'Fractional') && numeric) {
    const [a, b] = [dialect.toDouble(left), dialect.toDouble(right)];
    const epsilon = dialect.double(Number(numeric.epsilon));
    const reach = numeric.as_absolute ? epsilon : `${epsilon} * abs(${b})`;
    return `(${left} = ${right} OR (abs(${a} - ${b}) <= ${reach} AND abs(${a} - ${b}) < ${dialect.double(Infinity)}))`;
  }
  if ((column.type === 'Date' || column.type === 'Timestamp') && duration) {
    // The dates infinity and -infinity have no microseconds, so they are near nothing but themselves.
    const apart = `abs(${dialect.toMicros(left, column)} - ${dialect.toMicros(right, column)})`;
    return `(${left} = ${right} OR coalesce(${apart} <= ${duration.millis * 1000}, ${dialect.bool(false)}))`;
  }
  if (column.type === 'String') return `(${comparedText(left, comparators, dialect)} = ${comparedText(right, comparators, dialect)})`;
  return `(${left} = ${right})`;
}

/** SQL of an order comparison in which values within tolerance count as equal. NaN is neither above nor below anything. */
export function ordered(
  left: string, right: string, column: RuleColumn, operator: '>' | '<', inclusive: boolean, comparators: Comparators, dialect: Dialect,
): string {
  const equal = near(left, right, column, comparators, dialect);
  const numbers = [left, right].map((sql) => `coalesce(${dialect.isNaN(sql, column)}, ${dialect.bool(false)})`).join(' OR ');
  const strictly = column.type === 'Fractional' ? `(${left} ${operator} ${right} AND NOT (${numbers}))` : `(${left} ${operator} ${right})`;
  return inclusive ? `(${strictly} OR ${equal})` : `(${strictly} AND NOT ${equal})`;
}

