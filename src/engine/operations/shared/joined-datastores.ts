import type { SourceOptions } from '../../sources/open-source';
import type { StoredContainer } from '../../store/model';
import type { StoreReader } from '../../store/port';

export type References = NonNullable<SourceOptions['references']>;

/** The other datastores that computed joins among the containers read, to be opened in the same session. */
export async function joinedDatastores(store: StoreReader, containers: readonly Pick<StoredContainer, 'computed' | 'datastore_id'>[]): Promise<References> {
  const ids = new Set<number>();
  for (const { computed, datastore_id } of containers) {
    if (computed?.type !== 'computed_join') continue;
    for (const side of [computed.left_container_id, computed.right_container_id]) {
      const other = (await store.container(side))?.datastore_id;
      if (other !== undefined && other !== datastore_id) ids.add(other);
    }
  }
  const found = [];
  for (const id of ids) {
    const datastore = await store.datastore(id);
    // One that is gone fails the container that reads it, and no other.
    const connection = datastore && await store.connection(datastore.connection_id);
    if (datastore && connection) found.push({ datastore, connection });
  }
  return found;
}
