import { problemText, toProblem } from '../../core/errors';
import type { EngineStore } from '../store/engine-store';
import { pruneStep } from './prune';

export interface RetentionOptions {
  readonly store: EngineStore;
  /** Days that ended operations and replaced profiles are kept; 0 keeps everything. */
  readonly keepDays: number;
  readonly now: () => Date;
  /** While this says true, nothing is removed. */
  readonly busy: () => boolean;
  readonly log: (level: 'info' | 'warn', message: string) => void;
  /** Milliseconds until the first step after the start, between two steps, and between two rounds. */
  readonly pace?: { readonly first: number; readonly step: number; readonly round: number };
}

export interface Retention { stop(): void }

const usual = { first: 20_000, step: 1000, round: 6 * 3_600_000 };
const day = 86_400_000;

/**
 * Removes old operations with their container runs, and old profiles, in small steps with pauses between them, while no
 * operation runs: a call waits for one step at most. What a round has removed is said in the log.
 */
export function retention({ store, keepDays, now, busy, log, pace = usual }: RetentionOptions): Retention {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let removed = { operations: 0, profiles: 0 };
  const next = (milliseconds: number): void => {
    if (!stopped) timer = setTimeout(() => void step(), milliseconds).unref();
  };
  const step = async (): Promise<void> => {
    if (busy()) return next(pace.step);
    try {
      const done = await pruneStep(store, new Date(now().getTime() - keepDays * day));
      removed = { operations: removed.operations + done.operations, profiles: removed.profiles + done.profiles };
      if (done.operations > 0 || done.profiles > 0) return next(pace.step);
      if (removed.operations > 0 || removed.profiles > 0) {
        log('info', `removed what is older than ${keepDays} days: ${removed.operations} operations with their container runs, ${removed.profiles} field profiles`);
      }
    } catch (error) {
      if (!stopped) log('warn', `old operations could not be removed: ${problemText(toProblem(error))}`);
    }
    removed = { operations: 0, profiles: 0 };
    next(pace.round);
  };
  if (keepDays > 0) next(pace.first);
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
