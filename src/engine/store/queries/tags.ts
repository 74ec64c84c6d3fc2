import type { StoredTag } from '../model';
import type { LoadedLists } from '../lists/load-lists';
import { entities } from '../entities';
import { known, type RowSource } from '../source';

const carriers = ['datastores', 'containers', 'checks'] as const;

/** Tags that were defined, by name. */
export async function definedTags(source: RowSource): Promise<ReadonlyMap<string, StoredTag>> {
  const all = await known(source, 'definedTags', [0],
    async () => new Map([[0, new Map((await entities(source, 'tags', 'ORDER BY id')).map((tag) => [tag.name, tag]))]]), (tags) => tags.size);
  return all.get(0)!;
}

/** Names of all tags, defined or carried by something, in the order of the alphabet. */
export async function tagNames(source: RowSource, { anomalies }: LoadedLists): Promise<string[]> {
  const rows = await source.rows([...carriers.map((table) => `SELECT unnest(tags) FROM ${table}`), 'SELECT name FROM tags'].join(' UNION '));
  const carried = anomalies.tags.all().filter((name) => {
    const found = anomalies.match();
    anomalies.withTag(found, [name]);
    return anomalies.idsOf(found).length > 0;
  });
  return [...new Set([...rows.map((row) => String(row[0])), ...carried])].sort((a, b) => (a < b ? -1 : 1));
}

/** Whatever carries a tag. */
export function carriersOf<N extends (typeof carriers)[number]>(source: RowSource, name: N, tag: string): ReturnType<typeof entities<N>> {
  return entities(source, name, 'WHERE list_contains(tags, ?)', [tag]);
}
