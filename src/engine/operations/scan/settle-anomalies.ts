import type { ScanRun } from '../../../core/api/schemas/operation';
import type { CheckOutcome, FailingRow } from '../../scan/container-scan';
import type { StoredAnomaly } from '../../store/model';
import type { FoundAnomaly } from './compose-anomalies';
import { bestFirst } from './likeness';

/** What becomes of one anomaly, found or known. */
export type Settled =
  | { readonly act: 'create'; readonly found: FoundAnomaly }
  /** Known, and found as it was: only seen again. `reopen`: it had been archived. */
  | { readonly act: 'see'; readonly known: StoredAnomaly; readonly found: FoundAnomaly; readonly reopen: boolean }
  /** Known, and its rows, checks or numbers have changed: it follows. */
  | { readonly act: 'follow'; readonly known: StoredAnomaly; readonly found: FoundAnomaly }
  /** `into`: what its rows have become part of. */
  | { readonly act: 'archive'; readonly known: StoredAnomaly; readonly status: 'Resolved' | 'Duplicate'; readonly into: FoundAnomaly | null }
  /** A person has said that this is none; it is not brought up again. */
  | { readonly act: 'silence'; readonly known: StoredAnomaly; readonly found: FoundAnomaly };

export type SettleOptions = Pick<ScanRun,
  'archive_duplicate_anomalies' | 'archive_overlapping_anomalies' | 'reactivate_recurring_anomalies' | 'auto_resolve_passed_anomalies'> & {
  /** All rows were looked at: what was not found is not there. */
  readonly whole: boolean;
  /** Rows have keys; otherwise they are named by their position or content. */
  readonly keyed: boolean;
};

export interface Scene {
  readonly found: readonly FoundAnomaly[];
  /** Open anomalies of the container, and archived ones with a fingerprint that was found. */
  readonly known: readonly StoredAnomaly[];
  readonly outcomes: readonly CheckOutcome[];
  /** Checks of the container that scans run: those that were archived, deleted or made drafts can neither pass nor fail. */
  readonly active: ReadonlySet<number>;
}

/** What is looked up only for anomalies that were not found as they were. */
export interface Facts {
  readonly rows: ReadonlyMap<number, readonly FailingRow[]>;
  /** Those that a person has worked on. */
  readonly touched: ReadonlySet<number>;
}

const isOpen = (anomaly: StoredAnomaly): boolean => anomaly.status === 'Active' || anomaly.status === 'Acknowledged';
const oldestFirst = (known: readonly StoredAnomaly[]): StoredAnomaly[] => [...known].sort((a, b) => a.id - b.id);
/** Archived by a scan, as part of another one: no person has judged it. */
const isMerged = (anomaly: StoredAnomaly): boolean => anomaly.status === 'Duplicate' && anomaly.merged_into != null;

/** Ids of open anomalies about which {@link Facts} are needed: a check of theirs fails, and they are not simply seen again. */
export function doubtful({ found, known, outcomes }: Scene): number[] {
  const failing = new Set(outcomes.filter(({ result }) => result === 'failed').map(({ checkId }) => checkId));
  const seen = new Set<string>();
  const prints = new Set(found.map(({ fingerprint }) => fingerprint));
  return oldestFirst(known).filter((anomaly) => {
    if (!isOpen(anomaly) || !anomaly.failed_checks.some(({ check_id }) => failing.has(check_id))) return false;
    const again = prints.has(anomaly.fingerprint) && !seen.has(anomaly.fingerprint);
    seen.add(anomaly.fingerprint);
    return !again;
  }).map(({ id }) => id);
}

