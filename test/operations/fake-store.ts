import type {
  StoredAnomaly, StoredCheck, StoredCheckpoint, StoredConnection, StoredContainer, StoredContainerProfile, StoredContainerRun, StoredDatastore,
  StoredField, StoredFieldProfile, StoredMetric, StoredOperation, StoredRecords,
} from '../../src/engine/store/model';
import type { Store, StoreWriter } from '../../src/engine/store/port';

/** The store port over plain arrays, for tests of operations. */
export interface FakeStore extends Store {
  readonly connections: StoredConnection[];
  readonly datastores: StoredDatastore[];
  readonly allContainers: StoredContainer[];
  readonly allFields: StoredField[];
  readonly storedChecks: StoredCheck[];
  readonly profiles: StoredFieldProfile[];
  readonly containerProfiles: StoredContainerProfile[];
  readonly allAnomalies: StoredAnomaly[];
  readonly records: Map<number, StoredRecords>;
  readonly runs: StoredContainerRun[];
  readonly checkpoints: StoredCheckpoint[];
  readonly allMetrics: StoredMetric[];
  readonly operations: StoredOperation[];
  readonly writer: StoreWriter;
}

export function fakeStore(): FakeStore {
  let lastId = 100;
  const kept = {
    connections: [] as StoredConnection[], datastores: [] as StoredDatastore[], allContainers: [] as StoredContainer[],
    allFields: [] as StoredField[], storedChecks: [] as StoredCheck[], profiles: [] as StoredFieldProfile[], containerProfiles: [] as StoredContainerProfile[],
    allAnomalies: [] as StoredAnomaly[], records: new Map<number, StoredRecords>(), runs: [] as StoredContainerRun[],
    checkpoints: [] as StoredCheckpoint[], allMetrics: [] as StoredMetric[], operations: [] as StoredOperation[],
  };
  const put = <T extends { id: number }>(list: T[], item: Omit<T, 'id'> & { id?: number }): T => {
    const at = list.findIndex((old) => old.id === item.id);
    const saved = structuredClone({ ...item, id: item.id ?? ++lastId }) as T;
    if (at >= 0) list[at] = saved; else list.push(saved);
    return structuredClone(saved);
  };
  const remove = <T>(list: T[], test: (item: T) => boolean): void => {
    for (let i = list.length - 1; i >= 0; i--) if (test(list[i] as T)) list.splice(i, 1);
  };
  const copies = <T>(list: readonly T[], test: (item: T) => boolean): Promise<T[]> => Promise.resolve(structuredClone(list.filter(test)));
  const writer: StoreWriter = {
    connection: async (id) => (await copies(kept.connections, (c) => c.id === id))[0],
    datastore: async (id) => (await copies(kept.datastores, (d) => d.id === id))[0],
    containers: (id, o = {}) => copies(kept.allContainers, (c) => c.datastore_id === id && (!!o.includeMissing || !c.missing)
      && (!o.names || o.names.includes(c.name)) && (!o.tags || o.tags.some((t) => c.tags.includes(t)))),
    container: async (id) => (await copies(kept.allContainers, (c) => c.id === id))[0],
    fields: async (id) => (await copies(kept.allFields, (f) => f.container_id === id)).sort((a, b) => a.position - b.position),
    fieldsByContainer: async (id) => {
      const found = new Map<number, StoredField[]>();
      for (const container of await copies(kept.allContainers, (c) => c.datastore_id === id)) found.set(container.id, await writer.fields(container.id));
      return found;
    },
    checks: (id, status) => copies(kept.storedChecks, (c) => c.container_id === id && c.deleted_at === null && (!status || c.status === status)),
    allChecks: (id) => copies(kept.storedChecks, (c) => c.container_id === id),
    latestProfiles: (id) => copies(kept.profiles, (p) => p.container_id === id),
    latestContainerProfile: async (id) => (await copies(kept.containerProfiles, (p) => p.container_id === id)).at(-1),
    anomalies: (id, status) => copies(kept.allAnomalies, (a) => a.container_id === id && (status === undefined || a.status === status)),
    anomaliesAfter: async (container, id, limit) => (await copies(kept.allAnomalies, (a) => a.container_id === container && a.id > id)).slice(0, limit),
    knownAnomalies: (id, prints) => copies(kept.allAnomalies, (a) => a.container_id === id
      && (a.status === 'Active' || a.status === 'Acknowledged' || prints.includes(a.fingerprint))),
    recordsOf: async (ids) => new Map(ids.flatMap((id) => (kept.records.has(id) ? [[id, structuredClone(kept.records.get(id)!)]] : []))),
    touchedAnomalies: async (ids) => new Set((await copies(kept.allAnomalies, (a) => ids.includes(a.id))).filter((a) => a.description || a.assignee_ids).map((a) => a.id)),
    setAnomalyStatus: async (ids, status) => { for (const a of kept.allAnomalies) if (ids.includes(a.id)) a.status = status; },
    checkpoint: async (id) => (await copies(kept.checkpoints, (c) => c.container_id === id)).at(-1),
    metrics: (id, key) => copies(kept.allMetrics, (m) => m.container_id === id && (!key || m.key === key)),
    saveContainer: (item) => Promise.resolve(put(kept.allContainers, item)),
    saveField: (item) => Promise.resolve(put(kept.allFields, item)),
    deleteContainer: (id) => {
      remove(kept.allContainers, (c) => c.id === id);
      for (const list of [kept.allFields, kept.storedChecks, kept.profiles, kept.allAnomalies]) remove(list as { container_id: number }[], (x) => x.container_id === id);
      return Promise.resolve();
    },
    deleteField: (id) => Promise.resolve(remove(kept.allFields, (f) => f.id === id)),
    saveDatastore: (item) => { put(kept.datastores, item); return Promise.resolve(); },
    saveCheck: (item) => Promise.resolve(put(kept.storedChecks, item)),
    saveProfile: (item) => {
      remove(kept.profiles, (p) => p.container_id === item.container_id && p.name === item.name);
      return Promise.resolve(put(kept.profiles, item as StoredFieldProfile));
    },
    saveContainerProfile: (item) => { put(kept.containerProfiles, item as StoredContainerProfile); return Promise.resolve(); },
    saveAnomaly: (item, rows) => {
      const saved = put(kept.allAnomalies, item);
      if (rows) kept.records.set(saved.id, structuredClone(rows));
      return Promise.resolve(saved);
    },
    saveContainerRun: (run) => { kept.runs.push(structuredClone(run) as unknown as StoredContainerRun); return Promise.resolve(); },
    saveCheckpoint: (c) => { remove(kept.checkpoints, (x) => x.container_id === c.container_id); kept.checkpoints.push(c); return Promise.resolve(); },
    saveMetric: (m) => { kept.allMetrics.push(m); return Promise.resolve(); },
    saveOperation: (o) => { put(kept.operations, o); return Promise.resolve(); },
  };
  return { ...kept, ...writer, writer, transaction: (work) => work(writer) };
}
