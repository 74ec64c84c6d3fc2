import type { LiveOperation } from './live';

/** Ends of operations that could not be stored yet, on a full disk say; tried again until they are. */
export interface Unstored {
  keep(live: LiveOperation, store: () => Promise<void>): void;
  of(id: number): LiveOperation | undefined;
  stop(): void;
}

/** `stored` runs after each end that found its way into the store. */
export function unstoredEnds(stored: (live: LiveOperation) => void, every = 2000): Unstored {
  const waiting = new Map<number, { live: LiveOperation; store: () => Promise<void> }>();
  let timer: NodeJS.Timeout | undefined;
  const again = async (): Promise<void> => {
    timer = undefined;
    try {
      for (const [id, { live, store }] of [...waiting]) {
        await store();
        waiting.delete(id);
        stored(live);
      }
    } catch {
      wait(); // Said when it failed first.
    }
  };
  const wait = (): void => { timer ??= setTimeout(() => void again(), every).unref(); };
  return {
    keep: (live, store) => {
      waiting.set(live.operation.id, { live, store });
      wait();
    },
    of: (id) => waiting.get(id)?.live,
    stop: () => clearTimeout(timer),
  };
}
