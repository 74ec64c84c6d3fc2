import type { SourceOptions } from '../../sources/open-source';
import type { StoreReader } from '../../store/port';

export type References = NonNullable<SourceOptions['references']>;

/** Datastores with their connections, to be opened in one session. One that is gone is left out: what reads it fails by itself, and nothing else. */
export async function datastoresById(store: StoreReader, ids: Iterable<number>): Promise<References> {
  const found = [];
  for (const id of ids) {
    const datastore = await store.datastore(id);
    const connection = datastore && await store.connection(datastore.connection_id);
    if (datastore && connection) found.push({ datastore, connection });
  }
  return found;
}
