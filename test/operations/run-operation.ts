import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runBody, type ContainerRun, type OperationStatus, type RunRequest } from '../../src/core/api/schemas/operation';
import { runners } from '../../src/engine/operations/runners';
import type { OperationOutcome } from '../../src/engine/operations/runner';
import type { StoredDatastore } from '../../src/engine/store/model';
import { fakeStore, type FakeStore } from './fake-store';
import { testSessions } from '../support/sessions';

type Request<R> = R extends unknown ? Omit<R, 'datastore_id'> : never;

export interface Bench {
  /** A folder of this test alone, removed by `close`. */
  readonly folder: string;
  readonly store: FakeStore;
  readonly datastore: StoredDatastore;
  readonly reports: Partial<OperationStatus>[];
  readonly containerReports: ContainerRun[];
  /** Runs and commits one operation as the queue does. */
  run(body: Request<RunRequest>, signal?: AbortSignal): Promise<OperationOutcome>;
  close(): void;
}

/** A store with one datastore over a temporary folder (`type: files`), or over `database.duckdb` in it. */
export function operationBench(type: 'files' | 'duckdb' = 'files', target?: string): Bench {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-ops-'));
  const store = fakeStore();
  const created = '2026-01-01T00:00:00.000Z';
  const data = target ?? (type === 'files' ? folder : path.join(folder, 'database.duckdb'));
  store.connections.push({ id: 1, name: 'c', created, type, path: data });
  store.datastores.push({
    id: 1, name: 'd', created, connection_id: 1, database: null, schema: null, favorite: false, enrichment_only: false,
    enrichment_datastore_id: null, enrichment_prefix: null, enrichment_source_record_limit: null, enrichment_remediation_strategy: null,
    high_count_rollup_threshold: null, tags: [], last_synced: null,
  });
  const reports: Partial<OperationStatus>[] = [];
  const containerReports: ContainerRun[] = [];
  let operationId = 0;
  let clock = Date.parse('2026-02-01T00:00:00Z');
  return {
    folder, store, reports, containerReports,
    get datastore() { return store.datastores[0] as StoredDatastore; },
    run: async (request, signal = new AbortController().signal) => {
      const body = runBody.parse({ ...request, datastore_id: 1 });
      const connection = await store.connection(1);
      const datastore = await store.datastore(1);
      if (!connection || !datastore) throw new Error('no datastore');
      const outcome = await runners[body.type]({
        operation: {
          id: ++operationId, type: body.type, datastore_id: 1, body, result: 'running', created, start_time: created,
          end_time: null, message: null, problem: null, triggered_by: 'test', status: {},
        },
        datastore, connection, store, signal, sessions: testSessions(),
        now: () => new Date(clock += 60_000),
        report: (status) => reports.push(status), reportContainer: (run) => containerReports.push(run), log: () => undefined,
      });
      const written = await store.transaction((tx) => outcome.commit(tx));
      return { ...outcome, status: { ...outcome.status, ...written } };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
