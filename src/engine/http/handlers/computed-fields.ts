import type { containerRoutes } from '../../../core/api/routes/containers';
import type { ComputedFieldProperties } from '../../../core/api/schemas/computed';
import { fail } from '../../../core/errors';
import type { ComputedFieldDefinition } from '../../sources/computed/definition';
import { find } from '../../store/entities';
import type { StoredContainer, StoredField } from '../../store/model';
import { found } from '../found';
import type { HandlersOf } from '../handler';
import type { EngineParts } from '../parts';
import { renderComputedField } from '../render/computed-field';

interface Body {
  name: string;
  transformation: ComputedFieldDefinition['transformation'];
  source_fields?: string[] | null | undefined;
  properties: ComputedFieldProperties;
  additional_metadata?: Record<string, unknown> | null | undefined;
}
type Routes = Pick<typeof containerRoutes, 'createComputedField' | 'updateComputedField' | 'deleteComputedField'>;

/** Computed fields are fields of their container; their ids are those of the fields. */
export function computedFieldHandlers({ store, reading, now }: EngineParts): HandlersOf<Routes> {
  const { source } = store;
  const computed = async (id: number): Promise<StoredField> => {
    const field = await find(source, 'fields', id);
    return field?.computed ? field : fail('not-found', `Computed field ${id} does not exist.`);
  };
  /** The field, tried on the data. */
  const tried = async (container: StoredContainer, body: Body, before: StoredField | null, gone: AbortSignal): Promise<Omit<StoredField, 'id' | 'position'>> => {
    const taken = (await store.fields(container.id)).find((field) => field.id !== before?.id && field.name.toLowerCase() === body.name.toLowerCase());
    if (taken) fail('conflict', `${container.name} already has a field ${taken.name}.`, { remedy: 'Choose another name.', place: { path: 'name' } });
    const field = {
      container_id: container.id, name: body.name, type: 'Unknown', native_type: '', nullable: null, status: 'active',
      computed: {
        transformation: body.transformation, source_fields: body.source_fields ?? [], properties: body.properties,
        additional_metadata: body.additional_metadata ?? null, created: before?.computed?.created ?? now().toISOString(),
      },
    };
    const { type, nativeType } = await reading(gone).tryField(container, { ...field, id: 0, position: 0 });
    return { ...field, type, native_type: nativeType };
  };
  const refuseWhileChecked = async (field: StoredField, what: string): Promise<void> => {
    const checks = (await store.checks(field.container_id)).filter((check) => check.fields.includes(field.name));
    if (checks.length > 0) fail('conflict', `${checks.length} ${checks.length === 1 ? 'check is' : 'checks are'} about ${field.name}.`, { remedy: `Archive ${checks.length === 1 ? 'it' : 'them'} before you ${what} it.` });
  };

  return {
    createComputedField: async ({ body }, { gone }) => {
      const container = await found(source, 'containers', body.container_id);
      const field = await tried(container, body, null, gone);
      return renderComputedField(await store.transaction(async (tx) => {
        const saved = await tx.saveField({ ...field, position: (await tx.fields(container.id)).length });
        const current = await found(tx.source, 'containers', container.id);
        await tx.saveContainer({ ...current, computed_field_ids: [...current.computed_field_ids ?? [], saved.id] });
        return saved;
      }));
    },
    updateComputedField: async ({ params, body }, { gone }) => {
      const before = await computed(params.field_id);
      if (body.name !== before.name) await refuseWhileChecked(before, 'rename');
      const field = await tried(await found(source, 'containers', before.container_id), body, before, gone);
      return renderComputedField(await store.transaction((tx) => tx.saveField({ ...before, ...field })));
    },
    deleteComputedField: async ({ params }) => {
      const field = await computed(params.field_id);
      await refuseWhileChecked(field, 'delete');
      await store.transaction(async (tx) => {
        await tx.deleteField(field.id);
        const current = await found(tx.source, 'containers', field.container_id);
        await tx.saveContainer({ ...current, computed_field_ids: (current.computed_field_ids ?? []).filter((id) => id !== field.id) });
      });
      return {};
    },
  };
}
