import type { ScanPlan } from '../../core/api/schemas/check';
import type { CompiledCheck } from '../../core/rules/compiled';
import type { Column, Relation } from '../sources/relation';
import type { Session } from '../sql/session';
import type { WorkProgress } from '../sql/work-progress';
import type { FailingRow } from './container-scan';
import { duckdbWays } from './duckdb/duckdb-ways';
import type { FailingCheck } from './failing-predicate';
import type { RowBound, ScanSource } from './scan-source';
import { serverWays } from './server/server-ways';

export interface KeepRequest {
  readonly session: Session;
  readonly relation: Relation;
  readonly checks: readonly CompiledCheck[];
  readonly bound: RowBound;
  readonly progress: WorkProgress;
  readonly signal: AbortSignal;
}

/** Rows that were read once and are then read from where they are kept. */
export interface KeptRows {
  readonly source: ScanSource;
  /** Reads them again where the session lost them. */
  readonly ready: () => Promise<void>;
  readonly release: () => Promise<void>;
}

export interface ProofRequest {
  readonly session: Session;
  readonly signal: AbortSignal | undefined;
  readonly relation: Relation;
  readonly checks: readonly CompiledCheck[];
  /** The rows looked at. */
  readonly from: string;
}

export interface RowsRequest {
  readonly session: Session;
  readonly signal: AbortSignal;
  readonly relation: Relation;
  readonly source: ScanSource;
  readonly checks: readonly FailingCheck[];
  /** Rows wanted per check. */
  readonly limit: number;
}

/** What a scan does differently in different places, by what these can. */
export interface ScanWays {
  /** How to read a relation's rows and name each of them. */
  rows(relation: Relation, bound: RowBound): ScanSource;
  /** SQL of a column as it is shown in a cell (see `cellOf`). */
  cell(column: Column): string;
  /** The check in a form that means the same and costs no more. */
  cheaper(check: CompiledCheck, relation: Relation): CompiledCheck;
  /** Keeps the rows of a scan where reading them again would cost too much; null where they are read where they lie. */
  keepRows(request: KeepRequest): Promise<KeptRows | null>;
  /** Checks that the source's own statistics show to be broken by no row; reads no data. */
  proven(request: ProofRequest): Promise<ReadonlySet<number>>;
  /** The first rows that break each of the checks, each row once, with all of the checks that it breaks. */
  failingRows(request: RowsRequest): Promise<FailingRow[]>;
  /** What {@link keepRows} and {@link proven} would run, and whether rows would be kept. */
  explain(relation: Relation, checks: readonly CompiledCheck[], source: ScanSource): { readonly keeps: boolean; readonly statements: ScanPlan['statements'] };
}

/** The ways of scanning what a session reads. */
export function scanWays(session: Pick<Session, 'can'>): ScanWays {
  return session.can.temporaryTables ? duckdbWays : serverWays;
}
