import { keepFlaggedBytes, keepFlaggedInts, keepRange, sum } from './keep';
import type { RowTable } from './row-table';

/** A set of whole numbers, one byte a number; numbers beyond its end are not in it. */
export type Flags = Uint8Array;

/** `top`: the greatest number that will be looked up; greater members are left out, however far a caller's numbers go. */
export function flagsOf(members: Iterable<number>, top: number): Flags {
  const list = [...members].filter((value) => Number.isInteger(value) && value >= 0 && value <= top);
  const flags = new Uint8Array(list.reduce((a, b) => Math.max(a, b), 0) + 1);
  for (const value of list) flags[value] = 1;
  return flags;
}

/** Which rows a list is about: one byte a position, narrowed condition by condition. */
export interface Match<K extends string> {
  oneOf(name: K, values: readonly number[] | undefined): Match<K>;
  between(name: K, from: number, to: number): Match<K>;
  /** Rows of these ids only. */
  ids(list: readonly number[] | undefined): Match<K>;
  /** Rows whose list, found by two columns, has a member that is wanted. */
  anyOf(start: K, length: K, values: Uint32Array, wanted: Flags): Match<K>;
  readonly rows: Uint8Array;
  count(): number;
}

export function match<K extends string>(table: RowTable<K>): Match<K> {
  const { size } = table;
  const rows = table.alive().slice(0, size);
  const self: Match<K> = {
    rows,
    oneOf: (name, values) => {
      if (values === undefined) return self;
      const column = table.column(name);
      const flags = flagsOf(values, table.top(name));
      if (column instanceof Uint8Array) keepFlaggedBytes(rows, column, flags);
      else if (column instanceof Uint32Array) keepFlaggedInts(rows, column, flags);
      return self;
    },
    between: (name, from, to) => {
      const column = table.column(name);
      if (column instanceof Float64Array) keepRange(rows, column, from, to);
      return self;
    },
    ids: (list) => {
      if (list === undefined) return self;
      const before = rows.slice();
      rows.fill(0);
      for (const id of list) {
        const at = table.place(id);
        if (at >= 0) rows[at] = before[at]!;
      }
      return self;
    },
    anyOf: (start, length, values, wanted) => {
      const starts = table.column(start);
      const lengths = table.column(length);
      for (let i = 0; i < size; i++) {
        if (rows[i] === 0) continue;
        let any = 0;
        for (let k = starts[i]!, end = k + lengths[i]!; k < end && any === 0; k++) any = wanted[values[k]!] ?? 0;
        rows[i] = any;
      }
      return self;
    },
    count: () => sum(rows),
  };
  return self;
}
