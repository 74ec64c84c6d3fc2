import type { z } from 'zod';
import type { computedField } from '../../../core/api/schemas/computed';
import type { StoredField } from '../../store/model';

/** A computed field as the API gives it. Its id is that of the field that it is. */
export function renderComputedField({ id, name, container_id, computed }: StoredField): z.input<typeof computedField> {
  return {
    id, name, container_id, created: computed?.created ?? null, transformation_type: computed?.transformation ?? '', transformation: computed?.transformation ?? null,
    source_fields: computed?.source_fields.map((source) => ({ name: source })) ?? [], properties: computed?.properties ?? {},
    additional_metadata: computed?.additional_metadata ?? null,
  };
}
