import type { Page } from '../core/api/schemas/common';
import type { Anomaly, AnomalyGroup, AnomalyStatus, Comment, HistoryEntry, SourceRecord } from '../core/api/schemas/anomaly';
import type { CheckCreate, CheckUpdate, CheckValidation, QualityCheck, RuleSpec, ScanPlan } from '../core/api/schemas/check';
import type { Container, ContainerPreview, ContainerUpdate, Field, PreviewRequest } from '../core/api/schemas/container';
import type { ContainerProfile } from '../core/api/schemas/container-profile';
import type { FieldProfile } from '../core/api/schemas/field-profile';
import type { ConnectionTest, Datastore, DatastoreCreate, DatastoreUpdate } from '../core/api/schemas/datastore';
import type { Operation, RunRequest } from '../core/api/schemas/operation';
import type { MetricSeries } from '../core/api/schemas/metric';

export interface OperationFilter {
  ids?: number[];
  types?: string[];
  results?: string[];
  datastores?: number[];
  finished?: boolean;
  startDate?: string;
  endDate?: string;
  page?: number;
  size?: number;
}

/** Rows that break checks of an anomaly, each with what it breaks, and the columns to show them in. */
export interface FailingRows {
  readonly records: readonly SourceRecord[];
  readonly columns: readonly string[];
}

export interface AnomalyFilter {
  ids?: number[];
  status?: string[];
  type?: string;
  datastores?: number[];
  containers?: number[];
  checks?: number[];
  operations?: number[];
  tags?: string[];
  startDate?: string;
  endDate?: string;
  /** Open ones only when absent. */
  archived?: 'only' | 'include';
  /** Words, each of which is found in a text, a name, a field or a rule. */
  search?: string;
  /** Newest first when absent; the greatest first otherwise. */
  sort?: 'severity' | 'rows';
  page?: number;
  size?: number;
}

/** Counts of anomalies by container or check, the largest first. */
export interface AnomalyGroups extends Page<AnomalyGroup> {
  /** How many anomalies match in all. */
  readonly anomalies: number;
}

export interface CheckFilter {
  datastores?: number[];
  containers?: number[];
  status?: string[];
  rules?: string[];
  archived?: 'only' | 'include';
  page?: number;
  size?: number;
}

/** What every server can do for the editor and the command line. All methods throw PlumblineError. */
export interface QualityBackend {
  /** Proves address and token; gives who the token belongs to and what server answers. */
  identify(): Promise<{ server: string; version: string | null; user: string | null }>;

  datastores(): Promise<Datastore[]>;
  datastore(id: number): Promise<Datastore>;
  tryDatastore(input: DatastoreCreate): Promise<ConnectionTest>;
  createDatastore(input: DatastoreCreate): Promise<Datastore>;
  updateDatastore(id: number, input: DatastoreUpdate): Promise<Datastore>;
  deleteDatastore(id: number): Promise<void>;
  /** Tries a saved datastore now. */
  verifyDatastore(id: number): Promise<ConnectionTest>;
  containers(datastoreId: number): Promise<Container[]>;
  container(id: number): Promise<Container>;
  /** Read options are tried on the data first; a server that keeps none refuses them. */
  updateContainer(id: number, input: ContainerUpdate): Promise<Container>;
  /** First rows as they are read, or would be with other read options; nothing is stored. */
  previewContainer(id: number, input: PreviewRequest): Promise<ContainerPreview>;
  fields(containerId: number): Promise<Field[]>;
  fieldProfiles(containerId: number): Promise<FieldProfile[]>;
  /** Captured metrics, each with at most `limit` newest values. Throws `unsupported` where a server captures none. */
  metrics(containerId: number, filter: { metrics?: string[]; fields?: string[]; limit?: number }): Promise<MetricSeries[]>;
  /** What the latest profile says of a container as a whole; null where there is none, or the server keeps none. */
  containerProfile(id: number): Promise<ContainerProfile | null>;
  /** The profiles of a field, the latest first, of which a server may keep but some. */
  fieldHistory(containerId: number, name: string): Promise<FieldProfile[]>;

  /** Starts one operation per datastore of the request; all of them come back. */
  run(request: RunRequest): Promise<Operation[]>;
  operation(id: number): Promise<Operation>;
  operations(filter: OperationFilter): Promise<Page<Operation>>;
  /**
   * Resolves when operations came, began or ended since `after` (what the last call gave; null: at once), at the latest after
   * half a minute. Throws `unsupported` where the server has to be asked for its list instead.
   */
  operationChanges(after: string | null, signal: AbortSignal): Promise<string>;
  abort(id: number): Promise<Operation>;
  rerun(id: number): Promise<Operation>;

  anomalies(filter: AnomalyFilter): Promise<Page<Anomaly>>;
  /** A server that counts no groups itself is read from, as far as its first thousand anomalies. */
  anomalyGroups(filter: AnomalyFilter, by: 'container' | 'quality_check'): Promise<AnomalyGroups>;
  anomaly(id: number): Promise<Anomaly>;
  /** At most `limit` failing rows of an anomaly. */
  sourceRecords(anomalyId: number, limit: number): Promise<FailingRows>;
  /** Open statuses are set, archived ones archive; whichever way the server wants it. */
  setAnomalyStatus(ids: number[], status: AnomalyStatus): Promise<void>;
  /** For good, with records and comments; archiving is {@link setAnomalyStatus}. */
  deleteAnomalies(ids: number[]): Promise<void>;
  describeAnomaly(id: number, description: string): Promise<Anomaly>;
  history(anomalyId: number): Promise<HistoryEntry[]>;
  comments(anomalyId: number): Promise<Comment[]>;
  addComment(anomalyId: number, message: string): Promise<Comment>;

  checks(filter: CheckFilter): Promise<Page<QualityCheck>>;
  check(id: number): Promise<QualityCheck>;
  createCheck(input: CheckCreate): Promise<QualityCheck>;
  updateCheck(id: number, input: CheckUpdate): Promise<QualityCheck>;
  archiveCheck(id: number, status: 'Invalid' | 'Discarded'): Promise<void>;
  /** For good, and its anomalies too when asked for. */
  deleteCheck(id: number, deleteAnomalies: boolean): Promise<void>;
  validateCheck(input: CheckCreate): Promise<CheckValidation>;
  ruleSpecs(): Promise<RuleSpec[]>;
  explainScan(containerId: number): Promise<ScanPlan>;
}
