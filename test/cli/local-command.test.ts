import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { QualityCheck, ScanPlan } from '../../src/core/api/schemas/check';
import type { Container } from '../../src/core/api/schemas/container';
import type { Datastore } from '../../src/core/api/schemas/datastore';
import { engineOf, type Ran, runCommand, stopEngine, until, workFolder } from './run-command';

const orders = (rows: number): string => ['id,customer,amount', ...Array.from({ length: rows }, (_, i) => `${i + 1},${i % 50 === 0 ? '' : `c${i % 7}`},${i === 9 ? -5 : i * 1.5}`)].join('\n');

describe('the command on a local store, with the real engine', function () {
  // Many processes one after another, on machines that may be busy.
  this.timeout(180_000);
  const work = workFolder();
  const data = path.join(work.folder, 'data');
  before(() => {
    mkdirSync(path.join(data, 'deep'), { recursive: true });
    writeFileSync(path.join(data, 'orders.csv'), orders(500));
    writeFileSync(path.join(data, 'people.csv'), 'name,age\nAda,36\nBob,\n');
  });
  after(() => work.remove());
  const run = (args: string[], folder = work.folder): Promise<Ran> => runCommand(args, { folder });
  const json = async <T>(args: string[]): Promise<T> => {
    const { code, stdout, stderr } = await run([...args, '--format', 'json']);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as T;
  };

  it('adding what is not there, cannot be opened or is no data: 3, and nothing is saved', async () => {
    const missing = await run(['datastores', 'add', 'nowhere']);
    assert.equal(missing.code, 3);
    assert.match(missing.stderr, /no such file or folder.*nowhere/);
    writeFileSync(path.join(work.folder, 'broken.duckdb'), 'this is not a database');
    const broken = await run(['datastores', 'add', 'broken.duckdb']);
    assert.equal(broken.code, 3, broken.stderr);
    assert.match(broken.stderr, /not added: .+/);
    assert.deepEqual(await json(['datastores', 'list']), []);
  });
  it('adding a folder makes the store beside it, and tells what comes next', async () => {
    const { code, stdout, stderr } = await run(['datastores', 'add', 'data']);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^name +data$/m);
    assert.match(stderr, /Next: plumbline operations pipeline --datastore-id \d+/);
    assert.ok(existsSync(path.join(work.store, 'state.duckdb')));
    assert.equal((await run(['datastores', 'add', 'data'])).code, 3);
  });
  it('the store is found from a folder inside, and never made a second time', async () => {
    const inside = path.join(data, 'deep');
    const { code, stderr, stdout } = await run(['datastores', 'list'], inside);
    assert.equal(code, 0);
    assert.ok(stderr.includes(`Server: local engine, store ${work.store}`), stderr);
    assert.match(stdout, /data +files/);
    assert.deepEqual(readdirSync(inside), []);
  });
  it('the store can be named from anywhere', async () => {
    const elsewhere = mkdtempSync(path.join(os.tmpdir(), 'plumbline-else-'));
    const { code, stdout } = await run(['datastores', 'list', '--store', work.store, '-q'], elsewhere);
    rmSync(elsewhere, { recursive: true });
    assert.equal(code, 0);
    assert.match(stdout, /data +files/);
  });
  it('a single file is a datastore of that file only', async () => {
    const added = await json<Datastore>(['datastores', 'add', path.join('data', 'people.csv'), '--name', 'only people']);
    assert.deepEqual([added.connection?.path, added.read_options?.include], [data, ['/people.csv']]);
    const { stderr } = await run(['operations', 'sync', '--datastore', 'only people']);
    assert.match(stderr, /sync of only people \(\d+\): success in .*1 container, 1 added/);
    assert.equal((await run(['datastores', 'remove', '--datastore', 'only people'])).code, 0);
    assert.equal((await json<Datastore[]>(['datastores', 'list'])).length, 1);
  });
  it('sync of the only datastore needs no id; its result is alone on standard output', async () => {
    const [done] = await json<{ type: string; result: string; status: { containers_added: number } }[]>(['operations', 'sync']);
    assert.deepEqual([done?.type, done?.result, done?.status.containers_added], ['sync', 'success', 2]);
  });
  it('containers and rules are listed', async () => {
    assert.deepEqual((await json<Container[]>(['containers', 'list', '--datastore', 'data'])).map((c) => c.name).sort(), ['orders', 'people']);
    assert.match((await run(['checks', 'rules'])).stdout, /^between +single +min, inclusive_min\?, max/m);
  });
  it('a check is made, tried, explained', async () => {
    assert.equal((await run(['checks', 'create', '--container', 'orders', '--rule', 'notNull', '--fields', 'customer'])).code, 0);
    assert.equal((await run(['checks', 'create', '--container', 'orders', '--rule', 'between', '--fields', 'amount', '--properties', '{"min":0,"max":10000}', '--draft'])).code, 0);
    const tried = await run(['checks', 'validate', '1', '--fail-on-anomalies']);
    assert.equal(tried.code, 8, tried.stderr);
    assert.match(tried.stdout, /failing rows +10$/m);
    const wrong = await run(['checks', 'validate', '--container', 'orders', '--rule', 'satisfiesExpression', '--properties', '{"expression":"amount > (select 1)"}']);
    assert.equal(wrong.code, 3);
    assert.match(wrong.stdout, /runs +no\nwhy not +.*sub-queries/);
    assert.equal((await run(['checks', 'create', '--container', 'orders', '--rule', 'noSuchRule'])).code, 2);
    assert.equal((await run(['checks', 'create', '--container', 'nowhere', '--rule', 'notNull'])).code, 10);
    const plan = await json<ScanPlan>(['checks', 'explain', '--container', 'orders']);
    assert.ok(plan.statements.length > 0 && plan.checks.length === 1);
    assert.match((await run(['checks', 'explain', '--container', 'orders'])).stdout, /notNull[^]*SELECT/);
  });
  it('checks go to files and come back: nothing changes until someone edits', async () => {
    assert.equal((await run(['checks', 'export', '-o', 'checks'])).code, 0);
    const file = path.join(work.folder, 'checks', 'orders.yaml');
    const text = readFileSync(file, 'utf8');
    const before = await json<QualityCheck[]>(['checks', 'list']);
    assert.match((await run(['checks', 'import'])).stdout, /0 created, 0 updated, 2 unchanged, 0 archived, 0 failed/);
    writeFileSync(file, text.replace('max: 10000', 'max: 20000').replace('rule: notNull', 'rule: unique'));
    const dry = await run(['checks', 'import', '--dry-run', '--prune']);
    assert.equal(dry.stdout, '+ orders: unique(customer)\n~ orders: between(amount)\n    properties.max: 10000 -> 20000\n- orders: notNull(customer)\n1 to create, 1 to update, 0 unchanged, 1 to archive\n');
    assert.deepEqual(await json(['checks', 'list']), before);
    assert.match((await run(['checks', 'import', '--prune'])).stdout, /1 created, 1 updated, 0 unchanged, 1 archived, 0 failed/);
    const after = await json<QualityCheck[]>(['checks', 'list']);
    assert.deepEqual(after.map((c) => [c.rule_type, c.status]).sort(), [['between', 'Draft'], ['unique', 'Active']]);
    assert.deepEqual((await run(['checks', 'export', '-q'])).stdout, readFileSync(file, 'utf8'));
    await run(['checks', 'delete', ...after.map((c) => String(c.id))]);
  });
  it('a checks file that is wrong: 3 with its line; a container that is not there: 10; nothing is changed', async () => {
    const file = path.join(work.folder, 'wrong.yaml');
    writeFileSync(file, 'version: 1\nchecks:\n  - container: orders\n    rule: notNull\n    coverage: 7\n');
    const wrong = await run(['checks', 'import', '-i', 'wrong.yaml']);
    assert.equal(wrong.code, 3);
    assert.ok(wrong.stderr.includes(`${file}:5`), wrong.stderr);
    writeFileSync(file, 'version: 1\nchecks:\n  - {container: orders, rule: notNull, fields: [id]}\n  - {container: nowhere, rule: notNull, fields: [id]}\n');
    const nowhere = await run(['checks', 'import', '-i', 'wrong.yaml']);
    assert.equal(nowhere.code, 10);
    writeFileSync(file, 'version: 1\nchecks:\n  - {container: orders, rule: notNull, fields: [id]}\n  - {container: orders, rule: notNull, fields: [gone]}\n');
    const partly = await run(['checks', 'import', '-i', 'wrong.yaml']);
    assert.equal(partly.code, 3);
    assert.match(partly.stdout, /1 created.*1 failed/);
    assert.match(partly.stderr, /orders__notNull__gone: .*gone/);
  });
  it('an engine that was killed is started again, and nothing is lost', async () => {
    const before = await json(['datastores', 'list']);
    const engine = engineOf(work.store);
    assert.ok(engine);
    process.kill(engine.pid, 'SIGKILL');
    assert.deepEqual(await json(['datastores', 'list']), before);
    assert.notEqual(engineOf(work.store)?.pid, engine.pid);
  });
  it('two commands at once on a sleeping store share one engine', async () => {
    await stopEngine(work.store);
    const both = await Promise.all([run(['datastores', 'list', '-q']), run(['operations', 'list', '-q'])]);
    assert.deepEqual(both.map((r) => r.code), [0, 0], both.map((r) => r.stderr).join());
  });
  it('serve refuses beside a running engine, runs until Ctrl-C otherwise, and takes the calls of other commands', async () => {
    const beside = await run(['serve']);
    assert.equal(beside.code, 3);
    assert.match(beside.stderr, /runs already: process \d+/);
    await stopEngine(work.store);
    const served = await runCommand(['serve'], { folder: work.folder, during: async (child) => {
      await until('it listens', () => engineOf(work.store) !== null);
      const { code } = await run(['datastores', 'list']);
      assert.equal(code, 0);
      child.kill('SIGTERM');
    } });
    assert.match(served.stdout, /^http:\/\/127\.0\.0\.1:\d+\n$/);
    // Windows knows no signals: there a kill is one, and nobody leaves in order.
    if (process.platform === 'win32') return;
    assert.equal(served.code, 0, served.stderr);
    assert.equal(engineOf(work.store), null);
  });
  it('the token of the engine never comes out', async () => {
    await run(['datastores', 'list']);
    const engine = engineOf(work.store);
    assert.ok(engine);
    for (const args of [['datastores', 'list', '--format', 'json'], ['operations', 'get', '999'], ['checks', 'validate', '--rule', 'x', '--container', 'orders']]) {
      const { stdout, stderr } = await run(args);
      assert.ok(!`${stdout}${stderr}`.includes(engine.token));
    }
    assert.ok(!readFileSync(path.join(work.store, 'engine.log'), 'utf8').includes(engine.token));
  });
});
