import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore } from '../../src/engine/store/store';
import type { EngineStore } from '../../src/engine/store/engine-store';
import { anomalyOf, containerOf, containerProfileOf, datastoreOf, fieldOf, profileOf } from './entities';

const now = (): Date => new Date('2026-01-02T03:04:05.000Z');

describe('store', () => {
  let folder: string;
  let store: EngineStore;
  const open = (): Promise<EngineStore> => openStore({ file: path.join(folder, 'state.duckdb'), now });
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumbline-store-'));
    store = await open();
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('keeps what a transaction saved after it is opened again', async () => {
    const saved = await store.transaction(async (tx) => {
      const container = await tx.saveContainer(containerOf({ name: 'movies "2020"\u0000', tags: ['a', "b'"] }));
      const field = await tx.saveField(fieldOf(container.id, { name: 'Größe 📏' }));
      const profile = await tx.saveProfile(profileOf(container.id, { name: 'Größe 📏', mean: 1.5 }));
      return { container, field, profile };
    });
    await store.close();
    store = await open();
    assert.deepEqual(await store.container(saved.container.id), saved.container);
    assert.deepEqual(await store.fields(saved.container.id), [saved.field]);
    assert.deepEqual(await store.latestProfiles(saved.container.id), [saved.profile]);
  });

  it('keeps nothing of a transaction that throws', async () => {
    const kept = await store.transaction((tx) => tx.saveContainer(containerOf({ name: 'kept' })));
    await assert.rejects(store.transaction(async (tx) => {
      await tx.saveContainer({ ...kept, name: 'changed' });
      await tx.saveContainer(containerOf({ name: 'new' }));
      assert.deepEqual((await tx.containers(1)).map((c) => c.name), ['changed', 'new'], 'a transaction sees its own writes');
      throw new Error('stop');
    }), /stop/);
    assert.deepEqual((await store.containers(1)).map((c) => c.name), ['kept']);
  });

  it('runs transactions one after another', async () => {
    const { id } = await store.transaction((tx) => tx.saveContainer(containerOf({ records: 0 })));
    await Promise.all(Array.from({ length: 20 }, () => store.transaction(async (tx) => {
      const container = (await tx.container(id))!;
      await tx.saveContainer({ ...container, records: container.records! + 1 });
    })));
    assert.equal((await store.container(id))?.records, 20);
  });

  it('never gives an id twice, also after a delete and a restart', async () => {
    const first = await store.transaction((tx) => tx.saveContainer(containerOf()));
    await store.transaction((tx) => tx.deleteContainer(first.id));
    await store.close();
    store = await open();
    const second = await store.transaction((tx) => tx.saveContainer(containerOf()));
    assert.ok(second.id > first.id);
  });

  it('replaces an entity saved many times in one transaction and keeps one', async () => {
    await store.transaction(async (tx) => {
      const made = await tx.saveContainer(containerOf({ name: 'one' }));
      for (let n = 0; n < 5; n++) {
        await tx.saveContainer({ ...made, name: `v${n}` });
        await tx.container(made.id);
      }
    });
    assert.deepEqual((await store.containers(1)).map((c) => c.name), ['v4']);
  });

  it('enters changes of an anomaly into its history, with who made them', async () => {
    const made = await store.transaction((tx) => tx.saveAnomaly(anomalyOf(), { columns: ['a'], records: [] }, 'scan 1'));
    await store.transaction((tx) => tx.saveAnomaly({ ...made, last_seen: '2027-01-01T00:00:00.000Z' }, null, 'scan 2'));
    await store.transaction((tx) => tx.saveAnomaly({ ...made, status: 'Acknowledged', tags: ['x'] }, null, 'ann'));
    const rows = await store.source.rows('SELECT doc FROM changes');
    const changes = rows.map((row) => JSON.parse(String(row[0])) as { user: string; changeset: unknown });
    assert.deepEqual(changes.map((c) => [c.user, c.changeset]), [['ann', { status: ['Active', 'Acknowledged'], tags: [[], ['x']] }]]);
  });

  it('deletes a datastore with all that was learned about it and unlinks it as enrichment', async () => {
    const [gone, other] = await store.transaction(async (tx) => {
      const first = await tx.createDatastore(datastoreOf());
      const second = await tx.createDatastore(datastoreOf({ name: 'other', enrichment_datastore_id: first.id }));
      const container = await tx.saveContainer(containerOf({ datastore_id: first.id }));
      await tx.saveField(fieldOf(container.id));
      await tx.saveProfile(profileOf(container.id));
      await tx.saveContainerProfile(containerProfileOf(container.id));
      await tx.saveAnomaly(anomalyOf({ datastore_id: first.id, container_id: container.id }), { columns: [], records: [] }, 'scan');
      await tx.saveCheckpoint({ container_id: container.id, field: 'a', value: '1', operation_id: 1 });
      await tx.saveMetric({ container_id: container.id, check_id: null, key: 'rows', value: 1, captured: now().toISOString(), operation_id: 1 });
      return [first, second];
    });
    await store.transaction((tx) => tx.deleteDatastore(gone.id));
    for (const table of ['containers', 'fields', 'profiles', 'container_profiles', 'anomalies', 'records', 'checkpoints', 'metrics']) {
      assert.deepEqual(await store.source.rows(`SELECT count(*) FROM ${table}`), [[0]], table);
    }
    assert.equal((await store.datastore(other.id))?.enrichment_datastore_id, null);
  });

  it('keeps the latest profile of each field apart from older ones', async () => {
    await store.transaction(async (tx) => {
      await tx.saveProfile(profileOf(1, { name: 'a', mean: 1 }));
      await tx.saveProfile(profileOf(1, { name: 'b', mean: 2 }));
      await tx.saveProfile(profileOf(1, { name: 'a', mean: 3 }));
    });
    assert.deepEqual((await store.latestProfiles(1)).map((p) => [p.name, p.mean]), [['b', 2], ['a', 3]]);
  });

  it('saves 400 containers of 20 fields and 10,000 anomalies in one transaction within seconds', async () => {
    const started = Date.now();
    await store.transaction(async (tx) => {
      for (let n = 0; n < 400; n++) {
        const container = await tx.saveContainer(containerOf({ name: `table ${n}` }));
        for (let f = 0; f < 20; f++) await tx.saveField(fieldOf(container.id, { name: `f${f}`, position: f }));
      }
      for (let n = 0; n < 10_000; n++) await tx.saveAnomaly(anomalyOf({ fingerprint: String(n) }), { columns: [], records: [] }, 'scan');
    });
    assert.equal((await store.anomalies(1)).length, 10_000);
    assert.ok(Date.now() - started < 10_000, `${Date.now() - started} ms`);
  });
});
