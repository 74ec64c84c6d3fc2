/** What every subscription gives back; the shape of `vscode.Disposable`, without needing it. */
export interface Subscription {
  dispose(): void;
}

export interface Signal<T> {
  on(listener: (value: T) => void): Subscription;
  fire(value: T): void;
}

/** A list of listeners. All of them hear of a value even when one throws; the first error is then thrown on. */
export function createSignal<T>(): Signal<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    on(listener) {
      // A wrapper of its own, so that one function subscribed twice is two subscriptions.
      const own = (value: T): void => listener(value);
      listeners.add(own);
      return { dispose: () => void listeners.delete(own) };
    },
    fire(value) {
      const errors: unknown[] = [];
      for (const listener of [...listeners]) {
        try {
          listener(value);
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw errors[0];
    },
  };
}
