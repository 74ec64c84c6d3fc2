import type { Subscription } from '../../core/stores/events';
import { createPollScheduler, type Clock, type PollScheduler } from '../../core/polling/scheduler';
import type { Jobs } from './jobs';

export interface PollerParts {
  readonly jobs: Jobs;
  readonly clock: Clock;
  serverId(): string;
  /** The window is in front. */
  focused(): boolean;
  /** Each look that failed; the scheduler itself decides when the next one is. */
  onError(error: unknown): void;
}

/** At most as many jobs a request as a server gives on one page. */
const most = 100;

/** Follows the tracked jobs of the active server until they end. */
export function createJobPoller({ jobs, clock, serverId, focused, onError }: PollerParts): PollScheduler {
  const seen = new Map<number, number>();

  const scheduler = createPollScheduler({
    clock,
    awake: focused,
    plan() {
      const ids = jobs.store.tracked().filter((job) => job.serverId === serverId()).map((job) => job.id).slice(-most);
      for (const id of seen.keys()) if (!ids.includes(id)) seen.delete(id);
      for (const id of ids) if (!seen.has(id)) seen.set(id, clock.now());
      return ids.length === 0 ? null : { ids, age: clock.now() - Math.max(...seen.values()) };
    },
    async poll(ids) {
      try {
        await jobs.poll(ids);
      } catch (error) {
        onError(error);
        throw error;
      }
    },
  });
  const subscription: Subscription = jobs.store.onDidTrack(() => scheduler.wake());
  return {
    wake: scheduler.wake,
    dispose() {
      subscription.dispose();
      scheduler.dispose();
    },
  };
}
