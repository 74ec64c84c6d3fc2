/** Quickest pace of polling, and the slowest that a long job sinks to; ms. */
export const quickest = 500;
export const slowest = 60_000;
const firstRetry = 1_000;
const lastRetry = 300_000;

/**
 * Pause before the next look at running jobs, in ms, by the time since the youngest of them was first seen.
 * A twentieth of that time: the end of a job is seen at most 5 % of its age late.
 */
export function pollPause(age: number): number {
  return Math.min(slowest, Math.max(quickest, age / 20));
}

/** Pause after `failures` failed polls in a row (1 or more): doubles up to five minutes; `random` (0..1) spreads it over its upper half. */
export function retryPause(failures: number, random: number): number {
  const whole = Math.min(lastRetry, firstRetry * 2 ** Math.min(failures - 1, 20));
  return whole / 2 + (whole / 2) * random;
}

/** Pause between two looks at a whole list of a server that does not tell by itself what changed, in ms; the list is in sight. */
export const listPause = 10_000;

/** True when something loaded at `at` (null: never) has to be loaded again before it is shown. */
export function isStale(at: number | null, now: number, maxAge = 60_000): boolean {
  return at === null || now - at >= maxAge;
}
