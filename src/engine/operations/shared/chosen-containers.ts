import { fail } from '../../../core/errors';
import type { StoredContainer } from '../../store/model';
import type { StoreReader } from '../../store/port';

/**
 * The containers that an operation is to read: all there are, or those with one of the names or tags asked for.
 * Throws `not-found` when a name is unknown, or when there is nothing at all: silence would look like success.
 */
export async function chosenContainers(
  store: StoreReader, datastoreId: number, choice: { container_names?: string[] | null; container_tags?: string[] | null },
): Promise<StoredContainer[]> {
  const all = await store.containers(datastoreId);
  if (all.length === 0) fail('not-found', 'The catalogue of this datastore is empty.', { remedy: 'Run a sync first.' });
  const names = choice.container_names?.length ? choice.container_names : null;
  const tags = choice.container_tags?.length ? choice.container_tags : null;
  if (!names && !tags) return all;
  const unknown = (names ?? []).filter((name) => !all.some((container) => container.name === name));
  if (unknown.length > 0) {
    fail('not-found', `There is no container ${unknown.map((name) => `"${name}"`).join(', ')} in this datastore.`, { remedy: 'Check the name, or run a sync if it is new.' });
  }
  const chosen = all.filter((container) => names?.includes(container.name) || tags?.some((tag) => container.tags.includes(tag)));
  if (chosen.length === 0) fail('not-found', `No container has the tag ${(tags ?? []).join(', ')}.`, { remedy: 'Tag some containers, or leave the tags out.' });
  return chosen;
}
