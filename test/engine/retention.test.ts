import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prunableOperations, pruneStep } from '../../src/engine/retention/prune';
import { retention } from '../../src/engine/retention/retention';
import type { EngineStore } from '../../src/engine/store/engine-store';
import { openStore } from '../../src/engine/store/store';
import { anomalyOf, containerProfileOf, operationOf, profileOf } from './entities';

const now = (): Date => new Date('2026-06-01T00:00:00.000Z');
const day = 86_400_000;
const ago = (days: number): string => new Date(now().getTime() - days * day).toISOString();

describe('retention', () => {
  let folder: string;
  let store: EngineStore;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumbline-retention-'));
    store = await openStore({ file: path.join(folder, 'state.duckdb'), now });
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  const left = async (table: string): Promise<number[]> => (await store.source.rows(`SELECT id FROM ${table} ORDER BY id`)).map((row) => Number(row[0]));
  const until = new Date(now().getTime() - 100 * day);

  it('removes old operations with their runs, but not the latest successful ones, those under way, and those that anomalies rest on', async () => {
    await store.transaction(async (tx) => {
      const make = (over: Parameters<typeof operationOf>[0]): Promise<unknown> => tx.createOperation(operationOf({ start_time: null, end_time: null, ...over }));
      await make({ created: ago(300), datastore_id: 1 }); // 1: replaced by 2
      await make({ created: ago(200), datastore_id: 1 }); // 2: the latest successful sync of datastore 1
      await make({ created: ago(190), datastore_id: 1, result: 'failure' }); // 3
      await make({ created: ago(180), datastore_id: 2, result: 'running' }); // 4: under way
      await make({ created: ago(170), datastore_id: 2, result: 'aborted' }); // 5: an anomaly names it
      await make({ created: ago(160), datastore_id: 2, result: 'aborted' }); // 6
      await make({ created: ago(99), datastore_id: 1, result: 'failure' }); // 7: too young
      for (let id = 1; id <= 7; id++) await tx.saveContainerRun({ operation_id: id, container_id: 1, result: 'success' });
      await tx.saveAnomaly(anomalyOf({ operation_id: 5, status: 'Resolved' }), null, 'scan');
    });
    assert.deepEqual(await pruneStep(store, until), { operations: 3, profiles: 0 });
    assert.deepEqual(await left('operations'), [2, 4, 5, 7]);
    assert.deepEqual((await store.source.rows('SELECT operation_id FROM container_runs ORDER BY 1')).flat(), [2, 4, 5, 7]);
    assert.deepEqual(await pruneStep(store, until), { operations: 0, profiles: 0 });
    assert.equal((await store.lists()).operations.match().count(), 4, 'lists know of it');
  });

  it('removes old profiles, but the newest of each field', async () => {
    await store.transaction(async (tx) => {
      for (const [name, days] of [['a', 300], ['a', 250], ['a', 50], ['b', 300], ['b', 200], ['c', 400]] as const) await tx.saveProfile(profileOf(1, { name, created: ago(days) }));
      for (const [container, days] of [[1, 300], [1, 50], [2, 400], [2, 300]] as const) await tx.saveContainerProfile(containerProfileOf(container, { created: ago(days) }));
    });
    assert.deepEqual(await pruneStep(store, until), { operations: 0, profiles: 3 });
    assert.deepEqual(await left('profiles'), [3, 5, 6]);
    assert.deepEqual(await left('container_profiles'), [2, 4]);
  });

  it('takes small steps, oldest first', async () => {
    await store.transaction(async (tx) => { for (let n = 0; n < 500; n++) await tx.createOperation(operationOf({ created: ago(400 - n / 10), result: 'failure' })); });
    assert.deepEqual(prunableOperations(await store.lists(), until.getTime(), 3), [1, 2, 3]);
    assert.equal((await pruneStep(store, until)).operations, 200);
    assert.deepEqual((await left('operations'))[0], 201);
  });

  it('says in the log what a round has removed, and waits while an operation runs; 0 days keep everything', async () => {
    await store.transaction(async (tx) => { for (let n = 0; n < 450; n++) await tx.createOperation(operationOf({ created: ago(400), result: 'failure' })); });
    const said: string[] = [];
    let busy = true;
    const options = { store, now, busy: () => busy, log: (_: string, message: string) => void said.push(message), pace: { first: 1, step: 1, round: 1e6 } };
    const never = retention({ ...options, keepDays: 0, busy: () => false });
    const running = retention({ ...options, keepDays: 100 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal((await left('operations')).length, 450);
    busy = false;
    while (said.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(said, ['removed what is older than 100 days: 450 operations with their container runs, 0 field profiles']);
    assert.deepEqual(await left('operations'), []);
    running.stop();
    never.stop();
  });
});
