import type { QualityBackend } from '../../backend/port';
import { isActive, type Job, type JobStatus } from '../../core/jobs/job';
import { createJobStore, jobKey, type JobStore } from '../../core/jobs/job-store';
import { operationToJob } from '../../core/jobs/operation-to-job';
import type { Page } from '../../core/api/schemas/common';
import type { Operation } from '../../core/api/schemas/operation';
import { fail, PlumblineError } from '../../core/errors';
import { createSignal, type Subscription } from '../../core/stores/events';
import { jobQuery, noJobFilter, showsJob, type JobViewFilter } from './job-filter';
import { createListWindow, windowPage, type ListWindow } from './list-window';
import { createLoader, type Loader } from './loader';

/** Jobs, with the ways to bring them up to date. `store` is what surfaces render from. */
export interface Jobs {
  readonly store: JobStore;
  readonly loader: Loader;
  readonly filter: JobViewFilter;
  /** Failed jobs, and others that ended, as the server lists them, newest first. */
  readonly lists: Readonly<Record<'failed' | 'finished', ListWindow<string>>>;
  /** How many run or wait on the server; null before the first load. */
  readonly activeTotal: number | null;
  /** Jobs of the active server that the view shows: those that run, those of the lists, those that ended since. */
  listed(): readonly Job[];
  setFilter(filter: JobViewFilter): Promise<void>;
  /** Brings the next, or previous, page of a list. */
  move(list: 'failed' | 'finished', way: 'earlier' | 'later'): Promise<void>;
  /** Filter, members or numbers of the lists differ. */
  onDidChangeList(listener: () => void): Subscription;
  reset(): void;
  /** Fetches one job with all its parts into the store. Throws PlumblineError. */
  load(key: string): Promise<void>;
  /** Fetches the newest jobs of the active server. Never rejects: see `loader.state`. */
  refresh(): Promise<void>;
  /** Puts operations into the store that the user started here: they are followed, and their end is told. */
  started(operations: readonly Operation[]): void;
  /** Looks at these running jobs in one request. Throws PlumblineError. */
  poll(ids: readonly number[]): Promise<void>;
  /** Running jobs were looked at, whether they differ or not. */
  onDidPoll(listener: () => void): Subscription;
}

export function createJobs(backend: () => Promise<QualityBackend>, serverId: () => string, now?: () => number): Jobs {
  const store = createJobStore();
  const polled = createSignal<void>();

  const changed = createSignal<void>();
  /** Keys of jobs that were seen running since the lists came: ended ones stay in sight until the lists have them. */
  const ran = new Set<string>();
  let filter = noJobFilter;
  let activeTotal: number | null = null;
  let brought: Job[] = [];

  const list = (name: 'failed' | 'finished'): ListWindow<string, Operation> => createListWindow<Operation, string>(async (page, size) => {
    const query = jobQuery(name, filter);
    return query ? (await backend()).operations({ ...query, page, size }) : { items: [], total: 0, page, size };
  }, ({ id }) => jobKey(serverId(), id), (items) => { brought.push(...items.map((operation) => operationToJob(operation, serverId()))); });
  const lists = { failed: list('failed'), finished: list('finished') };

  /** The lists from one answer, where it holds all jobs; false where there are more. */
  async function loadAtOnce(): Promise<Page<Operation> | null> {
    const known = activeTotal === null ? 0 : activeTotal + (lists.failed.total ?? 0) + (lists.finished.total ?? 0);
    if (filter.statuses.length > 0 || known > windowPage) return null;
    const { types, datastores } = jobQuery('active', filter) ?? {};
    const all = await (await backend()).operations({ ...(types ? { types } : {}), ...(datastores ? { datastores } : {}), page: 1, size: windowPage });
    if (all.total > all.items.length) return null;
    const is = (status: JobStatus) => (operation: Operation): boolean => operationToJob(operation, '').status === status;
    lists.failed.fill(all.items.filter(is('Failed')));
    lists.finished.fill(all.items.filter((operation) => is('Completed')(operation) || is('Cancelled')(operation)));
    const active = all.items.filter((operation) => isActive(operationToJob(operation, '')));
    return { ...all, items: active, total: active.length };
  }
  async function loadActive(): Promise<Page<Operation>> {
    const query = jobQuery('active', filter);
    return query ? (await backend()).operations({ ...query, page: 1, size: windowPage }) : { items: [], total: 0, page: 1, size: windowPage };
  }

  const loader = createLoader(async (current) => {
    const server = serverId();
    brought = [];
    const active = await loadAtOnce() ?? (await Promise.all([loadActive(), lists.failed.load(), lists.finished.load()]))[0];
    if (!current()) return;
    activeTotal = active.total;
    ran.clear();
    store.replaceList(server, [...brought, ...active.items.map((operation) => operationToJob(operation, server))]);
    changed.fire();
  }, now);

  async function look(server: string, ids: readonly number[]): Promise<Page<Operation>> {
    try {
      return await (await backend()).operations({ ids: [...ids], page: 1, size: Math.max(1, ids.length) });
    } catch (error) {
      // An engine that is gone and cannot be started again runs nothing: what it ran has failed, and this is why.
      if (PlumblineError.is(error, 'engine-unavailable')) {
        const { reason, remedy, detail } = error.problem;
        const problem = { reason, remedy: remedy ?? null, detail: detail ?? null };
        store.put(store.active().filter((job) => job.serverId === server).map((job) => ({ ...job, status: 'Failed' as const, problem })));
      }
      throw error;
    }
  }

  return {
    store, loader, lists,
    get filter() { return filter; },
    get activeTotal() { return activeTotal; },
    listed() {
      const keys = new Set([...lists.failed.keys, ...lists.finished.keys]);
      const server = serverId();
      const mine = store.all().filter((job) => job.serverId === server && showsJob(job, filter));
      for (const job of mine) if (isActive(job)) ran.add(job.key);
      return mine.filter((job) => isActive(job) || keys.has(job.key) || ran.has(job.key));
    },
    async setFilter(next) {
      filter = next;
      for (const one of Object.values(lists)) one.reset();
      loader.reset();
      changed.fire();
      await loader.run();
    },
    async move(name, way) {
      brought = [];
      await lists[name].move(way);
      store.put(brought);
      changed.fire();
    },
    onDidChangeList: (listener) => changed.on(listener),
    reset() {
      loader.reset();
      for (const one of Object.values(lists)) one.reset();
      ran.clear();
      filter = noJobFilter;
      activeTotal = null;
      changed.fire();
    },
    async load(key) {
      const server = serverId();
      const id = Number(key.slice(key.lastIndexOf(':') + 1));
      if (!key.startsWith(`${server}:`) || !Number.isInteger(id)) {
        fail('not-found', `Job ${key} belongs to another server.`, { remedy: 'Select that server first.' });
      }
      store.put([operationToJob(await (await backend()).operation(id), server)]);
    },
    async refresh() {
      await loader.run();
    },
    started(operations) {
      const server = serverId();
      store.track(operations.map((operation) => ({ serverId: server, id: operation.id, mine: true })));
      store.put(operations.map((operation) => operationToJob(operation, server)));
    },
    async poll(ids) {
      const server = serverId();
      const page = await look(server, ids);
      if (server !== serverId()) return;
      store.put(page.items.map((operation) => operationToJob(operation, server)));
      const known = new Set(page.items.map((operation) => operation.id));
      store.forget(server, ids.filter((id) => !known.has(id)));
      polled.fire();
    },
    onDidPoll: (listener) => polled.on(listener),
  };
}
