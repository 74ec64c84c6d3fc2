import assert from 'node:assert/strict';
import { openSource, testSource, type Source } from '../../src/engine/sources/open-source';
import { passwordIn } from '../../src/engine/sources/postgres/password-file';
import { serviceIn } from '../../src/engine/sources/postgres/service-file';
import type { SourceConnection } from '../../src/engine/sources/source';
import { isErrorCode, noPostgres, startPostgres, type TestServer } from '../support/postgres';
import { testSessions } from '../support/sessions';

describe('files that a PostgreSQL login is read from', () => {
  const login = { host: 'db', port: 5432, database: 'd', user: 'u' };
  it('takes the first line that fits, with stars, colons and backslashes', () => {
    assert.equal(passwordIn('# c\nother:5432:d:u:no\ndb:*:*:u:a\\:b\\\\c:d\n*:*:*:*:last', login), 'a:b\\c:d');
    assert.equal(passwordIn('db:5433:d:u:no\ndb:5432:d:v:no', login), undefined);
  });
  it('reads one section of a service file', () => {
    assert.deepEqual(serviceIn('[a]\nhost=x\n[b]\n# c\nhost = y\nport=1\n[c]\nhost=z', 'b'), { host: 'y', port: '1' });
    assert.equal(serviceIn('[a]\nhost=x', 'b'), undefined);
  });
});

