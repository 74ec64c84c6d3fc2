/** How a column of numbers is kept: `byte` 0..255, `int` 0..2^32-1, `double` any number, with NaN for none. */
export type Width = 'byte' | 'int' | 'double';
export type Numbers = Uint8Array | Uint32Array | Float64Array;

const makers = { byte: Uint8Array, int: Uint32Array, double: Float64Array } as const;

export function numbers(width: Width, capacity: number): Numbers {
  return new makers[width](capacity);
}

/** The same numbers with room for at least `needed`; half as much again, so that growing by one stays cheap. */
export function withRoom<T extends Numbers>(column: T, needed: number): T {
  if (needed <= column.length) return column;
  const greater = new (column.constructor as new (length: number) => T)(Math.max(64, needed, Math.ceil(column.length * 1.5)));
  greater.set(column);
  return greater;
}

/** Counts by id, kept in one array: ids are small whole numbers. */
export interface Tally {
  add(id: number, change: number): void;
  of(id: number): number;
}

export function tally(): Tally {
  let counts = new Uint32Array(64);
  return {
    add: (id, change) => {
      counts = withRoom(counts, id + 1);
      counts[id]! += change;
    },
    of: (id) => counts[id] ?? 0,
  };
}
