import { greatest } from './keep';
import { numbers, withRoom, type Numbers, type Width } from './numbers';
import { resorted, sortedOrder, type SortedOrder } from './sorted-order';

/**
 * Rows of numbers in memory, by columns, in the order of their ids. It answers the filters and orders of a list; the
 * entities themselves stay in the file. A removed row keeps its position, dead, until the store is opened again.
 */
export interface RowTable<K extends string> {
  /** Positions there are, dead ones included. */
  readonly size: number;
  /** Values by position; the array may be longer than `size`, and is another one after a row was added. */
  column(name: K | 'id'): Numbers;
  /** A number that no value of a column exceeds. */
  top(name: K | 'id'): number;
  /** 1 where the row lives. */
  alive(): Uint8Array;
  /** Where a living row is; -1 for none. */
  place(id: number): number;
  /** Takes `count` rows that were written to the columns from position 0 on, in any order of ids. */
  filled(count: number): void;
  /** Adds a row or replaces the one of that id; gives its position. */
  put(id: number, row: Readonly<Record<K, number>>): number;
  set(position: number, name: K, value: number): void;
  remove(position: number): void;
  /** Positions by a column; made when first asked for, and brought up to date after values of it have changed. */
  order(name: K | 'id'): SortedOrder;
}

export function rowTable<K extends string>(widths: Readonly<Record<K, Width>>, capacity: number): RowTable<K> {
  const names = Object.keys(widths) as K[];
  const columns = new Map<K | 'id', Numbers>([['id', numbers('int', capacity)], ...names.map((name) => [name, numbers(widths[name], capacity)] as const)]);
  let alive = new Uint8Array(capacity);
  let size = 0;
  const tops = new Map<K | 'id', number>();
  const orders = new Map<K | 'id', { order: SortedOrder; readonly changed: Set<number> }>();
  const column = (name: K | 'id'): Numbers => columns.get(name)!;

  /** The position of an id, or where it would be. */
  const search = (id: number): number => {
    const ids = column('id');
    let from = 0;
    let to = size;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (ids[middle]! < id) from = middle + 1;
      else to = middle;
    }
    return from;
  };

  const room = (): void => {
    for (const [name, values] of columns) columns.set(name, withRoom(values, size + 1));
    alive = withRoom(alive, size + 1);
  };

  const raise = (name: K | 'id', value: number): void => {
    if (value > (tops.get(name) ?? Infinity)) tops.set(name, value);
  };

  const set = (position: number, name: K, value: number): void => {
    const values = column(name);
    const before = values[position]!;
    values[position] = value;
    raise(name, value);
    if (!Object.is(values[position], before)) orders.get(name)?.changed.add(position);
  };

  return {
    get size() { return size; },
    column, set,
    top: (name) => {
      const top = tops.get(name) ?? greatest(column(name));
      tops.set(name, top);
      return top;
    },
    alive: () => alive,
    place: (id) => {
      const at = search(id);
      return at < size && column('id')[at] === id && alive[at] === 1 ? at : -1;
    },
    filled: (count) => {
      size = count;
      alive.fill(1, 0, count);
      orders.clear();
      tops.clear();
      const { sorted } = sortedOrder(column('id'), count);
      if (sorted.every((from, to) => from === to)) return;
      for (const values of columns.values()) {
        const before = values.slice(0, count);
        for (let at = 0; at < count; at++) values[at] = before[sorted[at]!]!;
      }
    },
    put: (id, row) => {
      const at = search(id);
      if (at === size || column('id')[at] !== id) {
        room();
        // An id smaller than the last is not given out in practice; every position behind it moves then.
        if (at < size) {
          for (const values of [...columns.values(), alive]) values.copyWithin(at + 1, at, size);
          orders.clear();
        }
        size++;
        column('id')[at] = id;
        raise('id', id);
        for (const { changed } of orders.values()) changed.add(at);
        for (const name of names) {
          column(name)[at] = row[name];
          raise(name, row[name]);
        }
      } else {
        for (const name of names) set(at, name, row[name]);
      }
      alive[at] = 1;
      return at;
    },
    remove: (position) => { alive[position] = 0; },
    order: (name) => {
      const known = orders.get(name);
      if (known?.changed.size === 0) return known.order;
      const order = known && known.changed.size < size / 8
        ? resorted(known.order, column(name), known.changed, size) : sortedOrder(column(name), size);
      orders.set(name, { order, changed: new Set() });
      return order;
    },
  };
}
