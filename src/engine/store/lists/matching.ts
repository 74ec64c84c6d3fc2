import type { Numbers } from './numbers';
import type { RowTable } from './row-table';

/** A set of whole numbers as one byte each, for columns that are looked through a million times. */
export interface Flags { has(value: number): 0 | 1 }

/** Beyond this greatest member a set is asked instead of an array. */
const greatest = 1 << 24;

export function flagsOf(members: Iterable<number>): Flags {
  const list = [...members].filter((value) => Number.isInteger(value) && value >= 0);
  const top = list.reduce((a, b) => Math.max(a, b), 0);
  if (top > greatest) {
    const set = new Set(list);
    return { has: (value) => (set.has(value) ? 1 : 0) };
  }
  const flags = new Uint8Array(top + 1);
  for (const value of list) flags[value] = 1;
  return { has: (value) => (flags[value] === 1 ? 1 : 0) };
}

/** Which rows a list is about: one byte a position, narrowed condition by condition. */
export interface Match<K extends string> {
  oneOf(name: K, values: readonly number[] | undefined): Match<K>;
  between(name: K, from: number, to: number): Match<K>;
  /** Rows of these ids only. */
  ids(list: readonly number[] | undefined): Match<K>;
  /** Rows whose list, found by two columns, has a member that is wanted. */
  anyOf(start: K, length: K, values: Uint32Array, wanted: Flags | undefined): Match<K>;
  readonly rows: Uint8Array;
  count(): number;
}

export function match<K extends string>(table: RowTable<K>): Match<K> {
  const { size } = table;
  const rows = table.alive().slice(0, size);
  const each = (column: Numbers, keep: (value: number) => boolean): void => {
    for (let i = 0; i < size; i++) if (rows[i] === 1 && !keep(column[i]!)) rows[i] = 0;
  };
  const self: Match<K> = {
    rows,
    oneOf: (name, values) => {
      if (values === undefined) return self;
      const [only] = values;
      if (values.length === 1 && only !== undefined) each(table.column(name), (value) => value === only);
      else {
        const flags = flagsOf(values);
        each(table.column(name), (value) => flags.has(value) === 1);
      }
      return self;
    },
    between: (name, from, to) => {
      each(table.column(name), (value) => value >= from && value <= to);
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
      if (!wanted) return self;
      const starts = table.column(start);
      const lengths = table.column(length);
      for (let i = 0; i < size; i++) {
        if (rows[i] === 0) continue;
        let any: 0 | 1 = 0;
        for (let k = starts[i]!, end = k + lengths[i]!; k < end && any === 0; k++) any = wanted.has(values[k]!);
        rows[i] = any;
      }
      return self;
    },
    count: () => {
      let n = 0;
      for (let i = 0; i < size; i++) n += rows[i]!;
      return n;
    },
  };
  return self;
}
