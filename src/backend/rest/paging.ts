import type { Page } from '../../core/api/schemas/common';

/** What the public client of Qualytics asks for; every server takes it. */
export const pageSize = 100;

/** Reads a list to its end, or until there are `limit` items. A server that miscounts ends it by an empty page. */
export async function readAll<T>(read: (page: number, size: number) => Promise<Page<T>>, limit = Infinity): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; ; page++) {
    const { items, total, size } = await read(page, pageSize);
    all.push(...items);
    if (items.length === 0 || page * size >= total || all.length >= limit) return limit === Infinity ? all : all.slice(0, limit);
  }
}
