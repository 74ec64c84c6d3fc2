import type { Anomaly, Comment, FailedCheck, HistoryEntry } from '../api/schemas/anomaly';
import type { User } from '../api/schemas/common';
import { toProblem } from '../errors';
import { settableStatus, type SettableStatus, type ShownAnomaly, type ShownChange, type ShownCheck } from './anomaly-panel';
import { toInstant } from './moment';
import { readable } from './readable';

function who(user: Partial<User> | null | undefined): string | null {
  return user?.name || user?.email || user?.user_id || null;
}

function shownCheck({ quality_check: check, ...failed }: FailedCheck): ShownCheck {
  return {
    id: check.id, rule: check.rule_type, fields: (check.fields ?? []).map((field) => field.name), message: failed.message,
    expected: failed.expected ?? null, found: failed.found ?? null, rows: failed.anomalous_records_count ?? null,
    filter: check.filter ?? null, coverage: check.coverage ?? null, description: check.description ?? null,
  };
}

/** Newest first, and only entries that say something. */
export function shownHistory(entries: readonly HistoryEntry[]): ShownChange[] {
  return entries.map((entry) => ({
    at: toInstant(entry.transaction.issued_at), who: who(entry.transaction.user), operation: entry.operation,
    changes: Object.entries(entry.changeset).map(([field, [from, to]]) => ({ field, from: readable(from), to: readable(to) })),
  })).reverse();
}

/** Oldest first, as one reads a conversation. */
export function shownComments(comments: readonly Comment[]): { id: number; at: number | null; who: string | null; text: string }[] {
  return comments.map((c) => ({ id: c.id, at: toInstant(c.created), who: who(c.user), text: c.message }))
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
}

/** The statuses that can be set from the one it has. */
function statusesFrom(status: string): SettableStatus[] {
  return settableStatus.options.filter((one) => one !== status);
}

/** What the panel fetched beside the anomaly itself, and what is going on in it. */
export type AnomalyAside = Pick<ShownAnomaly, 'rows' | 'history' | 'comments' | 'busy' | 'saved' | 'notice'>;

/** The whole state of an anomaly panel, made anew from each snapshot. */
export function anomalyState(anomaly: Anomaly, aside: AnomalyAside): ShownAnomaly {
  return {
    kind: 'anomaly', id: anomaly.id, type: anomaly.type, status: anomaly.status,
    archived: anomaly.archived ?? !['Active', 'Acknowledged'].includes(anomaly.status),
    severity: anomaly.weight ?? null,
    datastore: anomaly.datastore ? { id: anomaly.datastore.id, name: anomaly.datastore.name } : null,
    container: anomaly.container ? { id: anomaly.container.id, name: anomaly.container.name } : null,
    firstSeen: toInstant(anomaly.created), lastSeen: toInstant(anomaly.last_seen ?? anomaly.created),
    rowCount: anomaly.anomalous_records_count ?? null, message: anomaly.message ?? null, description: anomaly.description || null,
    tags: (anomaly.global_tags ?? []).map((tag) => tag.name), operationId: anomaly.operation_id ?? null,
    checks: (anomaly.failed_checks ?? []).map(shownCheck),
    statuses: statusesFrom(anomaly.status), ...aside,
  };
}

/** The outcome of fetching one part of the panel, as the view is told of it. */
export async function fetchPart<T>(work: Promise<T>): Promise<{ value: T } | { problem: string }> {
  try {
    return { value: await work };
  } catch (error) {
    const problem = toProblem(error);
    return { problem: problem.remedy ? `${problem.reason} ${problem.remedy}` : problem.reason };
  }
}
