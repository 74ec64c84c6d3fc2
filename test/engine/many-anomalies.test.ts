import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fillStore } from '../../bench/lib/fill-store';
import { routes } from '../../src/core/api/table';
import { openSession } from '../../src/engine/duckdb/open-session';
import type { EngineStore } from '../../src/engine/store/engine-store';
import type { LoadedLists } from '../../src/engine/store/lists/load-lists';
import { migrations } from '../../src/engine/store/migrations';
import { listAnomalies, type AnomalyQuery } from '../../src/engine/store/queries/anomalies';
import { containerRuns, listOperations } from '../../src/engine/store/queries/operations';
import { openStore } from '../../src/engine/store/store';
import { printOf } from '../../src/engine/store/tables';
import { anomalyOf, operationOf } from './entities';

const now = (): Date => new Date('2026-01-02T03:04:05.000Z');
const query = (over: Record<string, unknown>): AnomalyQuery => routes.listAnomalies.query.parse(over);

describe('a store of 50,000 anomalies', () => {
  let folder: string;
  let store: EngineStore;
  let lists: LoadedLists;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumbline-many-'));
    const file = path.join(folder, 'state.duckdb');
    await (await openStore({ file, now })).close();
    await fillStore(file, { anomalies: 50_000, operations: 5000, containers: 100, datastores: 5 });
    store = await openStore({ file, now });
    lists = await store.lists();
  });
  after(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  const numbers = async (sql: string): Promise<Map<number, number>> => new Map((await store.source.rows(sql)).map((row) => [Number(row[0]), Number(row[1])]));

  it('keeps the counts that the file gives', async () => {
    const [containers, datastores, checks] = [
      await numbers('SELECT container_id, count(*) FROM anomalies WHERE NOT archived GROUP BY ALL'),
      await numbers('SELECT datastore_id, count(*) FROM anomalies WHERE NOT archived GROUP BY ALL'),
      await numbers('SELECT c, count(*) FROM (SELECT unnest(check_ids) AS c FROM anomalies WHERE NOT archived) GROUP BY ALL'),
    ];
    for (let id = 1; id <= 100; id++) assert.equal(lists.anomalies.ofContainer(id).open, containers.get(id) ?? 0);
    for (let id = 1; id <= 5; id++) assert.equal(lists.anomalies.openOfDatastore(id), datastores.get(id) ?? 0);
    for (let id = 1; id <= 1000; id++) assert.equal(lists.anomalies.ofCheck(id).open, checks.get(id) ?? 0);
  });

  for (const [asked, where] of [
    [{}, 'NOT archived'], [{ status: 'Invalid' }, "status = 'Invalid'"], [{ container: '7,8' }, 'NOT archived AND container_id IN (7, 8)'],
    [{ rule_type: 'between' }, "NOT archived AND list_has_any(check_ids, (SELECT list(id) FROM checks WHERE rule_type = 'between'))"],
    [{ field: 'f3', archived: 'include' }, "list_has_any(check_ids, (SELECT list(id) FROM checks WHERE list_contains(fields, 'f3')))"],
    [{ tag: 'pii', anomaly_type: 'shape' }, "NOT archived AND list_contains(tags, 'pii') AND type = 'shape'"],
    [{ start_date: '2025-01-01', end_date: '2025-01-31', archived: 'only' }, "archived AND created >= '2025-01-01' AND created < '2025-02-01'"],
    [{ source_enriched: 'false', operation: '11,12,13', archived: 'include' }, 'operation_id IN (11, 12, 13) AND id NOT IN (SELECT id FROM records)'],
  ] as const) {
    it(`lists ${JSON.stringify(asked)} as the file does, first page and last`, async () => {
      const ids = (await store.source.rows(`SELECT id FROM anomalies WHERE ${where} ORDER BY weight DESC, id DESC`)).map((row) => Number(row[0]));
      const pages = Math.ceil(ids.length / 50);
      for (const page of new Set([1, Math.ceil(pages / 2), pages])) {
        const answer = await listAnomalies(store.source, lists, query({ ...asked, sort_weight: 'desc', page }), now());
        assert.deepEqual([answer.total, answer.items.map((a) => a.id)], [ids.length, ids.slice((page - 1) * 50, page * 50)]);
      }
    });
  }

  it('finds the operations of a container, and the parts of many operations at once', async () => {
    const ids = (await store.source.rows('SELECT DISTINCT operation_id FROM container_runs WHERE container_id = 9 ORDER BY 1 DESC')).map((row) => Number(row[0]));
    const page = await listOperations(store.source, lists, routes.listOperations.query.parse({ container: '9', size: 1000 }));
    assert.deepEqual(page.items.map((o) => o.id), ids);
    assert.equal((await containerRuns(store.source, [1, 2, 3, 4999])).length, 16);
  });

  it('archives ten thousand at once, with a history entry each', async () => {
    const ids = (await store.source.rows("SELECT id FROM anomalies WHERE status = 'Active' ORDER BY id LIMIT 10000")).map((row) => Number(row[0]));
    const [before] = (await store.source.rows('SELECT count(*) FROM changes'))[0]!;
    const started = performance.now();
    await store.transaction((tx) => tx.setAnomalyStatus(ids, 'Invalid', 'ann'));
    assert.ok(performance.now() - started < 10_000, 'some statements, not ten thousand');
    assert.equal(Number((await store.source.rows('SELECT count(*) FROM changes'))[0]![0]) - Number(before), 10_000);
    assert.equal((await listAnomalies(store.source, lists, query({ id: ids.slice(0, 100).join(), size: 1000 }), now())).items.filter((a) => a.status === 'Invalid').length, 100);
  });
});

describe('a store of the first schema', () => {
  it('gets what lists are read from', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-first-schema-'));
    const file = path.join(folder, 'state.duckdb');
    try {
      const session = await openSession({ path: file });
      for (const statement of migrations[0]!) await session.query(statement);
      await session.query('CREATE TABLE schema_version (version BIGINT); INSERT INTO schema_version VALUES (1)');
      const anomaly = { ...anomalyOf({ created: '2025-03-04T05:06:07.008Z', message: '"fingerprint":"000000000000', fingerprint: 'ab'.repeat(32), tags: ['x'] }), id: 1 };
      const operation = { ...operationOf({ created: '2025-03-04T05:06:07.008Z' }), id: 1 };
      await session.query(`INSERT INTO anomalies VALUES (1, 1, 1, 1, 'record', 'Active', false, '${anomaly.created}', 1, 1, [5], ['x'], '${JSON.stringify(anomaly)}')`);
      await session.query(`INSERT INTO operations VALUES (1, 'sync', 1, 'success', '${operation.created}', false, 0, '${JSON.stringify(operation)}')`);
      await session.close();
      const store = await openStore({ file, now });
      const { anomalies, operations } = await store.lists();
      assert.deepEqual([anomalies.table.column('created')[0], operations.table.column('created')[0]], [Date.parse(anomaly.created), Date.parse(operation.created)]);
      assert.deepEqual(anomalies.ofCheck(5), { all: 1, open: 1 });
      assert.deepEqual(await store.source.rows('SELECT print FROM anomalies'), [[printOf(anomaly.fingerprint)]]);
      assert.deepEqual((await store.knownAnomalies(1, [])).map((a) => a.id), [1]);
      await store.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
