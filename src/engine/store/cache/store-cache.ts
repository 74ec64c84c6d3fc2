import type { ListChange } from '../lists/store-lists';
import type { EntityOf, TableName } from '../tables';
import { boundedMap, type BoundedMap } from './bounded-map';

/** Tables whose entities stand in every list of anomalies and jobs. Limits are characters of their documents. */
const limits = { connections: 1e6, datastores: 2e6, containers: 8e6, checks: 16e6 } as const;

/** What is counted or looked up for each container or datastore, and the tables that it comes from. */
const facts = {
  fieldIds: { of: 'container', from: ['fields'], limit: 2e6 },
  fieldCount: { of: 'container', from: ['fields'], limit: 1e5 },
  checkCounts: { of: 'container', from: ['checks'], limit: 1e5 },
  completeness: { of: 'container', from: ['profiles'], limit: 2e6 },
  datastoreCounts: { of: 'datastore', from: ['containers', 'checks', 'profiles'], limit: 1e4 },
  /** All of them, by the one id 0. */
  definedTags: { of: 'store', from: ['tags'], limit: 1e5 },
} as const satisfies Record<string, { of: 'container' | 'datastore' | 'store'; from: readonly TableName[]; limit: number }>;
export type Fact = keyof typeof facts;

const tables = new Set<TableName>([...Object.keys(limits) as TableName[], ...Object.values(facts).flatMap((fact) => fact.from)]);

/** True for a table whose changes the cache must hear of. */
export const isCached = (table: TableName): boolean => tables.has(table);

/**
 * What was read from the committed state and is asked for again and again. A committed transaction drops what it has
 * changed. Entities are frozen: whoever changes one makes another.
 */
export interface StoreCache {
  entity<N extends TableName>(name: N, id: number): EntityOf<N> | undefined;
  /** `size`: characters of its document. `since`: `moment()` before it was read; what may be out of date is not kept. */
  keepEntity<N extends TableName>(name: N, entity: EntityOf<N>, size: number, since: number): void;
  /** Values of a fact by id; `read` gives those that are not there, and `weigh` how much one weighs. */
  fact<T>(name: Fact, ids: readonly number[], read: (missing: readonly number[]) => Promise<ReadonlyMap<number, T>>, weigh?: (value: T) => number): Promise<Map<number, T>>;
  moment(): number;
  apply(changes: readonly ListChange[]): void;
}

export function storeCache(): StoreCache {
  const entities = new Map<TableName, BoundedMap<object>>(Object.entries(limits).map(([name, limit]) => [name as TableName, boundedMap(limit)]));
  const values = new Map<Fact, BoundedMap<unknown>>(Object.entries(facts).map(([name, { limit }]) => [name as Fact, boundedMap(limit)]));
  let moment = 0;

  const dropFacts = (table: TableName, containerId: number | undefined): void => {
    for (const [name, fact] of Object.entries(facts) as [Fact, (typeof facts)[Fact]][]) {
      if (!(fact.from as readonly TableName[]).includes(table)) continue;
      if (fact.of === 'container' && containerId !== undefined) values.get(name)!.delete(containerId);
      else values.get(name)!.clear();
    }
  };
  const apply = (change: ListChange): void => {
    if (change.kind === 'status' || !isCached(change.table)) return;
    moment++;
    if (change.kind === 'put') {
      const entity: { readonly id: number; readonly container_id?: number } = change.entity;
      entities.get(change.table)?.delete(entity.id);
      dropFacts(change.table, entity.container_id);
    } else {
      if (change.kind === 'remove') for (const id of change.ids) entities.get(change.table)?.delete(id);
      else entities.get(change.table)?.clear();
      dropFacts(change.table, undefined);
    }
  };
  return {
    entity: <N extends TableName>(name: N, id: number) => entities.get(name)?.get(id) as EntityOf<N> | undefined,
    keepEntity: (name, entity, size, since) => {
      if (since === moment) entities.get(name)?.set(entity.id, Object.freeze(entity), size);
    },
    fact: async <T>(name: Fact, ids: readonly number[], read: (missing: readonly number[]) => Promise<ReadonlyMap<number, T>>, weigh: (value: T) => number = () => 1) => {
      const kept = values.get(name) as BoundedMap<T>;
      const found = new Map<number, T>();
      const missing: number[] = [];
      for (const id of new Set(ids)) {
        const value = kept.get(id);
        if (value === undefined) missing.push(id);
        else found.set(id, value);
      }
      if (missing.length === 0) return found;
      const since = moment;
      for (const [id, value] of await read(missing)) {
        found.set(id, value);
        if (since === moment) kept.set(id, value, weigh(value));
      }
      return found;
    },
    moment: () => moment,
    apply: (changes) => { for (const change of changes) apply(change); },
  };
}
