import type { CheckDefinition, CheckValidation, RuleSpec, ScanPlan } from '../../core/api/schemas/check';
import type { ContainerReading } from './container-reading';
import type { OperationQueue } from '../queue/queue';
import type { Secrets } from '../sql/secrets';
import type { EngineStore } from '../store/engine-store';
import type { StoredConnection, StoredContainer, StoredDatastore, StoredField } from '../store/model';

/** Tries whether a datastore's data can be opened. Never throws for what is wrong with the source: it says so. */
export interface SourceProbe {
  test(connection: Omit<StoredConnection, 'id' | 'created'> & { id?: number; password?: string }, datastore: Pick<StoredDatastore, 'database' | 'schema' | 'read_options'> | null, gone: AbortSignal):
    Promise<{ connected: boolean; message: string | null }>;
}

/** The rule catalogue as the server needs it. */
export interface RuleBook {
  specs(): RuleSpec[];
  /**
   * The definition with the rule's own name (aliases resolved) and its properties parsed. Throws `bad-request` with
   * the place (`rule`, `fields`, `filter`, `properties.min`) where it does not hold.
   */
  check(definition: CheckDefinition, fields: readonly StoredField[]): Promise<CheckDefinition>;
}

/** Tries checks on the data, without storing anything; stops when the one who asked has gone. */
export interface CheckTrial {
  validate(definition: CheckDefinition, container: StoredContainer, gone: AbortSignal): Promise<CheckValidation>;
  explain(container: StoredContainer, gone: AbortSignal): Promise<Pick<ScanPlan, 'checks' | 'statements'>>;
}

/** Everything that the handlers stand on. */
export interface EngineParts {
  readonly store: EngineStore;
  readonly queue: OperationQueue;
  readonly probe: SourceProbe;
  readonly rules: RuleBook;
  readonly trial: CheckTrial;
  readonly reading: (gone: AbortSignal) => ContainerReading;
  /** Passwords of connections to servers, as far as this engine was told them. */
  readonly secrets: Secrets;
  readonly now: () => Date;
  readonly version: string;
  /** Relative paths of connections are taken from here: the folder that the store lies in. */
  readonly baseFolder: string;
  /** Answers a caller's challenge: shows that this engine serves the store that the caller found it by. */
  prove(nonce: string): Promise<string>;
}
