import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { OperationOutcome } from '../../src/engine/operations/runner';
import { isErrorCode, noPostgres, startPostgres, type TestServer } from '../support/postgres';
import { operationBench, type Bench } from './run-operation';

(noPostgres ? describe.skip : describe)(`operations on a PostgreSQL server${noPostgres ? ` (${noPostgres})` : ''}`, function () {
  this.timeout(180_000);
  let server: TestServer;
  let bench: Bench;
  const tables = Array.from({ length: 10 }, (_, i) => `t${i}`);
  const password = 'canary-4711';

  before(async () => {
    server = await startPostgres();
    await server.sql(tables.map((t) => `CREATE TABLE ${t} (id int PRIMARY KEY, n bigint, "when" timestamptz); INSERT INTO ${t} SELECT i, i % 10, '2026-01-01'::timestamptz + i * interval '1 hour' FROM generate_series(1, 100) i; `).join('')
      + 'CREATE VIEW slow AS SELECT t0.id, t0.n FROM t0, pg_sleep(60); GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader');
  });
  after(() => server?.stop());
  beforeEach(async () => {
    process.env.PLUMBLINE_TEST_PASSWORD = password;
    bench = operationBench();
    Object.assign(bench.store.connections[0]!, { type: 'postgresql', path: undefined, host: server.host, port: server.port, username: 'reader', password_env: 'PLUMBLINE_TEST_PASSWORD' });
    Object.assign(bench.datastore, { database: 'postgres' });
    await bench.run({ type: 'sync' });
    for (const container of await bench.store.containers(1)) await check(container.id, 'between', ['n'], { min: 0, max: 8 });
  });
  afterEach(async () => {
    delete process.env.PLUMBLINE_TEST_PASSWORD;
    bench.close();
    await nothingOpen();
  });

  const check = (container_id: number, rule: string, fields: string[], properties: Record<string, unknown>): Promise<unknown> => bench.store.writer.saveCheck({
    container_id, created: '2026-01-01', last_updated: '2026-01-01', rule_type: rule, fields, properties, filter: null, coverage: null, description: '',
    status: 'Active', inferred: false, tags: [], additional_metadata: null, deleted_at: null, archived_status: null, is_passing: null, last_asserted: null,
  });
  const scan = (names: string[] = tables, more: object = {}, signal?: AbortSignal): Promise<OperationOutcome> => bench.run({ type: 'scan', container_names: names, ...more }, signal);
  const sessions = (): Promise<Record<string, unknown>[]> => server.sql("SELECT pid, state, query FROM pg_stat_activity WHERE application_name = 'plumbline'");
  const until = async (done: () => Promise<boolean>, what: string): Promise<void> => {
    for (let tries = 0; tries < 600; tries += 1) {
      if (await done()) return;
      await wait(50);
    }
    assert.fail(what);
  };
  const nothingOpen = (): Promise<void> => until(async () => (await sessions()).length === 0, 'a session is still open at the server');
  const asleep = (): Promise<void> => until(async () => (await sessions()).some(({ state, query }) => state === 'active' && String(query).includes('"slow"')), 'the slow view is not read');
  const failures = (): [string, string][] => bench.containerReports.filter((run) => run.result === 'failure').map((run) => [run.container?.name ?? '', run.message ?? '']);

  it('syncs, and finds failing rows by their key', async () => {
    const containers = await bench.store.containers(1);
    assert.deepEqual(containers.map(({ name }) => name).sort(), ['slow', ...tables]);
    assert.deepEqual((await bench.store.fields(containers.find(({ name }) => name === 't3')!.id)).map(({ name, type, native_type }) => [name, type, native_type]),
      [['id', 'Integral', 'integer'], ['n', 'Integral', 'bigint'], ['when', 'Timestamp', 'timestamp with time zone']]);
    const outcome = await scan(['t3']);
    assert.deepEqual([outcome.result, outcome.status.records_processed, outcome.status.anomalies_identified], ['success', 100, 1]);
    const [records] = [...bench.store.records.values()];
    assert.deepEqual(records?.records.map((row) => row.row_id), ['id=9', 'id=19', 'id=29', 'id=39', 'id=49', 'id=59', 'id=69', 'id=79', 'id=89', 'id=99']);
    assert.ok(!JSON.stringify(bench.store).includes(password));
  });

  it('scans what came since the last scan', async () => {
    const t = (await bench.store.containers(1)).find(({ name }) => name === 't4')!;
    await bench.store.writer.saveContainer({ ...t, incremental_field_name: 'when' });
    await scan(['t4'], { incremental: true });
    await server.sql("INSERT INTO t4 VALUES (101, 9, '2027-01-01')");
    const outcome = await scan(['t4'], { incremental: true });
    assert.deepEqual([outcome.result, outcome.status.records_processed], ['success', 1], outcome.message ?? '');
  });

  it('goes on with other tables where one is gone, one is forbidden, and one is locked', async () => {
    await server.sql('DROP TABLE t9; REVOKE SELECT ON t8 FROM reader');
    const locked = server.sql("BEGIN; LOCK TABLE t7 IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(20); COMMIT").catch(() => undefined);
    await until(async () => (await server.sql("SELECT 1 FROM pg_locks WHERE relation = 't7'::regclass AND mode = 'AccessExclusiveLock' AND granted")).length > 0, 't7 is not locked');
    const outcome = await scan();
    assert.equal(outcome.status.containers_failed, 3, outcome.message ?? '');
    assert.deepEqual(failures().map(([name, message]) => [name, message.slice(0, 60)]), [
      ['t7', 't7 is locked by another session. Run it again when that has e'], ['t8', 'reader may not read t8. Have the right granted: GRANT SELECT '], ['t9', 't9 does not exist in postgres any more. Run a sync to bring t'],
    ].map(([name, message]) => [name, message!.slice(0, 60)]));
    await server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'BEGIN; LOCK TABLE t7%'");
    await locked;
    await server.sql('CREATE TABLE t9 (id int PRIMARY KEY, n bigint, "when" timestamptz); GRANT SELECT ON t8, t9 TO reader');
  });

  it('ends a statement that takes too long, and goes on with other tables', async () => {
    Object.assign(bench.store.connections[0]!, { statement_timeout: 2 });
    const outcome = await scan(['slow', 't1']);
    assert.deepEqual(failures(), [['slow', 'Reading slow took longer than the connection allows a statement. Allow more (statement_timeout), or look at fewer rows.']]);
    assert.equal(outcome.status.containers_failed, 1);
    assert.equal(bench.containerReports.filter((run) => run.result === 'success').length, 1);
  });

  it('cancels at the server', async () => {
    const abort = new AbortController();
    const running = scan(['slow'], {}, abort.signal);
    await asleep();
    abort.abort();
    await assert.rejects(running, (error: unknown) => isErrorCode(error, 'aborted'));
    assert.ok(!(await sessions()).some(({ state }) => state === 'active'));
  });

  it('tells of a connection that was cut, and reads the other tables on a new one', async () => {
    const running = scan(['slow', 't1', 't2']);
    await asleep();
    await server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'plumbline'");
    const outcome = await running;
    assert.deepEqual(failures(), [['slow', `The connection to ${server.host}:${server.port} was lost. Run it again when the server is there.`]]);
    assert.equal(outcome.status.containers_failed, 1);
  });

  it('takes a value that does not fit for a problem of its check alone', async () => {
    const t = (await bench.store.containers(1)).find(({ name }) => name === 't5')!;
    await check(t.id, 'satisfiesExpression', [], { expression: 'exp(n * 100000) > 0' });
    await check(t.id, 'matchesPattern', ['when'], { pattern: 'x' }).catch(() => undefined);
    const outcome = await scan(['t5']);
    assert.equal(outcome.result, 'success');
    assert.match(bench.containerReports.at(-1)?.message ?? '', /satisfiesExpression .*The check stopped at a value that it cannot handle: .*out of range/);
    assert.equal(outcome.status.anomalies_identified, 1, 'the other check was run');
  });

  it('asks for the password when it was changed', async () => {
    await server.sql("ALTER ROLE reader PASSWORD 'another'");
    const error = await scan().then(() => null, (thrown: unknown) => thrown);
    await server.sql(`ALTER ROLE reader PASSWORD '${password}'`);
    assert.ok(isErrorCode(error, 'password-needed'), String(error));
    assert.ok(!JSON.stringify((error as { problem: unknown }).problem).includes(password));
  });
});

