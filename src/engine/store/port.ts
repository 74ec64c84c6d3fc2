import type {
  StoredAnomaly, StoredCheck, StoredCheckpoint, StoredConnection, StoredContainer, StoredContainerProfile, StoredContainerRun, StoredDatastore,
  StoredField, StoredFieldProfile, StoredMetric, StoredOperation, StoredRecords,
} from './model';

/** What operations read of the store. */
export interface StoreReader {
  connection(id: number): Promise<StoredConnection | undefined>;
  datastore(id: number): Promise<StoredDatastore | undefined>;
  /** By name; missing ones only when asked for. */
  containers(datastoreId: number, options?: { names?: string[]; tags?: string[]; includeMissing?: boolean }): Promise<StoredContainer[]>;
  container(id: number): Promise<StoredContainer | undefined>;
  /** In their order; missing ones included (see `status`). */
  fields(containerId: number): Promise<StoredField[]>;
  /** Fields of all containers of a datastore, by container; those of one container as {@link fields} gives them. */
  fieldsByContainer(datastoreId: number): Promise<Map<number, StoredField[]>>;
  /** Not archived ones. */
  checks(containerId: number, status?: 'Active' | 'Draft'): Promise<StoredCheck[]>;
  /** Archived ones too: a discarded inferred check must not be proposed again. */
  allChecks(containerId: number): Promise<StoredCheck[]>;
  latestProfiles(containerId: number): Promise<StoredFieldProfile[]>;
  /** What the latest profile says of a container as a whole. */
  latestContainerProfile(containerId: number): Promise<StoredContainerProfile | undefined>;
  /** Anomalies of a container, archived ones included; all of them, or those of one status. */
  anomalies(containerId: number, status?: string): Promise<StoredAnomaly[]>;
  /** Anomalies of a container with greater ids, in their order. */
  anomaliesAfter(containerId: number, id: number, limit: number): Promise<StoredAnomaly[]>;
  /** What a scan compares with: open anomalies of a container, and archived ones with one of the fingerprints. By id. */
  knownAnomalies(containerId: number, fingerprints: readonly string[]): Promise<StoredAnomaly[]>;
  /** Rows kept with anomalies; those without any are left out. */
  recordsOf(anomalyIds: readonly number[]): Promise<Map<number, StoredRecords>>;
  /** Those that a person has worked on: commented, tagged, described, assigned or acknowledged. */
  touchedAnomalies(anomalyIds: readonly number[]): Promise<Set<number>>;
  checkpoint(containerId: number): Promise<StoredCheckpoint | undefined>;
  /** Oldest first. */
  metrics(containerId: number, key?: string): Promise<StoredMetric[]>;
}

/** What operations write, always inside {@link Store.transaction}. Entities without id are new and get one. */
export interface StoreWriter extends StoreReader {
  saveContainer(container: Omit<StoredContainer, 'id'> & { id?: number }): Promise<StoredContainer>;
  saveField(field: Omit<StoredField, 'id'> & { id?: number }): Promise<StoredField>;
  /** With fields, checks, profiles and anomalies. */
  deleteContainer(id: number): Promise<void>;
  deleteField(id: number): Promise<void>;
  saveDatastore(datastore: StoredDatastore): Promise<void>;
  saveCheck(check: Omit<StoredCheck, 'id'> & { id?: number }): Promise<StoredCheck>;
  saveProfile(profile: Omit<StoredFieldProfile, 'id'>): Promise<StoredFieldProfile>;
  saveContainerProfile(profile: Omit<StoredContainerProfile, 'id'>): Promise<void>;
  /** `records` replaces the kept rows when given. Changes of an existing anomaly enter its history as made by `user`. */
  saveAnomaly(anomaly: Omit<StoredAnomaly, 'id'> & { id?: number }, records: StoredRecords | null, user: string): Promise<StoredAnomaly>;
  /** Sets the status of many at once, with its entry in each history; ids that are not there or have it already are passed over. */
  setAnomalyStatus(ids: readonly number[], status: string, user: string): Promise<void>;
  saveContainerRun(run: Omit<StoredContainerRun, 'id'>): Promise<void>;
  saveCheckpoint(checkpoint: StoredCheckpoint): Promise<void>;
  saveMetric(metric: StoredMetric): Promise<void>;
  saveOperation(operation: StoredOperation): Promise<void>;
}

export interface Store extends StoreReader {
  /** All writes of `work` become true together, or none. Transactions run one after another. */
  transaction<T>(work: (tx: StoreWriter) => Promise<T>): Promise<T>;
}
