import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runBody, type RunRequest } from '../../src/core/api/schemas/operation';
import { runners } from '../../src/engine/operations/runners';
import { operationQueue, type OperationQueue } from '../../src/engine/queue/queue';
import type { EngineStore } from '../../src/engine/store/engine-store';
import type { StoredAnomaly, StoredOperation } from '../../src/engine/store/model';
import { openStore } from '../../src/engine/store/store';
import { testSessions } from '../support/sessions';

const vega = path.join('node_modules', 'vega-datasets', 'data');

describe('a pipeline in the real store and queue', () => {
  let folder: string;
  let store: EngineStore;
  let queue: OperationQueue;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-pipe-'));
    store = await openStore({ file: path.join(folder, 'state.duckdb'), now: () => new Date() });
    queue = operationQueue({ store, now: () => new Date(), sessions: testSessions(), log: () => undefined, runners, parallel: 2 });
  });
  afterEach(async () => {
    await queue.stop();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function datastore(name: string): Promise<{ id: number; folder: string }> {
    const data = path.join(folder, name);
    mkdirSync(data);
    const created = new Date().toISOString();
    const id = await store.transaction(async (tx) => {
      const connection = await tx.saveConnection({ name, created, type: 'files', path: data });
      return (await tx.createDatastore({
        name, created, connection_id: connection.id, database: null, schema: null, favorite: false, enrichment_only: false, enrichment_datastore_id: null, enrichment_prefix: null,
        enrichment_source_record_limit: null, enrichment_remediation_strategy: null, high_count_rollup_threshold: null, tags: [], last_synced: null,
      })).id;
    });
    return { id, folder: data };
  }
  async function start(ids: readonly number[], request: RunRequest): Promise<number[]> {
    const body = runBody.parse({ ...request, datastore_ids: ids });
    return (await queue.add(ids.map((datastoreId) => ({ body, datastoreId })), 'test')).map((operation) => operation.id);
  }
  async function ended(ids: readonly number[]): Promise<StoredOperation[]> {
    while (queue.busy()) await new Promise((resolve) => { setTimeout(resolve, 10); });
    const rows = await store.source.rows(`SELECT doc FROM operations WHERE id IN (${ids.join(', ')}) ORDER BY id`);
    return rows.map((row) => JSON.parse(String(row[0])) as StoredOperation);
  }
  const run = async (id: number, request: RunRequest): Promise<StoredOperation> => (await ended(await start([id], request)))[0] ?? assert.fail('no operation');
  const anomaliesOf = async (id: number): Promise<StoredAnomaly[]> => (await Promise.all((await store.containers(id)).map((c) => store.anomalies(c.id)))).flat();

  it('goes from real messy files to anomalies with their rows, two datastores at once', async () => {
    const [films, birds] = [await datastore('films'), await datastore('birds')];
    copyFileSync(path.join(vega, 'movies.json'), path.join(films.folder, 'movies.json'));
    copyFileSync(path.join(vega, 'penguins.json'), path.join(birds.folder, 'penguins.json'));
    copyFileSync(path.join(vega, 'birdstrikes.csv'), path.join(birds.folder, 'birdstrikes.csv'));
    writeFileSync(path.join(birds.folder, 'broken.csv'), 'a,b\n1,2\n3\n');
    for (const type of ['sync', 'profile', 'scan'] as const) {
      const operations = await ended(await start([films.id, birds.id], { type }));
      for (const operation of operations) assert.equal(operation.result, 'success', `${type}: ${operation.message}`);
      if (type === 'scan') {
        assert.equal(operations[0]?.status.records_processed, 3201);
        assert.equal(operations[1]?.status.records_processed, 10_344);
        for (const [at, id] of [films.id, birds.id].entries()) {
          const found = await anomaliesOf(id);
          assert.ok(found.length > 0);
          assert.equal(found.length, operations[at]?.status.anomalies_identified);
          assert.ok(found.every((anomaly) => anomaly.operation_id === operations[at]?.id && anomaly.message && anomaly.weight >= 1));
        }
      }
    }
    const title = (await anomaliesOf(films.id)).find((anomaly) => anomaly.message.includes('Title'));
    assert.equal(title?.anomalous_records_count, 1);
    const before = (await anomaliesOf(films.id)).map((a) => a.id);
    await run(films.id, { type: 'scan' });
    assert.deepEqual((await anomaliesOf(films.id)).map((a) => a.id), before);
  });

  it('checks one datastore against another', async () => {
    const [sales, master] = [await datastore('sales'), await datastore('master')];
    writeFileSync(path.join(sales.folder, 'orders.csv'), 'id,customer\n1,7\n2,8\n3,99\n');
    writeFileSync(path.join(master.folder, 'customers.csv'), 'id\n7\n8\n9\n');
    await ended(await start([sales.id, master.id], { type: 'sync' }));
    const orders = (await store.containers(sales.id))[0] ?? assert.fail('no orders');
    const customers = (await store.containers(master.id))[0] ?? assert.fail('no customers');
    const now = new Date().toISOString();
    await store.transaction((tx) => tx.saveCheck({
      container_id: orders.id, created: now, last_updated: now, rule_type: 'existsIn', fields: ['customer'],
      properties: { field_name: 'id', ref_container_id: customers.id, ref_datastore_id: master.id }, filter: null, coverage: null, description: '', status: 'Active',
      inferred: false, tags: [], additional_metadata: null, deleted_at: null, archived_status: null, is_passing: null, last_asserted: null,
    }));
    const operation = await run(sales.id, { type: 'scan' });
    assert.equal(operation.message, null);
    assert.deepEqual((await anomaliesOf(sales.id)).map((a) => a.anomalous_records_count), [1]);
    rmSync(path.join(master.folder, 'customers.csv'));
    assert.match((await run(sales.id, { type: 'scan' })).message ?? '', /does not exist/);
  });
});
