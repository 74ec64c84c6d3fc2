import assert from 'node:assert/strict';
import { PlumblineError } from '../../src/core/errors';
import { createPollScheduler, type PollPlan } from '../../src/core/polling/scheduler';
import { createFakeClock } from './fake-clock';

/** A scheduler over jobs that all began when the test did; `polls` holds the time and ids of each request. */
function setup(ids: number[] = [1]) {
  const clock = createFakeClock();
  const began = clock.now();
  const world = { ids, awake: true, answer: (): Promise<void> => Promise.resolve() };
  const polls: { at: number; ids: readonly number[] }[] = [];
  const scheduler = createPollScheduler({
    clock,
    plan: (): PollPlan | null => (world.ids.length ? { ids: world.ids, age: clock.now() - began } : null),
    awake: () => world.awake,
    poll: (asked) => { polls.push({ at: clock.now() - began, ids: asked }); return world.answer(); },
  });
  return { clock, world, polls, scheduler };
}

describe('poll scheduler', () => {
  it('asks for all running jobs in one request a tick', async () => {
    const { clock, polls, scheduler } = setup(Array.from({ length: 40 }, (_, i) => i));
    scheduler.wake();
    await clock.advance(0);
    assert.equal(polls.length, 1);
    assert.equal(polls[0]!.ids.length, 40);
  });

  it('is quick at first and slower for long jobs', async () => {
    const { clock, polls, scheduler } = setup();
    scheduler.wake();
    await clock.advance(10_000);
    assert.ok(polls.length >= 16 && polls.length <= 21, `${polls.length} requests in the first 10 s`);
    await clock.advance(3_600_000 - 10_000);
    const before = polls.length;
    await clock.advance(600_000);
    assert.equal(polls.length - before, 10, 'once a minute after an hour');
    assert.ok(before < 170, `${before} requests in the first hour`);
  });

  it('has neither timer nor request while nothing runs', async () => {
    const { clock, world, polls, scheduler } = setup([]);
    scheduler.wake();
    await clock.advance(3_600_000);
    assert.equal(polls.length, 0);
    assert.equal(clock.pending(), 0);
    world.ids = [7];
    scheduler.wake();
    await clock.advance(0);
    assert.equal(polls.length, 1, 'a new job is looked at at once');
    world.ids = [];
    await clock.advance(3_600_000);
    assert.equal(polls.length, 1);
    assert.equal(clock.pending(), 0, 'the timer goes when the last job ends');
  });

  it('stops while the window is away and looks at once when it is back', async () => {
    const { clock, world, polls, scheduler } = setup();
    scheduler.wake();
    await clock.advance(60_000);
    world.awake = false;
    scheduler.wake();
    const before = polls.length;
    await clock.advance(3_600_000);
    assert.equal(polls.length, before);
    assert.equal(clock.pending(), 0);
    world.awake = true;
    scheduler.wake({ now: true });
    await clock.advance(0);
    assert.equal(polls.length, before + 1);
  });

  it('never has two requests under way, however often it is woken', async () => {
    const { clock, world, polls, scheduler } = setup();
    let finish = (): void => undefined;
    world.answer = () => new Promise((done) => { finish = done; });
    scheduler.wake();
    await clock.advance(0);
    for (let i = 0; i < 5; i += 1) scheduler.wake({ now: true });
    await clock.advance(60_000);
    assert.equal(polls.length, 1);
    finish();
    await clock.advance(0);
    await clock.advance(500);
    assert.equal(polls.length, 2);
  });

  it('does not turn a flickering focus into a storm', async () => {
    const { clock, polls, scheduler } = setup();
    for (let i = 0; i < 100; i += 1) {
      scheduler.wake({ now: true });
      await clock.advance(10);
    }
    assert.ok(polls.length <= 3, `${polls.length} requests in one second`);
  });

  it('waits longer after each error, and is quick again once an answer comes', async () => {
    const { clock, world, polls, scheduler } = setup();
    world.answer = () => Promise.reject(new PlumblineError({ code: 'unreachable', reason: 'No answer.' }));
    scheduler.wake();
    await clock.advance(60_000);
    const gaps = polls.slice(1).map((p, i) => p.at - polls[i]!.at);
    assert.ok(polls.length <= 7, `${polls.length} requests in a minute of errors`);
    gaps.slice(1).forEach((gap, i) => assert.ok(gap > gaps[i]!, `pause ${gap} after ${gaps[i]}`));
    await clock.advance(86_400_000);
    const last = polls.slice(-2).map((p) => p.at);
    assert.ok(last[1]! - last[0]! <= 300_000, 'never gives up: at least one look in five minutes');
    world.answer = () => Promise.resolve();
    scheduler.wake({ now: true });
    await clock.advance(0);
    const good = polls.length;
    await clock.advance(60_000);
    assert.equal(polls.length, good + 1, 'back to the pace that the age of the jobs asks for');
  });

  it('leaves the server alone for as long as it asks', async () => {
    const { clock, world, polls, scheduler } = setup();
    world.answer = () => Promise.reject(new PlumblineError({ code: 'rate-limited', reason: 'Too many calls.', retryAfterMs: 120_000 }));
    scheduler.wake();
    await clock.advance(0);
    scheduler.wake({ now: true });
    await clock.advance(119_000);
    assert.equal(polls.length, 1);
    await clock.advance(2_000);
    assert.equal(polls.length, 2);
  });

  it('stops at a refused token until somebody does something', async () => {
    const { clock, world, polls, scheduler } = setup();
    world.answer = () => Promise.reject(new PlumblineError({ code: 'not-authenticated', reason: 'Token refused.' }));
    scheduler.wake();
    await clock.advance(3_600_000);
    scheduler.wake();
    await clock.advance(3_600_000);
    assert.equal(polls.length, 1);
    scheduler.wake({ now: true });
    await clock.advance(0);
    assert.equal(polls.length, 2);
  });

  it('is silent once disposed', async () => {
    const { clock, polls, scheduler } = setup();
    scheduler.wake();
    scheduler.dispose();
    scheduler.wake({ now: true });
    await clock.advance(60_000);
    assert.equal(polls.length, 0);
  });
});
