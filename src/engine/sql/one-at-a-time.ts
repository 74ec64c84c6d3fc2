/** Runs work that has one place to run in, such as the statements of a connection, in the order it was asked for. */
export interface OneAtATime {
  /** Runs the work once all that was asked before has ended, however it ended. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Whether work runs or waits. */
  readonly busy: boolean;
  /** Resolves when all that was asked so far has ended. */
  ended(): Promise<void>;
}

export function oneAtATime(): OneAtATime {
  let last: Promise<unknown> = Promise.resolve();
  let open = 0;
  return {
    run(work) {
      open += 1;
      const result = last.then(work).finally(() => { open -= 1; });
      last = result.catch(() => undefined);
      return result;
    },
    get busy() { return open > 0; },
    ended: async () => { await last; },
  };
}
