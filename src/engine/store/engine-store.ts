import type { LoadedLists } from './lists/load-lists';
import type { StoredAnomaly, StoredCheck, StoredConnection, StoredDatastore, StoredOperation, StoredTag } from './model';
import type { Store, StoreWriter } from './port';
import type { StoredComment } from './tables';
import type { RowSource } from './source';

/** What the server and the queue write beside what operations write. */
export interface EngineWriter extends StoreWriter {
  saveConnection(connection: Omit<StoredConnection, 'id'> & { id?: number }): Promise<StoredConnection>;
  createDatastore(datastore: Omit<StoredDatastore, 'id'>): Promise<StoredDatastore>;
  createOperation(operation: Omit<StoredOperation, 'id'>): Promise<StoredOperation>;
  saveTag(tag: Omit<StoredTag, 'id'> & { id?: number }): Promise<StoredTag>;
  deleteTag(id: number): Promise<void>;
  saveComment(comment: Omit<StoredComment, 'id'>): Promise<StoredComment>;
  deleteConnection(id: number): Promise<void>;
  /** With everything that was learned about its data. */
  deleteDatastore(id: number): Promise<void>;
  deleteCheck(id: number): Promise<void>;
  /** Of these those that are there. */
  anomaliesById(ids: readonly number[]): Promise<Map<number, StoredAnomaly>>;
  /** With their rows, histories and comments. */
  deleteAnomalies(ids: readonly number[]): Promise<void>;
  /** With their container runs; anomalies stay. */
  deleteOperations(ids: readonly number[]): Promise<void>;
  deleteProfiles(ids: readonly number[]): Promise<void>;
  deleteContainerProfiles(ids: readonly number[]): Promise<void>;
  check(id: number): Promise<StoredCheck | undefined>;
  /** Containers that already have a run of this operation. */
  containerRunIds(operationId: number): Promise<number[]>;
  readonly source: RowSource;
}

export interface EngineStore extends Store {
  transaction<T>(work: (tx: EngineWriter) => Promise<T>): Promise<T>;
  /** For the queries that lists are made of. */
  readonly source: RowSource;
  /** Anomalies and operations as numbers in memory; waits while they are read after the start. */
  lists(): Promise<LoadedLists>;
  /** Throws when the state file does not answer. */
  ping(): Promise<void>;
  /** What opening it found out that a person should know. */
  readonly notice: string | null;
  /** False once its file was deleted or exchanged. */
  isThere(): boolean;
  /** Ends statements that only read; for an engine that leaves. */
  interruptReads(): void;
  close(): Promise<void>;
}
