import type { QualityBackend } from '../../backend/port';
import { createJobStore, type JobStore } from '../../core/jobs/job-store';
import { operationToJob } from '../../core/jobs/operation-to-job';
import type { Page } from '../../core/api/schemas/common';
import type { Operation } from '../../core/api/schemas/operation';
import { fail, PlumblineError } from '../../core/errors';
import { createSignal, type Subscription } from '../../core/stores/events';
import { createLoader, type Loader } from './loader';

/** How many jobs the list holds. */
export const jobsListed = 100;

/** Jobs, with the ways to bring them up to date. `store` is what surfaces render from. */
export interface Jobs {
  readonly store: JobStore;
  readonly loader: Loader;
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

  const loader = createLoader(async (current) => {
    const server = serverId();
    const page = await (await backend()).operations({ page: 1, size: jobsListed });
    if (current()) store.replaceList(server, page.items.map((operation) => operationToJob(operation, server)));
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
    store, loader,
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
