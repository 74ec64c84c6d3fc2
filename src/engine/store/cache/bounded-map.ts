/** Values by id that together weigh no more than a limit; the oldest go first. */
export interface BoundedMap<T> {
  get(id: number): T | undefined;
  set(id: number, value: T, weight: number): void;
  delete(id: number): void;
  clear(): void;
}

/** `limit` and weights are in any one unit. What alone weighs more than an eighth of the limit is not kept. */
export function boundedMap<T>(limit: number): BoundedMap<T> {
  const kept = new Map<number, { readonly value: T; readonly weight: number }>();
  let total = 0;
  const remove = (id: number): void => {
    total -= kept.get(id)?.weight ?? 0;
    kept.delete(id);
  };
  return {
    get: (id) => kept.get(id)?.value,
    set: (id, value, weight) => {
      remove(id);
      if (weight > limit / 8) return;
      kept.set(id, { value, weight });
      total += weight;
      for (const oldest of kept.keys()) {
        if (total <= limit) break;
        remove(oldest);
      }
    },
    delete: remove,
    clear: () => {
      kept.clear();
      total = 0;
    },
  };
}
