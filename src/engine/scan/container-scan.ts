import type { ReportWork } from '../sql/work-progress';
import type { SourceRecord } from '../../core/api/schemas/anomaly';
import type { ScanPlan } from '../../core/api/schemas/check';
import type { Problem } from '../../core/errors';
import type { CheckText } from '../../core/rules/compile';
import type { Session } from '../sql/session';
import type { Relation } from '../sources/relation';

/** A check to scan with: as it is stored, before it is compiled. */
export type CheckInput = CheckText;

export interface CheckOutcome {
  readonly checkId: number;
  readonly result: 'passed' | 'failed' | 'error';
  /** Rows the check looked at (after filter) and rows that break it; null for shape rules that count no rows. */
  readonly rows: number | null;
  readonly failing: number | null;
  /** The violation sentence with its real numbers; null when passed. */
  readonly message: string | null;
  readonly expected: string | null;
  readonly found: string | null;
  /** Why the check could not be run (column gone, bad expression). */
  readonly problem?: Problem;
  /** Numbers to keep for rules that use history. */
  readonly metrics?: Readonly<Record<string, number>>;
}

/** A failing row, with every record check of the scan it breaks (not only the one it was found by). */
export type FailingRow = SourceRecord;

export interface ContainerScanRequest {
  readonly session: Session;
  readonly relation: Relation;
  readonly checks: readonly CheckInput[];
  /** Rows wanted per failing check. */
  readonly rowLimit: number;
  /** SQL predicate that bounds the rows looked at (incremental, greater_than_time); null for all. */
  readonly bound: string | null;
  /** At most this many rows, -1 for all. */
  readonly maxRecords: number;
  readonly now: Date;
  readonly variables: Readonly<Record<string, string | number | boolean>>;
  /** Opens another container for rules that refer to one; throws what the source says when it cannot. */
  readonly reference: (datastoreId: number | null, containerId: number) => Promise<Relation>;
  /** Earlier values of a metric of this container, oldest first. */
  readonly history: (checkId: number, key: string) => Promise<readonly { value: number; captured: Date }[]>;
  readonly signal: AbortSignal;
  /** Rows read so far of rows to read in all passes, as fraction 0..1; called at most some times a second. */
  readonly onProgress: ReportWork;
}

export interface ContainerScan {
  readonly rows: number;
  readonly outcomes: readonly CheckOutcome[];
  /** At most `rowLimit` per failing check. */
  readonly failingRows: readonly FailingRow[];
  readonly columns: readonly string[];
  readonly timings: readonly (readonly [string, number])[];
}

export type ScanContainer = (request: ContainerScanRequest) => Promise<ContainerScan>;
export type ExplainScan = (request: Pick<ContainerScanRequest, 'session' | 'relation' | 'checks' | 'now' | 'variables' | 'reference'>) =>
  Promise<Pick<ScanPlan, 'checks' | 'statements'>>;