(noPostgres ? describe.skip : describe)(`a PostgreSQL source${noPostgres ? ` (${noPostgres})` : ''}`, function () {
  this.timeout(120_000);
  let server: TestServer;
  before(async () => {
    server = await startPostgres();
    await server.sql(`
      CREATE SCHEMA sales; CREATE SCHEMA shut;
      CREATE TYPE mood AS ENUM ('sad', 'happy'); CREATE DOMAIN zip AS varchar(5);
      CREATE TABLE orders (id bigint PRIMARY KEY, amount numeric(10,2), n numeric, at timestamptz, "day" date, m mood, z zip, c char(4), tags text[], ok boolean, doc jsonb, f real NOT NULL);
      CREATE TABLE sales."odd.name" (a int, b int, UNIQUE (a, b));
      CREATE TABLE parts (id int, d date) PARTITION BY RANGE (d); CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
      CREATE VIEW seen AS SELECT id, amount FROM orders; CREATE MATERIALIZED VIEW kept AS SELECT 1 AS one;
      CREATE TABLE hidden (x int); CREATE TABLE shut.inside (x int);
      GRANT USAGE ON SCHEMA sales TO reader; GRANT SELECT ON orders, seen, kept, parts, sales."odd.name" TO reader; GRANT SELECT ON shut.inside TO reader;
      INSERT INTO orders VALUES (9007199254740993, 12.50, 'NaN', '2024-05-01 12:00:00.123456+02', '2024-05-01', 'happy', '12345', 'ab', '{x}', true, '{}', 0.1)`);
  });
  after(() => server?.stop());

  const connection = (more: Partial<SourceConnection> = {}): SourceConnection =>
    ({ type: 'postgresql', host: server.host, port: server.port, username: server.reader.user, password: server.reader.password, ...more });
  const open = (more: Partial<SourceConnection> = {}): Promise<Source> => openSource(connection(more), { id: 1, database: 'postgres', schema: null }, { sessions: testSessions() });
  const tried = async (more: Partial<SourceConnection>, database = 'postgres'): Promise<{ connected: boolean; message: string }> =>
    testSource(connection(more), { id: 1, database, schema: null }, { sessions: testSessions() });

  it('lists tables, views and partitioned tables with types, and what the role may not read', async () => {
    const source = await open();
    try {
      const found = await source.containers();
      assert.deepEqual(found.map(({ name, tableType, problem }) => [name, tableType, problem?.reason ?? null]), [
        ['hidden', 'table', 'reader may not read hidden.'], ['kept', 'view', null], ['orders', 'table', null], ['parts', 'table', null], ['seen', 'view', null],
        ['sales."odd.name"', 'table', null], ['shut.inside', 'table', 'reader may not use the schema shut, which shut.inside is in.'],
      ]);
      assert.deepEqual(found[2]!.columns.map(({ name, type, nativeType, nullable }) => [name, type, nativeType, nullable]), [
        ['id', 'Integral', 'bigint', false], ['amount', 'Fractional', 'numeric(10,2)', true], ['n', 'Fractional', 'numeric', true],
        ['at', 'Timestamp', 'timestamp with time zone', true], ['day', 'Date', 'date', true], ['m', 'String', 'public.mood', true],
        ['z', 'String', 'character varying(5)', true], ['c', 'String', 'character(4)', true], ['tags', 'Array', 'text[]', true], ['ok', 'Boolean', 'boolean', true],
        ['doc', 'String', 'jsonb', true], ['f', 'Fractional', 'real', false],
      ]);
    } finally {
      await source.close();
    }
  });

  it('gives cells without rounding, in a session that cannot write and sees one state', async () => {
    const source = await open();
    try {
      const relation = await source.relation({ name: 'orders', files: null, key_field_names: [] });
      assert.deepEqual(relation.keyFields, ['id']);
      const { rows } = await source.session.table(`SELECT id, amount, n, at, m, c, ok, f FROM ${relation.from} AS r`);
      assert.deepEqual(rows, [[9007199254740993n, '12.50', 'NaN', '2024-05-01 10:00:00.123456+00', 'happy', 'ab', true, 0.1]]);
      await server.sql("INSERT INTO orders (id, f) VALUES (1, 1)");
      assert.deepEqual((await source.session.table(`SELECT count(*) FROM ${relation.from} AS r`)).rows, [[1]]);
      await server.sql('DELETE FROM orders WHERE id = 1');
      await assert.rejects(source.session.query('CREATE TEMP TABLE t (a int)'), /read-only/);
      const wrong = await source.session.query('SELECT nothing FROM public.orders').catch((error: unknown) => error);
      assert.deepEqual([source.session.faultOf(wrong).kind, source.session.faultOf(wrong).position], ['statement', 7]);
      assert.equal((await source.session.table('SELECT 1')).rows[0]![0], 1, 'a failed statement does not end the session');
    } finally {
      await source.close();
    }
  });

  it('cancels at the server, and leaves nothing there', async () => {
    const source = await open();
    const abort = new AbortController();
    const running = source.session.query('SELECT pg_sleep(60)', undefined, abort.signal);
    const asleep = (): Promise<Record<string, unknown>[]> => server.sql("SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'");
    for (let tries = 0; (await asleep()).length === 0 && tries < 200; tries += 1) await new Promise((resolve) => { setTimeout(resolve, 50); });
    abort.abort();
    await assert.rejects(running, (error: unknown) => isErrorCode(error, 'aborted'));
    assert.equal((await asleep()).length, 0);
    await source.close();
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await server.sql("SELECT 1 FROM pg_stat_activity WHERE application_name = 'plumbline'")).length === 0) return;
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    assert.fail('a session is still open at the server');
  });

  it('says what is missing before anything is saved', async () => {
    const good = await tried({});
    assert.equal(good.connected, true);
    assert.match(good.message, /^Connected as reader; 5 tables and views can be read\. 2 cannot be read\. reader may not read hidden\. .*GRANT SELECT ON "public"\."hidden" TO "reader"/);
    assert.match((await tried({ port: 1 })).message, /No server answers at 127\.0\.0\.1:1\./);
    assert.match((await tried({ host: 'no-such-host.invalid' })).message, /There is no host no-such-host\.invalid\.|cannot be reached/);
    assert.match((await tried({}, 'none')).message, /There is no database none/);
    assert.match((await tried({ password: 'wrong-canary' })).message, /does not accept the password of reader/);
    assert.ok(!(await tried({ password: 'wrong-canary' })).message.includes('canary'));
    assert.match((await tried({ tls: { mode: 'require' } })).message, /does not speak TLS/);
    assert.match((await tried({ tls: { mode: 'verify-full', ca: '/no/such.pem' } })).message, /CA certificate \/no\/such\.pem cannot be read/);
    await server.sql('CREATE DATABASE closed; ', 'postgres').catch(() => undefined);
    await server.sql('REVOKE CONNECT ON DATABASE closed FROM PUBLIC');
    assert.match((await tried({}, 'closed')).message, /reader may not connect to closed/);
  });

  it('finds the password where the connection says, and asks for it where there is none', async () => {
    process.env.PLUMBLINE_TEST_PASSWORD = server.reader.password;
    try {
      assert.equal((await tried({ password: undefined, password_env: 'PLUMBLINE_TEST_PASSWORD' })).connected, true);
    } finally {
      delete process.env.PLUMBLINE_TEST_PASSWORD;
    }
    const code = async (more: Partial<SourceConnection>): Promise<unknown> => open(more).then(() => null, (error: unknown) => (isErrorCode(error, 'password-needed') ? 'password-needed' : error));
    assert.equal(await code({ password: undefined, password_env: 'PLUMBLINE_TEST_PASSWORD' }), 'password-needed');
    assert.equal(await code({ password: undefined }), 'password-needed');
    const sessions = testSessions();
    sessions.secrets.tell(7, server.reader.password);
    try {
      const source = await openSource(connection({ id: 7, password: undefined }), { id: 1, database: 'postgres', schema: null }, { sessions });
      await source.close();
    } finally {
      sessions.secrets.forget(7);
    }
  });
});
