import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { peopleRoutes } from '../../src/core/api/routes/people';
import { tagRoutes } from '../../src/core/api/routes/tags';
import { routes, routeNames, type RouteName } from '../../src/core/api/table';
import { runners } from '../../src/engine/operations/runners';
import { anomalyOf, checkOf, containerOf, containerProfileOf, fieldOf, profileOf } from './entities';
import { startRig, type Answer, type Rig } from './rig';

describe('engine over HTTP: every route', () => {
  let rig: Rig;
  let ids: { datastore: number; container: number; field: number; check: number; anomaly: number; profile: number };
  const answered = new Set<RouteName>();

  /** Calls a route by its name; the server checks its reply against the contract. */
  const ask = async (name: RouteName, target: string, body?: unknown): Promise<Answer['body']> => {
    const route = routes[name];
    const pattern = new RegExp(`^${route.path.replace(/\{\w+\}/g, '\\d+')}(\\?|$)`);
    assert.match(target, pattern, name);
    const answer = await rig.call(route.method, target, body);
    assert.equal(answer.status, route.status, `${name}: ${JSON.stringify(answer.body)}`);
    answered.add(name);
    return answer.body;
  };

  before(async () => {
    rig = await startRig();
    const datastore = (await ask('createDatastore', '/datastores', {
      name: 'shop', tags: ['core'], connection: { type: 'files', path: '.' },
    })) as { id: number };
    ids = await rig.store.transaction(async (tx) => {
      const container = await tx.saveContainer(containerOf({ datastore_id: datastore.id, records: 4, tags: ['t'] }));
      const field = await tx.saveField(fieldOf(container.id));
      const profile = await tx.saveProfile(profileOf(container.id, { completeness: 0.5 }));
      const check = await tx.saveCheck(checkOf(container.id, { is_passing: false, last_asserted: '2026-01-01T00:00:00.000Z' }));
      await tx.saveCheck(checkOf(container.id, { rule_type: 'unique', is_passing: true, last_asserted: '2026-01-01T00:00:00.000Z' }));
      const anomaly = await tx.saveAnomaly(anomalyOf({
        datastore_id: datastore.id, container_id: container.id,
        failed_checks: [{ check_id: check.id, message: 'm', expected: 'no null', found: '1', anomalous_records_count: 1 }],
      }), { columns: ['amount'], records: [{ row_id: '2', values: { amount: null }, failed_checks: [check.id], fields: ['amount'] }] }, 'scan');
      return { datastore: datastore.id, container: container.id, field: field.id, check: check.id, anomaly: anomaly.id, profile: profile.id };
    });
  });
  after(() => rig.close());

  it('server: health, status, root, openapi, me', async () => {
    assert.equal(await ask('health', '/health'), undefined);
    assert.deepEqual(await ask('proof', `/proof?nonce=${'0'.repeat(64)}`), { proof: `proof of ${'0'.repeat(64)}` });
    assert.deepEqual(await ask('status', '/status'), { database_connection: 'OK', rabbitmq_connection: 'OK' });
    const root = await ask('root', '/');
    assert.equal(root.application, 'Plumbline engine');
    assert.equal(root.version, '1.2.3');
    const document = await ask('openapi', '/openapi.json');
    for (const name of routeNames) assert.ok(document.paths[`/api${routes[name].path}`]?.[routes[name].method.toLowerCase()], name);
    assert.equal((await ask('proof', `/proof?nonce=${'a'.repeat(32)}`)).proof, `proof of ${'a'.repeat(32)}`);
    assert.equal((await ask('me', '/users/me')).id, 1);
  });

  it('connections', async () => {
    const made = await ask('createConnection', '/connections', { name: 'c', type: 'duckdb', path: 'x.duckdb' });
    assert.equal((await ask('getConnection', `/connections/${made.id}`)).type, 'duckdb');
    assert.match((await ask('updateConnection', `/connections/${made.id}`, { path: 'y.duckdb' })).path, /y\.duckdb$/);
    assert.deepEqual((await ask('listConnections', '/connections?type=duckdb')).items.map((c: { name: string }) => c.name), ['c']);
    assert.deepEqual(await ask('testConnection', `/connections/${made.id}/test`), { connected: false, message: 'There is no such folder.' });
    await ask('deleteConnection', `/connections/${made.id}`);
    assert.equal((await rig.call('GET', `/connections/${made.id}`)).status, 404);
  });

  it('datastores', async () => {
    const { datastore } = ids;
    assert.deepEqual((await ask('getDatastore', `/datastores/${datastore}`)).metrics,
      { containers: 1, records: 4, fields_profiled: 1, active_checks: 2, active_anomalies: 1 });
    assert.deepEqual(await ask('tryDatastore', '/datastores/connection', { name: 'n', connection: { type: 'files', path: '.' } }), { connected: true, message: null });
    assert.deepEqual(await ask('verifyDatastore', `/datastores/${datastore}/connection`), { connected: true, message: null });
    const other = await ask('createDatastore', '/datastores', { name: 'quality', connection: { type: 'files', path: 'q' }, enrichment_only: true });
    assert.deepEqual((await ask('datastoreListing', '/datastores/listing')).map((d: { name: string }) => d.name), ['shop', 'quality']);
    for (const [query, names] of [['', ['shop', 'quality']], ['?name=shop', ['shop']], ['?search=UALI', ['quality']], ['?tag=core', ['shop']],
      ['?enrichment_only=True', ['quality']], ['?datastore_type=duckdb', []], ['?datastore_type=dfs', ['shop', 'quality']], ['?datastore_type=jdbc,__proto__', []], ['?datastore_type=', []], ['?datastore_type=files&sort_name=desc', ['shop', 'quality']],
      [`?id=${other.id}`, ['quality']], ['?size=1&page=2', ['quality']]] as const) {
      assert.deepEqual((await ask('listDatastores', `/datastores${query}`)).items.map((d: { name: string }) => d.name), names, query);
    }
    const linked = await ask('linkEnrichment', `/datastores/${datastore}/enrichment/${other.id}`);
    assert.equal(linked.enrichment_datastore.name, 'quality');
    assert.equal((await ask('updateDatastore', `/datastores/${datastore}`, { favorite: true })).favorite, true);
    await ask('unlinkEnrichment', `/datastores/${datastore}/enrichment`);
    assert.equal((await ask('getDatastore', `/datastores/${datastore}`)).enrichment_datastore, null);
    await ask('deleteDatastore', `/datastores/${other.id}`);
    assert.equal((await ask('listConnections', '/connections')).total, 1, 'the connection made with a datastore goes with it');
  });

  it('containers, fields and profiles', async () => {
    const { container, datastore, field, profile } = ids;
    const got = await ask('getContainer', `/containers/${container}`);
    assert.equal(got.datastore.name, 'shop');
    assert.equal(got.metrics.quality_score.total, 50);
    assert.deepEqual([got.metrics.fields, got.metrics.records, got.metrics.active_checks, got.metrics.failing_checks, got.metrics.active_anomalies], [1, 4, 2, 1, 1]);
    assert.deepEqual(await ask('containerListing', `/containers/listing?datastore=${datastore}`), [{ id: container, name: 'orders', container_type: 'file' }]);
    for (const [query, total] of [['', 1], ['?tag=t', 1], ['?tag=x', 0], [`?datastore=${datastore}`, 1], ['?datastore=99', 0], ['?search=ORD', 1],
      ['?name=ord', 0], ['?container_type=file&container_type=table', 1], ['?archived=only', 0]] as const) {
      assert.equal((await ask('listContainers', `/containers${query}`)).total, total, query);
    }
    const tagged = await ask('tagContainers', '/containers', [{ id: container, tags: ['a', 'a', 'b'] }]);
    assert.deepEqual(tagged[0].global_tags.map((t: { name: string }) => t.name), ['a', 'b']);
    assert.equal((await ask('updateContainer', `/containers/${container}`, { incremental_field_name: 'amount' })).incremental_field_name, 'amount');
    writeFileSync(path.join(rig.parts.baseFolder, 'orders.csv'), 'amount\n5\n');
    assert.deepEqual((await ask('previewContainer', `/containers/${container}/preview`, {})).rows, [[5]]);
    assert.equal((await ask('containerFields', `/containers/${container}/fields`))[0].completeness, 0.5);
    assert.equal((await ask('containerFieldProfiles', `/containers/${container}/field-profiles`)).items[0].quality_check_count, 2);
    assert.equal((await ask('listFields', `/fields?container_id=${container}`)).total, 1);
    assert.equal((await ask('getField', `/fields/${field}`)).name, 'amount');
    assert.equal((await rig.call('GET', `/containers/${container}/profile`)).status, 404);
    await rig.store.transaction(async (tx) => {
      const metric = { container_id: container, check_id: null, operation_id: 1 };
      await tx.saveMetric({ ...metric, key: 'rows', value: 3, captured: '2026-01-01T00:00:00Z' });
      for (const [day, value] of [[1, 5], [2, 6], [3, 9]] as const) {
        await tx.saveMetric({ ...metric, key: 'capture:mean:amount', metric: 'mean', field: 'amount', value, captured: `2026-01-0${day}T00:00:00Z`, outside: day === 3 });
      }
    });
    const [series, ...more] = await ask('containerMetrics', `/containers/${container}/metrics?metric=mean&field=amount&limit=2`);
    assert.deepEqual([series.metric, series.values.map((one: { value: number; outside: boolean }) => [one.value, one.outside]), more], ['mean', [[6, false], [9, true]], []]);
    assert.deepEqual((await rig.call('GET', `/containers/${container}/metrics?field=other`)).body, []);
    await rig.store.transaction(async (tx) => {
      await tx.saveContainerProfile(containerProfileOf(container, { keys: [{ fields: ['old'], is_exact: true }] }));
      await tx.saveContainerProfile(containerProfileOf(container, { keys: [{ fields: ['amount'], is_exact: true }], duplicate_records: 2 }));
    });
    const whole = await ask('containerProfile', `/containers/${container}/profile`);
    assert.deepEqual([whole.container.id, whole.keys, whole.duplicate_records, whole.container_id], [container, [{ fields: ['amount'], is_exact: true }], 2, undefined]);
    assert.equal((await ask('listFieldProfiles', `/field-profiles?datastore=${datastore}`)).total, 1);
    assert.equal((await ask('getFieldProfile', `/field-profiles/${profile}`)).anomaly_count, 1);
  });

  it('masked fields', async () => {
    const { field } = ids;
    assert.equal((await ask('updateField', `/fields/${field}`, { status: 'masked' })).status, 'masked');
    assert.equal((await ask('updateFields', '/fields', [{ id: field, status: 'active' }]))[0].status, 'active');
  });

  it('exports and check templates', async () => {
    const { datastore } = ids;
    const enrichment = await ask('createDatastore', '/datastores', { name: 'exports', connection: { type: 'files', path: 'e' }, enrichment_only: true });
    await ask('linkEnrichment', `/datastores/${datastore}/enrichment/${enrichment.id}`);
    await ask('exportAnomalies', `/export/anomalies?datastore=${datastore}`);
    await ask('exportChecks', `/export/checks?datastore=${datastore}&containers=${ids.container}&include_deleted=true`);
    await ask('exportFieldProfiles', `/export/field-profiles?datastore=${datastore}`);
    await ask('exportCheckTemplates', `/export/check-templates?enrich_datastore_id=${enrichment.id}`);
    await rig.settled();
    const queued = (await ask('listOperations', '/operations?operation_type=export')).items as { id: number; configuration: { asset_type: string } }[];
    assert.deepEqual(queued.map((one) => one.configuration.asset_type).sort(), ['anomalies', 'check_templates', 'checks', 'profiles']);
    for (const { id } of queued) await rig.call('DELETE', `/operations/${id}`);
    assert.equal((await ask('createTemplate', '/quality-check-templates', { rule: 'notNull', description: 'None' })).is_template, true);
    await ask('unlinkEnrichment', `/datastores/${datastore}/enrichment`);
    await ask('deleteDatastore', `/datastores/${enrichment.id}`);
  });

  it('checks', async () => {
    const { container, datastore, check } = ids;
    for (const [query, total] of [['', 2], ['?rule_type=unique', 1], [`?container=${container}&status=Draft`, 0], [`?datastore=${datastore}`, 2], ['?datastore=77', 0],
      ['?field=amount', 2], ['?field=other', 0], ['?inferred=true', 2], ['?archived=only', 0], ['?archived=include', 2], ['?status=Active', 2]] as const) {
      assert.equal((await ask('listChecks', `/quality-checks${query}`)).total, total, query);
    }
    const made = await ask('createCheck', '/quality-checks', { container_id: container, rule: 'between', fields: ['amount'], properties: { min: 1 }, status: 'Draft', tags: ['x'] });
    assert.deepEqual([made.inferred, made.status, made.rule_type, made.fields[0].name, made.fields[0].id], [false, 'Draft', 'between', 'amount', ids.field]);
    assert.equal((await ask('updateCheck', `/quality-checks/${made.id}`, { status: 'Active' })).status, 'Active');
    assert.equal((await ask('getCheck', `/quality-checks/${check}`)).inferred, true);
    const described = await ask('updateCheck', `/quality-checks/${check}`, { description: 'why' });
    assert.deepEqual([described.inferred, described.is_passing], [true, false], 'a new description changes nothing of what is asserted');
    const edited = await ask('updateCheck', `/quality-checks/${check}`, { coverage: 0.9 });
    assert.deepEqual([edited.inferred, edited.is_passing, edited.coverage], [false, null, 0.9], 'an edited inferred check becomes authored');
    assert.equal((await ask('ruleSpecs', '/quality-checks/specifications/rules?name=notNull')).length, 1);
    assert.equal((await ask('validateCheck', '/quality-checks/validate', { container_id: container, rule: 'notNull', fields: ['amount'] })).violation, 'notNull of orders');
    assert.equal((await ask('explainScan', `/containers/${container}/scan-plan`)).container.name, 'orders');
    await ask('deleteCheck', `/quality-checks/${made.id}?status=Invalid`);
    const archived = await ask('listChecks', '/quality-checks?archived=only');
    assert.deepEqual(archived.items.map((c: { id: number; status: string }) => [c.id, c.status]), [[made.id, 'Invalid']]);
    assert.equal((await ask('updateCheck', `/quality-checks/${made.id}`, { status: 'Active' })).deleted_at, null);
    await ask('bulkDeleteChecks', '/quality-checks', [{ id: made.id, archive: false }]);
    assert.equal((await rig.call('GET', `/quality-checks/${made.id}`)).status, 404);
  });

  it('anomalies and comments', async () => {
    const { anomaly, datastore, container, check } = ids;
    for (const [query, total] of [['', 1], [`?datastore=${datastore}`, 1], ['?datastore=99', 0], [`?container=${container}`, 1], [`?quality_check=${check}`, 1], ['?quality_check=99', 0],
      ['?rule_type=notNull', 1], ['?rule_type=unique', 0], ['?field=amount', 1], ['?field=x', 0], ['?status=Active&status=Acknowledged', 1], ['?status=Active,Resolved', 1],
      ['?status=Resolved', 0], ['?archived=only', 0], ['?archived=include', 1], ['?anomaly_type=record', 1], ['?anomaly_type=shape', 0], ['?tag=x', 0],
      ['?start_date=2026-01-01&end_date=2026-01-01', 1], ['?start_date=2026-01-02', 0], ['?created_date=2026-01-01', 1], ['?end_date=2025-12-31T23:00:00Z', 0],
      ['?operation=1', 1], ['?operation=2', 0], ['?source_enriched=true', 1], ['?source_enriched=false', 0], ['?timeframe=1', 0], [`?id=${anomaly}`, 1], ['?container_scan=99', 0],
      ['?sort_weight=asc', 1], ['?sort_anomalous_records=desc', 1]] as const) {
      assert.equal((await ask('listAnomalies', `/anomalies${query}`)).total, total, query);
    }
    assert.deepEqual((await ask('groupAnomalies', '/anomalies/groups?by=quality_check')).items.map((group: { anomalies: number }) => group.anomalies), [1]);
    const first = await ask('getAnomaly', `/anomalies/${anomaly}`);
    assert.equal(first.failed_checks[0].quality_check.rule_type, 'notNull');
    assert.equal(first.description, first.message);
    const records = await ask('sourceRecords', `/anomalies/${anomaly}/source-record?limit=5`);
    assert.deepEqual(JSON.parse(records.source_record), [{ amount: null }]);
    assert.deepEqual(records.columns, ['amount']);
    await ask('updateAnomaly', `/anomalies/${anomaly}`, { status: 'Acknowledged', description: 'seen', assignee_ids: [1] });
    const bulk = await ask('bulkUpdateAnomalies', '/anomalies', [{ id: anomaly, status: 'Active', tags: ['late'] }]);
    assert.deepEqual(bulk[0].global_tags[0].name, 'late');
    const comment = await ask('createComment', '/comments', { anomaly_id: anomaly, message: 'look <b>here</b>' });
    assert.equal((await ask('listComments', `/comments?anomaly_id=${anomaly}`)).items[0].id, comment.id);
    await ask('deleteAnomaly', `/anomalies/${anomaly}?archive=true&status=Duplicate`);
    const archived = await ask('listAnomalies', '/anomalies?archived=only');
    assert.deepEqual(archived.items.map((a: { status: string; archived: boolean }) => [a.status, a.archived]), [['Duplicate', true]]);
    const history = await ask('anomalyHistory', `/anomalies/${anomaly}/history`);
    assert.deepEqual(history.map((h: { changeset: { status?: unknown } }) => h.changeset.status),
      [[null, 'Active'], ['Active', 'Acknowledged'], ['Acknowledged', 'Active'], ['Active', 'Duplicate']]);
    assert.deepEqual(history[1].transaction.user, { name: 'ann' });
    await ask('bulkDeleteAnomalies', '/anomalies', [{ id: anomaly, archive: false }]);
    assert.equal((await rig.call('GET', `/anomalies/${anomaly}`)).status, 404);
    assert.equal((await ask('listComments', `/comments?anomaly_id=${anomaly}`)).total, 0);
  });

  it('operations', async () => {
    const { datastore, container } = ids;
    const second = await ask('createDatastore', '/datastores', { name: 'second', connection: { type: 'files', path: '.' } });
    rig.run = async ({ reportContainer }) => {
      reportContainer({ container: { id: container, name: 'orders' }, result: 'success' });
      return { result: 'success', message: 'done', status: { total_containers: 1 }, commit: async () => undefined };
    };
    const run = await ask('runOperation', '/operations/run', { type: 'catalog', datastore_ids: [datastore, second.id, datastore] });
    assert.deepEqual(run.operations.map((o: { datastore: { name: string }; type: string }) => [o.datastore.name, o.type]), [['shop', 'sync'], ['second', 'sync']]);
    assert.equal(run.id, run.operations[0].id);
    await rig.settled();
    const ended = await ask('getOperation', `/operations/${run.id}`);
    assert.match((await ask('awaitOperationChanges', '/operations/changes?wait=0')).cursor as string, /-\d+$/);
    assert.deepEqual([ended.result, ended.message, ended.triggered_by, ended.container_syncs.length, ended.configuration.datastore_id],
      ['success', 'done', 'ann', 1, datastore]);
    for (const [query, total] of [['', 2], [`?datastore=${datastore}`, 1], ['?operation_type=catalog', 2], ['?operation_type=scan', 0], ['?result=success&result=failure', 2],
      ['?result=failure', 0], ['?finished=true', 2], ['?finished=false', 0], [`?container=${container}`, 2], ['?container=99', 0], ['?has_logs=true', 2],
      ['?start_date=2020-01-01', 2], ['?end_date=2020-01-01', 0], ['?sort_duration=desc', 2], [`?id=${run.id}`, 1]] as const) {
      assert.equal((await ask('listOperations', `/operations${query}`)).total, total, query);
    }
    rig.run = ({ signal }) => new Promise((_, reject) => { signal.addEventListener('abort', () => reject(new Error('x'))); });
    const again = await ask('rerunOperation', `/operations/rerun/${run.id}`);
    assert.ok(again.id > run.id);
    assert.equal((await rig.call('DELETE', `/operations/${again.id}`)).status, 409);
    assert.equal((await rig.call('PUT', `/operations/rerun/${again.id}`)).status, 409);
    assert.equal((await rig.call('DELETE', `/datastores/${datastore}`)).status, 409);
    assert.equal((await ask('abortOperation', `/operations/abort/${again.id}`)).result, 'aborted');
    assert.equal((await rig.call('PUT', `/operations/abort/${again.id}`)).status, 409);
    await ask('deleteOperation', `/operations/${run.id}`);
    assert.equal((await rig.call('GET', `/operations/${run.id}`)).status, 404);
  });

  it('computed containers and fields', async () => {
    const folder = path.join(rig.parts.baseFolder, 'computed');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'orders.csv'), 'id,amount\n1,10\n2,20\n');
    const { id: datastore } = await ask('createDatastore', '/datastores', { name: 'computed', connection: { type: 'files', path: folder } });
    const usual = rig.run;
    rig.run = runners.sync;
    await rig.call('POST', '/operations/run', { type: 'sync', datastore_id: datastore });
    await rig.settled();
    rig.run = usual;
    const [orders] = await ask('containerListing', `/containers/listing?datastore=${datastore}`);

    const wanted = { container_type: 'computed_table', name: 'large', datastore_id: datastore, query: 'SELECT id, amount FROM orders WHERE amount > 15' };
    await ask('validateContainer', '/containers/validate', { container: wanted });
    assert.deepEqual((await ask('containerListing', `/containers/listing?datastore=${datastore}`)).length, 1, 'a try stores nothing');
    const large = await ask('createContainer', '/containers', wanted);
    assert.deepEqual((await ask('previewContainer', `/containers/${large.id}/preview`, { rows: 5 })).rows, [[2, 20]]);
    assert.equal((await rig.call('DELETE', `/containers/${orders.id}`)).status, 409, 'another one reads it');
    await ask('deleteContainer', `/containers/${large.id}`);
    assert.equal((await rig.call('GET', `/containers/${large.id}`)).status, 404);

    const own = { name: 'net', transformation: 'customExpression', source_fields: null, properties: { column_expression: 'amount - 1' } };
    const net = await ask('createComputedField', '/computed-fields', { container_id: orders.id, ...own });
    const values = async (): Promise<unknown> => (await ask('previewContainer', `/containers/${orders.id}/preview`, { rows: 5 })).rows.map((row: unknown[]) => row.at(-1));
    assert.deepEqual(await values(), [9, 19]);
    await ask('updateComputedField', `/computed-fields/${net.id}`, { ...own, properties: { column_expression: 'amount + 1' } });
    assert.deepEqual(await values(), [11, 21]);
    await ask('deleteComputedField', `/computed-fields/${net.id}`);
    assert.deepEqual(await values(), [10, 20]);
  });

  it('were all asked above', () => {
    // Those of an area with a test file of its own are asked there.
    const elsewhere = new Set(Object.keys({ ...tagRoutes, ...peopleRoutes }));
    assert.deepEqual(routeNames.filter((name) => !answered.has(name) && !elsewhere.has(name)), []);
  });
});
