import assert from 'node:assert/strict';
import { PlumblineError } from '../../src/core/errors';
import type { Job } from '../../src/core/jobs/job';
import { createJobs } from '../../src/vscode/data/jobs';
import { createLiveJobs } from '../../src/vscode/data/live-jobs';
import { createFakeClock } from '../core/fake-clock';
import { anOperation, fakeServer } from './fake-backend';

const settle = async (): Promise<void> => { for (let i = 0; i < 5; i += 1) await new Promise((resolve) => setImmediate(resolve)); };

/** A list of jobs in sight of a server that tells changes when `tell` is called; `null` in its place: it has no such route. */
function setup(tells = true) {
  const server = fakeServer();
  const clock = createFakeClock();
  const world = { visible: true, focused: true, waiting: [] as { after: string | null; signal: AbortSignal; answer(cursor: string): void; fail(error: Error): void }[] };
  const errors: unknown[] = [];
  const appeared: Job[] = [];
  const backend = Object.assign(Object.create(server.backend) as typeof server.backend, {
    operationChanges: (after: string | null, signal: AbortSignal) => new Promise<string>((answer, fail) => {
      if (!tells) return fail(new PlumblineError({ code: 'unsupported', reason: 'No such route.' }));
      world.waiting.push({ after, signal, answer, fail });
      signal.addEventListener('abort', () => fail(new PlumblineError({ code: 'aborted', reason: 'Cancelled.' })));
    }),
  });
  const jobs = createJobs(async () => backend, () => 'local', () => clock.now());
  const live = createLiveJobs({
    jobs, clock, backend: async () => backend, serverId: () => 'local', watched: () => world.visible, focused: () => world.focused,
    onAppear: async (list) => void appeared.push(...list), onError: (error) => errors.push(error),
  });
  const shown = (): string[] => jobs.store.all().map((job) => job.key);
  const loads = (): number => server.calls.filter((call) => call === 'operations').length;
  return { server, clock, world, errors, appeared, live, shown, loads };
}

describe('a list of jobs in sight', () => {
  it('shows what others started as soon as the server tells, and says which jobs are new', async () => {
    const { server, clock, world, live, shown, appeared } = setup();
    server.operations = [anOperation(1, { result: 'success' })];
    live.wake();
    await settle();
    assert.equal(world.waiting[0]!.after, null);
    world.waiting[0]!.answer('a-1');
    await settle();
    assert.deepEqual([shown(), appeared.length], [['local:1'], 0]);
    await clock.advance(500);
    await settle();
    assert.equal(world.waiting[1]!.after, 'a-1');
    server.operations.unshift(anOperation(2, { result: 'success' }));
    world.waiting[1]!.answer('a-2');
    await settle();
    assert.deepEqual(shown().sort(), ['local:1', 'local:2']);
    assert.deepEqual(appeared.map((job) => job.key), ['local:2']);
    live.dispose();
  });

  it('fetches nothing again while the server says that nothing changed', async () => {
    const { clock, world, live, loads } = setup();
    live.wake();
    await settle();
    for (let call = 0; call < 4; call += 1) {
      world.waiting[call]!.answer('a-1');
      await settle();
      await clock.advance(500);
      await settle();
    }
    assert.equal(loads(), 1);
    live.dispose();
  });

  it('asks nothing out of sight, and catches up when it comes back', async () => {
    const { server, clock, world, live, shown } = setup();
    live.wake();
    await settle();
    world.waiting[0]!.answer('a-1');
    await settle();
    await clock.advance(500);
    await settle();
    world.visible = false;
    live.wake();
    assert.ok(world.waiting[1]!.signal.aborted);
    await settle();
    server.calls.length = 0;
    await clock.advance(3_600_000);
    await settle();
    assert.deepEqual([server.calls, world.waiting.length, clock.pending()], [[], 2, 0]);
    server.operations = [anOperation(7)];
    world.visible = true;
    live.wake();
    await settle();
    assert.equal(world.waiting[2]!.after, 'a-1');
    world.waiting[2]!.answer('a-9');
    await settle();
    assert.deepEqual(shown(), ['local:7']);
    live.dispose();
  });

  it('waits longer and longer after failures, and goes on when the server is back', async () => {
    const { clock, world, live, errors, loads } = setup();
    live.wake();
    await settle();
    for (const wait of [750, 1500, 3000]) {
      world.waiting.at(-1)!.fail(new PlumblineError({ code: 'unreachable', reason: 'Nothing answers.' }));
      await settle();
      const calls = world.waiting.length;
      await clock.advance(wait - 1);
      await settle();
      assert.equal(world.waiting.length, calls);
      await clock.advance(1);
      await settle();
      assert.equal(world.waiting.length, calls + 1);
    }
    world.waiting.at(-1)!.answer('b-1');
    await settle();
    assert.deepEqual([errors.length, loads()], [3, 1]);
    live.dispose();
  });

  it('asks a server that does not tell at a pace, and only while the window is in front', async () => {
    const { clock, world, live, loads } = setup(false);
    live.wake();
    await settle();
    const pass = async (): Promise<void> => { await clock.advance(10_000); await settle(); };
    await pass();
    await pass();
    assert.equal(loads(), 2);
    world.focused = false;
    await pass();
    assert.equal(loads(), 2);
    live.dispose();
    world.focused = true;
    await pass();
    assert.equal(loads(), 2);
  });

  it('begins anew with another server', async () => {
    const { world, live } = setup();
    live.wake();
    await settle();
    world.waiting[0]!.answer('a-1');
    await settle();
    live.restart();
    await settle();
    assert.equal(world.waiting.at(-1)!.after, null);
    live.dispose();
  });
});
