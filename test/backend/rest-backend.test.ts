import assert from 'node:assert/strict';
import type { RouteName } from '../../src/core/api/table';
import { PlumblineError } from '../../src/core/errors';
import type { QualityBackend } from '../../src/backend/port';
import { apiUrl } from '../../src/backend/rest/api-url';
import { restClient } from '../../src/backend/rest/client';
import { restBackend } from '../../src/backend/rest/rest-backend';
import { undiciTransport } from '../../src/backend/transport/http';
import { type FakeAnswer, fakeServer, pageOf, Status } from './support/fake-server';

const now = '2026-01-02T03:04:05Z';
const anomaly = (id: number): object => ({ id, created: now, type: 'record', status: 'Active', uuid: 'u', comments: [{ id: 1, created: now, message: 'from the anomaly' }] });
const operation = (id: number): object => ({ id, created: now, type: 'scan', result: 'running', message: null, end_time: null });
const check = (id: number): object => ({ id, rule_type: 'notNull' });

describe('the port over REST', () => {
  let close: (() => Promise<void>) | undefined;
  afterEach(async () => { await close?.(); close = undefined; });
  const serve = async (answers: Partial<Record<RouteName, FakeAnswer>>): Promise<{ backend: QualityBackend; calls: Awaited<ReturnType<typeof fakeServer>>['calls'] }> => {
    const server = await fakeServer(answers);
    close = server.close;
    return { backend: restBackend(restClient({ apiUrl: apiUrl(server.url), token: 'a.b.c', transport: undiciTransport() })), calls: server.calls };
  };

  it('says who and what answers', async () => {
    const { backend } = await serve({ me: () => ({ id: 1, name: 'Ada' }), root: () => ({ application: 'Qualytics', version: '2026.8' }) });
    assert.deepEqual(await backend.identify(), { server: 'Qualytics', version: '2026.8', user: 'Ada' });
  });
  it('a server of something else is recognised', async () => {
    const { backend } = await serve({});
    await assert.rejects(backend.identify(), (e) => PlumblineError.is(e, 'not-our-server'));
  });
  it('reads lists to their end', async () => {
    const all = Array.from({ length: 250 }, (_, i) => ({ id: i + 1, name: `t${i}` }));
    const { backend, calls } = await serve({ listContainers: (call) => pageOf(all, call) });
    assert.deepEqual((await backend.containers(4)).map((c) => c.id), all.map((c) => c.id));
    assert.deepEqual(calls.map((c) => [c.query.datastore, c.query.page, c.query.size]), [['4', '1', '100'], ['4', '2', '100'], ['4', '3', '100']]);
  });
  it('a list that claims more than it has ends', async () => {
    const { backend, calls } = await serve({ listDatastores: (call) => ({ ...pageOf([{ id: 1, name: 'a' }], call) as object, total: 1000 }) });
    assert.equal((await backend.datastores()).length, 1);
    assert.equal(calls.length, 2);
  });
  it('a run over several datastores is one call each, with only what was chosen', async () => {
    const { backend, calls } = await serve({ runOperation: (call) => operation((call.body as { datastore_id: number }).datastore_id * 10) });
    const started = await backend.run({ type: 'scan', datastore_ids: [4, 5], incremental: true });
    assert.deepEqual(started.map((o) => o.id), [40, 50]);
    assert.deepEqual(calls.map((c) => c.body), [{ type: 'scan', incremental: true, datastore_id: 4 }, { type: 'scan', incremental: true, datastore_id: 5 }]);
  });
  it('a refusal in the middle of a run says what was started', async () => {
    const { backend } = await serve({
      runOperation: (call) => ((call.body as { datastore_id: number }).datastore_id === 5 ? new Status(404, { detail: 'Datastore 5 was not found' }) : operation(40)),
    });
    await assert.rejects(backend.run({ type: 'sync', datastore_ids: [4, 5] }), (e) => PlumblineError.is(e, 'not-found') && /Datastore 5: .*Operation 40 .*already started/.test(e.problem.reason));
  });
  it('an open status is an update, an archived one an archiving delete; several go in one call', async () => {
    const { backend, calls } = await serve({
      updateAnomaly: () => anomaly(1), bulkUpdateAnomalies: () => [anomaly(1), anomaly(2)], deleteAnomaly: () => null, bulkDeleteAnomalies: () => ({}),
    });
    await backend.setAnomalyStatus([1], 'Acknowledged');
    await backend.setAnomalyStatus([1, 2], 'Active');
    await backend.setAnomalyStatus([1], 'Invalid');
    await backend.setAnomalyStatus([1, 2], 'Duplicate');
    await backend.deleteAnomalies([1]);
    await backend.deleteAnomalies([1, 2]);
    await backend.setAnomalyStatus([], 'Active');
    assert.deepEqual(calls.map((c) => [c.name, c.params.id, { ...c.query }, c.body]), [
      ['updateAnomaly', '1', {}, { status: 'Acknowledged' }],
      ['bulkUpdateAnomalies', undefined, {}, [{ id: 1, status: 'Active' }, { id: 2, status: 'Active' }]],
      ['deleteAnomaly', '1', { archive: 'true', status: 'Invalid' }, undefined],
      ['bulkDeleteAnomalies', undefined, {}, [{ id: 1, archive: true, status: 'Duplicate' }, { id: 2, archive: true, status: 'Duplicate' }]],
      ['deleteAnomaly', '1', { archive: 'false' }, undefined],
      ['bulkDeleteAnomalies', undefined, {}, [{ id: 1, archive: false }, { id: 2, archive: false }]],
    ]);
  });
  it('filters become repeated query parameters', async () => {
    const { backend, calls } = await serve({ listAnomalies: (call) => pageOf([anomaly(1)], call), listOperations: (call) => pageOf([], call) });
    await backend.anomalies({ status: ['Active', 'Acknowledged'], datastores: [4], archived: 'include', page: 2, size: 10 });
    await backend.operations({ ids: [1, 2], finished: false });
    assert.deepEqual({ ...calls[0]?.query }, { status: ['Active', 'Acknowledged'], datastore: '4', archived: 'include', page: '2', size: '10', sort_created: 'desc' });
    await backend.anomalies({ status: ['Resolved'] });
    assert.equal(calls[2]?.query.archived, 'include');
    assert.deepEqual({ ...calls[1]?.query }, { id: ['1', '2'], finished: 'false', sort_created: 'desc' });
  });
  it('what a Qualytics server may not have is empty or says so', async () => {
    const { backend } = await serve({ getAnomaly: () => anomaly(1) });
    assert.deepEqual(await backend.history(1), []);
    assert.deepEqual((await backend.comments(1)).map((c) => c.message), ['from the anomaly']);
    await assert.rejects(backend.validateCheck({ container_id: 1, rule: 'notNull' }), (e) => PlumblineError.is(e, 'unsupported') && /cannot try a check/.test(e.problem.reason));
    await assert.rejects(backend.explainScan(1), (e) => PlumblineError.is(e, 'unsupported'));
  });
  it('a route that only other methods have is not offered', async () => {
    const { backend } = await serve({ validateCheck: () => new Status(405, { detail: 'Method Not Allowed' }) });
    await assert.rejects(backend.validateCheck({ container_id: 1, rule: 'notNull' }), (e) => PlumblineError.is(e, 'unsupported'));
  });
  it('a missing thing of a server that has the route is still an error', async () => {
    const { backend } = await serve({ anomalyHistory: () => new Status(404, { detail: 'Anomaly 1 was not found' }) });
    await assert.rejects(backend.history(1), (e) => PlumblineError.is(e, 'not-found'));
  });
  describe('the failing rows of an anomaly', () => {
    const failed = { ...anomaly(1) as object, failed_checks: [
      { quality_check: { id: 7, rule_type: 'notNull', fields: [{ name: 'a' }, { name: 'b' }] }, message: 'm' },
      { quality_check: { id: 8, rule_type: 'notNull', fields: [{ name: 'a' }] }, message: 'm' },
    ] };
    const textOf = (text: string) => serve({ sourceRecords: () => ({ source_record: text, created: now }), getAnomaly: () => failed });

    it('of a server that sends only their text break every check of the anomaly', async () => {
      const { backend } = await textOf('[{"a":1,"b":{"c":2}},{"a":null}]');
      const marks = { failed_checks: [7, 8], fields: ['a', 'b'] };
      assert.deepEqual(await backend.sourceRecords(1, 10), {
        columns: ['a', 'b'], records: [{ row_id: '1', values: { a: 1, b: '{"c":2}' }, ...marks }, { row_id: '2', values: { a: null }, ...marks }],
      });
    });
    it('that a server has marked itself are taken as they are, without asking further', async () => {
      const records = [{ row_id: '9', values: { a: 1 }, failed_checks: [7], fields: ['a'] }];
      const { backend, calls } = await serve({ sourceRecords: () => ({ source_record: '[]', records }) });
      assert.deepEqual(await backend.sourceRecords(1, 10), { records, columns: ['a'] });
      assert.deepEqual(calls.map((c) => [c.name, c.query.limit]), [['sourceRecords', '10']]);
    });
    it('may be none, one, or stand among what is no row', async () => {
      const values = async (text: string): Promise<unknown[]> => {
        const { backend } = await textOf(text);
        const { records } = await backend.sourceRecords(1, 10);
        await close?.();
        return records.map((record) => record.values);
      };
      assert.deepEqual(await values(''), []);
      assert.deepEqual(await values('[]'), []);
      assert.deepEqual(await values('{"a":1}'), [{ a: 1 }]);
      assert.deepEqual(await values('[{"a":1},7,null,[2],{"toString":3}]'), [{ a: 1 }, JSON.parse('{"toString":3}')]);
    });
    it('that are no JSON of rows are an error', async () => {
      for (const text of ['{"a":', '<html>', '7', 'null']) {
        const { backend } = await textOf(text);
        await assert.rejects(backend.sourceRecords(1, 10), (e) => PlumblineError.is(e, 'server-failed') && /cannot be read/.test(e.problem.reason), text);
        await close?.();
      }
    });
  });
  it('archiving a check keeps its anomalies; deleting asks', async () => {
    const { backend, calls } = await serve({ deleteCheck: () => new Status(204, null), updateCheck: () => check(3), createCheck: () => check(4) });
    await backend.archiveCheck(3, 'Invalid');
    await backend.deleteCheck(3, true);
    assert.deepEqual(calls.map((c) => ({ ...c.query })), [
      { archive: 'true', status: 'Invalid', delete_anomalies: 'false' }, { archive: 'false', delete_anomalies: 'true' }]);
  });
});
