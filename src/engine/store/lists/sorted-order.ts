import type { Numbers } from './numbers';

/** Positions of rows by one column, ascending; rows of one value, and rows without one (NaN), by position. */
export interface SortedOrder {
  readonly sorted: Uint32Array;
  readonly without: Uint32Array;
}

const low = 0xffff;

/** The bits of a double as two halves that compare, as whole numbers, in the order of the doubles. */
function sortableHalves(keys: Float64Array): { high: Uint32Array; lower: Uint32Array } {
  const bits = new Uint32Array(keys.buffer, keys.byteOffset, keys.length * 2);
  const high = new Uint32Array(keys.length);
  const lower = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const h = bits[2 * i + 1]!;
    const l = bits[2 * i]!;
    const negative = h >>> 31 === 1;
    high[i] = negative ? ~h : h | 0x80000000;
    lower[i] = negative ? ~l : l;
  }
  return { high, lower };
}

/**
 * Sorts the first `count` positions by the column's values. By digits of 16 bits, which takes some ten milliseconds for a
 * million rows where a comparing sort takes most of a second.
 */
export function sortedOrder(column: Numbers, count: number): SortedOrder {
  let have = 0;
  for (let i = 0; i < count; i++) if (!Number.isNaN(column[i]!)) have++;
  const without = new Uint32Array(count - have);
  const keys = new Float64Array(have);
  const from = new Uint32Array(have);
  for (let i = 0, a = 0, b = 0; i < count; i++) {
    const value = column[i]!;
    if (Number.isNaN(value)) without[b++] = i;
    // Adding 0 makes -0 and 0 the same key.
    else { from[a] = i; keys[a++] = value + 0; }
  }
  if (isAscending(keys)) return { sorted: from, without };
  const { high, lower } = sortableHalves(keys);
  // The keys travel by their place in `keys`; positions follow at the end.
  let places = new Uint32Array(have);
  for (let i = 0; i < have; i++) places[i] = i;
  let other = new Uint32Array(have);
  for (const [half, shift] of [[lower, 0], [lower, 16], [high, 0], [high, 16]] as const) {
    const starts = new Uint32Array(low + 2);
    for (let i = 0; i < have; i++) starts[((half[i]! >>> shift) & low) + 1]!++;
    if (starts.includes(have)) continue;
    for (let d = 0; d <= low; d++) starts[d + 1]! += starts[d]!;
    for (let i = 0; i < have; i++) {
      const place = places[i]!;
      other[starts[(half[place]! >>> shift) & low]!++] = place;
    }
    [places, other] = [other, places];
  }
  const sorted = new Uint32Array(have);
  for (let i = 0; i < have; i++) sorted[i] = from[places[i]!]!;
  return { sorted, without };
}

/**
 * The order after some rows were added or have got another value: those are sorted by themselves and merged into the rest.
 */
export function resorted(order: SortedOrder, column: Numbers, changed: ReadonlySet<number>, count: number): SortedOrder {
  const moved = new Uint8Array(count);
  for (const at of changed) moved[at] = 1;
  const ascending = (a: number, b: number): number => column[a]! - column[b]! || a - b;
  const changes = [...changed];
  const sorted = merged(order.sorted, changes.filter((at) => !Number.isNaN(column[at]!)).sort(ascending), moved, ascending);
  const without = merged(order.without, changes.filter((at) => Number.isNaN(column[at]!)).sort((a, b) => a - b), moved, (a, b) => a - b);
  return { sorted, without };
}

function merged(rest: Uint32Array, added: readonly number[], moved: Uint8Array, compare: (a: number, b: number) => number): Uint32Array {
  const out = new Uint32Array(rest.length + added.length);
  let n = 0;
  let next = 0;
  for (const at of rest) {
    if (moved[at] === 1) continue;
    while (next < added.length && compare(added[next]!, at) < 0) out[n++] = added[next++]!;
    out[n++] = at;
  }
  while (next < added.length) out[n++] = added[next++]!;
  return out.slice(0, n);
}

function isAscending(keys: Float64Array): boolean {
  for (let i = 1; i < keys.length; i++) if (keys[i - 1]! > keys[i]!) return false;
  return true;
}

/** The order walked in one direction; rows without a value come last in both. */
export interface Walk {
  readonly length: number;
  at(step: number): number;
}

export function walk({ sorted, without }: SortedOrder, descending: boolean): Walk {
  const s = sorted.length;
  const w = without.length;
  return {
    length: s + w,
    at: descending ? (i) => (i < s ? sorted[s - 1 - i]! : without[w - 1 - (i - s)]!) : (i) => (i < s ? sorted[i]! : without[i - s]!),
  };
}
