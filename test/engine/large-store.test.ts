import assert from 'node:assert/strict';
import { anomalyOf, checkOf, connectionOf, containerOf, datastoreOf, fieldOf, operationOf, profileOf } from './entities';
import { startRig, type Rig } from './rig';

/** Milliseconds that the slowest of the usual questions may take, on a slow and busy machine. */
const bound = 1500;

describe('engine with 400 tables of 20 fields, 10,000 anomalies and 10,000 operations', () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig();
    await rig.store.transaction(async (tx) => {
      const connection = await tx.saveConnection(connectionOf());
      const datastore = await tx.createDatastore(datastoreOf({ connection_id: connection.id }));
      for (let n = 0; n < 400; n++) {
        const container = await tx.saveContainer(containerOf({ datastore_id: datastore.id, name: `table_${n}`, records: 1000 }));
        for (let f = 0; f < 20; f++) {
          await tx.saveField(fieldOf(container.id, { name: `f${f}`, position: f }));
          await tx.saveProfile(profileOf(container.id, { name: `f${f}` }));
          if (f < 5) await tx.saveCheck(checkOf(container.id, { fields: [`f${f}`], is_passing: f > 0 }));
        }
      }
      const records = { columns: ['a'], records: Array.from({ length: 10 }, (_, n) => ({ row_id: String(n), values: { a: 'x'.repeat(100) }, failed_checks: [1], fields: ['a'] })) };
      for (let n = 0; n < 10_000; n++) {
        const failed_checks = [{ check_id: (n % 2000) + 1, message: 'message', expected: 'e', found: 'f', anomalous_records_count: 10 }];
        await tx.saveAnomaly(anomalyOf({ datastore_id: datastore.id, container_id: (n % 400) + 1, fingerprint: String(n), failed_checks }), records, 'scan');
      }
      for (let n = 0; n < 10_000; n++) {
        const { id } = await tx.createOperation(operationOf({ datastore_id: datastore.id, created: new Date(n * 60_000).toISOString() }));
        if (n % 50 === 0) await tx.saveContainerRun({ operation_id: id, container_id: 1, container: { id: 1, name: 'table_0' }, result: 'success' });
      }
    });
  });
  after(() => rig.close());

  for (const [target, total] of [
    ['/datastores', 1], ['/containers?datastore=1&size=1000', 400], ['/containers?page=8&size=50', 400], ['/fields?size=1000&page=8', 8000],
    ['/field-profiles?datastore=1&size=1000', 8000], ['/containers/7/field-profiles', 20], ['/quality-checks?size=1000&page=2', 2000],
    ['/quality-checks?container=399', 5], ['/anomalies?size=1000&page=10', 10_000], ['/anomalies?container=3&rule_type=notNull&field=f2', 25],
    ['/anomalies?quality_check=5&sort_weight=desc', 5], ['/operations?size=1000&page=10', 10_000], ['/operations?container=1&sort_duration=desc', 200],
    ['/operations?id=1&id=2&id=9999', 3], ['/operations?finished=false', 0],
  ] as const) {
    it(`answers GET ${target} quickly`, async () => {
      const started = performance.now();
      const answer = await rig.call('GET', target);
      const took = performance.now() - started;
      assert.equal(answer.body.total, total);
      assert.ok(took < bound, `${took.toFixed(0)} ms`);
    });
  }

  it('keeps pages apart and whole', async () => {
    const seen = new Set<number>();
    for (let page = 1; page <= 10; page++) {
      for (const { id } of (await rig.call('GET', `/anomalies?size=1000&page=${page}`)).body.items as { id: number }[]) seen.add(id);
    }
    assert.equal(seen.size, 10_000);
  });
});
