import type { SqlValue } from '../../sql/values';

/** Types whose values are told as numbers or booleans, by their OID; values of all others are text. */
const bool = 16;
const whole: ReadonlySet<number> = new Set([20, 21, 23]);
const floating: ReadonlySet<number> = new Set([700, 701]);

/** A value as the server writes it, as the engine takes it: nothing is rounded, dates stay text. */
export function cellValue(text: string | null, type: number): SqlValue {
  if (text === null) return null;
  if (type === bool) return text === 't';
  if (floating.has(type)) return Number(text);
  if (!whole.has(type)) return text;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}
