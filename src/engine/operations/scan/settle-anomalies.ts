import type { ScanRun } from '../../../core/api/schemas/operation';
import type { CheckOutcome } from '../../scan/port';
import type { StoredAnomaly } from '../../store/model';
import type { FoundAnomaly } from './compose-anomalies';

/** What becomes of one anomaly, found or known. */
export type Settled =
  | { readonly act: 'create'; readonly found: FoundAnomaly }
  /** Known, and found as it was: only seen again. `reopen`: it had been archived. */
  | { readonly act: 'see'; readonly known: StoredAnomaly; readonly found: FoundAnomaly; readonly reopen: boolean }
  /** Known, and its rows or numbers have changed: it follows. */
  | { readonly act: 'follow'; readonly known: StoredAnomaly; readonly found: FoundAnomaly }
  | { readonly act: 'archive'; readonly known: StoredAnomaly; readonly status: 'Resolved' | 'Duplicate' }
  /** A person has said that this is none; it is not brought up again. */
  | { readonly act: 'silence'; readonly known: StoredAnomaly; readonly found: FoundAnomaly };

export type SettleOptions = Pick<ScanRun,
  'archive_duplicate_anomalies' | 'archive_overlapping_anomalies' | 'reactivate_recurring_anomalies' | 'auto_resolve_passed_anomalies'> & {
  /** All rows were looked at: what was not found is not there. */
  readonly whole: boolean;
};

const isOpen = (anomaly: StoredAnomaly): boolean => anomaly.status === 'Active' || anomaly.status === 'Acknowledged';
const setOf = (type: string, ids: readonly number[]): string => `${type} ${[...ids].sort((a, b) => a - b).join(',')}`;
const setOfKnown = (anomaly: StoredAnomaly): string => setOf(anomaly.type, anomaly.failed_checks.map((check) => check.check_id));

/**
 * Compares what a scan found with the anomalies of its container.
 *
 * - Same fingerprint, open: the same anomaly, seen again. With `archive_duplicate_anomalies` further open ones of that
 *   fingerprint become Duplicate.
 * - Same fingerprint, archived: with `reactivate_recurring_anomalies` it is opened again; else a resolved one counts as new,
 *   and one that a person called invalid, duplicate or discarded stays silent.
 * - Other fingerprint, same checks, all rows looked at: the open anomaly follows the new numbers, so that one trouble stays one
 *   anomaly; with `archive_overlapping_anomalies` it becomes Duplicate and a new one is made.
 * - Open, not found though all rows were looked at and its checks ran: Resolved (`auto_resolve_passed_anomalies`).
 */
export function settleAnomalies(found: readonly FoundAnomaly[], known: readonly StoredAnomaly[], outcomes: readonly CheckOutcome[], options: SettleOptions): Settled[] {
  const settled: Settled[] = [];
  const done = new Set<number>();
  const newestFirst = [...known].sort((a, b) => b.id - a.id);
  const unmatched: FoundAnomaly[] = [];
  for (const one of found) {
    const same = newestFirst.filter((anomaly) => anomaly.fingerprint === one.fingerprint);
    const open = same.filter(isOpen);
    const first = open.at(-1);
    if (first) {
      settled.push({ act: 'see', known: first, found: one, reopen: false });
      done.add(first.id);
      if (options.archive_duplicate_anomalies) for (const extra of open.slice(0, -1)) { settled.push({ act: 'archive', known: extra, status: 'Duplicate' }); done.add(extra.id); }
      continue;
    }
    const archived = same[0];
    if (archived && options.reactivate_recurring_anomalies) settled.push({ act: 'see', known: archived, found: one, reopen: true });
    else if (archived && archived.status !== 'Resolved') settled.push({ act: 'silence', known: archived, found: one });
    else unmatched.push(one);
  }
  const open = newestFirst.filter((anomaly) => isOpen(anomaly) && !done.has(anomaly.id));
  for (const one of unmatched) {
    const before = options.whole ? open.find((anomaly) => !done.has(anomaly.id) && setOfKnown(anomaly) === setOf(one.type, one.checkIds)) : undefined;
    if (!before) { settled.push({ act: 'create', found: one }); continue; }
    done.add(before.id);
    if (options.archive_overlapping_anomalies) settled.push({ act: 'archive', known: before, status: 'Duplicate' }, { act: 'create', found: one });
    else settled.push({ act: 'follow', known: before, found: one });
  }
  if (!options.whole || !options.auto_resolve_passed_anomalies) return settled;
  const ran = new Set(outcomes.filter((outcome) => outcome.result !== 'error').map((outcome) => outcome.checkId));
  for (const anomaly of open) {
    if (!done.has(anomaly.id) && anomaly.failed_checks.every((check) => ran.has(check.check_id))) settled.push({ act: 'archive', known: anomaly, status: 'Resolved' });
  }
  return settled;
}

/** Anomalies that are open because of this scan. */
export const identified = (settled: readonly Settled[]): number => settled.filter(({ act }) => act === 'create' || act === 'see' || act === 'follow').length;
