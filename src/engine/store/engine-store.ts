import type { StoredCheck, StoredConnection, StoredDatastore, StoredOperation } from './model';
import type { Store, StoreWriter } from './port';
import type { StoredComment } from './tables';
import type { RowSource } from './source';

/** What the server and the queue write beside what operations write. */
export interface EngineWriter extends StoreWriter {
  saveConnection(connection: Omit<StoredConnection, 'id'> & { id?: number }): Promise<StoredConnection>;
  createDatastore(datastore: Omit<StoredDatastore, 'id'>): Promise<StoredDatastore>;
  createOperation(operation: Omit<StoredOperation, 'id'>): Promise<StoredOperation>;
  saveComment(comment: Omit<StoredComment, 'id'>): Promise<StoredComment>;
  deleteConnection(id: number): Promise<void>;
  /** With everything that was learned about its data. */
  deleteDatastore(id: number): Promise<void>;
  deleteCheck(id: number): Promise<void>;
  /** With its rows, history and comments. */
  deleteAnomaly(id: number): Promise<void>;
  /** With its container runs; anomalies stay. */
  deleteOperation(id: number): Promise<void>;
  check(id: number): Promise<StoredCheck | undefined>;
  /** Containers that already have a run of this operation. */
  containerRunIds(operationId: number): Promise<number[]>;
  readonly source: RowSource;
}

export interface EngineStore extends Store {
  transaction<T>(work: (tx: EngineWriter) => Promise<T>): Promise<T>;
  /** For the queries that lists are made of. */
  readonly source: RowSource;
  close(): Promise<void>;
}
