import type { z } from 'zod';
import type { globalTag } from '../../../core/api/schemas/tag';
import type { StoredTag } from '../../store/model';
import { definedTags } from '../../store/queries/tags';
import type { RowSource } from '../../store/source';

type Tag = z.input<typeof globalTag>;

/** A tag as the API gives it; one that is in use but was never defined has its name alone. */
export function renderTag(name: string, defined: StoredTag | undefined): Tag {
  return {
    id: defined?.id ?? null, name, type: 'global', created: defined?.created ?? null, color: defined?.color ?? null,
    description: defined?.description ?? null, category: defined?.category ?? null, weight_modifier: defined?.weight_modifier ?? 0,
  };
}

/** Gives what renders the names of tags that an object carries. */
export async function tagRendering(source: RowSource): Promise<(names: readonly string[]) => Tag[]> {
  const defined = await definedTags(source);
  return (names) => names.map((name) => renderTag(name, defined.get(name)));
}
