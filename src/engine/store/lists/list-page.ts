import { fail } from '../../../core/errors';
import { decodeCursor, encodeCursor } from './cursor';
import type { Match } from './matching';
import type { RowTable } from './row-table';
import { walk, type SortedOrder, type Walk } from './sorted-order';

export interface PageWanted { readonly page: number; readonly size: number; readonly after?: string | undefined }

/** Ids of one page, in order. `next` leads to the page behind it; null at the end. */
export interface IdPage { readonly ids: number[]; readonly total: number; readonly next: string | null }

/** So few rows are sorted by themselves; more are found by walking along the order of all. */
const few = 5000;

/** The rows that match, as an order of their own. */
function orderOf<K extends string>(table: RowTable<K>, by: K, positions: Uint32Array): SortedOrder {
  const keys = table.column(by);
  const sorted = positions.filter((at) => !Number.isNaN(keys[at]!)).sort((a, b) => keys[a]! - keys[b]! || a - b);
  return { sorted, without: positions.filter((at) => Number.isNaN(keys[at]!)) };
}

/** The first step of the walk that lies behind the cursor. */
function stepAfter<K extends string>(table: RowTable<K>, by: K, descending: boolean, way: Walk, key: number | null, id: number): number {
  const keys = table.column(by);
  const ids = table.column('id');
  const behind = (position: number): boolean => {
    const value = keys[position]!;
    if (Number.isNaN(value) !== (key === null)) return Number.isNaN(value);
    const difference = Number.isNaN(value) || key === null || value === key ? ids[position]! - id : value - key;
    return descending ? difference < 0 : difference > 0;
  };
  let from = 0;
  let to = way.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (behind(way.at(middle))) to = middle;
    else from = middle + 1;
  }
  return from;
}

/**
 * One page of the rows that match, sorted by a column. A page by its number is walked to from the nearer end, one `after` a
 * cursor is found by bisection: the last page costs what the first does.
 */
export function listPage<K extends string>(table: RowTable<K>, found: Match<K>, by: K, direction: 'asc' | 'desc', wanted: PageWanted): IdPage {
  const descending = direction === 'desc';
  const name = `${by} ${direction}`;
  const total = found.count();
  const own = total <= few;
  const way = walk(own ? orderOf(table, by, found.positions()) : table.order(by), descending);
  const rows = own ? null : found.rows();
  const matches = (at: number): boolean => rows === null || rows[at] === 1;
  let step = 0;
  if (wanted.after !== undefined) {
    if (wanted.page !== 1) fail('bad-request', '"after" and "page" cannot both be given.', { remedy: 'Leave "page" out.' });
    const cursor = decodeCursor(wanted.after, name);
    step = stepAfter(table, by, descending, way, cursor.key, cursor.id);
  } else {
    const offset = (wanted.page - 1) * wanted.size;
    if (offset >= total) step = way.length;
    else if (offset <= total / 2) {
      for (let left = offset; ; step++) if (matches(way.at(step)) && left-- === 0) break;
    } else {
      step = way.length - 1;
      for (let left = total - 1 - offset; ; step--) if (matches(way.at(step)) && left-- === 0) break;
    }
  }
  const positions: number[] = [];
  for (; step < way.length && positions.length <= wanted.size; step++) {
    const at = way.at(step);
    if (matches(at)) positions.push(at);
  }
  const more = positions.length > wanted.size;
  const shown = more ? positions.slice(0, -1) : positions;
  const last = shown.at(-1);
  const ids = table.column('id');
  const key = last === undefined ? Number.NaN : table.column(by)[last]!;
  return {
    ids: shown.map((at) => ids[at]!), total,
    next: more && last !== undefined ? encodeCursor({ order: name, key: Number.isNaN(key) ? null : key, id: ids[last]! }) : null,
  };
}
