import type { QualityBackend } from '../../backend/port';
import type { Page } from '../../core/api/schemas/common';

/**
 * A backend whose lists are empty, without asking it, until there is a store: looking at the views in a folder that was
 * never used with Plumbline starts nothing and leaves nothing behind.
 */
export function dormantUntil(engine: QualityBackend, exists: () => boolean): QualityBackend {
  const page = async <T>(): Promise<Page<T>> => ({ items: [], total: 0, page: 1, size: 0 });
  return {
    ...engine,
    datastores: async () => (exists() ? engine.datastores() : []),
    operations: (filter) => (exists() ? engine.operations(filter) : page()),
    anomalies: (filter) => (exists() ? engine.anomalies(filter) : page()),
  };
}
