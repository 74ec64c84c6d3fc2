import type { Session } from '../duckdb/session';

/** Progress over statements of known weight; never falls, and ends at 1. */
export interface ScanProgress {
  /** Replaces what is still to come. */
  plan(weights: readonly number[]): void;
  /** Runs one statement of the plan and follows how far DuckDB is in it. */
  during<T>(weight: number, work: () => Promise<T>): Promise<T>;
  finish(): void;
}

const intervalMs = 200;

export function scanProgress(session: Session, report: (fraction: number) => void): ScanProgress {
  let done = 0;
  let ahead = 1;
  let last = -1;
  const say = (fraction: number): void => {
    const shown = Math.min(1, Math.max(last, fraction));
    if (shown === last) return;
    last = shown;
    report(shown);
  };
  const share = (part: number): number => Math.min(0.999, part / Math.max(done + ahead, part, Number.MIN_VALUE));
  return {
    plan: (weights) => {
      ahead = weights.reduce((sum, weight) => sum + weight, 0);
    },
    during: async (weight, work) => {
      const timer = setInterval(() => say(share(done + weight * (session.progress().fraction ?? 0))), intervalMs);
      try {
        return await work();
      } finally {
        clearInterval(timer);
        done += weight;
        ahead = Math.max(0, ahead - weight);
        say(share(done));
      }
    },
    finish: () => say(1),
  };
}
