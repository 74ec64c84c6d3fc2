import { z } from 'zod';

/** A repeated query parameter: `status=Active&status=Acknowledged`. A single value and a comma list are taken too. */
export function many<T extends z.ZodType>(item: T) {
  return z.preprocess((value) => {
    if (value === undefined) return undefined;
    const values = Array.isArray(value) ? value : [value];
    return values.flatMap((v) => (typeof v === 'string' ? v.split(',').filter((s) => s !== '') : [v]));
  }, z.array(item).optional());
}

/** A number that arrives as text. */
export const queryInt = z.coerce.number().int();

/** `true`, `True`, `1` and their opposites, as clients of several languages write them. */
export const queryFlag = z.preprocess((value) => {
  if (typeof value !== 'string') return value;
  const text = value.toLowerCase();
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  return value;
}, z.boolean());

const dayOrMoment = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A day or a moment: `2026-01-31`, `2026-01-31T12:00:00Z`. */
export const queryMoment = z.string().refine((text) => dayOrMoment.test(text) && !Number.isNaN(Date.parse(text)), {
  message: 'Input should be a valid date or moment, as 2026-01-31 or 2026-01-31T12:00:00Z', params: { type: 'datetime_from_date_parsing' },
});

export const pageQuery = z.object({
  page: queryInt.min(1).default(1),
  size: queryInt.min(1).max(1000).default(50),
});

/** Pages of a list that may be long: by number, or one behind the other by `after`. */
export const cursorQuery = pageQuery.extend({
  after: z.string().optional().meta({
    description: 'The `next` of the page before, instead of `page`: gives the rows behind it, however the list has changed meanwhile.',
  }),
});

export const archivedQuery = z.enum(['only', 'include']).optional();
/** Favourites first. The older clients write a flag, the newer ones a direction. */
export const sortFavorite = z.union([queryFlag, z.enum(['asc', 'desc'])]).optional();
export const sortQuery = z.enum(['asc', 'desc']).optional();

/** The query string of a call, without "?": lists repeat their key, undefined is left out. */
export function encodeQuery(query: Record<string, unknown>): string {
  const out = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) out.append(key, String(one));
    }
  }
  return out.toString();
}

/** The inverse of {@link encodeQuery}: a key seen twice or more becomes a list. */
export function decodeQuery(search: string): Record<string, string | string[]> {
  const out: Record<string, string | string[]> = {};
  for (const [key, value] of new URLSearchParams(search)) {
    const seen = out[key];
    out[key] = seen === undefined ? value : Array.isArray(seen) ? [...seen, value] : [seen, value];
  }
  return out;
}
