import { fail } from '../../core/errors';

const day = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A moment of a query in milliseconds since 1970. A bare day means its start or its end, so that an end date takes the whole
 * day in. Throws `bad-request` for what is no date.
 */
export function momentMs(text: string, edge: 'start' | 'end'): number {
  const date = new Date(day.test(text) ? `${text}T${edge === 'start' ? '00:00:00.000' : '23:59:59.999'}Z` : text);
  if (Number.isNaN(date.getTime())) fail('bad-request', `"${text.slice(0, 40)}" is not a date.`, { remedy: 'Write it as 2026-01-31 or 2026-01-31T12:00:00Z.' });
  return date.getTime();
}
