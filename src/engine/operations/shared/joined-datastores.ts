import type { StoredContainer } from '../../store/model';
import type { StoreReader } from '../../store/port';
import { datastoresById, type References } from './datastores-by-id';

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
  return datastoresById(store, ids);
}
