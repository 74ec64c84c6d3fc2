import { randomUUID } from 'node:crypto';

/** Tells who waits that operations came, began or ended. */
export interface Changes {
  /** Something happened to an operation that a list of operations shows. */
  happened(): void;
  /**
   * Resolves with where things stand now: at once when that is not `after`, otherwise when something happens, at the latest
   * after `patience` milliseconds. What it gives is for the next call's `after` and means nothing else.
   */
  wait(after: string | undefined, patience: number): Promise<string>;
}

export function changes(): Changes {
  // An engine that was started anew counts from 0 again; its own name keeps the counts of two apart.
  const engine = randomUUID();
  let count = 0;
  const waiting = new Set<() => void>();
  const here = (): string => `${engine}-${count}`;
  return {
    happened() {
      count += 1;
      for (const wake of [...waiting]) wake();
    },
    wait: (after, patience) => new Promise((resolve) => {
      if (after !== here()) return resolve(here());
      const wake = (): void => {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve(here());
      };
      const timer = setTimeout(wake, patience);
      waiting.add(wake);
    }),
  };
}
