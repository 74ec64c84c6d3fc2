import type { QualityBackend } from '../../backend/port';
import { PlumblineError, toProblem } from '../../core/errors';
import type { Job } from '../../core/jobs/job';
import { listPause, quickest, retryPause } from '../../core/polling/pace';
import type { Clock } from '../../core/polling/scheduler';
import type { Subscription } from '../../core/stores/events';
import type { Jobs } from './jobs';

export interface LiveJobsParts {
  readonly jobs: Jobs;
  readonly clock: Clock;
  backend(): Promise<QualityBackend>;
  serverId(): string;
  /** A list of jobs is in sight. */
  watched(): boolean;
  /** The window is in front. */
  focused(): boolean;
  /** Jobs that are seen for the first time; whoever started them. */
  onAppear(jobs: readonly Job[]): Promise<void>;
  /** Each look that failed; the next one follows by itself, later and later. */
  onError(error: unknown): void;
}

export interface LiveJobs extends Subscription {
  /** What is in sight, or in front, differs. */
  wake(): void;
  /** Another server is active now. */
  restart(): void;
}

/**
 * Keeps the list of jobs true while somebody has it in sight, for jobs that a terminal, cron or another window started too.
 * A server that tells by itself is waited for in one call that stays open; another one is asked at a pace, and only by the
 * window in front. Out of sight nothing is asked.
 */
export function createLiveJobs({ jobs, clock, backend, serverId, watched, focused, onAppear, onError }: LiveJobsParts): LiveJobs {
  let looking: AbortController | undefined;
  /** What the server said last of where its jobs stand; kept while out of sight, so that coming back costs one call. */
  let cursor: string | null = null;
  let failures = 0;

  const pause = (ms: number, signal: AbortSignal): Promise<void> => new Promise((resolve) => {
    const timer = clock.after(ms, resolve);
    signal.addEventListener('abort', () => {
      timer.dispose();
      resolve();
    }, { once: true });
  });

  async function reload(): Promise<void> {
    // A load that began before the change would not have it.
    if (jobs.loader.state.phase === 'loading') await jobs.loader.run();
    const mine = (): readonly Job[] => jobs.store.all().filter((job) => job.serverId === serverId());
    const before = new Set(mine().map((job) => job.key));
    const first = jobs.loader.state.at === null;
    await jobs.refresh();
    const fresh = mine().filter((job) => !before.has(job.key));
    if (!first && fresh.length > 0) await onAppear(fresh);
  }

  /** Waits until something changed, and brings the list up to date. */
  async function look(signal: AbortSignal): Promise<void> {
    const known = cursor;
    const next = await (await backend()).operationChanges(known, signal);
    if (signal.aborted) return;
    cursor = next;
    if (next !== known) await reload();
    // Hundreds of jobs started at once are a few loads of the list, not hundreds.
    await pause(quickest, signal);
  }

  async function lookAtPace(signal: AbortSignal): Promise<void> {
    await pause(listPause, signal);
    if (!signal.aborted && focused()) await reload();
  }

  async function run(signal: AbortSignal): Promise<void> {
    let tells = true;
    while (!signal.aborted) {
      try {
        if (tells) await look(signal);
        else await lookAtPace(signal);
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        if (PlumblineError.is(error, 'unsupported')) {
          tells = false;
          continue;
        }
        failures += 1;
        onError(error);
        await pause(Math.max(retryPause(failures, clock.random()), toProblem(error).retryAfterMs ?? 0), signal);
      }
    }
  }

  const stop = (): void => {
    looking?.abort();
    looking = undefined;
  };
  const wake = (): void => {
    if (!watched()) return stop();
    if (looking) return;
    looking = new AbortController();
    void run(looking.signal);
  };
  return {
    wake,
    restart() {
      stop();
      cursor = null;
      failures = 0;
      wake();
    },
    dispose: stop,
  };
}
