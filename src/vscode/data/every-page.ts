import type { Page } from '../../core/api/schemas/common';

/** All items of a paged list, at most `limit` of them. `fetch` is given pages from 1 on. */
export async function everyPage<T>(fetch: (page: number, size: number) => Promise<Page<T>>, limit: number, size = 100): Promise<{ items: T[]; total: number }> {
  const items: T[] = [];
  for (let page = 1; ; page += 1) {
    const got = await fetch(page, size);
    items.push(...got.items);
    if (got.items.length === 0 || items.length >= Math.min(got.total, limit)) return { items: items.slice(0, limit), total: got.total };
  }
}
