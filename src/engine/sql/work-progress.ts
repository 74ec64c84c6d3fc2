import type { Session } from './session';

/** Gets the share of the work that is done (0..1) and what is being done, in words. */
export type ReportWork = (share: number, phase: string) => void;

/** Progress over statements of known weight; never falls, and ends at 1. */
export interface WorkProgress {
  /** Replaces what is still to come. */
  plan(weights: readonly number[]): void;
  /** Runs a part of the plan and follows how far it is. `phase` says in words what it does. */
  during<T>(weight: number, phase: string, work: () => Promise<T>): Promise<T>;
  finish(): void;
}

const intervalMs = 200;
/**
 * Share of a statement after its rows are read: joining groups, sorting. That is not measured, so it goes by time,
 * slower and slower: it moves, and never claims to be over.
 */
const afterReading = 0.1;
const patienceMs = 10_000;

/** How far one statement is, from what is measured and the time since that moved last. */
function followStatement(): (fraction: number, now: number) => number {
  let [seen, since, share] = [-1, 0, 0];
  return (fraction, now) => {
    if (fraction !== seen) [seen, since] = [fraction, now];
    const still = 1 - Math.exp(-(now - since) / patienceMs);
    share = Math.max(share, (1 - afterReading) * fraction + afterReading * still);
    return share;
  };
}

export function workProgress(session: Session, report: ReportWork, clock: () => number = () => performance.now()): WorkProgress {
  let done = 0;
  let ahead = 1;
  let last = -1;
  let said = '';
  const say = (fraction: number, phase: string): void => {
    const shown = Math.min(1, Math.max(last, fraction));
    if (shown === last && phase === said) return;
    [last, said] = [shown, phase];
    report(shown, phase);
  };
  const share = (part: number): number => Math.min(0.999, part / Math.max(done + ahead, part, Number.MIN_VALUE));
  return {
    plan: (weights) => {
      ahead = weights.reduce((sum, weight) => sum + weight, 0);
    },
    during: async (weight, phase, work) => {
      const follow = followStatement();
      say(share(done), phase);
      const timer = setInterval(() => say(share(done + weight * follow(session.progress().fraction ?? 0, clock())), phase), intervalMs);
      try {
        return await work();
      } finally {
        clearInterval(timer);
        done += weight;
        ahead = Math.max(0, ahead - weight);
        say(share(done), phase);
      }
    },
    finish: () => say(1, said),
  };
}
