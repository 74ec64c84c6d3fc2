import type { CheckValidation } from '../../src/core/api/schemas/check';
import type { SourceRecord } from '../../src/core/api/schemas/anomaly';
import type { TrialCase } from './input-case';

/** A container as the engine shows it. */
export interface SeenContainer { readonly id: number; readonly name: string; readonly error: string | null; readonly notes: readonly string[] }
/** An operation that ended. */
export interface Ended { readonly result: string; readonly message: string }

/** A way to use the engine: over the API, or through the command line. */
export interface Way {
  /** Adds data as a datastore; the reason where it is refused. */
  add(name: string, target: string, database: boolean, header?: boolean): Promise<{ refused: string } | { id: number }>;
  sync(datastore: number): Promise<Ended>;
  profile?(datastore: number, containers: readonly SeenContainer[]): Promise<Ended>;
  containers(datastore: number): Promise<SeenContainer[]>;
  /** Makes a check that every row breaks, so that a scan shows all rows. */
  breakEveryRow(datastore: number, container: SeenContainer): Promise<void>;
  scan(datastore: number, containers: readonly SeenContainer[]): Promise<Ended>;
  /** The failing rows that the scan kept with a container. */
  rows(container: number): Promise<SourceRecord[]>;
  /** Whether such a check can be said this way. */
  canSay(trial: TrialCase): boolean;
  /** Tries a check; `properties` name containers by id. */
  tryCheck(datastore: number, container: SeenContainer, trial: TrialCase, properties: Record<string, unknown>): Promise<CheckValidation>;
  /** Native types by field, where this way shows them. */
  types(container: number): Promise<Record<string, string> | null>;
}

export const everyRowBreaks = { rule: 'satisfiesExpression', properties: { expression: '1 = 0' } } as const;
/** All rows are kept with one anomaly. */
export const keepAllRows = { limit: 1000, threshold: 1 } as const;
