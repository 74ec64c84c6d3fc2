import type { Comparison } from '../../core/rules/dialect';

/** A number type whose values lie on a grid: multiples of 10^-scale between two bounds, both in steps. */
export interface NumberGrid {
  readonly scale: number;
  readonly least: bigint;
  readonly most: bigint;
}

/** The grid of whole numbers with a sign. */
export const signed = (bits: bigint): NumberGrid => ({ scale: 0, least: -(2n ** (bits - 1n)), most: 2n ** (bits - 1n) - 1n });

/** SQL that is TRUE or FALSE for every value, NULL for null. */
export function constant(sql: string, value: boolean): string {
  return value ? `(${sql} IS NOT NULL OR NULL)` : `(${sql} IS NULL AND NULL)`;
}

/** What a value on a grid must be compared with instead of a bound that may lie between two steps. */
export function onGrid(operator: Comparison, floor: bigint, ceil: bigint): { bound: bigint } | { always: boolean } {
  switch (operator) {
    case '<': case '>=': return { bound: ceil };
    case '<=': case '>': return { bound: floor };
    default: return floor === ceil ? { bound: floor } : { always: operator === '<>' };
  }
}

/** The answer for a bound outside the range of the type, null where it lies inside. */
export function outside(operator: Comparison, bound: bigint, least: bigint, most: bigint): boolean | null {
  if (bound > most) return operator === '<' || operator === '<=' || operator === '<>';
  if (bound < least) return operator === '>' || operator === '>=' || operator === '<>';
  return null;
}

/** The steps below and above a value. */
export function quotient(value: bigint, step: bigint): { floor: bigint; ceil: bigint } {
  const whole = value / step;
  const floor = value < 0n && whole * step !== value ? whole - 1n : whole;
  return { floor, ceil: floor * step === value ? floor : floor + 1n };
}
