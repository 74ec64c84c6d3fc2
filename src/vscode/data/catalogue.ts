import type { QualityBackend } from '../../backend/port';
import type { Container, Field } from '../../core/api/schemas/container';
import type { Datastore } from '../../core/api/schemas/datastore';
import { createKeyedStore, type KeyedStore } from '../../core/stores/keyed-store';
import { createLoader, type Loader } from './loader';

export interface FieldsOf {
  readonly containerId: number;
  readonly fields: readonly Field[];
}
export interface ContainersOf {
  readonly datastoreId: number;
  readonly ids: readonly number[];
}

/** Datastores, containers and fields of the active server. Datastores come as a whole, the rest when somebody asks. */
export interface Catalogue {
  readonly loader: Loader;
  readonly datastores: KeyedStore<number, Datastore>;
  readonly containers: KeyedStore<number, Container>;
  /** Which containers a datastore has; absent until asked for. */
  readonly membership: KeyedStore<number, ContainersOf>;
  readonly fields: KeyedStore<number, FieldsOf>;
  /** Containers of a datastore, fetched if they are not known yet. Throws PlumblineError. */
  containersOf(datastoreId: number): Promise<readonly Container[]>;
  fieldsOf(containerId: number): Promise<readonly Field[]>;
  /** Fetches one container into the store. */
  container(id: number): Promise<Container>;
  /** Fetches again what is known of these datastores (all when left out). Throws PlumblineError; that of the list itself stands in `loader`. */
  refresh(datastoreIds?: readonly number[]): Promise<void>;
  reset(): void;
}

export function createCatalogue(backend: () => Promise<QualityBackend>, now?: () => number): Catalogue {
  const datastores = createKeyedStore<number, Datastore>((d) => d.id);
  const containers = createKeyedStore<number, Container>((c) => c.id);
  const membership = createKeyedStore<number, ContainersOf>((m) => m.datastoreId);
  const fields = createKeyedStore<number, FieldsOf>((f) => f.containerId);
  let generation = 0;

  async function fetchContainers(datastoreId: number): Promise<readonly Container[]> {
    const mine = generation;
    const found = await (await backend()).containers(datastoreId);
    if (mine !== generation) return found;
    const had = membership.get(datastoreId)?.ids ?? [];
    const ids = found.map((c) => c.id);
    containers.put(found);
    membership.put([{ datastoreId, ids }]);
    const gone = had.filter((id) => !ids.includes(id));
    containers.remove(gone);
    fields.remove(gone);
    return found;
  }

  async function fetchFields(containerId: number): Promise<readonly Field[]> {
    const mine = generation;
    const found = await (await backend()).fields(containerId);
    if (mine === generation) fields.put([{ containerId, fields: found }]);
    return found;
  }

  const loader = createLoader(async (current) => {
    const found = await (await backend()).datastores();
    if (!current()) return;
    datastores.replace(found);
    const live = new Set(found.map((d) => d.id));
    for (const { datastoreId, ids } of membership.all().filter((m) => !live.has(m.datastoreId))) {
      membership.remove([datastoreId]);
      containers.remove(ids);
      fields.remove(ids);
    }
  }, now);

  return {
    loader, datastores, containers, membership, fields,
    async containersOf(datastoreId) {
      const known = membership.get(datastoreId);
      return known ? known.ids.flatMap((id) => containers.get(id) ?? []) : fetchContainers(datastoreId);
    },
    fieldsOf: async (containerId) => fields.get(containerId)?.fields ?? fetchFields(containerId),
    async container(id) {
      const found = await (await backend()).container(id);
      containers.put([found]);
      return found;
    },
    async refresh(datastoreIds) {
      if (await loader.run()) return;
      for (const { datastoreId } of membership.all().filter((m) => datastoreIds?.includes(m.datastoreId) ?? true)) {
        for (const container of await fetchContainers(datastoreId)) {
          if (fields.get(container.id)) await fetchFields(container.id);
        }
      }
    },
    reset() {
      generation += 1;
      loader.reset();
      for (const store of [datastores, containers, membership, fields]) store.replace([]);
    },
  };
}
