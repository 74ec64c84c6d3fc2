import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fillStore } from '../../bench/lib/fill-store';
import { openStore } from '../../src/engine/store/store';
import { realEngine, startEngine } from './engine-process';

const now = (): Date => new Date('2026-01-02T03:04:05.000Z');
const anomalies = 5000;

describe('an engine killed in the middle of bulk changes', () => {
  let folder: string;
  let file: string;
  before(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'plumbline-kill-bulk-')), 'store');
    await mkdir(folder, { mode: 0o700 });
    file = path.join(folder, 'state.duckdb');
    await (await openStore({ file, now })).close();
    await fillStore(file, { anomalies, operations: 500, containers: 20, datastores: 2 });
  });
  after(() => rm(path.dirname(folder), { recursive: true, force: true }));

  /** Counts and lists against a recount over the file, and every answered change whole. */
  async function recount(round: number, answered: ReadonlyMap<number, string>): Promise<void> {
    const store = await openStore({ file, now });
    try {
      const { anomalies: list } = await store.lists();
      const rows = await store.source.rows('SELECT id, datastore_id, container_id, check_ids, status, archived FROM anomalies');
      const open = { container: new Map<number, number>(), datastore: new Map<number, number>(), check: new Map<number, number>() };
      const add = (counts: Map<number, number>, id: number): void => void counts.set(id, (counts.get(id) ?? 0) + 1);
      for (const [id, datastore, container, checks, status, archived] of rows) {
        assert.equal(archived, status !== 'Active' && status !== 'Acknowledged', `anomaly ${String(id)} in round ${round}`);
        assert.equal(list.statusOf(Number(id)), status);
        if (archived === true) continue;
        add(open.container, Number(container));
        add(open.datastore, Number(datastore));
        for (const check of (checks as { items: readonly bigint[] }).items) add(open.check, Number(check));
      }
      for (let id = 1; id <= 20; id++) assert.equal(list.ofContainer(id).open, open.container.get(id) ?? 0, `container ${id}`);
      for (let id = 1; id <= 2; id++) assert.equal(list.openOfDatastore(id), open.datastore.get(id) ?? 0, `datastore ${id}`);
      for (let id = 1; id <= 200; id++) assert.equal(list.ofCheck(id).open, open.check.get(id) ?? 0, `check ${id}`);
      assert.equal(list.idsOf(list.match().oneOf('archived', [0])).length, rows.filter((row) => row[5] === false).length);
      const statuses = new Map(rows.map((row) => [Number(row[0]), String(row[4])]));
      for (const [id, status] of answered) assert.equal(statuses.get(id), status, `anomaly ${id} was answered for`);
      // No id of a change was given out twice.
      const [twice] = await store.source.rows('SELECT count(*) FROM (SELECT id FROM changes GROUP BY id HAVING count(*) > 1)');
      assert.deepEqual(twice, [0]);
    } finally {
      await store.close();
    }
  }

  it('leaves counts and lists that equal a recount, and loses nothing that it has answered', async () => {
    const answered = new Map<number, string>();
    for (let round = 0; round < 4; round++) {
      const engine = startEngine(realEngine, folder);
      await engine.found();
      let cut: number[] = [];
      const working = (async () => {
        for (let n = 0; ; n++) {
          const ids = Array.from({ length: 1000 }, (_, i) => 1 + (i * 5 + n) % anomalies);
          const status = ['Resolved', 'Active', 'Invalid', 'Acknowledged'][(n + round) % 4]!;
          cut = ids;
          const { status: code } = n % 2 === 0 && status !== 'Active' && status !== 'Acknowledged'
            ? await engine.call('DELETE', '/anomalies', ids.map((id) => ({ id, archive: true, status })))
            : await engine.call('PATCH', '/anomalies', ids.slice(0, 100).map((id) => ({ id, status: 'Acknowledged' })));
          assert.equal(code, 200);
          const whole = n % 2 === 0 && status !== 'Active' && status !== 'Acknowledged';
          for (const id of whole ? ids : ids.slice(0, 100)) answered.set(id, whole ? status : 'Acknowledged');
        }
      })();
      const failed = assert.rejects(working, (error) => !(error instanceof assert.AssertionError));
      await sleep(700 + round * 130);
      engine.child.kill('SIGKILL');
      await Promise.all([failed, engine.ended]);
      for (const id of cut) answered.delete(id);
      await recount(round, answered);
    }
    assert.ok(answered.size > 0, 'some changes were answered before a kill');
  });
});
