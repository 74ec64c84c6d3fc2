import { withRoom } from './numbers';

/** Short lists of numbers behind each other in one array; a row keeps where its list begins and how long it is. */
export interface NumberLists {
  /** Adds a list and gives where it begins. A list that is no longer used stays until the store is opened again. */
  add(list: readonly number[]): number;
  values(): Uint32Array;
  /** The greatest member of any list. */
  top(): number;
}

export function numberLists(): NumberLists {
  let values = new Uint32Array(64);
  let used = 0;
  let top = 0;
  return {
    add: (list) => {
      const start = used;
      values = withRoom(values, used + list.length);
      for (const value of list) {
        values[used++] = value;
        if (value > top) top = value;
      }
      return start;
    },
    values: () => values,
    top: () => top,
  };
}
