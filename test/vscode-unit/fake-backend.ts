import type { QualityBackend } from '../../src/backend/port';
import { countedGroups, matchesText } from '../../src/backend/rest/searched-anomalies';
import { isFinal } from '../../src/core/jobs/results';
import { anomaly, type Anomaly } from '../../src/core/api/schemas/anomaly';
import { container, field, type Container, type Field } from '../../src/core/api/schemas/container';
import { datastore, type Datastore } from '../../src/core/api/schemas/datastore';
import { operation, type Operation } from '../../src/core/api/schemas/operation';

/** A server in memory. Its lists may be changed; `calls` names every call made of it. */
export interface FakeServer {
  datastores: Datastore[];
  containers: Container[];
  fields: Map<number, Field[]>;
  operations: Operation[];
  anomalies: Anomaly[];
  /** Thrown by every call when set. */
  error: Error | null;
  /** Thrown by the calls of this name. */
  readonly refuse: Map<string, Error>;
  readonly calls: string[];
  /** What it answers, call by call; a test may add to it. */
  readonly answers: Partial<QualityBackend>;
  readonly backend: QualityBackend;
}

export const aDatastore = (id: number, more: object = {}): Datastore => datastore.parse({ id, name: `store ${id}`, type: 'files', ...more });
export const aContainer = (id: number, datastoreId: number, more: object = {}): Container =>
  container.parse({ id, name: `table ${id}`, datastore: { id: datastoreId, name: `store ${datastoreId}` }, ...more });
export const aField = (id: number, more: object = {}): Field => field.parse({ id, name: `field ${id}`, type: 'String', ...more });
export const anOperation = (id: number, more: object = {}): Operation => operation.parse({
  id, created: '2026-11-20T10:00:00Z', start_time: '2026-11-20T10:00:00Z', type: 'scan', result: 'running', datastore: { id: 1, name: 'store 1' }, ...more,
});
export const anAnomaly = (id: number, containerId = 1, more: object = {}): Anomaly => anomaly.parse({
  id, created: '2026-11-20T10:00:00Z', type: 'record', status: 'Active', message: `anomaly ${id}`,
  datastore: { id: 1, name: 'store 1' }, container: { id: containerId, name: `table ${containerId}` }, ...more,
});

function page<T>(all: T[], at = 1, size = 50): { items: T[]; total: number; page: number; size: number } {
  return { items: all.slice((at - 1) * size, at * size), total: all.length, page: at, size };
}

export function fakeServer(): FakeServer {
  const server: Omit<FakeServer, 'backend' | 'answers'> = { datastores: [], containers: [], fields: new Map(), operations: [], anomalies: [], error: null, refuse: new Map(), calls: [] };
  const answers: Partial<QualityBackend> = {
    datastores: async () => [...server.datastores],
    containers: async (id) => server.containers.filter((c) => c.datastore?.id === id),
    fields: async (id) => server.fields.get(id) ?? [],
    operations: async (filter) => page(server.operations.filter((o) => (!filter.ids || filter.ids.includes(o.id)) && (!filter.results || filter.results.includes(o.result))
      && (filter.finished === undefined || filter.finished === isFinal(o.result)) && (!filter.types || filter.types.includes(o.type))
      && (!filter.datastores || filter.datastores.includes(o.datastore?.id ?? 0))), filter.page, filter.size),
    operation: async (id) => server.operations.find((o) => o.id === id)!,
    run: async (request) => {
      const one = anOperation(100 + server.operations.length, { type: request.type, result: 'queued', datastore: { id: request.datastore_id, name: 'store' }, configuration: request });
      server.operations.push(one);
      return [one];
    },
    anomalies: async (filter) => page(server.anomalies.filter((a) => (!filter.ids || filter.ids.includes(a.id)) && (!filter.search || matchesText(a, filter.search))
      && (!filter.containers || filter.containers.includes(a.container?.id ?? 0)) && (!filter.status || filter.status.includes(a.status))
      && (!filter.checks || (a.failed_checks ?? []).some((f) => filter.checks!.includes(f.quality_check.id)))), filter.page, filter.size),
    anomalyGroups: (filter, by) => countedGroups((one) => answers.anomalies!(one), filter, by),
    anomaly: async (id) => server.anomalies.find((a) => a.id === id)!,
    setAnomalyStatus: async (ids, status) => {
      server.anomalies = server.anomalies.map((a) => (ids.includes(a.id) ? { ...a, status } : a));
    },
  };
  const backend = new Proxy(answers, {
    get: (target, name: string) => {
      // Awaiting an object asks it whether it is a promise.
      if (name === 'then') return undefined;
      // Looked up now, so that a test can put its own answer in front of this one.
      const answer = target[name as keyof QualityBackend] as ((...a: never[]) => unknown) | undefined;
      return (...args: never[]): unknown => {
        server.calls.push(name);
        const error = server.error ?? server.refuse.get(name);
        if (error) return Promise.reject(error);
        return answer ? answer(...args) : Promise.reject(new Error(`the fake server has no ${name}`));
      };
    },
  }) as QualityBackend;
  return Object.assign(server, { answers, backend });
}
