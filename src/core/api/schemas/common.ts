import { z } from 'zod';

/** ISO 8601 with or without zone, as servers send it. Kept as text: the viewer formats it. */
export const moment = z.string();

export const idParams = z.object({ id: z.coerce.number().int() });

/** The page envelope of every list. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    total: z.number().int(),
    page: z.number().int(),
    size: z.number().int(),
    pages: z.number().int().nullish(),
    /** Give it as `after` to get the page behind this one; null at the end. For lists that take `after`. */
    next: z.string().nullish(),
  });
}
export interface Page<T> { items: T[]; total: number; page: number; size: number; pages?: number | null; next?: string | null }

export const stub = z.looseObject({ id: z.number().int(), name: z.string() });
export type Stub = z.output<typeof stub>;

export const tag = z.looseObject({
  name: z.string(),
  type: z.string().nullish(),
  color: z.string().nullish(),
  weight_modifier: z.number().nullish(),
});

export const user = z.looseObject({
  id: z.number().int(),
  user_id: z.string().nullish(),
  email: z.string().nullish(),
  name: z.string().nullish(),
  role: z.string().nullish(),
});
export type User = z.output<typeof user>;

export const validationIssue = z.looseObject({
  loc: z.array(z.union([z.string(), z.number()])),
  msg: z.string(),
  type: z.string(),
});

/** Error bodies: `{detail: "…"}`, 422 with a list of issues, or `{message}` of a connection test. */
export const errorBody = z.looseObject({
  detail: z.union([z.string(), z.array(validationIssue)]).optional(),
  message: z.string().optional(),
  /** The engine adds its whole Problem, so that the remedy and the place survive the wire. */
  problem: z.looseObject({
    code: z.string(), reason: z.string(), remedy: z.string().optional(), detail: z.string().optional(),
    place: z.object({ path: z.string().optional(), line: z.number().optional(), column: z.number().optional() }).optional(),
  }).optional(),
});

export const deleted = z.looseObject({}).nullish();
