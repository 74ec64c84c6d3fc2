import type { z } from 'zod';
import type { tagRoutes } from '../../../core/api/routes/tags';
import type { Page } from '../../../core/api/schemas/common';
import { fail } from '../../../core/errors';
import type { EngineWriter } from '../../store/engine-store';
import { carriersOf, definedTags, tagNames } from '../../store/queries/tags';
import type { LoadedLists } from '../../store/lists/load-lists';
import type { HandlersOf } from '../handler';
import type { EngineParts } from '../parts';
import { renderTag } from '../render/tag';

/** Part of a list that is whole in memory. */
export function pageOfList<T>(all: readonly T[], { page, size }: { page: number; size: number }): Page<T> {
  return { items: all.slice((page - 1) * size, page * size), total: all.length, page, size, pages: Math.ceil(all.length / size) };
}

/** Puts another name in a tag's place on everything that carries it, or takes it off (null). */
async function exchange(tx: EngineWriter, { anomalies }: LoadedLists, tag: string, by: string | null, user: string): Promise<void> {
  const after = (tags: readonly string[]): string[] => [...new Set(tags.flatMap((name) => (name === tag ? by ?? [] : [name])))];
  for (const one of await carriersOf(tx.source, 'datastores', tag)) await tx.saveDatastore({ ...one, tags: after(one.tags) });
  for (const one of await carriersOf(tx.source, 'containers', tag)) await tx.saveContainer({ ...one, tags: after(one.tags) });
  for (const one of await carriersOf(tx.source, 'checks', tag)) await tx.saveCheck({ ...one, tags: after(one.tags) });
  const found = anomalies.match();
  anomalies.withTag(found, [tag]);
  for (const one of (await tx.anomaliesById(anomalies.idsOf(found))).values()) {
    await tx.saveAnomaly({ ...one, tags: after(one.tags) }, null, user);
  }
}

export function tagHandlers({ store, now }: EngineParts): HandlersOf<typeof tagRoutes> {
  const { source } = store;
  const all = async (): Promise<z.input<(typeof tagRoutes)['getTag']['reply']>[]> => {
    const [names, defined] = [await tagNames(source, await store.lists()), await definedTags(source)];
    return names.map((name) => renderTag(name, defined.get(name)));
  };
  const one = async (name: string): ReturnType<typeof all> extends Promise<(infer T)[]> ? Promise<T> : never =>
    (await all()).find((tag) => tag.name === name) ?? fail('not-found', `There is no tag "${name.slice(0, 100)}".`, { remedy: 'GET /api/global-tags lists those that there are.' });
  const refuseTaken = async (name: string): Promise<void> => {
    if ((await all()).some((tag) => tag.name === name)) fail('conflict', `There is already a tag "${name.slice(0, 100)}".`, { remedy: 'Choose another name, or update it.' });
  };
  const blank = { color: null, description: null, category: null, weight_modifier: 0 };

  return {
    listTags: async ({ query }) => pageOfList(await all(), query),
    tagListing: all,
    createTag: async ({ body: { type: _, ...body } }) => {
      if ((await definedTags(source)).has(body.name)) await refuseTaken(body.name);
      await store.transaction((tx) => tx.saveTag({ ...blank, ...body, created: now().toISOString() }));
      return one(body.name);
    },
    getTag: ({ params }) => one(params.tag_name),
    updateTag: async ({ params: { tag_name: name }, body: { type: _, ...body } }, caller) => {
      await one(name);
      const renamed = body.name !== undefined && body.name !== name ? body.name : null;
      if (renamed !== null) await refuseTaken(renamed);
      const lists = await store.lists();
      const defined = (await definedTags(source)).get(name);
      await store.transaction(async (tx) => {
        await tx.saveTag({ ...blank, created: now().toISOString(), ...defined, name, ...body });
        if (renamed !== null) await exchange(tx, lists, name, renamed, caller.name);
      });
      return one(body.name ?? name);
    },
    deleteTag: async ({ params: { tag_name: name } }, caller) => {
      const before = await one(name);
      const lists = await store.lists();
      await store.transaction(async (tx) => {
        await exchange(tx, lists, name, null, caller.name);
        if (before.id != null) await tx.deleteTag(before.id);
      });
      return before;
    },
  };
}
