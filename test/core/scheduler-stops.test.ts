import assert from 'node:assert/strict';
import { PlumblineError, type ErrorCode } from '../../src/core/errors';
import { createPollScheduler } from '../../src/core/polling/scheduler';
import { createFakeClock } from './fake-clock';

describe('polling after an error that waiting does not mend', () => {
  async function polls(code: ErrorCode): Promise<{ before: number; after: number }> {
    const clock = createFakeClock();
    let count = 0;
    const scheduler = createPollScheduler({
      clock, awake: () => true, plan: () => ({ ids: [1], age: 0 }),
      poll: async () => { count += 1; throw new PlumblineError({ code, reason: 'No.' }); },
    });
    scheduler.wake();
    await clock.advance(3_600_000);
    const before = count;
    scheduler.wake({ now: true });
    await clock.advance(1000);
    scheduler.dispose();
    return { before, after: count };
  }

  it('stops after one look, until somebody does something about it', async () => {
    for (const code of ['not-authenticated', 'not-allowed', 'not-our-server'] as const) assert.deepEqual(await polls(code), { before: 1, after: 2 }, code);
    assert.ok((await polls('unreachable')).before > 10, 'others pass by themselves');
  });
});
