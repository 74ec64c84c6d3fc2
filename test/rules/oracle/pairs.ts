import type { Cell, Kind } from './cells';
import type { WorldColumn } from './world';
import { keyOf, compareToNumber } from './compare';
import { numberText } from './numbers';

const floats: readonly Kind[] = ['float', 'double'];

/** Whether values of two columns can be compared with each other. */
export function comparable(a: WorldColumn, b: WorldColumn): boolean {
  if (a.kind === b.kind) return true;
  const number = (column: WorldColumn): boolean => column.type === 'Integral' || column.type === 'Fractional';
  const time = (column: WorldColumn): boolean => column.type === 'Date' || column.type === 'Timestamp';
  if (number(a) && number(b)) {
    const kinds = [a.kind, b.kind];
    // No type holds both the largest whole numbers and decimals exactly.
    return kinds.some((kind) => floats.includes(kind)) || !(kinds.includes('hugeint') && kinds.some((kind) => kind === 'money' || kind === 'precise'));
  }
  return (time(a) && time(b)) || (a.type === b.type && a.type === 'String');
}

const micros = (cell: Cell): bigint | number => {
  const { nanos } = cell as { nanos: bigint | number };
  return typeof nanos === 'number' ? nanos : nanos < 0n && nanos % 1000n !== 0n ? nanos / 1000n - 1n : nanos / 1000n;
};

/** Microseconds since 1970, rounded down; ±Infinity for the endless dates. */
export const microsOf = micros;

/** Order of two values that are not null: negative, 0, positive; NaN where one is not a number. */
export function comparePair(a: Cell, b: Cell, left: WorldColumn, right: WorldColumn): number {
  if (left.type === 'Integral' || left.type === 'Fractional') {
    if (floats.includes(left.kind) || floats.includes(right.kind)) {
      const [x, y] = [Number(numberText(a)), Number(numberText(b))];
      return Number.isNaN(x) || Number.isNaN(y) ? NaN : x < y ? -1 : x > y ? 1 : 0;
    }
    return compareToNumber(a, numberText(b));
  }
  if (left.type === 'Date' || left.type === 'Timestamp') {
    const [x, y] = left.kind === right.kind ? [(a as { nanos: bigint }).nanos, (b as { nanos: bigint }).nanos] : [micros(a), micros(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  if (typeof a === 'string') {
    const [x, y] = [[...a].map((c) => c.codePointAt(0)!), [...String(b)].map((c) => c.codePointAt(0)!)];
    for (let i = 0; i < Math.min(x.length, y.length); i += 1) if (x[i] !== y[i]) return x[i]! - y[i]!;
    return x.length - y.length;
  }
  if (typeof a === 'boolean') return Number(a) - Number(b);
  return keyOf(a) === keyOf(b) ? 0 : 1;
}

export interface OracleComparators {
  readonly numeric_comparator?: { readonly epsilon: number; readonly as_absolute?: boolean };
  readonly duration_comparator?: { readonly millis: number };
  readonly string_comparator?: { readonly ignore_whitespace: boolean };
}

const squeeze = (text: string): string => text.split('').filter((c) => !'\t\n\f\r '.includes(c)).join('');

/** Equal within the tolerance of the comparators; NaN equals NaN. */
export function equalPair(a: Cell, b: Cell, left: WorldColumn, right: WorldColumn, by: OracleComparators): boolean {
  const isNaN_ = (cell: Cell): boolean => typeof cell === 'number' && Number.isNaN(cell);
  if (isNaN_(a) || isNaN_(b)) return isNaN_(a) && isNaN_(b);
  if (comparePair(a, b, left, right) === 0) return true;
  if ((left.type === 'Integral' || left.type === 'Fractional') && by.numeric_comparator) {
    const [x, y] = [Number(numberText(a)), Number(numberText(b))];
    const { epsilon, as_absolute } = by.numeric_comparator;
    return Number.isFinite(x - y) && Math.abs(x - y) <= (as_absolute === false ? epsilon * Math.abs(y) : epsilon);
  }
  if ((left.type === 'Date' || left.type === 'Timestamp') && by.duration_comparator) {
    const [x, y] = [micros(a), micros(b)];
    if (typeof x === 'number' || typeof y === 'number') return false;
    return (x > y ? x - y : y - x) <= BigInt(by.duration_comparator.millis) * 1000n;
  }
  return typeof a === 'string' && by.string_comparator?.ignore_whitespace === true && squeeze(a) === squeeze(String(b));
}
