import { toProblem } from '../errors';
import type { Subscription } from '../stores/events';
import { pollPause, quickest, retryPause } from './pace';

export interface Clock {
  /** ms since 1970. */
  now(): number;
  after(ms: number, run: () => void): Subscription;
  /** 0 up to, but not including, 1. */
  random(): number;
}

/** What there is to poll: all running jobs, in one request. */
export interface PollPlan {
  readonly ids: readonly number[];
  /** Time since the youngest of them was first seen, ms. */
  readonly age: number;
}

export interface PollParts {
  readonly clock: Clock;
  /** Null where nothing runs: then there is no timer either. */
  plan(): PollPlan | null;
  /** False while the window is hidden or in the background. */
  awake(): boolean;
  poll(ids: readonly number[]): Promise<void>;
}

export interface PollScheduler extends Subscription {
  /** Something that the plan depends on differs. `now`: look at once, as when the window comes back. */
  wake(options?: { now?: boolean }): void;
}

/** Errors that waiting does not mend; polling goes on when somebody does something about them. */
const needsPerson = new Set(['not-authenticated', 'not-allowed', 'not-our-server']);

/**
 * Decides when to look at running jobs: one request a tick whatever their number, never two at once, quick at first and
 * slower for long jobs, no timer while nothing runs or the window is away, longer and longer pauses after errors.
 */
export function createPollScheduler({ clock, plan, awake, poll }: PollParts): PollScheduler {
  let timer: Subscription | undefined;
  let polling = false;
  let disposed = false;
  let stuck = false;
  let failures = 0;
  let last = Number.NEGATIVE_INFINITY;
  let pause = 0;
  let heldUntil = Number.NEGATIVE_INFINITY;
  let hurry = false;

  function schedule(): void {
    timer?.dispose();
    timer = undefined;
    if (disposed || polling || stuck || !awake()) return;
    const next = plan();
    if (next === null || next.ids.length === 0) return;
    const wait = hurry ? quickest : failures > 0 ? pause : pollPause(next.age);
    const due = Math.max(last + wait, heldUntil, clock.now());
    timer = clock.after(due - clock.now(), () => void tick());
  }

  async function tick(): Promise<void> {
    timer = undefined;
    const ids = plan()?.ids ?? [];
    if (ids.length === 0) return;
    polling = true;
    hurry = false;
    try {
      await poll(ids);
      failures = 0;
    } catch (error) {
      const problem = toProblem(error);
      failures += 1;
      pause = retryPause(failures, clock.random());
      stuck = needsPerson.has(problem.code);
      if (problem.retryAfterMs !== undefined) heldUntil = clock.now() + problem.retryAfterMs;
    }
    last = clock.now();
    polling = false;
    schedule();
  }

  return {
    wake(options) {
      if (options?.now) {
        hurry = true;
        stuck = false;
      }
      schedule();
    },
    dispose() {
      disposed = true;
      timer?.dispose();
    },
  };
}
