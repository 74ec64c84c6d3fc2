import { fail } from '../../../core/errors';

/** A place in a sorted list: behind the row of that id and sort value. It stays right while rows come and go. */
export interface Cursor {
  /** What the list is sorted by, with its direction: a cursor of another order means nothing. */
  readonly order: string;
  readonly key: number | null;
  readonly id: number;
}

export function encodeCursor({ order, key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([order, key, id])).toString('base64url');
}

/** Throws `bad-request` for what this server has not given out for a list of that order. */
export function decodeCursor(text: string, order: string): Cursor {
  const refuse = (): never => fail('bad-request', '"after" is not the "next" of a list with this order.', { remedy: 'Start again without "after".' });
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return refuse();
  }
  if (!Array.isArray(parsed)) return refuse();
  const [of, key, id] = parsed as unknown[];
  if (of !== order || !(key === null || typeof key === 'number') || typeof id !== 'number') return refuse();
  return { order, key, id };
}
