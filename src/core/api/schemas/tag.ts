import { z } from 'zod';
import { moment, tag } from './common';

export const tagType = z.enum(['global', 'external', 'entity', 'lineage']);

/** A tag with all that is known about it. */
export const globalTag = tag.extend({
  id: z.number().int().nullish(),
  created: moment.nullish(),
  description: z.string().nullish(),
  category: z.string().nullish(),
});
export type GlobalTag = z.output<typeof globalTag>;

const parts = {
  color: z.string().regex(/^#[0-9a-fA-F]{6}$/, 'Color should be written as #RRGGBB').nullish(),
  description: z.string().max(10_000).nullish(),
  category: z.string().max(200).nullish(),
  weight_modifier: z.number().int().min(-10).max(10).optional(),
};

export const tagCreate = z.strictObject({ type: z.literal('global').default('global'), name: z.string().min(1).max(200), ...parts });
/** What is absent stays as it is; a new name is carried by all that carried the old one. */
export const tagUpdate = z.strictObject({ type: z.literal('global').optional(), name: z.string().min(1).max(200).optional(), ...parts });
