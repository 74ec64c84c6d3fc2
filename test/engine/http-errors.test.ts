import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { routes, routeNames } from '../../src/core/api/table';
import { errorBody } from '../../src/core/api/schemas/common';
import { checkOf, containerOf, anomalyOf } from './entities';
import { startRig, type Rig } from './rig';

describe('engine over HTTP: what is wrong is said', () => {
  let rig: Rig;
  before(async () => { rig = await startRig(); });
  after(() => rig.close());

  it('answers 404 with a clear sentence for every id that does not exist', async () => {
    for (const name of routeNames.filter((n) => routes[n].path.includes('{id}'))) {
      const { method, path, body } = routes[name];
      const answer = await rig.call(method, path.replace('{id}', '987').replace('{enrichment_id}', '988'), body.type === 'undefined' ? undefined : {});
      assert.equal(answer.status, 404, name);
      assert.match(answer.body.detail, /^\w[\w ]+ 98[78] does not exist\.$/, name);
      assert.equal(answer.body.problem.code, 'not-found');
    }
  });

  it('answers 422 with the place in path, query and body', async () => {
    const cases: [string, string, unknown, (string | number)[], string][] = [
      ['GET', '/anomalies/abc', undefined, ['path', 'id'], 'int_parsing'],
      ['GET', '/anomalies?page=0', undefined, ['query', 'page'], 'greater_than_equal'],
      ['GET', '/anomalies?datastore=1&datastore=x', undefined, ['query', 'datastore', 1], 'int_parsing'],
      ['POST', '/comments', { anomaly_id: 1 }, ['body', 'message'], 'missing'],
      ['POST', '/datastores', { name: 5 }, ['body', 'name'], 'string_type'],
      ['POST', '/datastores', { name: 'x' }, ['body', 'connection'], 'value_error'],
      ['POST', '/datastores', { name: 'x', connection: { type: 'oracle', path: 'x' } }, ['body', 'connection', 'type'], 'value_error'],
      ['POST', '/datastores', { name: 'x', connection: { type: 'files', path: 'x', password: 'secret' } }, ['body', 'connection', 'password'], 'value_error'],
      ['POST', '/operations/run', { type: 'scan' }, ['body', 'datastore_ids'], 'value_error'],
      ['POST', '/operations/run', undefined, ['body'], 'missing'],
      ['POST', '/comments', '{"a":', ['body'], 'value_error'],
      ['PATCH', '/anomalies', [{ id: 1, status: 'Resolved' }], ['body', 0, 'status'], 'enum'],
    ];
    for (const [method, target, body, loc, type] of cases) {
      const answer = await rig.call(method, target, body);
      assert.equal(answer.status, 422, `${method} ${target}: ${JSON.stringify(answer.body)}`);
      assert.deepEqual(answer.body.detail[0].loc, loc, target);
      assert.equal(answer.body.detail[0].type, type, target);
      assert.equal(typeof answer.body.detail[0].msg, 'string');
      assert.ok(errorBody.safeParse(answer.body).success, 'the shape that clients parse');
      assert.doesNotMatch(JSON.stringify(answer.body), /secret/);
    }
  });

  it('passes on what the rule catalogue refuses, with its place, and stores nothing', async () => {
    const container = await rig.store.transaction((tx) => tx.saveContainer(containerOf()));
    const answer = await rig.call('POST', '/quality-checks', { container_id: container.id, rule: 'between', properties: { min: 'x' } });
    assert.equal(answer.status, 422);
    assert.deepEqual(answer.body.detail, [{ loc: ['body', 'properties', 'min'], msg: 'min is not a number.', type: 'value_error' }]);
    assert.equal((await rig.call('GET', '/quality-checks')).body.total, 0);
  });

  it('answers 404 for what a body refers to', async () => {
    for (const [method, target, body] of [
      ['POST', '/quality-checks', { container_id: 99, rule: 'notNull' }], ['POST', '/operations/run', { type: 'sync', datastore_id: 99 }],
      ['POST', '/comments', { anomaly_id: 99, message: 'm' }], ['POST', '/datastores', { name: 'n', connection_id: 99 }],
      ['PATCH', '/anomalies', [{ id: 99 }]], ['DELETE', '/quality-checks', [{ id: 99 }]],
    ] as const) {
      assert.equal((await rig.call(method, target, body)).status, 404, target);
    }
  });

  it('answers 409 for names that are taken and connections in use', async () => {
    const made = await rig.call('POST', '/datastores', { name: 'twice', connection: { type: 'files', path: '.' } });
    assert.equal((await rig.call('POST', '/datastores', { name: 'twice', connection: { type: 'files', path: '.' } })).status, 409);
    assert.equal((await rig.call('PUT', `/datastores/${made.body.id}`, { name: 'twice' })).status, 200);
    const answer = await rig.call('DELETE', `/connections/${made.body.connection.id}`);
    assert.equal(answer.status, 409);
    assert.match(answer.body.detail, /is used by: twice/);
  });

  it('answers 422 for a date, a status, a type or a result that is none', async () => {
    for (const [target, name, type] of [
      ['/anomalies?start_date=yesterday', 'start_date', 'datetime_from_date_parsing'], ['/operations?end_date=2026-13-01', 'end_date', 'datetime_from_date_parsing'],
      ['/anomalies?status=active', 'status', 'enum'], ['/anomalies?anomaly_type=rows', 'anomaly_type', 'enum'], ['/operations?result=done', 'result', 'enum'],
      ['/operations?operation_type=clean', 'operation_type', 'enum'], ['/anomalies?archived=yes', 'archived', 'enum'],
    ] as const) {
      const answer = await rig.call('GET', target);
      assert.equal(answer.status, 422, target);
      assert.deepEqual([answer.body.detail[0].loc.slice(0, 2), answer.body.detail[0].type], [['query', name], type], target);
      assert.ok('input' in answer.body.detail[0], target);
    }
  });

  it('answers 405 with what the address takes, and 401 with how to authenticate', async () => {
    const wrong = await rig.call('POST', '/anomalies/7/history', {});
    assert.deepEqual([wrong.status, wrong.headers.get('allow'), wrong.body.detail], [405, 'GET', 'Method Not Allowed']);
    assert.equal((await rig.call('PUT', '/containers')).headers.get('allow'), 'GET, PATCH, POST');
    const stranger = await rig.call('GET', '/anomalies', undefined, { authorization: 'Bearer no' });
    assert.deepEqual([stranger.status, stranger.headers.get('www-authenticate')], [401, 'Bearer']);
  });

  it('reads a body without a content type as JSON, and no other kind', async () => {
    const { port } = new URL(rig.server.url);
    const sent = JSON.stringify({ anomaly_id: 99, message: 'm' });
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(
        `POST /api/comments HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${rig.token}\r\nContent-Length: ${sent.length}\r\nConnection: close\r\n\r\n${sent}`));
      let said = '';
      socket.setEncoding('utf8').on('data', (part) => { said += part; }).on('close', () => resolve(said)).on('error', reject);
    });
    assert.match(answer, /^HTTP\/1.1 404 [\s\S]*Anomaly 99 does not exist/);
    assert.equal((await rig.call('POST', '/comments', sent, { 'content-type': 'text/plain' })).status, 415);
  });

  it('refuses what a body holds beside its fields, and shows no secret of it', async () => {
    const container = await rig.store.transaction((tx) => tx.saveContainer(containerOf()));
    for (const [method, target, body] of [
      ['POST', '/comments', { anomaly_id: 1, message: 'm', colour: 'red' }], ['PUT', `/containers/${container.id}`, { colour: 'red' }],
      ['POST', '/operations/run', { type: 'sync', datastore_id: 1, colour: 'red' }], ['POST', '/quality-checks', { container_id: 1, rule: 'notNull', colour: 'red' }],
      ['POST', '/datastores', { name: 'n', connection_id: 1, colour: 'red' }],
    ] as const) {
      const { status, body: { detail } } = await rig.call(method, target, body);
      assert.deepEqual([status, detail], [422, [{ loc: ['body', 'colour'], msg: 'Extra inputs are not permitted', type: 'extra_forbidden', input: 'red' }]], target);
    }
    assert.doesNotMatch(JSON.stringify((await rig.call('POST', '/connections', { type: 'files', secret_key: 'hush', password: 5 })).body), /hush|:5/);
  });

  it('takes null for whatever may be left out', async () => {
    const made = await rig.call('POST', '/datastores', {
      name: 'nulls', connection: { type: 'files', path: '.', host: null, include: null }, tags: null, teams: null, enrichment_prefix: null, trigger_sync: null, read_options: null,
    });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    for (const type of ['sync', 'profile', 'scan']) {
      const nulls = Object.fromEntries(['include', 'prune', 'container_names', 'incremental', 'ai_effort', 'check_variables', 'max_records_analyzed_per_partition', 'greater_than_time']
        .filter((name) => name in ({ sync: { include: 1, prune: 1 }, profile: { ai_effort: 1, container_names: 1, max_records_analyzed_per_partition: 1 }, scan: { incremental: 1, check_variables: 1, greater_than_time: 1 } })[type]!)
        .map((name) => [name, null]));
      assert.equal((await rig.call('POST', '/operations/run', { type, datastore_id: made.body.id, ...nulls })).status, 200, type);
    }
    assert.equal((await rig.call('POST', '/operations/run', { type: 'catalog', datastore_id: made.body.id, include: null, prune: null })).status, 200);
    assert.equal((await rig.call('PUT', '/comments', null)).status, 405);
    assert.equal((await rig.call('POST', '/comments', { anomaly_id: null, message: 'm' })).status, 422, 'what is needed may not be null');
    await rig.settled();
  });

  it('takes an object as it gave it, and refuses to pass over what cannot be changed', async () => {
    const made = (await rig.call('POST', '/datastores', { name: 'whole', connection: { type: 'files', path: '.' } })).body;
    let whole = (await rig.call('GET', `/datastores/${made.id}`)).body;
    const again = await rig.call('PUT', `/datastores/${made.id}`, { ...whole, teams: ['Public'], tags: ['gold'], database: null });
    assert.equal(again.status, 200, JSON.stringify(again.body));
    assert.deepEqual(again.body.global_tags.map((tag: { name: string }) => tag.name), ['gold']);
    whole = (await rig.call('GET', `/datastores/${made.id}`)).body;
    for (const [name, value] of [['type', 'duckdb'], ['id', 77], ['store_type', 'jdbc'], ['teams', ['Other']]] as const) {
      const answer = await rig.call('PUT', `/datastores/${made.id}`, { ...whole, [name]: value, teams: name === 'teams' ? value : ['Public'] });
      assert.deepEqual([answer.status, answer.body.detail[0].loc], [422, ['body', name]], name);
    }
    const container = await rig.store.transaction((tx) => tx.saveContainer(containerOf({ name: 'orders' })));
    assert.equal((await rig.call('PUT', `/containers/${container.id}`, { name: 'renamed' })).status, 422);
    assert.equal((await rig.call('PUT', `/containers/${container.id}`, { name: 'orders', description: 'All orders' })).body.description, 'All orders');
  });

  it('makes a bulk change whole or not at all', async () => {
    const made = await rig.store.transaction((tx) => tx.saveAnomaly(anomalyOf(), null, 'scan'));
    assert.equal((await rig.call('DELETE', '/anomalies', [{ id: made.id }, { id: 999 }])).status, 404);
    assert.equal((await rig.call('GET', `/anomalies/${made.id}`)).body.status, 'Active');
  });

  it('takes the anomalies of a check along when it goes, and leaves those that others found', async () => {
    const [check, other, single, shared] = await rig.store.transaction(async (tx) => {
      const container = await tx.saveContainer(containerOf());
      const failed = (id: number) => ({ check_id: id, message: 'm', expected: null, found: null, anomalous_records_count: 1 });
      const a = await tx.saveCheck(checkOf(container.id));
      const b = await tx.saveCheck(checkOf(container.id));
      return [a, b, await tx.saveAnomaly(anomalyOf({ failed_checks: [failed(a.id)] }), null, 's'),
        await tx.saveAnomaly(anomalyOf({ failed_checks: [failed(a.id), failed(b.id)] }), null, 's')];
    });
    await rig.call('DELETE', `/quality-checks/${check.id}?status=Invalid`);
    assert.equal((await rig.call('GET', `/anomalies/${single.id}`)).body.status, 'Invalid');
    assert.equal((await rig.call('GET', `/anomalies/${shared.id}`)).body.status, 'Active');
    await rig.call('DELETE', `/quality-checks/${check.id}?archive=false`);
    assert.equal((await rig.call('GET', `/anomalies/${single.id}`)).status, 404);
    const left = (await rig.call('GET', `/anomalies/${shared.id}`)).body.failed_checks as { quality_check: { id: number } }[];
    assert.deepEqual(left.map((f) => f.quality_check.id), [other.id]);
  });

  it('pages with totals, and takes values as they are', async () => {
    await rig.store.transaction(async (tx) => {
      for (let n = 0; n < 25; n++) await tx.saveContainer(containerOf({ datastore_id: 55, name: `c'"; -- ${String(n).padStart(2, '0')}`, tags: ["it's"] }));
    });
    const page = (await rig.call('GET', '/containers?datastore=55&page=3&size=10')).body;
    assert.deepEqual([page.items.length, page.total, page.page, page.size, page.pages], [5, 25, 3, 10, 3]);
    assert.equal(page.items[0].name, 'c\'"; -- 20');
    assert.equal((await rig.call('GET', `/containers?name=${encodeURIComponent('c\'"; -- 07')}&tag=${encodeURIComponent("it's")}`)).body.total, 1);
    assert.equal((await rig.call('GET', '/containers?datastore=55&page=9&size=10')).body.items.length, 0);
  });

  it('takes hostile values in every query parameter and body without breaking', async () => {
    const hostile = ['', '%00', '%ED%A0%80', "'; DROP TABLE checks; --", '"', '%25', '\\', '1e309', '-1', '100000000000000', '-100000000000000', 'NaN', '9007199254740993', 'é📏', 'x'.repeat(3000), '[]', '{}', 'null'];
    for (const name of routeNames.filter((n) => routes[n].method === 'GET' && !routes[n].path.includes('{'))) {
      const { path, query } = routes[name];
      for (const key of Object.keys((query as { shape?: object }).shape ?? {})) {
        for (const value of hostile) {
          const raw = value.startsWith('%') ? value : encodeURIComponent(value);
          const answer = await rig.call('GET', `${path}?${key}=${raw}`);
          assert.ok(answer.status < 500, `${name} ${key}=${value}: ${JSON.stringify(answer.body)}`);
        }
      }
    }
    const text = '<img src=x onerror=1>\u0000\u001b[31m\ud800"\'; --';
    const made = await rig.call('POST', '/datastores', { name: text, tags: [text], connection: { type: 'files', path: 'here', include: [text] } });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    assert.equal((await rig.call('GET', `/datastores/${made.body.id}`)).body.global_tags[0].name, made.body.name);
    assert.equal((await rig.call('POST', '/datastores', { name: 'nul path', connection: { type: 'files', path: 'a\u0000b' } })).status, 422);
  });

  it('answers addresses that no route could have, and what is not HTTP, in the same shape', async () => {
    for (const [target, status] of [['/containers/%zz', 400], [`/containers/${'9'.repeat(300)}`, 414], ['/nowhere', 404]] as const) {
      const answer = await rig.call('GET', target);
      assert.deepEqual([answer.status, typeof answer.body.detail, answer.body.problem.reason], [status, 'string', answer.body.detail], target);
      assert.ok(answer.body.detail.length <= 300);
    }
    const raw = (text: string): Promise<string> => new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(rig.server.url).port), '127.0.0.1', () => socket.write(text));
      let said = '';
      socket.setEncoding('utf8').on('data', (part) => { said += part; }).on('close', () => resolve(said)).on('error', reject);
    });
    for (const [text, status] of [['HELO there\r\n\r\n', 400], [`GET / HTTP/1.1\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, 431]] as const) {
      const said = await raw(text);
      assert.match(said, new RegExp(`^HTTP/1.1 ${status} `));
      assert.match((JSON.parse(said.split('\r\n\r\n')[1] ?? '') as { detail: string }).detail, /\.$/);
    }
  });

  it('says in the log, not in the answer, where something unforeseen broke', async () => {
    const { probe } = rig.parts;
    const { test } = probe;
    (probe as { test: unknown }).test = () => { throw new TypeError('boom'); };
    const answer = await rig.call('POST', '/datastores/connection', { name: 'n', connection: { type: 'files', path: '.' } });
    (probe as { test: unknown }).test = test;
    assert.equal(answer.status, 500);
    assert.equal(answer.body.problem.code, 'internal');
    assert.doesNotMatch(JSON.stringify(answer.body), /\.js:/);
  });
});
