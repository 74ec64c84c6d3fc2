import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { routes } from '../../src/core/api/table';
import type { EngineStore } from '../../src/engine/store/engine-store';
import type { StoredAnomaly } from '../../src/engine/store/model';
import { listAnomalies, type AnomalyQuery } from '../../src/engine/store/queries/anomalies';
import { openStore } from '../../src/engine/store/store';
import { anomalyOf, checkOf, containerOf, operationOf } from './entities';

/** Repeatable draws (mulberry32). */
function draws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const statuses = ['Active', 'Acknowledged', 'Resolved', 'Invalid', 'Duplicate', 'Discarded'];
const tags = ['gold', 'pii', 'late'];
const now = (): Date => new Date('2026-01-02T03:04:05.000Z');
const isOpen = (anomaly: StoredAnomaly): boolean => anomaly.status === 'Active' || anomaly.status === 'Acknowledged';

describe('lists and counts of the store', () => {
  let folder: string;
  let store: EngineStore;
  const open = (): Promise<EngineStore> => openStore({ file: path.join(folder, 'state.duckdb'), now });
  const query = (over: Record<string, unknown>): AnomalyQuery => routes.listAnomalies.query.parse(over);

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumbline-lists-'));
    store = await open();
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Every count and list against plain loops over what the transactions were told to keep. */
  async function compare(kept: ReadonlyMap<number, StoredAnomaly>, rows: ReadonlySet<number>): Promise<void> {
    const all = [...kept.values()];
    const lists = await store.lists();
    for (let id = 1; id <= 12; id++) {
      const of = (belongs: (a: StoredAnomaly) => boolean): { all: number; open: number } =>
        ({ all: all.filter(belongs).length, open: all.filter((a) => belongs(a) && isOpen(a)).length });
      assert.deepEqual(lists.anomalies.ofCheck(id), of((a) => a.failed_checks.some((f) => f.check_id === id)), `check ${id}`);
      assert.deepEqual(lists.anomalies.ofContainer(id), of((a) => a.container_id === id), `container ${id}`);
      assert.equal(lists.anomalies.openOfDatastore(id), of((a) => a.datastore_id === id).open, `datastore ${id}`);
    }
    const stored = await store.source.rows("SELECT status, count(*) FROM anomalies GROUP BY ALL ORDER BY ALL");
    const counted = new Map<string, number>();
    for (const { status } of all) counted.set(status, (counted.get(status) ?? 0) + 1);
    assert.deepEqual(stored, [...counted].sort(([a], [b]) => (a < b ? -1 : 1)), 'the file holds the same statuses');
    const oracle: [Record<string, unknown>, (a: StoredAnomaly) => boolean, (a: StoredAnomaly, b: StoredAnomaly) => number][] = [
      [{}, isOpen, (a, b) => b.created.localeCompare(a.created) || b.id - a.id],
      [{ status: 'Resolved,Invalid', sort_created: 'asc' }, (a) => ['Resolved', 'Invalid'].includes(a.status), (a, b) => a.created.localeCompare(b.created) || a.id - b.id],
      [{ archived: 'include', sort_weight: 'desc' }, () => true, (a, b) => b.weight - a.weight || b.id - a.id],
      [{ archived: 'only', container: '2,3', sort_weight: 'asc' }, (a) => !isOpen(a) && [2, 3].includes(a.container_id), (a, b) => a.weight - b.weight || a.id - b.id],
      [{ archived: 'include', tag: 'gold,late' }, (a) => a.tags.includes('gold') || a.tags.includes('late'), (a, b) => b.created.localeCompare(a.created) || b.id - a.id],
      [{ archived: 'include', quality_check: '4', anomaly_type: 'shape' }, (a) => a.type === 'shape' && a.failed_checks.some((f) => f.check_id === 4), (a, b) => b.created.localeCompare(a.created) || b.id - a.id],
      [{ archived: 'include', source_enriched: 'true', datastore: 1 }, (a) => a.datastore_id === 1 && rows.has(a.id), (a, b) => b.created.localeCompare(a.created) || b.id - a.id],
      [{ archived: 'include', start_date: '2026-01-03', end_date: '2026-01-04' }, (a) => a.created >= '2026-01-03' && a.created < '2026-01-05', (a, b) => b.created.localeCompare(a.created) || b.id - a.id],
      [{ archived: 'include', sort_anomalous_records: 'desc' }, () => true, (a, b) => (b.anomalous_records_count ?? -1) - (a.anomalous_records_count ?? -1) || b.id - a.id],
      [{ archived: 'include', sort_anomalous_records: 'asc' }, () => true, (a, b) => (a.anomalous_records_count ?? 1e9) - (b.anomalous_records_count ?? 1e9) || a.id - b.id],
    ];
    for (const [asked, belongs, order] of oracle) {
      const wanted = all.filter(belongs).sort(order);
      const size = 7;
      const pages = Math.ceil(wanted.length / size);
      const numbered: StoredAnomaly[] = [];
      for (let page = 1; page <= pages + 1; page++) {
        const answer = await listAnomalies(store.source, lists, query({ ...asked, page, size }), now());
        assert.deepEqual([answer.total, answer.pages], [wanted.length, pages], JSON.stringify(asked));
        numbered.push(...answer.items);
      }
      assert.deepEqual(numbered, wanted, `pages of ${JSON.stringify(asked)}`);
      const followed: number[] = [];
      for (let after: string | null | undefined; after !== null;) {
        const answer = await listAnomalies(store.source, lists, query({ ...asked, size, ...(after ? { after } : {}) }), now());
        followed.push(...answer.items.map((a) => a.id));
        after = answer.next ?? null;
      }
      assert.deepEqual(followed, wanted.map((a) => a.id), `cursors of ${JSON.stringify(asked)}`);
    }
  }

  for (const seed of [1, 2, 3]) {
    it(`are right after any history of saves, status changes, deletes, failures and reopenings (seed ${seed})`, async () => {
      const draw = draws(seed);
      const kept = new Map<number, StoredAnomaly>();
      const rows = new Set<number>();
      await store.transaction(async (tx) => {
        for (let id = 1; id <= 12; id++) {
          await tx.saveContainer(containerOf({ name: `c${id}` }));
          await tx.saveCheck(checkOf(id));
        }
      });
      const some = (share: number): number[] => [...kept.keys()].filter(() => draw(share) === 0);
      const failed = (): StoredAnomaly['failed_checks'] => Array.from({ length: 1 + draw(3) }, () => 1 + draw(12)).filter((id, i, list) => list.indexOf(id) === i)
        .map((check_id) => ({ check_id, message: 'm', expected: null, found: null, anomalous_records_count: 1 }));
      for (let step = 0; step < 40; step++) {
        const before = new Map(kept);
        const rowsBefore = new Set(rows);
        const breaks = draw(5) === 0;
        const act = draw(6);
        await store.transaction(async (tx) => {
          if (act <= 1) {
            for (let n = 0; n < 12; n++) {
              const withRows = draw(2) === 0;
              const made = await tx.saveAnomaly(anomalyOf({
                datastore_id: 1 + draw(3), container_id: 1 + draw(12), type: draw(3) === 0 ? 'shape' : 'record', status: statuses[draw(6)]!,
                created: new Date(Date.UTC(2026, 0, 1 + draw(6), draw(24))).toISOString(), weight: draw(20), anomalous_records_count: draw(4) === 0 ? null : draw(9),
                failed_checks: failed(), tags: tags.filter(() => draw(3) === 0), fingerprint: `${n}`,
              }), withRows ? { columns: [], records: [] } : null, 'scan');
              kept.set(made.id, made);
              if (withRows) rows.add(made.id);
            }
          } else if (act === 2) {
            for (const id of some(4)) {
              const changed = await tx.saveAnomaly({ ...kept.get(id)!, weight: draw(20), failed_checks: failed(), status: statuses[draw(6)]!, tags: tags.filter(() => draw(2) === 0) }, null, 'ann');
              kept.set(id, changed);
            }
          } else if (act === 3) {
            const status = statuses[draw(6)]!;
            const ids = some(3);
            await tx.setAnomalyStatus(ids, status, 'ann');
            for (const id of ids) kept.set(id, { ...kept.get(id)!, status });
          } else if (act === 4) {
            const ids = some(8);
            await tx.deleteAnomalies(ids);
            for (const id of ids) { kept.delete(id); rows.delete(id); }
          } else {
            const id = 1 + draw(12);
            if (draw(4) > 0) return;
            await tx.deleteContainer(id);
            for (const [key, anomaly] of kept) if (anomaly.container_id === id) { kept.delete(key); rows.delete(key); }
          }
          if (breaks) throw new Error('stop');
        }).catch((error: unknown) => {
          if (!breaks) throw error;
          kept.clear();
          for (const [id, anomaly] of before) kept.set(id, anomaly);
          rows.clear();
          for (const id of rowsBefore) rows.add(id);
        });
        if (step % 13 === 7) {
          await store.close();
          store = await open();
        }
      }
      await compare(kept, rows);
      await store.close();
      store = await open();
      await compare(kept, rows);
    });
  }

  it('takes in what is committed while the lists are still being read', async () => {
    await store.transaction(async (tx) => { for (let n = 0; n < 3000; n++) await tx.saveAnomaly(anomalyOf({ fingerprint: `${n}` }), null, 'scan'); });
    await store.close();
    store = await open();
    await store.transaction(async (tx) => {
      await tx.setAnomalyStatus([1, 2], 'Resolved', 'ann');
      await tx.deleteAnomalies([3]);
      await tx.saveAnomaly(anomalyOf(), null, 'scan');
    });
    const { anomalies } = await store.lists();
    assert.deepEqual(anomalies.ofContainer(1), { all: 3000, open: 2998 });
  });

  it('knows which anomalies have comments, as they are written and after the store was opened again', async () => {
    await store.transaction(async (tx) => {
      for (let n = 0; n < 3; n++) await tx.saveAnomaly(anomalyOf({ fingerprint: `${n}` }), null, 'scan');
      for (const anomaly_id of [2, 3]) await tx.saveComment({ anomaly_id, message: 'look', created: now().toISOString(), user: 'ann' });
    });
    const commented = async (): Promise<boolean[]> => { const { anomalies } = await store.lists(); return [1, 2, 3, 4].map(anomalies.hasComments); };
    assert.deepEqual(await commented(), [false, true, true, false]);
    await store.transaction(async (tx) => void await tx.saveAnomaly({ ...(await tx.anomaliesById([2])).get(2)!, weight: 5 }, null, 'ann'));
    await store.transaction((tx) => tx.deleteAnomalies([3]));
    assert.deepEqual(await commented(), [false, true, false, false]);
    await store.close();
    store = await open();
    assert.deepEqual(await commented(), [false, true, false, false]);
  });

  it('enters a status that is set for many into each history once', async () => {
    await store.transaction(async (tx) => { for (let n = 0; n < 5; n++) await tx.saveAnomaly(anomalyOf({ status: n === 0 ? 'Resolved' : 'Active' }), null, 'scan'); });
    await store.transaction((tx) => tx.setAnomalyStatus([1, 2, 3, 99], 'Resolved', 'ann'));
    const rows = await store.source.rows('SELECT anomaly_id, doc FROM changes ORDER BY anomaly_id');
    assert.deepEqual(rows.map(([id, doc]) => [id, (JSON.parse(String(doc)) as { changeset: unknown }).changeset]), [[2, { status: ['Active', 'Resolved'] }], [3, { status: ['Active', 'Resolved'] }]]);
    assert.equal((await store.anomalies(1)).filter((a) => a.status === 'Resolved').length, 3);
  });

  it('keeps its place in a list that changes meanwhile, and refuses the place of another list', async () => {
    await store.transaction(async (tx) => { for (let n = 0; n < 20; n++) await tx.saveAnomaly(anomalyOf({ weight: n }), null, 'scan'); });
    const lists = await store.lists();
    const first = await listAnomalies(store.source, lists, query({ size: 5, sort_weight: 'desc' }), now());
    await store.transaction(async (tx) => {
      await tx.deleteAnomalies([20, 16]);
      await tx.saveAnomaly(anomalyOf({ weight: 99 }), null, 'scan');
    });
    const second = await listAnomalies(store.source, lists, query({ size: 5, sort_weight: 'desc', after: first.next }), now());
    assert.deepEqual([first, second].map((page) => page.items.map((a) => a.weight)), [[19, 18, 17, 16, 15], [14, 13, 12, 11, 10]]);
    await assert.rejects(listAnomalies(store.source, lists, query({ sort_created: 'desc', after: first.next }), now()), /"after"/);
    await assert.rejects(listAnomalies(store.source, lists, query({ after: 'xyz' }), now()), /"after"/);
    await assert.rejects(listAnomalies(store.source, lists, query({ sort_weight: 'desc', page: 2, after: first.next }), now()), /both/);
  });

  it('finds operations by the same means', async () => {
    await store.transaction(async (tx) => {
      for (let n = 0; n < 30; n++) await tx.createOperation(operationOf({ datastore_id: 1 + (n % 3), created: new Date(n * 1000).toISOString(), message: n % 2 ? 'm' : null }));
      await tx.deleteOperations([30]);
    });
    const { operations } = await store.lists();
    assert.deepEqual(operations.newestOf([1, 2, 3, 4]).sort((a, b) => a - b), [27, 28, 29]);
    await store.transaction((tx) => tx.deleteDatastore(2));
    assert.deepEqual(operations.newestOf([2]), []);
  });
});
