import type { Clock } from '../../src/core/polling/scheduler';

/** A clock that stands still until it is told to go on; what is due then runs in order, each with its promises settled. */
export interface FakeClock extends Clock {
  advance(ms: number): Promise<void>;
  /** How many timers wait. */
  pending(): number;
}

export function createFakeClock(random = 0.5): FakeClock {
  let time = 1_000_000;
  const timers = new Set<{ at: number; run: () => void }>();
  const settle = async (): Promise<void> => { for (let i = 0; i < 10; i += 1) await Promise.resolve(); };
  return {
    now: () => time,
    random: () => random,
    after(ms, run) {
      const timer = { at: time + ms, run };
      timers.add(timer);
      return { dispose: () => void timers.delete(timer) };
    },
    async advance(ms) {
      const end = time + ms;
      for (;;) {
        const next = [...timers].filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers.delete(next);
        time = Math.max(time, next.at);
        next.run();
        await settle();
      }
      time = end;
      await settle();
    },
    pending: () => timers.size,
  };
}
