import assert from 'node:assert/strict';
import type { StoredAnomaly, StoredCheck } from '../../src/engine/store/model';
import { anomalyOf, checkOf, containerOf, fieldOf, operationOf, profileOf } from './entities';
import { startRig, type Rig } from './rig';

/** What callers read out of answers, beyond that every route has one. */
describe('engine over HTTP: what answers say', () => {
  let rig: Rig;
  let datastore: number;
  let container: number;
  beforeEach(async () => {
    rig = await startRig();
    datastore = (await rig.call('POST', '/datastores', { name: 'shop', connection: { type: 'files', path: '.' } })).body.id;
    container = (await rig.store.transaction((tx) => tx.saveContainer(containerOf({ datastore_id: datastore, records: 4 })))).id;
    await rig.store.transaction((tx) => tx.saveField(fieldOf(container)));
  });
  afterEach(() => rig.close());

  const get = async (target: string) => {
    const { status, body } = await rig.call('GET', target);
    assert.equal(status, 200, target);
    return body;
  };
  const check = (over: Partial<StoredCheck> = {}): Promise<StoredCheck> => rig.store.transaction((tx) => tx.saveCheck(checkOf(container, over)));
  const failed = (id: number) => ({ check_id: id, message: `broken ${id}`, expected: 'no null', found: '1', anomalous_records_count: 1 });
  const anomaly = (checks: readonly StoredCheck[], over: Partial<StoredAnomaly> = {}): Promise<StoredAnomaly> => rig.store.transaction((tx) => tx.saveAnomaly(
    anomalyOf({ datastore_id: datastore, container_id: container, fingerprint: `f ${checks.map(({ id }) => id).join()} ${over.message ?? ''}`, failed_checks: checks.map(({ id }) => failed(id)), ...over }), null, 'scan'));
  const statuses = async (): Promise<[number, string][]> => (await get('/anomalies?archived=include')).items.map((a: StoredAnomaly): [number, string] => [a.id, a.status]).sort();

  it('a datastore names its kind, its newest operation and where it keeps what it finds', async () => {
    const plain = await get(`/datastores/${datastore}`);
    assert.deepEqual([plain.latest_operation, plain.enrichment_datastore, plain.metrics.records, plain.metrics.active_anomalies], [null, null, 4, 0]);
    const other = (await rig.call('POST', '/datastores', { name: 'kept', enrichment_only: true, connection: { type: 'duckdb', path: 'k.duckdb' } })).body;
    await rig.call('PATCH', `/datastores/${datastore}/enrichment/${other.id}`);
    await rig.store.transaction(async (tx) => {
      await tx.saveOperation({ id: 1, ...operationOf({ datastore_id: datastore, type: 'sync', created: '2026-01-01T00:00:00.000Z' }) });
      await tx.saveOperation({ id: 2, ...operationOf({ datastore_id: datastore, type: 'scan', result: 'failure', created: '2026-01-02T00:00:00.000Z' }) });
    });
    const shop = await get(`/datastores/${datastore}`);
    assert.deepEqual([shop.latest_operation.type, shop.latest_operation.result], ['scan', 'failure']);
    assert.deepEqual([shop.type, shop.connection.type, shop.connection.connection_type], ['files', 'files', shop.store_type]);
    const kept = await get(`/datastores/${other.id}`);
    assert.deepEqual([kept.type, kept.latest_operation, kept.metrics.containers, kept.metrics.records], ['duckdb', null, 0, null]);
    assert.notEqual(kept.store_type, shop.store_type);
    assert.deepEqual([shop.enrichment_datastore.id, shop.enrichment_datastore.type], [other.id, 'duckdb']);
  });

  it('a container gives the share of its checks that pass in percent with one decimal, and none before there was a result', async () => {
    await check();
    assert.equal((await get(`/containers/${container}`)).metrics.quality_score.total, null);
    for (const is_passing of [true, true, false]) await check({ rule_type: is_passing ? 'unique' : 'between', is_passing, last_asserted: '2026-01-01T00:00:00.000Z' });
    const { metrics } = await get(`/containers/${container}`);
    assert.deepEqual([metrics.quality_score.total, metrics.passing_checks, metrics.failing_checks, metrics.active_checks], [66.7, 2, 1, 4]);
  });

  it('a profile counts checks and open anomalies of its field alone', async () => {
    await rig.store.transaction(async (tx) => {
      await tx.saveProfile(profileOf(container));
      await tx.saveProfile(profileOf(container, { name: 'other' }));
    });
    const amount = await check();
    await anomaly([amount]);
    const profiles = (await get(`/containers/${container}/field-profiles`)).items as { name: string; quality_check_count: number; anomaly_count: number }[];
    assert.deepEqual(profiles.map((p) => [p.name, p.quality_check_count, p.anomaly_count]).sort(), [['amount', 1, 1], ['other', 0, 0]]);
  });

  it('a check is new until a scan has asserted it, and counts all its anomalies and the open ones', async () => {
    const [fresh, asserted] = [await check(), await check({ rule_type: 'unique', last_asserted: '2026-01-01T00:00:00.000Z', is_passing: false })];
    await anomaly([asserted]);
    await anomaly([asserted], { status: 'Resolved', message: 'before' });
    const list = (await get('/quality-checks')).items as { id: number; is_new: boolean; anomaly_count: number; active_anomaly_count: number }[];
    assert.deepEqual(list.map((c) => [c.id, c.is_new, c.anomaly_count, c.active_anomaly_count]).sort(), [[fresh.id, true, 0, 0], [asserted.id, false, 2, 1]]);
  });

  it('an anomaly is new until it is seen again, says what it is, and names its checks also when they are deleted', async () => {
    const one = await check();
    const seen = await anomaly([one], { last_seen: '2026-02-01T00:00:00.000Z' });
    const fresh = await anomaly([one], { message: 'fresh', description: 'known' });
    const first = await get(`/anomalies/${seen.id}`);
    assert.deepEqual([first.is_new, first.description, first.archived, first.source_enriched, first.comments, first.assignees], [false, seen.message, false, false, [], []]);
    assert.deepEqual([first.datastore.name, first.container.name, first.container.container_type], ['shop', 'orders', 'file']);
    assert.deepEqual([first.failed_checks[0].message, first.failed_checks[0].quality_check.rule_type], [`broken ${one.id}`, 'notNull']);
    await rig.call('PUT', `/anomalies/${fresh.id}`, { assignee_ids: [1] });
    await rig.call('POST', '/comments', { anomaly_id: fresh.id, message: 'look' });
    await rig.call('DELETE', `/quality-checks/${one.id}?archive=false&delete_anomalies=false`);
    const second = await get(`/anomalies/${fresh.id}`);
    assert.deepEqual([second.is_new, second.description, second.failed_checks[0].quality_check], [true, 'known', { id: one.id, rule_type: 'deleted check' }]);
    assert.deepEqual(second.assignees, [await get('/users/me')]);
    assert.deepEqual(second.comments.map((c: { message: string; user: { name: string } }) => [c.message, c.user.name]), [['look', 'ann']]);
  });

  it('a history begins with how the anomaly came, then who changed what', async () => {
    const { id } = await anomaly([await check()]);
    const insert = { operation: 'insert', changeset: { status: [null, 'Active'] }, transaction: { id: 0, issued_at: '2026-01-01T00:00:00.000Z', user: null } };
    assert.deepEqual(await get(`/anomalies/${id}/history`), [insert]);
    await rig.call('PUT', `/anomalies/${id}`, { status: 'Acknowledged' });
    const [first, second, ...more] = await get(`/anomalies/${id}/history`);
    assert.deepEqual([first, second.operation, second.changeset.status, second.transaction.user, more], [insert, 'update', ['Active', 'Acknowledged'], { name: 'ann' }, []]);
  });

  it('a change of many anomalies is refused as a whole when one is not there or goes to a stranger', async () => {
    const [one, two] = [await check(), await check({ rule_type: 'unique' })];
    const [a, b] = [await anomaly([one]), await anomaly([two])];
    const absent = await rig.call('PATCH', '/anomalies', [{ id: a.id, status: 'Acknowledged' }, { id: 99, status: 'Acknowledged' }]);
    assert.deepEqual([absent.status, absent.body.detail], [404, 'Anomaly 99 does not exist.']);
    const stranger = await rig.call('PATCH', '/anomalies', [{ id: a.id, status: 'Acknowledged' }, { id: b.id, assignee_ids: [1, 7] }]);
    assert.deepEqual([stranger.status, stranger.body.detail[0].loc, stranger.body.detail[0].msg], [422, ['body', 'assignee_ids'], 'There is no user 7.']);
    assert.match(stranger.body.problem.remedy, /one user: 1/);
    assert.equal((await rig.call('DELETE', '/anomalies', [{ id: a.id, archive: false }, { id: 99, archive: false }])).status, 404);
    assert.deepEqual(await statuses(), [[a.id, 'Active'], [b.id, 'Active']]);
    const both = await rig.call('DELETE', '/anomalies', [{ id: a.id, archive: true, status: 'Duplicate' }, { id: b.id, archive: true, status: 'Invalid' }]);
    assert.equal(both.status, 200, JSON.stringify(both.body));
    assert.deepEqual(await statuses(), [[a.id, 'Duplicate'], [b.id, 'Invalid']]);
  });

  it('rows of deleted anomalies are not promised', async () => {
    const { id } = await anomaly([await check()]);
    const refused = await rig.call('GET', `/anomalies/${id}/source-record?include_deleted=true`);
    assert.equal(refused.status, 422);
    assert.match(refused.body.problem.reason, /deleted with it/);
    const none = await get(`/anomalies/${id}/source-record`);
    assert.deepEqual([none.records, none.columns, none.source_record, none.created], [[], [], '[]', '2026-01-01T00:00:00.000Z']);
  });

  describe('a check that goes', () => {
    let gone: StoredCheck;
    let ids: { alone: number; shared: number; settled: number };
    beforeEach(async () => {
      gone = await check();
      const other = await check({ rule_type: 'unique' });
      ids = { alone: (await anomaly([gone])).id, shared: (await anomaly([gone, other])).id, settled: (await anomaly([gone], { status: 'Resolved', message: 'before' })).id };
    });
    const remove = async (query: string): Promise<void> => assert.equal((await rig.call('DELETE', `/quality-checks/${gone.id}?${query}`)).status, 200);
    const active = (): [number, string][] => [[ids.alone, 'Active'], [ids.shared, 'Active'], [ids.settled, 'Resolved']];

    it('leaves its anomalies, unless it is said that they go too', async () => {
      await remove('archive=true&status=Invalid&delete_anomalies=false');
      assert.deepEqual(await statuses(), active());
      const archived = await get(`/quality-checks/${gone.id}`);
      assert.deepEqual([archived.status, archived.deleted_at === null], ['Invalid', false]);
      await remove('archive=false&delete_anomalies=false');
      assert.deepEqual(await statuses(), active());
      assert.equal((await rig.call('GET', `/quality-checks/${gone.id}`)).status, 404);
    });
    it('into the archive takes open anomalies that it alone found there, with its reason', async () => {
      await remove('archive=true&status=Discarded&delete_anomalies=true');
      assert.deepEqual(await statuses(), [[ids.alone, 'Discarded'], [ids.shared, 'Active'], [ids.settled, 'Resolved']]);
      assert.equal((await get(`/anomalies/${ids.shared}`)).failed_checks.length, 2, 'an archived check can still be shown');
    });
    it('for good takes anomalies that it alone found along, and its place in the others', async () => {
      await remove('archive=false&delete_anomalies=true');
      assert.deepEqual(await statuses(), [[ids.shared, 'Active']]);
      assert.deepEqual((await get(`/anomalies/${ids.shared}`)).failed_checks.map((f: { quality_check: { rule_type: string } }) => f.quality_check.rule_type), ['unique']);
    });
  });

  it('an edit of a check keeps what it does not name, and what is asserted is only void when that changed', async () => {
    const { id } = await check({ description: 'why', tags: ['a'], additional_metadata: { by: 'me' }, is_passing: true, last_asserted: '2026-01-01T00:00:00.000Z', filter: 'amount > 1' });
    const edit = async (body: object) => {
      const { status, body: after } = await rig.call('PUT', `/quality-checks/${id}`, body);
      assert.equal(status, 200, JSON.stringify(after));
      return after;
    };
    const named = (c: any): unknown[] => [c.description, c.global_tags.map((t: { name: string }) => t.name), c.additional_metadata, c.is_passing, c.inferred, c.filter]; // eslint-disable-line @typescript-eslint/no-explicit-any
    assert.deepEqual(named(await edit({ filter: 'amount > 1' })), ['why', ['a'], { by: 'me' }, true, true, 'amount > 1']);
    assert.deepEqual(named(await edit({ additional_metadata: null, tags: [] })), ['why', [], null, true, true, 'amount > 1']);
    assert.deepEqual(named(await edit({ filter: null })), ['why', [], null, null, false, null]);
    assert.deepEqual((await rig.call('PUT', '/quality-checks/99', { description: 'x' })).body.detail, 'Check 99 does not exist.');
  });

  it('an operation refuses containers that no datastore has, and cannot be run again or deleted while it runs', async () => {
    const unknown = await rig.call('POST', '/operations/run', { type: 'scan', datastore_id: datastore, container_names: ['orders', 'none', 'nil'] });
    assert.deepEqual([unknown.status, unknown.body.problem.reason], [404, 'There is no container "none", "nil".']);
    let end = (): void => undefined;
    const ending = new Promise<void>((resolve) => { end = resolve; });
    rig.run = async () => {
      await ending;
      return { result: 'success', message: null, status: {}, commit: async () => undefined };
    };
    const { id } = (await rig.call('POST', '/operations/run', { type: 'scan', datastore_id: datastore, container_names: ['orders'] })).body;
    for (const [method, target] of [['PUT', `/operations/rerun/${id}`], ['DELETE', `/operations/${id}`]] as const) {
      const refused = await rig.call(method, target);
      assert.deepEqual([refused.status, refused.body.detail], [409, `Operation ${id} has not ended yet.`]);
    }
    end();
    await rig.settled();
    rig.run = async () => ({ result: 'success', message: null, status: {}, commit: async () => undefined });
    const again = (await rig.call('PUT', `/operations/rerun/${id}`)).body;
    assert.deepEqual([again.type, again.configuration.container_names, again.datastore.id], ['scan', ['orders'], datastore]);
    await rig.settled();
    for (const [method, target] of [['DELETE', '/operations/99'], ['PUT', '/operations/rerun/99'], ['PUT', '/operations/abort/99'], ['GET', '/operations/99']] as const) {
      assert.deepEqual((await rig.call(method, target)).body.detail, 'Operation 99 does not exist.', method);
    }
  });
});
