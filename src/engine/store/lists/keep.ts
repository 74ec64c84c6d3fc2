import type { Numbers } from './numbers';

// Loops over a million numbers, one function a kind of array: a loop that sees several kinds runs at a third of the speed.
// They add and mask where they can, because a branch that goes either way by chance costs more than the loop. Each gives how
// many rows are left.

/** Clears the rows whose value is not among the flagged ones. */
export function keepFlaggedBytes(rows: Uint8Array, column: Uint8Array, flags: Uint8Array): number {
  const all = new Uint8Array(256);
  all.set(flags.subarray(0, 256));
  let left = 0;
  for (let i = 0; i < rows.length; i++) {
    const keep = rows[i]! & all[column[i]!]!;
    rows[i] = keep;
    left += keep;
  }
  return left;
}

/** Clears the rows whose value is not that one. */
export function keepEqualInts(rows: Uint8Array, column: Numbers, value: number): number {
  let left = 0;
  for (let i = 0; i < rows.length; i++) {
    const keep = column[i] === value ? rows[i]! : 0;
    rows[i] = keep;
    left += keep;
  }
  return left;
}

/** Clears the rows whose value is not among the flagged ones. */
export function keepFlaggedInts(rows: Uint8Array, column: Numbers, flags: Uint8Array): number {
  const end = flags.length;
  let left = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = column[i]!;
    const keep = value < end ? rows[i]! & flags[value]! : 0;
    rows[i] = keep;
    left += keep;
  }
  return left;
}

/** Clears the rows whose value is not from `from` to `to`; NaN lies in no range. */
export function keepRange(rows: Uint8Array, column: Numbers, from: number, to: number): number {
  let left = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = column[i]!;
    const keep = value >= from && value <= to ? rows[i]! : 0;
    rows[i] = keep;
    left += keep;
  }
  return left;
}

/** Clears the rows of whose numbers, so many from a start in `values` on, none is flagged. */
export function keepAny(rows: Uint8Array, starts: Numbers, lengths: Numbers, values: Uint32Array, flags: Uint8Array): number {
  let left = 0;
  for (let i = 0; i < rows.length; i++) {
    // Nearly all have none or one.
    const start = starts[i]!;
    const length = lengths[i]!;
    let keep = length > 0 ? flags[values[start]!]! : 0;
    for (let k = 1; k < length; k++) keep |= flags[values[start + k]!]!;
    keep &= rows[i]!;
    rows[i] = keep;
    left += keep;
  }
  return left;
}

/** The greatest of whole numbers; 255 for bytes. */
export function greatest(column: Numbers): number {
  if (column instanceof Uint8Array) return 255;
  let top = 0;
  for (let i = 0; i < column.length; i++) if (column[i]! > top) top = column[i]!;
  return top;
}

export function sum(rows: Uint8Array): number {
  let n = 0;
  for (let i = 0; i < rows.length; i++) n += rows[i]!;
  return n;
}

/** The rows that are left, as positions. */
export function positionsOf(rows: Uint8Array, count: number): Uint32Array {
  const out = new Uint32Array(count);
  for (let i = 0, n = 0; n < count; i++) {
    // Written over by the next one where the row is not left.
    out[n] = i;
    n += rows[i]!;
  }
  return out;
}
