/** Names as numbers, in the order in which they were first seen. */
export interface Names {
  /** The number of a name, a new one where it was not seen before. */
  of(name: string): number;
  /** Numbers of those that were seen. */
  known(names: readonly string[]): number[];
  name(number: number): string;
  all(): readonly string[];
}

export function namesSeen(): Names {
  const numbers = new Map<string, number>();
  const list: string[] = [];
  return {
    of: (name) => {
      const number = numbers.get(name) ?? list.push(name) - 1;
      numbers.set(name, number);
      return number;
    },
    known: (wanted) => wanted.flatMap((name) => numbers.get(name) ?? []),
    name: (number) => list[number] ?? '',
    all: () => list,
  };
}
