import { toInstant } from '../protocol/moment';
import { isActive, type Job } from './job';

/** Before so many milliseconds, or with less of the work done than `leastShare`, an estimate would be a guess. */
const leastElapsed = 5_000;
const leastShare = 0.05;
/** Progress of an operation that runs is never told as larger: what is left then is not known. */
const mostShare = 0.98;

export interface Estimate {
  /** Milliseconds until the end, if it goes on as it went so far; null while that cannot be said. */
  readonly left: number | null;
  /** Rows a second, of those that were counted; null without. */
  readonly rate: number | null;
}

/** What can be said of a running job's end. `now` in milliseconds since 1970. */
export function estimate(job: Job, now: number): Estimate {
  const started = toInstant(job.started);
  const elapsed = started === null ? 0 : now - started;
  if (!isActive(job) || elapsed < leastElapsed) return { left: null, rate: null };
  const { fraction, records } = job.progress;
  return {
    left: fraction === null || fraction < leastShare || fraction > mostShare ? null : elapsed * (1 - fraction) / fraction,
    rate: records === null || records === 0 ? null : records / (elapsed / 1000),
  };
}
