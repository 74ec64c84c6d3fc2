import { containerUpdate } from '../../../core/api/schemas/container';
import type { containerRoutes } from '../../../core/api/routes/containers';
import { containersOf, listContainers } from '../../store/queries/containers';
import { listFields, listProfiles } from '../../store/queries/fields';
import { changedOptions, updateContainer } from '../container-update';
import type { HandlersOf } from '../handler';
import { found } from '../found';
import type { EngineParts } from '../parts';
import { containerStubOf, renderContainers, renderFields, renderProfiles } from '../render/container';
import { changesIn } from '../whole-object';

export function containerHandlers({ store, reading, now }: EngineParts): HandlersOf<typeof containerRoutes> {
  const { source } = store;
  return {
    listContainers: async ({ query }) => {
      const page = await listContainers(source, query);
      return { ...page, items: await renderContainers(store, page.items) };
    },
    containerListing: async ({ query }) => (await containersOf(source, query.datastore)).map(containerStubOf),
    tagContainers: async ({ body }) => renderContainers(store, await store.transaction(async (tx) => {
      const saved = [];
      for (const { id, tags } of body) saved.push(await tx.saveContainer({ ...await found(tx.source, 'containers', id), tags: [...new Set(tags)] }));
      return saved;
    })),
    getContainer: async ({ params }) => (await renderContainers(store, [await found(source, 'containers', params.id)]))[0]!,
    updateContainer: async ({ params, body }) =>
      (await renderContainers(store, [await updateContainer(store, reading, params.id,
        changesIn(body, containerUpdate, (await renderContainers(store, [await found(source, 'containers', params.id)]))[0]!), now().toISOString())]))[0]!,
    previewContainer: async ({ params, body }) => {
      const container = await found(source, 'containers', params.id);
      const options = changedOptions(container, body.read_options ?? {});
      return { container: containerStubOf(container), read_options: options, ...await reading.preview(container, options, body) };
    },
    containerFields: async ({ params }) => {
      await found(source, 'containers', params.id);
      return renderFields(source, await store.fields(params.id));
    },
    containerFieldProfiles: async ({ params, query }) => {
      await found(source, 'containers', params.id);
      const page = await listProfiles(source, { ...query, container: [params.id], latest_only: true });
      return { ...page, items: await renderProfiles(store, page.items) };
    },
    listFields: async ({ query }) => {
      const page = await listFields(source, query);
      return { ...page, items: await renderFields(source, page.items) };
    },
    getField: async ({ params }) => (await renderFields(source, [await found(source, 'fields', params.id)]))[0]!,
    listFieldProfiles: async ({ query }) => {
      const page = await listProfiles(source, query);
      return { ...page, items: await renderProfiles(store, page.items) };
    },
    getFieldProfile: async ({ params }) => (await renderProfiles(store, [await found(source, 'profiles', params.id)]))[0]!,
  };
}
