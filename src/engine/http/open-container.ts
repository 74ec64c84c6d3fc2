import { fail } from '../../core/errors';
import type { Relation } from '../sources/relation';
import { joinedDatastores } from '../operations/shared/joined-datastores';
import { openSource, type Source, type SourceOptions } from '../sources/open-source';
import type { StoredContainer, StoredDatastore } from '../store/model';
import type { StoreReader } from '../store/port';

export interface OpenContainer {
  readonly source: Source;
  /** A container that a check refers to, in the same session. */
  reference(datastoreId: number | null, containerId: number): Promise<Relation>;
}

/** Opens the datastore of a container, with the others that checks refer to, for the time of `work`. */
export async function withContainer<T>(
  store: StoreReader, container: StoredContainer, referred: readonly (number | null)[], options: Pick<SourceOptions, 'sessions' | 'signal'>, work: (open: OpenContainer) => Promise<T>,
): Promise<T> {
  const opened = async (id: number): Promise<{ datastore: StoredDatastore; connection: NonNullable<Awaited<ReturnType<StoreReader['connection']>>> }> => {
    const datastore = await store.datastore(id) ?? fail('not-found', `Datastore ${id} does not exist.`);
    return { datastore, connection: await store.connection(datastore.connection_id) ?? fail('not-found', `The connection of ${datastore.name} is gone.`) };
  };
  const main = await opened(container.datastore_id);
  const references = [];
  for (const id of new Set(referred)) if (id !== null && id !== container.datastore_id) references.push(await opened(id));
  references.push(...await joinedDatastores(store, [container]));
  const source = await openSource(main.connection, main.datastore, { ...options, references, catalogue: store });
  try {
    return await work({
      source,
      reference: async (datastoreId, containerId) => {
        const other = await store.container(containerId) ?? fail('not-found', `Container ${containerId} does not exist.`, { remedy: 'Correct the check.' });
        const reader = source.reference(datastoreId ?? other.datastore_id) ?? fail('not-found', `Datastore ${other.datastore_id} is not open.`);
        return { ...await reader.relation(other), name: other.name };
      },
    });
  } finally {
    await source.close();
  }
}
