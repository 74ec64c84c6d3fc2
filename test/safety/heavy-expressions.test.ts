import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { realEngine, startEngine, until, type EngineProcess } from '../engine/engine-process';
import { watchHealth } from '../engine/watch-health';
import { isAlive, processorTime, seesProcesses, sqlProcesses } from '../support/sql-processes';
import { openSession } from '../../src/engine/duckdb/open-session';

/** Text that takes minutes to compare with itself reversed, in one value without a pause. */
const long = Array.from({ length: 30_000 }, (_, n) => `word${n % 997} `).join('');
const endless = 'levenshtein(word, reverse(word)) >= 0';
/** Compares by a table of all pairs of letters, which does not fit into any memory. */
const bomb = 'damerau_levenshtein(word, reverse(word)) >= 0';
const memoryLimit = { PLUMBLINE_MEMORY_LIMIT: '300MB' };
/** What a process may take: the limit and 300 MB. The rest is what it can take between two looks on a busy machine. */
const mostMemory = 600e6 + 600e6;

(seesProcesses ? describe : describe.skip)(`heavy expressions in the real engine${seesProcesses ? '' : ' (this system has no /proc to see processes in)'}`, function () {
  this.timeout(180_000);
  let base: string;
  let engine: EngineProcess;
  let files: number;
  let database: number;
  const containers = new Map<string, number>();

  before(async () => {
    base = mkdtempSync(path.join(os.tmpdir(), 'plumbline-heavy-'));
    const data = path.join(base, 'data');
    mkdirSync(data);
    const rows = Array.from({ length: 500 }, (_, n) => `${n},${n % 10},${n === 333 ? long : `w${n}`}`);
    writeFileSync(path.join(data, 'mixed.csv'), `id,n,word\n${rows.join('\n')}\n`);
    for (const name of ['before', 'zlast']) writeFileSync(path.join(data, `${name}.csv`), 'id\n1\n\n3\n');
    const session = await openSession({ path: path.join(base, 'shop.duckdb') });
    await session.query(`CREATE TABLE mixed AS SELECT i AS id, i % 10 AS n, CASE i WHEN 333 THEN '${long}' ELSE 'w' || i END AS word FROM range(500) t(i)`);
    await session.close();
    engine = startEngine(realEngine, path.join(base, '.plumbline'), [], memoryLimit);
    files = await added('files', { type: 'files', path: data });
    database = await added('database', { type: 'duckdb', path: path.join(base, 'shop.duckdb') });
  });
  after(async () => {
    engine.child.kill('SIGKILL');
    await engine.ended;
    rmSync(base, { recursive: true, force: true });
  });

  const children = (): ReturnType<typeof sqlProcesses> => sqlProcesses(engine.child.pid);
  const operation = async (id: number): Promise<any> => (await engine.call('GET', `/operations/${id}`)).body; // eslint-disable-line @typescript-eslint/no-explicit-any
  const ended = (id: number): Promise<void> => until('the operation ends', async () => (await operation(id)).end_time !== null, 120_000);
  async function added(name: string, connection: object): Promise<number> {
    const { body } = await engine.call('POST', '/datastores', { name, connection, trigger_sync: true });
    await until('sync', async () => (await engine.call('GET', `/operations?datastore=${body.id}`)).body.items[0].end_time !== null);
    for (const container of (await engine.call('GET', `/containers?datastore=${body.id}`)).body.items) containers.set(`${name}.${container.name}`, container.id);
    return body.id as number;
  }
  async function addCheck(container: string, rule: string, rest: object = {}): Promise<number> {
    const { status, body } = await engine.call('POST', '/quality-checks', { rule, container_id: containers.get(container), ...rest });
    assert.equal(status, 200, JSON.stringify(body));
    return body.id as number;
  }
  const expressionCheck = (container: string, expression: string): Promise<number> => addCheck(container, 'satisfiesExpression', { properties: { expression } });
  const remove = (ids: readonly number[]): Promise<unknown> => engine.call('DELETE', '/quality-checks', ids.map((id) => ({ id, archive: false })));
  const check = async (id: number): Promise<any> => (await engine.call('GET', `/quality-checks/${id}`)).body; // eslint-disable-line @typescript-eslint/no-explicit-any
  /** Waits until a statement has had more processor than all that comes before the expression, and gives the process it runs in. */
  async function atWork(): Promise<number> {
    const before = new Map(children().map(({ pid }) => [pid, processorTime(pid)]));
    let found: number | undefined;
    await until('an expression is at work', () => {
      found = children().find(({ pid }) => processorTime(pid) - (before.get(pid) ?? 0) > 120)?.pid;
      return found !== undefined;
    }, 60_000);
    return found!;
  }

  it('Cancel ends the process of one that does not stop: the operation is aborted and nothing runs on', async () => {
    const id = await expressionCheck('files.mixed', endless);
    const took: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      const run = (await engine.call('POST', '/operations/run', { type: 'scan', datastore_id: files, container_names: ['mixed'] })).body;
      const pid = await atWork();
      const asked = performance.now();
      assert.equal((await engine.call('PUT', `/operations/abort/${run.id}`)).body.result, 'aborted');
      await until('its process is gone', () => !children().some((one) => one.pid === pid), 10_000);
      took.push(performance.now() - asked);
      assert.equal((await operation(run.id)).result, 'aborted');
    }
    await remove([id]);
    took.sort((a, b) => a - b);
    console.log(`      until the process is gone: ${took.map((ms) => `${Math.round(ms)}`).join(', ')} ms`);
    assert.ok(took[1]! <= 600 && took[2]! <= 3000, `${took.join(', ')} ms`);
  });

  it('whoever goes away from a trial ends it', async () => {
    const { url, token } = await engine.found();
    const leave = new AbortController();
    const asked = fetch(`${url}/api/quality-checks/validate`, {
      method: 'POST', signal: leave.signal, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ rule: 'satisfiesExpression', properties: { expression: endless }, container_id: containers.get('files.mixed') }),
    });
    const pid = await atWork();
    leave.abort();
    await assert.rejects(asked, { name: 'AbortError' });
    await until('its process is gone', () => !children().some((one) => one.pid === pid), 10_000);
  });

  it('one that takes all memory costs itself alone, within the bound, while the engine answers', async () => {
    const ids = [await expressionCheck('files.mixed', bomb), await addCheck('files.before', 'notNull', { fields: ['id'] }), await addCheck('files.zlast', 'notNull', { fields: ['id'] })];
    let id = 0;
    const { slowest, memory } = await watchHealth(engine, 10, () => Math.max(0, ...children().map((one) => one.resident)), async () => {
      id = (await engine.call('POST', '/operations/run', { type: 'scan', datastore_id: files })).body.id;
      await ended(id);
    });
    console.log(`      slowest answer ${Math.round(slowest)} ms, the largest process ${Math.round(memory / 1e6)} MB`);
    const { container_scans: runs, result } = await operation(id);
    const results = Object.fromEntries(runs.map((one: { container: { name: string }; result: string }) => [one.container.name, one.result]));
    assert.deepEqual([result, results], ['success', { before: 'success', mixed: 'failure', zlast: 'success' }]);
    assert.match(runs.find((one: { container: { name: string } }) => one.container.name === 'mixed').message, /more than the 600 MB of memory that it may/);
    assert.ok(slowest < 3000, `an answer took ${slowest} ms`);
    assert.ok(memory < mostMemory, `${memory / 1e6} MB`);
    await remove(ids);
  });

  for (const datastore of ['files', 'database']) {
    it(`one of many checks that costs its process is found, and the others give their results (${datastore})`, async () => {
      const container = `${datastore}.mixed`;
      const passing = [await addCheck(container, 'notNull', { fields: ['id'] }), await addCheck(container, 'unique', { fields: ['id'] }), await expressionCheck(container, 'n < 10')];
      const culprit = await expressionCheck(container, bomb);
      const failing = [await addCheck(container, 'maxValue', { fields: ['n'], properties: { value: 8 } }), await expressionCheck(container, 'length(word) < 1000')];
      const { id } = (await engine.call('POST', '/operations/run', { type: 'scan', datastore_id: datastore === 'files' ? files : database, container_names: ['mixed'] })).body;
      await ended(id);
      const told = await operation(id);
      assert.equal(told.result, 'success', told.message);
      assert.match(told.container_scans[0].message, new RegExp(`1 check could not run. satisfiesExpression[^.]*\\(${culprit}\\): The check cannot be run. It took more than the 600 MB`));
      const [good, bad] = [await Promise.all(passing.map(check)), await Promise.all(failing.map(check))];
      assert.deepEqual([good.map((one) => one.is_passing), bad.map((one) => one.is_passing), (await check(culprit)).is_passing], [[true, true, true], [false, false], null]);
      const { items } = (await engine.call('GET', `/anomalies?operation=${id}`)).body;
      const counts = items.map((one: { anomalous_records_count: number }) => one.anomalous_records_count).sort((a: number, b: number) => a - b);
      assert.deepEqual(counts, [1, 50], 'row 333 and the fifty rows with a nine');
      await remove([...passing, culprit, ...failing]);
    });
  }

  it('an engine that is killed leaves no process and no lock behind', async () => {
    await expressionCheck('database.mixed', endless);
    const { id } = (await engine.call('POST', '/operations/run', { type: 'scan', datastore_id: database })).body;
    const pid = await atWork();
    engine.child.kill('SIGKILL');
    await engine.ended;
    await until('its process is gone', () => !isAlive(pid), 10_000);
    engine = startEngine(realEngine, path.join(base, '.plumbline'), [], memoryLimit);
    await engine.found();
    const { result, problem } = await operation(id);
    assert.deepEqual([result, problem.code], ['failure', 'engine-stopped']);
    const writer = await openSession({ path: path.join(base, 'shop.duckdb') });
    await writer.query('CREATE TABLE written (a INTEGER)');
    await writer.close();
  });
});