/**
 * Compares what a scan found with the anomalies of its container (docs/decisions.md, "An anomaly is followed while one of its
 * checks fails").
 *
 * - Same fingerprint, open: the same anomaly, seen again. Same fingerprint, archived: with `reactivate_recurring_anomalies` it
 *   is opened again; else a resolved one counts as new, one that a person called invalid, duplicate or discarded stays silent.
 * - All rows looked at: what else was found goes to the open anomaly that is most like it, by shared rows and checks, and that
 *   one follows. Open anomalies that are left over while one of their checks fails have become part of what was found: they are
 *   archived as Duplicate, but for those that a person has worked on, which stay open and follow too.
 * - Open, and all its checks passed: Resolved (`auto_resolve_passed_anomalies`).
 */
export function settleAnomalies(scene: Scene, facts: Facts, options: SettleOptions): Settled[] {
  const settled: Settled[] = [];
  const done = new Set<number>();
  const known = oldestFirst(scene.known);
  const touched = (anomaly: StoredAnomaly): boolean =>
    facts.touched.has(anomaly.id) || anomaly.status === 'Acknowledged' || anomaly.description !== null || (anomaly.assignee_ids ?? []).length > 0;
  let left: FoundAnomaly[] = [];
  for (const one of scene.found) {
    const same = known.filter((anomaly) => anomaly.fingerprint === one.fingerprint);
    const open = same.filter(isOpen);
    const first = open[0];
    const archived = same.filter((anomaly) => !isMerged(anomaly)).at(-1);
    if (first) {
      settled.push({ act: 'see', known: first, found: one, reopen: false });
      done.add(first.id);
      for (const extra of open.slice(1)) {
        if (!options.archive_duplicate_anomalies || touched(extra)) continue;
        settled.push({ act: 'archive', known: extra, status: 'Duplicate', into: one });
        done.add(extra.id);
      }
    } else if (archived && options.reactivate_recurring_anomalies) settled.push({ act: 'see', known: archived, found: one, reopen: true });
    else if (archived && archived.status !== 'Resolved') settled.push({ act: 'silence', known: archived, found: one });
    else left.push(one);
  }
  const open = known.filter((anomaly) => isOpen(anomaly) && !done.has(anomaly.id));
  const like = bestFirst({ rows: facts.rows, keyed: options.keyed, touched });
  if (options.whole) {
    const taken = new Set<FoundAnomaly>();
    for (const { anomaly, found } of like(open, left)) {
      if (done.has(anomaly.id) || taken.has(found)) continue;
      done.add(anomaly.id);
      taken.add(found);
      if (options.archive_overlapping_anomalies && !touched(anomaly)) {
        settled.push({ act: 'create', found }, { act: 'archive', known: anomaly, status: 'Duplicate', into: found });
      } else settled.push({ act: 'follow', known: anomaly, found });
    }
    left = left.filter((one) => !taken.has(one));
  }
  for (const one of left) {
    const merged = known.find((anomaly) => anomaly.fingerprint === one.fingerprint && isMerged(anomaly));
    settled.push(merged ? { act: 'see', known: merged, found: one, reopen: true } : { act: 'create', found: one });
  }
  if (!options.whole) return settled;
  const results = new Map(scene.outcomes.map(({ checkId, result }) => [checkId, result]));
  for (const anomaly of open) {
    if (done.has(anomaly.id)) continue;
    const checks = anomaly.failed_checks.map(({ check_id }) => check_id).filter((id) => results.has(id) || scene.active.has(id));
    if (checks.some((id) => results.get(id) === 'failed')) {
      const into = like([anomaly], scene.found)[0]?.found;
      if (!into) continue;
      settled.push(touched(anomaly) ? { act: 'follow', known: anomaly, found: into } : { act: 'archive', known: anomaly, status: 'Duplicate', into });
    } else if (options.auto_resolve_passed_anomalies && checks.length > 0 && checks.every((id) => results.get(id) === 'passed')) {
      settled.push({ act: 'archive', known: anomaly, status: 'Resolved', into: null });
    }
  }
  return settled;
}

/** Anomalies that are open because of this scan. */
export const identified = (settled: readonly Settled[]): number => settled.filter(({ act }) => act === 'create' || act === 'see' || act === 'follow').length;
