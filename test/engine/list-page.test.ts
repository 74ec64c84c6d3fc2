import assert from 'node:assert/strict';
import { randomFrom } from '../../scripts/lib/random';
import { listPage } from '../../src/engine/store/lists/list-page';
import { flagsOf, match } from '../../src/engine/store/lists/matching';
import { numberLists } from '../../src/engine/store/lists/number-lists';
import { rowTable } from '../../src/engine/store/lists/row-table';

interface Row { id: number; kind: number; owner: number; made: number; size: number; members: number[] }

/** So many that a list of half of them is not sorted by itself but found along the order of all. */
const many = 14_000;

describe('pages of a long list', () => {
  const random = randomFrom(7);
  const below = (n: number): number => Math.floor(random() * n);
  const drawn = (id: number): Row => ({
    id, kind: below(4), owner: 1 + below(300), made: 1000 + below(100_000), size: below(3) === 0 ? Number.NaN : below(50) - 10,
    members: Array.from({ length: below(3) }, () => below(40)),
  });
  const table = rowTable({ kind: 'byte', owner: 'int', made: 'double', size: 'double', start: 'int', length: 'int' }, 16);
  const members = numberLists();
  const rows = new Map<number, Row>();
  const put = (row: Row): void => {
    rows.set(row.id, row);
    table.put(row.id, { kind: row.kind, owner: row.owner, made: row.made, size: row.size, start: members.add(row.members), length: row.members.length });
  };
  before(() => {
    for (let id = 1; id <= many; id++) put(drawn(id * 2));
  });

  const filters: [name: string, wanted: () => { apply: (found: ReturnType<typeof match<'kind' | 'owner' | 'made' | 'size' | 'start' | 'length'>>) => unknown; holds: (row: Row) => boolean }][] = [
    ['one of a few kinds', () => { const kinds = [below(4), below(4), 9]; return { apply: (found) => found.oneOf('kind', kinds), holds: (row) => kinds.includes(row.kind) }; }],
    ['one owner', () => { const owner = 1 + below(310); return { apply: (found) => found.oneOf('owner', [owner]), holds: (row) => row.owner === owner }; }],
    ['no owner', () => ({ apply: (found) => found.oneOf('owner', [-1, 2.5, 1e15]), holds: () => false })],
    ['many owners', () => { const top = 10 + below(290); const owners = Array.from({ length: top }, (_, i) => i); return { apply: (found) => found.oneOf('owner', owners), holds: (row) => row.owner < top }; }],
    ['a span', () => { const [from, to] = [below(60_000), 60_000 + below(50_000)]; return { apply: (found) => found.between('made', from, to), holds: (row) => row.made >= from && row.made <= to }; }],
    ['a size', () => ({ apply: (found) => found.between('size', 0, Infinity), holds: (row) => row.size >= 0 })],
    ['members', () => { const wanted = [below(40), below(40), below(45)]; return { apply: (found) => found.anyOf('start', 'length', members.values(), flagsOf(wanted, members.top())), holds: (row) => row.members.some((one) => wanted.includes(one)) }; }],
    ['ids', () => { const ids = Array.from({ length: 3000 }, () => below(many * 2 + 10)); return { apply: (found) => found.ids(ids), holds: (row) => ids.includes(row.id) }; }],
    ['nothing', () => ({ apply: (found) => found.oneOf('kind', undefined).ids(undefined), holds: () => true })],
  ];

  function compare(chosen: ReturnType<(typeof filters)[number][1]>[], by: 'made' | 'size', direction: 'asc' | 'desc'): void {
    const found = match(table);
    for (const { apply } of chosen) apply(found);
    const sign = direction === 'asc' ? 1 : -1;
    const expected = [...rows.values()].filter((row) => chosen.every(({ holds }) => holds(row))).sort((a, b) => {
      if (Number.isNaN(a[by]) !== Number.isNaN(b[by])) return Number.isNaN(a[by]) ? 1 : -1;
      return sign * ((Number.isNaN(a[by]) ? 0 : a[by] - b[by]) || a.id - b.id);
    }).map(({ id }) => id);
    assert.equal(found.count(), expected.length);
    assert.equal(found.rows().reduce((sum, one) => sum + one, 0), expected.length);
    assert.deepEqual(Array.from(found.positions(), (at) => table.column('id')[at]), [...expected].sort((a, b) => a - b));
    const pages = Math.ceil(expected.length / 50);
    for (const page of new Set([1, 2, Math.ceil(pages / 2), pages, pages + 1].filter((one) => one > 0))) {
      const { ids, total, next } = listPage(table, found, by, direction, { page, size: 50 });
      assert.deepEqual(ids, expected.slice((page - 1) * 50, page * 50), `page ${page} of ${pages}`);
      assert.equal(total, expected.length);
      assert.equal(next === null, page >= pages);
      if (next !== null) assert.deepEqual(listPage(table, found, by, direction, { page: 1, size: 50, after: next }).ids, expected.slice(page * 50, (page + 1) * 50), `after page ${page}`);
    }
  }

  it('are those of any conditions in any order, found by number or by cursor', () => {
    for (let round = 0; round < 60; round++) {
      const chosen = Array.from({ length: 1 + below(3) }, () => filters[below(filters.length)]![1]());
      compare(chosen, random() < 0.5 ? 'made' : 'size', random() < 0.5 ? 'asc' : 'desc');
    }
  });

  it('follow rows that change, come between others and go', () => {
    for (let round = 0; round < 8; round++) {
      for (let change = 0; change < 150; change++) {
        const id = 1 + below(many * 2);
        const at = table.place(id);
        assert.equal(at >= 0, rows.has(id));
        if (at >= 0 && change % 3 === 0) {
          table.remove(at);
          rows.delete(id);
        } else if (at >= 0 || change % 10 === 0) put(drawn(id));
      }
      put(drawn(many * 2 + 1 + round));
      for (const by of ['made', 'size'] as const) compare([filters.at(-1)![1]()], by, round % 2 ? 'asc' : 'desc');
      compare([filters[4]![1](), filters[5]![1]()], 'made', 'desc');
    }
  });

  it('take conditions after they were counted', () => {
    const found = match(table).oneOf('kind', [1]);
    const all = found.count();
    found.between('made', 0, 50_000);
    assert.ok(found.count() < all);
    assert.equal(found.ids([2, 4]).ids([4, 6]).positions().length, [rows.get(4)].filter((row) => row?.kind === 1 && row.made <= 50_000).length);
  });
});
