import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fail } from '../../src/core/errors';
import type { OperationContext, OperationOutcome } from '../../src/engine/operations/runner';
import { operationQueue, type OperationQueue } from '../../src/engine/queue/queue';
import { find } from '../../src/engine/store/entities';
import { openStore } from '../../src/engine/store/store';
import type { EngineStore } from '../../src/engine/store/engine-store';
import { anomalyOf, connectionOf, containerOf, datastoreOf, operationOf } from './entities';
import { testSessions } from '../support/sessions';
import { oneRunner } from '../support/one-runner';

type Runner = (context: OperationContext) => Promise<OperationOutcome>;
const done = (commit: OperationOutcome['commit'] = async () => undefined): OperationOutcome =>
  ({ result: 'success', message: null, status: { total_containers: 1 }, commit });
const untilAborted = (signal: AbortSignal): Promise<never> => new Promise((_, reject) => {
  signal.addEventListener('abort', () => reject(new Error('interrupted')), { once: true });
});

describe('operation queue', () => {
  let folder: string;
  let store: EngineStore;
  let queue: OperationQueue;
  let runner: Runner;
  const body = operationOf().body;
  const add = async (...datastores: number[]): Promise<number[]> =>
    (await queue.add(datastores.map((datastoreId) => ({ body, datastoreId })), 'ann')).map((o) => o.id);
  const settled = async (): Promise<void> => {
    while (queue.busy()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const stored = (id: number) => find(store.source, 'operations', id);

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'plumbline-queue-'));
    store = await openStore({ file: path.join(folder, 'state.duckdb'), now: () => new Date() });
    await store.transaction(async (tx) => {
      await tx.saveConnection(connectionOf());
      for (const name of ['a', 'b', 'c']) await tx.createDatastore(datastoreOf({ name }));
    });
    const each: Runner = (context) => runner(context);
    queue = operationQueue({ store, runners: oneRunner(each), now: () => new Date(), sessions: testSessions(), log: () => undefined });
  });
  afterEach(async () => {
    await queue.stop();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('runs operations of one datastore in order and two datastores at once, never three', async () => {
    const events: string[] = [];
    const open = new Set<string>();
    let most = 0;
    let meet: () => void;
    const met = new Promise<void>((resolve) => { meet = resolve; });
    runner = async ({ operation, datastore }) => {
      assert.ok(!open.has(datastore.name), 'one datastore is worked on twice at once');
      open.add(datastore.name);
      most = Math.max(most, open.size);
      if (open.size === 2) meet();
      await met;
      await new Promise((resolve) => setTimeout(resolve, 20));
      events.push(`${datastore.name}${operation.id}`);
      open.delete(datastore.name);
      return done();
    };
    const ids = await add(1, 1, 2, 3, 1);
    await settled();
    assert.equal(most, 2);
    assert.deepEqual(events.filter((e) => e.startsWith('a')), [`a${ids[0]}`, `a${ids[1]}`, `a${ids[4]}`]);
    assert.deepEqual(events.length, 5);
    assert.equal((await stored(ids[4]!))?.result, 'success');
  });

  it('stores results, end and container runs together', async () => {
    const container = { id: 7, name: 'orders' };
    runner = async ({ report, reportContainer }) => {
      report({ total_containers: 1, records_processed: 10 });
      reportContainer({ container, result: 'running', records_processed: 5 });
      assert.equal(queue.live(1)?.operation.status.records_processed, 10);
      reportContainer({ container, result: 'success', records_processed: 10 });
      return { ...done(async (tx) => void await tx.saveAnomaly(anomalyOf(), null, 'scan')), status: { containers_analyzed: 1 } };
    };
    const [id] = await add(1);
    await settled();
    const operation = await stored(id!);
    assert.equal(operation?.result, 'success');
    assert.deepEqual(operation?.status, { total_containers: 1, records_processed: 10, containers_analyzed: 1 });
    assert.ok(operation?.end_time && operation.start_time);
    assert.equal((await store.anomalies(1)).length, 1);
    const runs = await store.source.rows('SELECT doc FROM container_runs');
    assert.equal(runs.length, 1);
    assert.equal((JSON.parse(String(runs[0]![0])) as { records_processed: number }).records_processed, 10);
  });

  it('fails with reason, remedy and stack when the runner throws, and stores nothing of it', async () => {
    runner = () => fail('source-missing', 'The folder is gone.', { remedy: 'Bring it back.' });
    const [id] = await add(1);
    await settled();
    const operation = await stored(id!);
    assert.equal(operation?.result, 'failure');
    assert.equal(operation?.message, 'The folder is gone.');
    assert.equal(operation?.problem?.code, 'source-missing');
    assert.equal(operation?.problem?.remedy, 'Bring it back.');
    assert.match(operation?.problem?.detail ?? '', /queue\.test/);
  });

  it('rolls back everything when the commit fails half way', async () => {
    runner = async () => done(async (tx) => {
      await tx.saveAnomaly(anomalyOf(), null, 'scan');
      await tx.anomalies(1);
      throw new Error('disk full');
    });
    const [id] = await add(1);
    await settled();
    assert.equal((await stored(id!))?.result, 'failure');
    assert.equal((await store.anomalies(1)).length, 0);
  });

  it('aborts a running operation within 300 ms, commits nothing, and runs the next', async () => {
    let started = (): void => undefined;
    const running = new Promise<void>((resolve) => { started = resolve; });
    runner = async ({ operation, signal, report, reportContainer }) => {
      if (operation.id !== 1) return done();
      report({ records_processed: 3, anomalies_identified: 2 });
      reportContainer({ container: { id: 7, name: 'orders' }, result: 'running', anomaly_count: 2 });
      started();
      await untilAborted(signal);
      return done();
    };
    const [first, second] = await add(1, 1);
    await running;
    const asked = Date.now();
    const answer = await queue.abort(first!);
    assert.ok(Date.now() - asked < 300, `${Date.now() - asked} ms`);
    assert.equal(answer.result, 'aborted');
    await settled();
    const operation = await stored(first!);
    assert.equal(operation?.result, 'aborted');
    assert.deepEqual(operation?.status, { records_processed: 3, anomalies_identified: 0 });
    assert.ok(operation?.end_time);
    assert.equal((await stored(second!))?.result, 'success');
    await assert.rejects(queue.abort(first!), (e: { problem?: { code: string } }) => e.problem?.code === 'conflict');
  });

  it('answers an abort at once although the runner does not listen, and keeps its datastore occupied until it does', async () => {
    let release = (): void => undefined;
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => { begin = resolve; });
    const order: string[] = [];
    runner = async ({ operation }) => {
      if (operation.id === 1) await new Promise<void>((resolve) => {
        release = resolve;
        begin();
      });
      order.push(`end ${operation.id}`);
      return done(async (tx) => void await tx.saveContainer(containerOf({ name: `c${operation.id}` })));
    };
    const [first] = await add(1, 1);
    await begun;
    const asked = Date.now();
    assert.equal((await queue.abort(first!)).result, 'aborted');
    assert.ok(Date.now() - asked < 300);
    assert.deepEqual(order, []);
    release();
    await settled();
    assert.deepEqual(order, ['end 1', 'end 2']);
    assert.deepEqual((await store.containers(1)).map((c) => c.name), ['c2']);
  });

  it('rolls back a commit that an abort overtakes', async () => {
    let inCommit = (): void => undefined;
    const committing = new Promise<void>((resolve) => { inCommit = resolve; });
    runner = async () => done(async (tx) => {
      await tx.saveContainer(containerOf());
      inCommit();
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    const [id] = await add(1);
    await committing;
    assert.equal((await queue.abort(id!)).result, 'aborted');
    await settled();
    assert.equal((await stored(id!))?.result, 'aborted');
    assert.equal((await store.containers(1)).length, 0);
  });

  it('aborts a queued operation without starting it', async () => {
    const ran: number[] = [];
    runner = async ({ operation }) => {
      ran.push(operation.id);
      await new Promise((resolve) => setTimeout(resolve, 50));
      return done();
    };
    const [first, second] = await add(1, 1);
    await queue.abort(second!);
    await settled();
    assert.deepEqual(ran, [first]);
    assert.equal((await stored(second!))?.result, 'aborted');
    assert.equal((await stored(second!))?.start_time, null);
  });

  it('stops: aborts all, takes nothing new', async () => {
    runner = ({ signal }) => untilAborted(signal);
    const ids = await add(1, 1, 2);
    await queue.stop();
    for (const id of ids) assert.equal((await stored(id))?.result, 'aborted');
    await assert.rejects(add(1), (e: { problem?: { code: string } }) => e.problem?.code === 'engine-stopped');
  });

  it('shows operations of a killed engine as failed with the reason', async () => {
    const [queued, running] = await store.transaction(async (tx) => [
      await tx.createOperation(operationOf({ result: 'queued', end_time: null })), await tx.createOperation(operationOf({ result: 'running', end_time: null })),
    ]);
    await store.close();
    store = await openStore({ file: path.join(folder, 'state.duckdb'), now: () => new Date() });
    for (const { id } of [queued, running]) {
      const operation = await stored(id);
      assert.equal(operation?.result, 'failure');
      assert.equal(operation?.problem?.code, 'engine-stopped');
      assert.ok(operation?.end_time);
    }
    assert.match((await stored(running.id))?.message ?? '', /stopped while this ran.*retry/i);
  });
});
