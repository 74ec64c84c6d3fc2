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
      ['GET', '/anomalies/abc', undefined, ['path', 'id'], 'invalid_type'],
      ['GET', '/anomalies?page=0', undefined, ['query', 'page'], 'too_small'],
      ['GET', '/anomalies?datastore=1&datastore=x', undefined, ['query', 'datastore', 1], 'invalid_type'],
      ['POST', '/comments', { anomaly_id: 1 }, ['body', 'message'], 'missing'],
      ['POST', '/datastores', { name: 5 }, ['body', 'name'], 'invalid_type'],
      ['POST', '/datastores', { name: 'x' }, ['body', 'connection'], 'value_error'],
      ['POST', '/datastores', { name: 'x', connection: { type: 'oracle', path: 'x' } }, ['body', 'connection', 'type'], 'value_error'],
      ['POST', '/datastores', { name: 'x', connection: { type: 'files', path: 'x', password: 'secret' } }, ['body', 'connection', 'password'], 'value_error'],
      ['POST', '/operations/run', { type: 'scan' }, ['body', 'datastore_ids'], 'custom'],
      ['POST', '/operations/run', undefined, ['body'], 'missing'],
      ['POST', '/comments', '{"a":', ['body'], 'value_error'],
      ['PATCH', '/anomalies', [{ id: 1, status: 'Resolved' }], ['body', 0, 'status'], 'invalid_value'],
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

  it('answers 400 for a date that is none', async () => {
    const answer = await rig.call('GET', '/anomalies?start_date=yesterday');
    assert.equal(answer.status, 400);
    assert.match(answer.body.detail, /"yesterday" is not a date/);
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
