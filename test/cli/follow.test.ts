import assert from 'node:assert/strict';
import type { QualityBackend } from '../../src/backend/port';
import { follow, type FollowOptions } from '../../src/cli/follow/follow';
import type { Wish } from '../../src/cli/follow/interrupt';
import { operation, type Operation } from '../../src/core/api/schemas/operation';
import { PlumblineError, type Problem } from '../../src/core/errors';

const running = (id: number, more: object = {}): Operation => operation.parse({ id, created: '2026-01-01T00:00:00Z', type: 'scan', result: 'running', ...more });
const failing = (code: Problem['code']): PlumblineError => new PlumblineError({ code, reason: 'Nothing answers.', retryAfterMs: 1 });

/** A server whose answers to the looks at operation 1 come from a list; the last one stays. */
function serverOf(answers: (Operation | Error)[]): { backend: QualityBackend; looks: () => number; aborted: number[] } {
  let looks = 0;
  const aborted: number[] = [];
  const operationOf = async (): Promise<Operation> => {
    const answer = answers[Math.min(looks, answers.length - 1)]!;
    looks += 1;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const backend = { operation: operationOf, abort: async (id: number) => { aborted.push(id); return running(id, { result: 'aborted' }); } } as unknown as QualityBackend;
  return { backend, looks: () => looks, aborted };
}

const never = new Promise<Wish>(() => undefined);
/** Pauses are a millisecond, those after errors too: the server says when to come back. */
const options = (more: Partial<FollowOptions> = {}): FollowOptions => ({
  pollMs: 1, timeoutMs: 60_000, interrupt: { wish: never, stop: () => undefined }, onChange: () => undefined, onTrouble: () => undefined, ...more,
});
const done = running(1, { result: 'success', end_time: '2026-01-01T00:00:05Z' });

describe('following an operation', () => {
  it('outlasts five looks in a row that fail for reasons that pass, and no more', async () => {
    const troubles: string[] = [];
    const five = serverOf([...Array.from({ length: 5 }, () => failing('unreachable')), done]);
    const { end } = await follow(five.backend, [running(1)], options({ onTrouble: (error) => troubles.push(error.problem.code) }));
    assert.deepEqual([end, five.looks(), troubles.length], ['ended', 6, 5]);
    const six = serverOf([...Array.from({ length: 6 }, () => failing('unreachable')), done]);
    await assert.rejects(follow(six.backend, [running(1)], options()), /Nothing answers/);
    assert.equal(six.looks(), 6);
  });

  it('counts anew after a look that went well', async () => {
    const four = Array.from({ length: 4 }, () => failing('server-failed'));
    const server = serverOf([...four, running(1), ...four, done]);
    assert.equal((await follow(server.backend, [running(1)], options())).end, 'ended');
  });

  it('gives up at once for what does not pass', async () => {
    const server = serverOf([failing('not-authenticated')]);
    await assert.rejects(follow(server.backend, [running(1)], options()), /Nothing answers/);
    assert.equal(server.looks(), 1);
  });

  it('shows each state, and asks nothing of what has ended already', async () => {
    const seen: string[] = [];
    const server = serverOf([running(1), done]);
    const { operations } = await follow(server.backend, [running(1)], options({ onChange: ([one]) => seen.push(one!.result) }));
    assert.deepEqual(seen, ['running', 'running', 'success']);
    assert.equal(operations[0]!.result, 'success');
    const idle = serverOf([]);
    assert.equal((await follow(idle.backend, [done], options())).end, 'ended');
    assert.equal(idle.looks(), 0);
  });

  it('ends when the time is over, and leaves the operation running', async () => {
    const server = serverOf([running(1)]);
    const { end } = await follow(server.backend, [running(1)], options({ timeoutMs: 30 }));
    assert.deepEqual([end, server.aborted], ['timed-out', []]);
  });

  it('leaves at one wish and aborts at the other, then waits for the end', async () => {
    const leaving = serverOf([running(1)]);
    assert.equal((await follow(leaving.backend, [running(1)], options({ interrupt: { wish: Promise.resolve('leave'), stop: () => undefined } }))).end, 'left');
    assert.deepEqual(leaving.aborted, []);
    const aborting = serverOf([running(1), running(1, { result: 'aborted' })]);
    const { end, operations } = await follow(aborting.backend, [running(1)], options({ interrupt: { wish: Promise.resolve('abort'), stop: () => undefined } }));
    assert.deepEqual([end, operations[0]!.result, aborting.aborted], ['ended', 'aborted', [1]]);
  });
});
