import { keepAny, keepEqualInts, keepFlaggedBytes, keepFlaggedInts, keepRange, positionsOf, sum } from './keep';
import type { Numbers } from './numbers';
import type { RowTable } from './row-table';

/** A set of whole numbers, one byte a number; numbers beyond its end are not in it. */
export type Flags = Uint8Array;

/** Up to here a set is as long as the numbers that are looked up go: a loop that seldom meets its end is twice as quick. */
const wholeLength = 4_000_000;

/** `top`: the greatest number that will be looked up; greater members are left out, however far a caller's numbers go. */
export function flagsOf(members: Iterable<number>, top: number): Flags {
  const list = [...members].filter((value) => Number.isInteger(value) && value >= 0 && value <= top);
  const flags = new Uint8Array(list.reduce((a, b) => Math.max(a, b), Math.min(top, wholeLength)) + 1);
  for (const value of list) flags[value] = 1;
  return flags;
}

/** Which rows a list is about: all that live, narrowed condition by condition. */
export interface Match<K extends string> {
  oneOf(name: K, values: readonly number[] | undefined): Match<K>;
  between(name: K, from: number, to: number): Match<K>;
  /** Rows of these ids only. */
  ids(list: readonly number[] | undefined): Match<K>;
  /** Rows whose list, found by two columns, has a member that is wanted. */
  anyOf(start: K, length: K, values: Uint32Array, wanted: Flags): Match<K>;
  /** Rows at whose position something else holds. */
  holding(holds: (position: number) => boolean): Match<K>;
  count(): number;
  /** One byte a position, 1 for a row that matches. */
  rows(): Uint8Array;
  /** The rows that match, ascending. */
  positions(): Uint32Array;
}

interface Condition {
  /** Conditions go by it: those first that leave few rows for little work. */
  readonly rank: number;
  /** Clears rows that do not hold, and gives how many are left. */
  readonly among: (rows: Uint8Array) => number;
  readonly holds: (position: number) => boolean;
}

/** A whole table is looked at until one row in so many is left; then only those are. */
const scarce = 16;

function oneOfCondition(column: Numbers, values: readonly number[], top: number): Condition {
  const flags = flagsOf(values, top);
  const holds = (at: number): boolean => flags[column[at]!] === 1;
  if (column instanceof Uint8Array) return { rank: 2, holds, among: (rows) => keepFlaggedBytes(rows, column, flags) };
  const [only, ...more] = values;
  const single = more.length === 0 && only !== undefined && flags[only] === 1;
  return { rank: 1, holds, among: (rows) => (single ? keepEqualInts(rows, column, only) : keepFlaggedInts(rows, column, flags)) };
}

function anyOfCondition(starts: Numbers, lengths: Numbers, values: Uint32Array, wanted: Flags): Condition {
  const holds = (at: number): boolean => {
    for (let k = starts[at]!, end = k + lengths[at]!; k < end; k++) if (wanted[values[k]!] === 1) return true;
    return false;
  };
  return {
    rank: 4, holds,
    among: (rows) => keepAny(rows, starts, lengths, values, wanted),
  };
}

export function match<K extends string>(table: RowTable<K>): Match<K> {
  const conditions: Condition[] = [];
  let wanted: readonly number[] | undefined;
  let settled: { rows?: Uint8Array; positions?: Uint32Array; readonly count: number } | undefined;

  const settle = (): NonNullable<typeof settled> => {
    conditions.sort((a, b) => a.rank - b.rank);
    const alive = table.alive().subarray(0, table.size);
    if (wanted) {
      let positions = Uint32Array.from(new Set(wanted.map(table.place).filter((at) => at >= 0))).sort();
      for (const { holds } of conditions) positions = positions.filter(holds);
      return { positions, count: positions.length };
    }
    const rows = alive.slice();
    let count = sum(rows);
    for (const [i, { among }] of conditions.entries()) {
      count = among(rows);
      if (count > rows.length / scarce || i === conditions.length - 1) continue;
      let positions = positionsOf(rows, count);
      for (const { holds } of conditions.slice(i + 1)) positions = positions.filter(holds);
      return { positions, count: positions.length };
    }
    return { rows, count };
  };
  const found = (): NonNullable<typeof settled> => settled ??= settle();
  const narrowed = (condition: Condition): Match<K> => {
    conditions.push(condition);
    settled = undefined;
    return self;
  };

  const self: Match<K> = {
    oneOf: (name, values) => (values === undefined ? self : narrowed(oneOfCondition(table.column(name), values, table.top(name)))),
    between: (name, from, to) => {
      const column = table.column(name);
      return narrowed({ rank: 3, among: (rows) => keepRange(rows, column, from, to), holds: (at) => column[at]! >= from && column[at]! <= to });
    },
    ids: (list) => {
      if (list === undefined) return self;
      const also = new Set(list);
      wanted = wanted?.filter((id) => also.has(id)) ?? list;
      settled = undefined;
      return self;
    },
    anyOf: (start, length, values, members) => narrowed(anyOfCondition(table.column(start), table.column(length), values, members)),
    holding: (holds) => narrowed({
      rank: 5, holds,
      among: (rows) => {
        let left = 0;
        for (let at = 0; at < rows.length; at++) if (rows[at] === 1) left += rows[at] = holds(at) ? 1 : 0;
        return left;
      },
    }),
    count: () => found().count,
    rows: () => {
      const known = found();
      if (known.rows) return known.rows;
      const rows = new Uint8Array(table.size);
      for (const at of known.positions!) rows[at] = 1;
      known.rows = rows;
      return rows;
    },
    positions: () => {
      const known = found();
      known.positions ??= positionsOf(known.rows!, known.count);
      return known.positions;
    },
  };
  return self;
}
