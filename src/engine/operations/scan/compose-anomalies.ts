import { judgeCoverage } from '../../../core/rules/coverage';
import { ruleByName } from '../../../core/rules/catalogue';
import type { CheckInput, CheckOutcome, ContainerScan, FailingRow } from '../../scan/container-scan';
import type { StoredFailedCheck } from '../../store/model';
import { recordFingerprint, shapeFingerprint } from './fingerprint';
import { severity } from './severity';

/** An anomaly as a scan found it, before it is compared with those that are known. */
export interface FoundAnomaly {
  readonly type: 'record' | 'shape';
  readonly checkIds: readonly number[];
  readonly message: string;
  readonly failedChecks: readonly StoredFailedCheck[];
  readonly count: number | null;
  readonly weight: number;
  readonly fingerprint: string;
  /** Kept rows, `keep` at most. */
  readonly rows: readonly FailingRow[];
}

export interface ComposeOptions {
  /** Failing rows of a check above which it becomes one anomaly of its own with the count. */
  readonly rollup: number;
  /** Rows kept with an anomaly. */
  readonly keep: number;
  /** Up to where an incremental scan read, as text. */
  readonly readUpTo: string | null;
}

interface Failed { readonly check: CheckInput; readonly outcome: CheckOutcome; readonly kind: 'record' | 'shape' }

const failedCheck = ({ outcome }: Failed, count: number | null): StoredFailedCheck => ({
  check_id: outcome.checkId, message: outcome.message ?? '', expected: outcome.expected, found: outcome.found, anomalous_records_count: count,
});

/** Rows with only the checks of one anomaly marked on them. */
const rowsOf = (rows: readonly FailingRow[], ids: ReadonlySet<number>): FailingRow[] =>
  rows.filter((row) => row.failed_checks.some((id) => ids.has(id)));

function shapeAnomaly(failed: Failed, scan: ContainerScan, options: ComposeOptions): FoundAnomaly {
  const { outcome } = failed;
  const rows = rowsOf(scan.failingRows, new Set([outcome.checkId]));
  return {
    type: 'shape', checkIds: [outcome.checkId], message: outcome.message ?? '', failedChecks: [failedCheck(failed, outcome.failing)], count: outcome.failing,
    weight: severity('shape', outcome.rows, outcome.failing, 1), rows: rows.slice(0, options.keep),
    fingerprint: shapeFingerprint(outcome.checkId, outcome.rows, outcome.failing, outcome.found, options.readUpTo),
  };
}

function recordAnomaly(members: readonly Failed[], rows: readonly FailingRow[], count: number, options: ComposeOptions): FoundAnomaly {
  const checkIds = members.map(({ outcome }) => outcome.checkId).sort((a, b) => a - b);
  const looked = Math.max(...members.map(({ outcome }) => outcome.rows ?? 0));
  const kept = rows.slice(0, options.keep);
  return {
    type: 'record', checkIds, message: [...new Set(members.map(({ outcome }) => outcome.message ?? ''))].join('. '), count,
    failedChecks: members.map((member) => failedCheck(member, members.length === 1 ? count : Math.min(count, member.outcome.failing ?? count))),
    weight: severity('record', looked, count, members.length), rows: kept,
    fingerprint: recordFingerprint(checkIds, count, rows.slice(0, Math.max(options.keep, options.rollup))),
  };
}

/**
 * Makes anomalies of a scan's outcomes. Rows that break the same set of checks are one anomaly; a check that more rows break
 * than `rollup` is one by itself, with the count, and does not split the groups of the others. A failed shape check is one.
 */
export function composeAnomalies(scan: ContainerScan, checks: readonly CheckInput[], options: ComposeOptions): FoundAnomaly[] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const failed = scan.outcomes.flatMap((outcome): Failed[] => {
    const check = byId.get(outcome.checkId);
    if (outcome.result !== 'failed' || !check) return [];
    const scope = ruleByName(check.rule)?.scope ?? 'record';
    return [{ check, outcome, kind: judgeCoverage(outcome.rows ?? 0, outcome.failing ?? 0, check.coverage ?? 1, scope).anomaly }];
  });
  const found = failed.filter(({ kind }) => kind === 'shape').map((one) => shapeAnomaly(one, scan, options));
  const record = failed.filter(({ kind }) => kind === 'record');
  const many = record.filter(({ outcome }) => (outcome.failing ?? 0) > options.rollup);
  for (const one of many) found.push(recordAnomaly([one], rowsOf(scan.failingRows, new Set([one.outcome.checkId])), one.outcome.failing ?? 0, options));
  const few = new Map(record.filter((one) => !many.includes(one)).map((one) => [one.outcome.checkId, one]));
  const groups = new Map<string, { members: Failed[]; rows: FailingRow[] }>();
  for (const row of scan.failingRows) {
    const members = [...new Set(row.failed_checks)].sort((a, b) => a - b).flatMap((id) => few.get(id) ?? []);
    if (members.length === 0) continue;
    const key = members.map(({ outcome }) => outcome.checkId).join(',');
    const group = groups.get(key) ?? { members, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  for (const { members, rows } of groups.values()) {
    const [only] = members;
    const alone = members.length === 1 && only && [...groups.values()].filter((group) => group.members.includes(only)).length === 1;
    // Rows without identity of their own (equal rows of a view) were given once: the check knows how many there are.
    found.push(recordAnomaly(members, rows, alone ? Math.max(rows.length, only.outcome.failing ?? 0) : rows.length, options));
  }
  // A check that fails but names no row still is an anomaly.
  for (const one of few.values()) {
    if (![...groups.values()].some((group) => group.members.includes(one))) found.push(recordAnomaly([one], [], one.outcome.failing ?? 0, options));
  }
  return found;
}
