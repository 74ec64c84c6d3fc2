import type { Page } from '../../core/api/schemas/common';

/** Items of a page, and pages that a window holds at most; of longer lists it shows a part that moves. */
export const windowPage = 100;
const mostPages = 5;

/** The part of a server's list that is held here: whole pages, one after the other. */
export interface ListWindow<K, T = unknown> {
  readonly keys: readonly K[];
  /** How many items of the list stand before it. */
  readonly from: number;
  /** How many the list has on the server; null before the first load. */
  readonly total: number | null;
  readonly earlier: boolean;
  readonly later: boolean;
  /** Fetches what it shows again; the first page at first. Throws PlumblineError. */
  load(): Promise<void>;
  /** Takes a list that is known whole, and short enough for one page. */
  fill(items: readonly T[]): void;
  /** Takes in the page after, or before, what it shows, and lets go of what is then too much at the other end. */
  move(way: 'earlier' | 'later'): Promise<void>;
  reset(): void;
}

/** `take` gets the items that came, whatever becomes of them; `fetch` is given pages from 1 on. */
export function createListWindow<T, K>(
  fetch: (page: number, size: number) => Promise<Page<T>>, keyOf: (item: T) => K, take: (items: readonly T[]) => void,
): ListWindow<K, T> {
  let first = 1;
  let pages: K[][] = [];
  let total: number | null = null;
  let generation = 0;

  async function read(from: number, to: number): Promise<void> {
    const mine = ++generation;
    const got = await Promise.all(Array.from({ length: to - from + 1 }, (_, i) => fetch(from + i, windowPage)));
    if (mine !== generation) return;
    const last = Math.max(1, Math.ceil((got.at(-1)?.total ?? 0) / windowPage));
    // The list has become shorter than what was shown of it.
    if (from > last) return read(Math.max(1, last - (to - from)), last);
    take(got.flatMap((page) => page.items));
    first = from;
    total = got.at(-1)!.total;
    pages = got.map((page) => page.items.map(keyOf)).filter((keys, i) => i === 0 || keys.length > 0);
  }
  const end = (): number => first + Math.max(1, pages.length) - 1;

  const self: ListWindow<K, T> = {
    get keys() { return pages.flat(); },
    get from() { return (first - 1) * windowPage; },
    get total() { return total; },
    get earlier() { return first > 1; },
    get later() { return total !== null && end() * windowPage < total; },
    load: () => read(first, end()),
    fill(items) {
      generation += 1;
      take(items);
      first = 1;
      pages = [items.map(keyOf)];
      total = items.length;
    },
    move: (way) => (way === 'later'
      ? read(Math.max(first, end() + 2 - mostPages), end() + 1)
      : read(Math.max(1, first - 1), Math.min(end(), Math.max(1, first - 1) + mostPages - 1))),
    reset() {
      generation += 1;
      first = 1;
      pages = [];
      total = null;
    },
  };
  return self;
}
