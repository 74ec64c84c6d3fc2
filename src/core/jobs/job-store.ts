import { createSignal, type Subscription } from '../stores/events';
import { createKeyedStore, type Change, type KeyedStore } from '../stores/keyed-store';
import { isActive, type Job } from './job';

/** A job that is followed until it ends, however long that takes. */
export interface TrackedJob {
  readonly serverId: string;
  readonly id: number;
  /** Started by the user in this editor. */
  readonly mine: boolean;
}

export interface EndedJob {
  readonly job: Job;
  readonly mine: boolean;
}

/** THE job store: trees, status bar, panels and notifications render from it, and from nothing else. */
export interface JobStore extends Omit<KeyedStore<string, Job>, 'replace'> {
  active(): readonly Job[];
  /** Makes `jobs` the content for one server, except that jobs still followed stay. */
  replaceList(serverId: string, jobs: readonly Job[]): Change<string>;
  /** Follows jobs from now on. One that is followed already can become `mine`, but never stops being it. */
  track(jobs: readonly TrackedJob[]): void;
  tracked(): readonly TrackedJob[];
  /** Its cancelling was asked for: shown until the job ends, or until that is taken back because it could not be asked for. */
  cancelling(key: string, asked: boolean): void;
  /** Stops following, for jobs that the server says it does not know. */
  forget(serverId: string, ids: readonly number[]): void;
  /** A followed job ended. Jobs that were over when they were first seen do not fire. */
  onDidEnd(listener: (ended: EndedJob) => void): Subscription;
  /** The set of followed jobs differs: time to save it, and to plan the next poll. */
  onDidTrack(listener: () => void): Subscription;
}

export function jobKey(serverId: string, id: number): string {
  return `${serverId}:${id}`;
}

/** A list entry without its parts does not wipe out the parts that a single fetch brought. */
function keepParts(job: Job, held: Job | undefined): Job {
  return held && job.parts.length === 0 && held.parts.length > 0 ? { ...job, parts: held.parts } : job;
}

export function createJobStore(): JobStore {
  const store = createKeyedStore<string, Job>((job) => job.key);
  const followed = new Map<string, TrackedJob>();
  const asked = new Set<string>();
  const ended = createSignal<EndedJob>();
  const trackChanged = createSignal<void>();

  function track(jobs: readonly TrackedJob[]): void {
    let differs = false;
    for (const job of jobs) {
      const key = jobKey(job.serverId, job.id);
      const held = followed.get(key);
      if (held && (held.mine || !job.mine)) continue;
      followed.set(key, job);
      differs = true;
    }
    if (differs) trackChanged.fire();
  }

  /** Follows what runs, lets go of what ended; gives what ended just now. */
  function follow(jobs: readonly Job[]): EndedJob[] {
    track(jobs.filter(isActive).map((job) => ({ serverId: job.serverId, id: job.id, mine: false })));
    const over = jobs.filter((job) => !isActive(job)).flatMap((job) => {
      const held = followed.get(job.key);
      return held && followed.delete(job.key) ? [{ job, mine: held.mine }] : [];
    });
    if (over.length > 0) trackChanged.fire();
    return over;
  }

  function write(jobs: readonly Job[], apply: (merged: readonly Job[]) => Change<string>): Change<string> {
    for (const job of jobs) if (!isActive(job)) asked.delete(job.key);
    const merged = jobs.map((job) => ({ ...keepParts(job, store.get(job.key)), cancelling: asked.has(job.key) }));
    const change = apply(merged);
    for (const one of follow(merged)) ended.fire(one);
    return change;
  }

  return {
    get: store.get, all: store.all, onDidChange: store.onDidChange,
    active: () => store.all().filter(isActive),
    put: (jobs) => write(jobs, store.put),
    remove: store.remove,
    replaceList(serverId, jobs) {
      const listed = new Set(jobs.map((job) => job.key));
      const stays = store.all().filter((job) => !listed.has(job.key) && (job.serverId !== serverId || followed.has(job.key)));
      return write(jobs, (merged) => store.replace([...merged, ...stays]));
    },
    track,
    cancelling(key, now) {
      const job = store.get(key);
      if (!job || !isActive(job)) return;
      if (now) asked.add(key);
      else asked.delete(key);
      write([job], store.put);
    },
    tracked: () => [...followed.values()],
    forget(serverId, ids) {
      const keys = ids.map((id) => jobKey(serverId, id));
      for (const key of keys) asked.delete(key);
      const gone = keys.filter((key) => followed.delete(key));
      store.remove(keys);
      if (gone.length > 0) trackChanged.fire();
    },
    onDidEnd: (listener) => ended.on(listener),
    onDidTrack: (listener) => trackChanged.on(listener),
  };
}
