import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { boundedMap } from '../../src/engine/store/cache/bounded-map';
import type { EngineStore } from '../../src/engine/store/engine-store';
import { find, findAll } from '../../src/engine/store/entities';
import { containerCounts } from '../../src/engine/store/queries/containers';
import { datastoreCounts } from '../../src/engine/store/queries/datastores';
import { fieldCompleteness, fieldIds } from '../../src/engine/store/queries/fields';
import type { RowSource } from '../../src/engine/store/source';
import { openStore } from '../../src/engine/store/store';
import { checkOf, connectionOf, containerOf, datastoreOf, fieldOf, profileOf } from './entities';

describe('what the store keeps of what it has read', () => {
  let folder: string;
  let store: EngineStore;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumbline-cache-'));
    store = await openStore({ file: path.join(folder, 'state.duckdb'), now: () => new Date('2026-01-02T03:04:05.000Z') });
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const ids = [1, 2, 3, 4];
  async function everything(source: RowSource): Promise<unknown> {
    const lists = await store.lists();
    return {
      connections: await findAll(source, 'connections', ids), datastores: await findAll(source, 'datastores', ids),
      containers: await findAll(source, 'containers', ids), checks: await findAll(source, 'checks', Array.from({ length: 30 }, (_, i) => i)),
      fieldIds: await fieldIds(source, ids), completeness: await fieldCompleteness(source, ids),
      containerCounts: await containerCounts(source, lists, ids), datastoreCounts: await datastoreCounts(source, lists, ids),
    };
  }
  /** What is answered from memory is what the file says. */
  async function agrees(): Promise<void> {
    const fresh = await everything({ rows: store.source.rows });
    assert.deepEqual(await everything(store.source), fresh);
    assert.deepEqual(await everything(store.source), fresh, 'asked for again');
  }

  it('agrees with the file after each kind of change', async () => {
    await agrees();
    const made = await store.transaction(async (tx) => {
      const connection = await tx.saveConnection(connectionOf());
      const first = await tx.createDatastore(datastoreOf({ connection_id: connection.id }));
      const second = await tx.createDatastore(datastoreOf({ name: 'second', connection_id: connection.id }));
      const containers = await Promise.all([first, first, second].map((d, n) => tx.saveContainer(containerOf({ datastore_id: d.id, name: `t${n}`, records: 10 }))));
      return { connection, first, second, containers };
    });
    const [one, two, three] = made.containers as [typeof made.containers[0], typeof made.containers[0], typeof made.containers[0]];
    await agrees();
    const fields = await store.transaction((tx) => Promise.all([one, two, three].map((c, n) => tx.saveField(fieldOf(c.id, { name: `f${n}` })))));
    await agrees();
    const checks = await store.transaction((tx) => Promise.all([one, one, two, three].map((c, n) => tx.saveCheck(checkOf(c.id, { fields: ['f0'], is_passing: n > 0 })))));
    await agrees();
    for (const change of [
      (tx) => tx.saveProfile(profileOf(one.id, { name: 'f0', completeness: 0.5 })),
      (tx) => tx.saveProfile(profileOf(one.id, { name: 'f0', completeness: 0.25 })),
      (tx) => tx.saveCheck({ ...checks[0]!, is_passing: true }),
      (tx) => tx.saveCheck({ ...checks[1]!, deleted_at: '2026-01-01T00:00:00.000Z' }),
      (tx) => tx.deleteCheck(checks[2]!.id),
      (tx) => tx.saveContainer({ ...two, name: 'renamed', records: 77 }),
      (tx) => tx.saveContainer({ ...two, missing: true }),
      (tx) => tx.saveDatastore({ ...made.first, name: 'renamed' }),
      (tx) => tx.saveConnection({ ...made.connection, name: 'renamed' }),
      (tx) => tx.saveField({ ...fields[1]!, name: 'renamed' }),
      (tx) => tx.deleteField(fields[0]!.id),
      (tx) => tx.deleteProfiles([2]),
      (tx) => tx.deleteContainer(one.id),
      (tx) => tx.deleteDatastore(made.second.id),
      (tx) => tx.deleteDatastore(made.first.id),
      (tx) => tx.deleteConnection(made.connection.id),
    ] as ((tx: Parameters<Parameters<EngineStore['transaction']>[0]>[0]) => Promise<unknown>)[]) {
      await store.transaction(change);
      await agrees();
    }
    assert.equal(await find(store.source, 'containers', three.id), undefined);
  });

  it('keeps nothing of a transaction that was undone, nor what was read before one that was not', async () => {
    const container = await store.transaction((tx) => tx.saveContainer(containerOf({ datastore_id: 1, name: 'before' })));
    await assert.rejects(store.transaction(async (tx) => {
      await tx.saveContainer({ ...container, name: 'undone' });
      assert.equal((await tx.container(container.id))?.name, 'undone');
      throw new Error('no');
    }), /no/);
    assert.equal((await find(store.source, 'containers', container.id))?.name, 'before');
    await Promise.all(Array.from({ length: 40 }, async (_, n) => {
      if (n % 4 === 0) await store.transaction((tx) => tx.saveContainer({ ...container, name: `name ${n}` }));
      else await find(store.source, 'containers', container.id);
    }));
    assert.equal((await find(store.source, 'containers', container.id))?.name, 'name 36');
  });

  it('lets the oldest go when it holds too much, and does not take what is large', () => {
    const map = boundedMap<string>(100);
    for (let id = 0; id < 20; id++) map.set(id, String(id), 10);
    assert.equal(map.get(9), undefined);
    assert.equal(map.get(10), '10');
    map.set(30, 'large', 13);
    assert.equal(map.get(30), undefined);
    assert.equal(map.get(19), '19');
  });
});
