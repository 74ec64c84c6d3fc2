import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runners } from '../../src/engine/operations/runners';
import { startRig, type Rig } from './rig';

interface Order { id: number; customer: number; amount: number | null; price: string }
const orders: Order[] = Array.from({ length: 90 }, (_, n) => ({
  id: n, customer: n % 7, amount: n % 11 === 0 ? null : n * 3 - 20, price: n % 5 === 0 ? `(${n})` : `"$1,${100 + n}.50"`,
}));
const customers = [0, 1, 2, 3, 4, 5].map((id) => ({ id, name: `${['Acme', 'Blue', 'Core', 'Dune', 'Edge', 'Flux'][id]!} ${id % 2 ? 'Inc.' : 'GmbH'}` }));

describe('computed containers and fields', function () {
  this.timeout(240_000);
  let folder: string;
  let engine: Rig;
  const ids = new Map<string, number>();

  /** Runs an operation to its end. */
  const run = async (body: object): Promise<any> => { // eslint-disable-line @typescript-eslint/no-explicit-any
    const started = await engine.call('POST', '/operations/run', { datastore_id: 1, ...body });
    assert.equal(started.status, 200, JSON.stringify(started.body));
    await engine.settled();
    return (await engine.call('GET', `/operations/${started.body.id}`)).body;
  };
  const create = async (container_type: string, name: string, more: object): Promise<any> => { // eslint-disable-line @typescript-eslint/no-explicit-any
    const made = await engine.call('POST', '/containers', { container_type, name, ...more });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    ids.set(name, made.body.id);
    return made.body;
  };
  const rowsOf = async (name: string, more: object = {}): Promise<unknown[][]> => {
    const shown = await engine.call('POST', `/containers/${ids.get(name)}/preview`, { rows: 500, ...more });
    assert.equal(shown.status, 200, JSON.stringify(shown.body));
    return shown.body.rows;
  };

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-computed-'));
    const data = path.join(folder, 'data');
    mkdirSync(data);
    writeFileSync(path.join(data, 'orders.csv'), `id,customer,amount,price\n${orders.map((o) => `${o.id},${o.customer},${o.amount ?? ''},${o.price}`).join('\n')}\n`);
    writeFileSync(path.join(data, 'customers.csv'), `id,name\n${customers.map((c) => `${c.id},${c.name}`).join('\n')}\n`);
    writeFileSync(path.join(folder, 'secret.csv'), 'secret\n42\n');
    engine = await startRig({ realRules: true });
    engine.run = (context) => runners[context.operation.type](context);
    assert.equal((await engine.call('POST', '/datastores', { name: 'shop', connection: { type: 'files', path: data } })).status, 200);
    assert.equal((await run({ type: 'sync' })).result, 'success');
    for (const one of (await engine.call('GET', '/containers/listing?datastore=1')).body) ids.set(one.name, one.id);
  });
  after(async () => {
    await engine.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('compute a table by a query over containers of the datastore', async () => {
    const made = await create('computed_table', 'totals', {
      datastore_id: 1, description: 'By customer', tags: ['gold'],
      query: 'WITH orders AS (SELECT * FROM orders WHERE amount IS NOT NULL) SELECT customer, count(*) AS n, sum(amount) AS total FROM orders GROUP BY customer ORDER BY customer -- all',
    });
    assert.deepEqual([made.container_type, made.query.slice(0, 11), made.global_tags[0].name, made.metrics.fields], ['computed_table', 'WITH orders', 'gold', 3]);
    const expected = [0, 1, 2, 3, 4, 5, 6].map((customer) => {
      const own = orders.filter((o) => o.customer === customer && o.amount !== null);
      return [customer, own.length, own.reduce((sum, o) => sum + o.amount!, 0)];
    });
    assert.deepEqual(await rowsOf('totals', { sort: { field: 'customer' } }), expected);
  });

  it('compute a file and a join by their clauses', async () => {
    const file = await create('computed_file', 'large', { source_container_id: ids.get('orders'), select_clause: 'id, amount * 2 AS doubled', where_clause: 'amount > 100 -- big ones' });
    assert.equal(file.datastore.id, 1);
    assert.deepEqual((await rowsOf('large', { sort: { field: 'id' } })), orders.filter((o) => (o.amount ?? 0) > 100).map((o) => [o.id, o.amount! * 2]));
    await create('computed_join', 'named', {
      left_container_id: ids.get('orders'), left_join_field_name: 'customer', left_prefix: 'o', right_container_id: ids.get('customers'), right_join_field_name: 'id', right_prefix: 'c',
      join_type: 'left', select_clause: 'o_id, c_name', where_clause: 'o_id < 20',
    });
    assert.deepEqual(await rowsOf('named', { sort: { field: 'o_id' } }), orders.slice(0, 20).map((o) => [o.id, customers.find((c) => c.id === o.customer)?.name ?? null]));
  });

  const refused: readonly (readonly [query: string, says: RegExp])[] = [
    ['SELECT * FROM read_csv(\'../secret.csv\')', /table function read_csv is not allowed/], ['SELECT * FROM \'../secret.csv\'', /no container "\.\.\/secret\.csv"/],
    ['SELECT * FROM (WITH "../secret.csv" AS (SELECT 1) SELECT 1), \'../secret.csv\'', /no container/], ['SELECT * FROM nothing', /no container "nothing"/],
    ['SELECT getvariable(\'x\') FROM orders', /function getvariable is not allowed/], ['SELECT id FROM orders WHERE id IN (SELECT random() FROM orders)', /function random/],
    ['SELECT * FROM query(\'SELECT 1\')', /query is not allowed/], ['SELECT * FROM duckdb_settings()', /duckdb_settings is not allowed/], ['SELECT * FROM information_schema.tables', /no container/],
    ['DELETE FROM orders', /other than a SELECT/], ['COPY orders TO \'x.csv\'', /other than a SELECT/], ['SELECT 1; SELECT 2', /More than one statement/], ['', /.*/],
    ['SELECT FROM WHERE', /cannot be read/], ['SUMMARIZE orders', /SUMMARIZE and SHOW/], ['SELECT nope FROM orders', /nope/],
    ['SELECT row_number() OVER (ORDER BY read_text(\'../secret.csv\')) FROM orders', /read_text/], ['SELECT * FROM totals AT (VERSION => 1)', /AT is not allowed/],
    ['SELECT * FROM plumbline_input_0', /no container/],
  ];
  it('refuse what is no SELECT over containers, and store nothing of it', async () => {
    const before = (await engine.call('GET', '/containers')).body.total;
    for (const [query, says] of refused) {
      for (const [target, body] of [['/containers', {}], ['/containers/validate?timeout_seconds=30', null]] as const) {
        const container = { container_type: 'computed_table', name: 'bad', datastore_id: 1, query };
        const answer = await engine.call('POST', target, body === null ? { container } : container);
        assert.equal(answer.status, 422, `${query}: ${JSON.stringify(answer.body)}`);
        assert.match(JSON.stringify(answer.body.detail).replaceAll('\\"', '"'), says, query);
        assert.equal(answer.body.detail[0].loc.includes('query'), true, JSON.stringify(answer.body));
      }
    }
    assert.equal((await engine.call('GET', '/containers')).body.total, before);
    const good = { container: { container_type: 'computed_table', name: 'good', datastore_id: 1, query: 'SELECT 9007199254740993 AS big, * FROM Orders' } };
    assert.equal((await engine.call('POST', '/containers/validate', good)).status, 204);
    const wide = [
      'SELECT id FROM orders UNION ALL (SELECT id FROM customers EXCEPT SELECT customer FROM orders) INTERSECT SELECT 1',
      'SELECT a.id FROM (SELECT * FROM orders) AS a LEFT JOIN customers USING (id), LATERAL (SELECT a.amount + 1) AS more WHERE EXISTS (SELECT 1 FROM customers c WHERE c.id = a.customer)',
      'WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT n.i, o.id FROM n JOIN orders o ON o.id = n.i',
      "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v(id, name) ASOF JOIN orders o ON v.id >= o.id",
    ];
    for (const query of wide) {
      const answer = await engine.call('POST', '/containers/validate', { container: { container_type: 'computed_table', name: 'good', datastore_id: 1, query } });
      assert.equal(answer.status, 204, `${query}: ${JSON.stringify(answer.body)}`);
    }
    const clause = { container_type: 'computed_file', name: 'bad', source_container_id: ids.get('orders'), select_clause: 'id FROM customers --' };
    assert.equal((await engine.call('POST', '/containers', clause)).status, 422, 'a clause reads its own container alone');
    assert.equal((await engine.call('POST', '/containers', { container_type: 'computed_table', name: 'ORDERS', datastore_id: 1, query: 'SELECT 1 AS a' })).status, 409);
  });

  it('compute fields from others of their container', async () => {
    const fields = [
      { container_id: ids.get('orders'), name: 'net', transformation: 'customExpression', source_fields: null, properties: { column_expression: 'amount - 1' } },
      { container_id: ids.get('orders'), name: 'value', transformation: 'convertFormattedNumeric', source_fields: ['price'], properties: {} },
      { container_id: ids.get('orders'), name: 'code', transformation: 'cast', source_fields: ['id'], properties: { target_type: 'string' } },
      { container_id: ids.get('customers'), name: 'clean', transformation: 'cleanedEntityName', source_fields: ['name'], properties: { drop_from_suffix: true, terms_to_ignore: ['GmbH'] } },
    ];
    for (const body of fields) {
      const made = await engine.call('POST', '/computed-fields', body);
      assert.equal(made.status, 200, JSON.stringify(made.body));
      ids.set(body.name, made.body.id);
    }
    const shown = await rowsOf('orders', { rows: 12 });
    assert.deepEqual(shown.map((row) => row.slice(4)), orders.slice(0, 12).map((o) => [
      o.amount === null ? null : o.amount - 1, o.id % 5 === 0 ? 0 - o.id : 1100.5 + o.id, String(o.id),
    ]));
    assert.deepEqual((await rowsOf('customers')).map((row) => row[2]), customers.map((c) => c.name.replace(' Inc.', '')));
    const container = (await engine.call('GET', `/containers/${ids.get('orders')}`)).body;
    assert.deepEqual(container.computed_fields.map((one: { name: string; transformation_type: string }) => [one.name, one.transformation_type]),
      [['net', 'customExpression'], ['value', 'convertFormattedNumeric'], ['code', 'cast']]);
    for (const [wrong, status] of [
      [{ ...fields[0], name: 'NET' }, 409], [{ ...fields[0], name: 'x', properties: { column_expression: 'nope + 1' } }, 422], [{ ...fields[2], name: 'x', properties: { target_type: 'blob' } }, 422],
      [{ ...fields[0], name: 'x', properties: { column_expression: '(SELECT 1)' } }, 422], [{ ...fields[1], name: 'x', source_fields: ['none'] }, 422], [{ ...fields[0], container_id: 999, name: 'x' }, 404],
    ] as const) assert.equal((await engine.call('POST', '/computed-fields', wrong)).status, status, JSON.stringify(wrong));
    const changed = await engine.call('PUT', `/computed-fields/${ids.get('net')}`, { name: 'net', transformation: 'customExpression', properties: { column_expression: 'amount - 2' } });
    assert.equal(changed.status, 200, JSON.stringify(changed.body));
    assert.equal((await rowsOf('orders', { rows: 2 }))[1]![4], orders[1]!.amount! - 2);
  });

  it('are synced, profiled and scanned as others are', async () => {
    assert.equal((await run({ type: 'sync' })).status.containers_changed, 0);
    const fields = (await engine.call('GET', `/containers/${ids.get('orders')}/fields`)).body;
    assert.deepEqual(fields.map((field: { name: string; status: string; type: string; computed_field: object | null }) => [field.name, field.status, field.type, field.computed_field !== null]), [
      ['id', 'active', 'Integral', false], ['customer', 'active', 'Integral', false], ['amount', 'active', 'Integral', false], ['price', 'active', 'String', false],
      ['net', 'active', 'Integral', true], ['value', 'active', 'Fractional', true], ['code', 'active', 'String', true],
    ]);
    assert.equal((await run({ type: 'profile', ai_effort: 'off' })).result, 'success');
    const profiles = (await engine.call('GET', `/containers/${ids.get('orders')}/field-profiles`)).body.items;
    assert.equal(profiles.find((one: { name: string }) => one.name === 'net').completeness, orders.filter((o) => o.amount !== null).length / orders.length);
    assert.equal((await engine.call('GET', `/containers/${ids.get('totals')}`)).body.metrics.records, 7);
    const checks = [['orders', 'greaterThan', ['net'], { value: 0 }], ['totals', 'greaterThan', ['total'], { value: 1000 }], ['large', 'unique', ['id'], {}], ['named', 'notNull', ['c_name'], {}]] as const;
    for (const [container, rule, fields, properties] of checks) {
      const made = await engine.call('POST', '/quality-checks', { container_id: ids.get(container), rule, fields, properties });
      assert.equal(made.status, 200, JSON.stringify(made.body));
    }
    const scan = await run({ type: 'scan' });
    assert.equal(scan.result, 'success', scan.message);
    const broken = async (name: string): Promise<number> => {
      const found = (await engine.call('GET', `/anomalies?container=${ids.get(name)}`)).body.items;
      return found.reduce((sum: number, one: { anomalous_records_count: number }) => sum + one.anomalous_records_count, 0);
    };
    assert.equal(await broken('orders'), orders.filter((o) => o.amount !== null && o.amount - 2 <= 0).length);
    const totals = [0, 1, 2, 3, 4, 5, 6].map((customer) => orders.filter((o) => o.customer === customer).reduce((sum, o) => sum + (o.amount ?? 0), 0));
    assert.equal(await broken('totals'), totals.filter((total) => total <= 1000).length);
    assert.equal(await broken('large'), 0);
    assert.equal(await broken('named'), orders.slice(0, 20).filter((o) => o.customer === 6).length);
  });

  it('are changed, and not without their fields being let go', async () => {
    const target = `/containers/${ids.get('totals')}`;
    const before = (await engine.call('GET', target)).body;
    assert.equal((await engine.call('PUT', target, before)).status, 200, 'the object as it was given');
    const query = 'SELECT customer, max(amount) AS most FROM orders GROUP BY ALL';
    const lost = await engine.call('PUT', target, { ...before, query });
    assert.equal(lost.status, 409, JSON.stringify(lost.body));
    assert.match(lost.body.detail, /about total/);
    assert.equal((await engine.call('PUT', target, { ...before, query: 'SELECT 1; DROP TABLE x' })).status, 422);
    const forced = await engine.call('PUT', target, { name: 'most', query, force_drop_fields: true, tags: ['gold'] });
    assert.deepEqual([forced.status, forced.body.name, forced.body.query], [200, 'most', query], JSON.stringify(forced.body));
    const fields = (await engine.call('GET', `${target}/fields`)).body.map((field: { name: string; status: string }) => `${field.name} ${field.status}`);
    assert.deepEqual(fields, ['customer active', 'most active', 'n missing', 'total missing']);
    const own = (await engine.call('GET', `/containers/${ids.get('orders')}`)).body;
    assert.equal((await engine.call('PUT', `/containers/${ids.get('orders')}`, { ...own, query: 'SELECT 1' })).status, 422, 'a file has no query');
  });

  it('are deleted, and what they read is not while they read it', async () => {
    const kept = await engine.call('DELETE', `/containers/${ids.get('customers')}`);
    assert.equal(kept.status, 409);
    assert.match(kept.body.detail, /named reads customers/);
    assert.equal((await engine.call('DELETE', `/containers/${ids.get('named')}`)).status, 200);
    assert.equal((await engine.call('GET', `/containers/${ids.get('named')}`)).status, 404);
    assert.equal((await engine.call('DELETE', `/containers/${ids.get('customers')}`)).status, 200);
    assert.equal((await engine.call('DELETE', `/computed-fields/${ids.get('net')}`)).status, 409, 'a check is about it');
    assert.equal((await engine.call('DELETE', `/computed-fields/${ids.get('code')}`)).status, 200);
    assert.equal((await engine.call('GET', `/containers/${ids.get('orders')}`)).body.computed_fields.length, 2);
    assert.equal((await engine.call('DELETE', '/computed-fields/1')).status, 404, 'a field of the data');
  });
});