(noPostgres ? describe.skip : describe)(`a PostgreSQL server that is killed${noPostgres ? ` (${noPostgres})` : ''}`, function () {
  this.timeout(180_000);
  it('is one clear problem of each table that was still to come', async () => {
    const server = await startPostgres();
    const bench = operationBench();
    try {
      await server.sql('CREATE TABLE t1 (id int, n int); CREATE VIEW slow AS SELECT 1 AS n FROM pg_sleep(60)');
      Object.assign(bench.store.connections[0]!, { type: 'postgresql', path: undefined, host: server.host, port: server.port, username: 'plumb' });
      Object.assign(bench.datastore, { database: 'postgres' });
      await bench.run({ type: 'sync' });
      for (const { id } of await bench.store.containers(1)) {
        await bench.store.writer.saveCheck({
          container_id: id, created: '2026-01-01', last_updated: '2026-01-01', rule_type: 'between', fields: ['n'], properties: { min: 0, max: 8 }, filter: null, coverage: null, description: '',
          status: 'Active', inferred: false, tags: [], additional_metadata: null, deleted_at: null, archived_status: null, is_passing: null, last_asserted: null,
        });
      }
      const running = bench.run({ type: 'scan' });
      for (let tries = 0; tries < 600 && (await server.sql("SELECT 1 FROM pg_stat_activity WHERE application_name = 'plumbline' AND state = 'active' AND query LIKE '%\"slow\"%'")).length === 0; tries += 1) await wait(50);
      await server.kill();
      const outcome = await running;
      const messages = bench.containerReports.filter((run) => run.result === 'failure').map((run) => [run.container?.name, run.message ?? '']);
      const place = `${server.host}:${server.port}`;
      assert.equal(outcome.result, 'failure');
      assert.deepEqual(messages.map(([name]) => name), ['slow', 't1']);
      assert.equal(messages[0]![1], `The connection to ${place} was lost. Run it again when the server is there.`);
      // It may still be about to leave when the next table is asked for.
      assert.match(messages[1]![1]!, new RegExp(`^(The connection to ${place} was lost|No server answers at ${place})\\. `));
    } finally {
      bench.close();
      await server.stop();
    }
  });
});
