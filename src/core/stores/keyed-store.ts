import { createSignal, type Subscription } from './events';
import { sameData } from './same';

/** What one step changed, by key. */
export interface Change<K> {
  readonly added: readonly K[];
  readonly changed: readonly K[];
  readonly removed: readonly K[];
}

export interface KeyedStore<K, V> {
  get(key: K): V | undefined;
  /** In the order in which the keys were first seen. */
  all(): readonly V[];
  /** Adds or replaces. A value equal to the one held changes nothing, and the one held keeps its identity. */
  put(values: readonly V[]): Change<K>;
  /** Makes `values` the whole content. */
  replace(values: readonly V[]): Change<K>;
  remove(keys: readonly K[]): Change<K>;
  /** Fires once a step, and only when something differs. */
  onDidChange(listener: (change: Change<K>) => void): Subscription;
}

export function isEmpty<K>(change: Change<K>): boolean {
  return change.added.length + change.changed.length + change.removed.length === 0;
}

/** A map of plain values that says what differs after each step, so that only that is drawn again. */
export function createKeyedStore<K, V>(keyOf: (value: V) => K): KeyedStore<K, V> {
  const items = new Map<K, V>();
  const changes = createSignal<Change<K>>();

  function step(values: readonly V[], gone: readonly K[]): Change<K> {
    const added: K[] = [];
    const changed: K[] = [];
    for (const value of values) {
      const key = keyOf(value);
      const held = items.get(key);
      if (held !== undefined && sameData(held, value)) continue;
      (held === undefined ? added : changed).push(key);
      items.set(key, value);
    }
    const removed = gone.filter((key) => items.delete(key));
    const change = { added, changed, removed };
    if (!isEmpty(change)) changes.fire(change);
    return change;
  }

  return {
    get: (key) => items.get(key),
    all: () => [...items.values()],
    put: (values) => step(values, []),
    replace(values) {
      const kept = new Set(values.map(keyOf));
      return step(values, [...items.keys()].filter((key) => !kept.has(key)));
    },
    remove: (keys) => step([], keys),
    onDidChange: (listener) => changes.on(listener),
  };
}
