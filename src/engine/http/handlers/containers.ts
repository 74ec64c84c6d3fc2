import { containerUpdate } from '../../../core/api/schemas/container';
import type { containerRoutes } from '../../../core/api/routes/containers';
import { fail } from '../../../core/errors';
import { containersOf, listContainers } from '../../store/queries/containers';
import type { StoredField } from '../../store/model';
import { listFields, listProfiles } from '../../store/queries/fields';
import { createComputed, refuseWhileRead, triedComputed, updateComputed } from '../computed-container';
import { changedOptions, updateContainer } from '../container-update';
import type { HandlersOf } from '../handler';
import { computedFieldHandlers } from './computed-fields';
import { found } from '../found';
import type { EngineParts } from '../parts';
import { containerStubOf, renderContainerProfile, renderContainers, renderFields, renderProfiles } from '../render/container';
import { metricSeriesOf } from '../render/metric';
import { changesIn } from '../whole-object';

/** What may be changed of a container that is not computed. */
const ofData = containerUpdate.omit({ name: true, query: true, select_clause: true, where_clause: true, group_by_clause: true });

export function containerHandlers(parts: EngineParts): HandlersOf<typeof containerRoutes> {
  const { store, queue, reading, now } = parts;
  const { source } = store;
  const masking = (changes: readonly { id: number; status?: 'active' | 'masked' | undefined }[]): Promise<StoredField[]> => store.transaction(async (tx) => {
    const saved: StoredField[] = [];
    for (const { id, status } of changes) {
      const field = await found(tx.source, 'fields', id);
      if (field.status === 'missing') fail('conflict', `${field.name} is not there any more.`, { remedy: 'Run a sync if it came back.' });
      saved.push(await tx.saveField({ ...field, status: status ?? field.status }));
    }
    return saved;
  });
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
    ...computedFieldHandlers(parts),
    createContainer: async ({ body }, { gone }) => (await renderContainers(store, [await createComputed(store, reading(gone), body, now().toISOString())]))[0]!,
    validateContainer: async ({ body, query }, { gone }) => void await triedComputed(store, reading(gone), body.container, now().toISOString(), query.timeout_seconds * 1000),
    deleteContainer: async ({ params }) => {
      const container = await found(source, 'containers', params.id);
      await refuseWhileRead(source, container);
      if (queue.all().some((live) => live.operation.datastore_id === container.datastore_id)) {
        fail('conflict', 'An operation on its datastore is queued or running.', { remedy: 'Cancel it, or wait until it has ended.' });
      }
      await store.transaction((tx) => tx.deleteContainer(params.id));
      return {};
    },
    getContainer: async ({ params }) => (await renderContainers(store, [await found(source, 'containers', params.id)]))[0]!,
    updateContainer: async ({ params, body }, { gone }) => {
      const before = await found(source, 'containers', params.id);
      const changes = changesIn(body, before.computed ? containerUpdate : ofData, (await renderContainers(store, [before]))[0]!);
      await updateComputed(store, reading(gone), params.id, changes, now().toISOString());
      return (await renderContainers(store, [await updateContainer(store, reading(gone), params.id, changes, now().toISOString())]))[0]!;
    },
    previewContainer: async ({ params, body }, { gone }) => {
      const container = await found(source, 'containers', params.id);
      const options = changedOptions(container, body.read_options ?? {});
      return { container: containerStubOf(container), read_options: options, ...await reading(gone).preview(container, options, body) };
    },
    containerFields: async ({ params }) => {
      await found(source, 'containers', params.id);
      return renderFields(source, await store.fields(params.id));
    },
    containerProfile: async ({ params }) => {
      const container = await found(source, 'containers', params.id);
      const profile = await store.latestContainerProfile(params.id)
        ?? fail('not-found', `${container.name} has no profile yet.`, { remedy: 'Run a profile of it.' });
      return renderContainerProfile(profile, container);
    },
    containerMetrics: async ({ params, query }) => {
      await found(source, 'containers', params.id);
      return metricSeriesOf(await store.metrics(params.id), query);
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
    updateField: async ({ params, body }) => (await renderFields(source, await masking([{ id: params.id, ...body }])))[0]!,
    updateFields: async ({ body }) => renderFields(source, await masking(body)),
    listFieldProfiles: async ({ query }) => {
      const page = await listProfiles(source, query);
      return { ...page, items: await renderProfiles(store, page.items) };
    },
    getFieldProfile: async ({ params }) => (await renderProfiles(store, [await found(source, 'profiles', params.id)]))[0]!,
  };
}
