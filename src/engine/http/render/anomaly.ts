import type { z } from 'zod';
import type { anomaly as anomalySchema, comment as commentSchema, historyEntry } from '../../../core/api/schemas/anomaly';
import type { StoredAnomaly } from '../../store/model';
import { findAll } from '../../store/entities';
import type { EngineStore } from '../../store/engine-store';
import { isArchived, type StoredChange, type StoredComment } from '../../store/tables';
import { localUser } from '../local-user';
import { renderChecks } from './check';
import { containerStubOf } from './container';
import { datastoreStubs } from './datastore';
import { tagRendering } from './tag';

/** Anomalies as the API gives them, in the order given. */
export async function renderAnomalies(store: EngineStore, list: readonly StoredAnomaly[]): Promise<z.input<typeof anomalySchema>[]> {
  if (list.length === 0) return [];
  const { source } = store;
  const { anomalies } = await store.lists();
  const [tagsOf, datastores, containers, stored] = await Promise.all([
    tagRendering(source),
    datastoreStubs(source, list.map((a) => a.datastore_id)), findAll(source, 'containers', list.map((a) => a.container_id)),
    findAll(source, 'checks', list.flatMap((a) => a.failed_checks.map((f) => f.check_id))),
  ]);
  const checks = new Map((await renderChecks(store, [...stored.values()], containers)).map((check) => [check.id, check]));
  return list.map((a) => {
    const { datastore_id, container_id, tags, assignee_ids, failed_checks, ...anomaly } = a;
    const container = containers.get(container_id);
    return {
      ...anomaly, archived: isArchived(a.status), is_new: a.created === a.last_seen, description: a.description ?? a.message,
      datastore: datastores.get(datastore_id) ?? null, container: container ? containerStubOf(container) : null,
      failed_checks: failed_checks.map(({ check_id, ...failed }) =>
        ({ ...failed, quality_check: checks.get(check_id) ?? { id: check_id, rule_type: 'deleted check' } })),
      source_enriched: anomalies.hasRows(a.id), global_tags: tagsOf(tags),
      assignees: (assignee_ids ?? []).map((id) => (id === localUser().id ? localUser() : { id })),
    };
  });
}

export function renderComment(comment: StoredComment): z.input<typeof commentSchema> {
  return { ...comment, user: { name: comment.user } };
}

/** The history of an anomaly, oldest first: how it came, then every change. */
export function renderHistory(anomaly: StoredAnomaly, changes: readonly StoredChange[]): z.input<typeof historyEntry>[] {
  const first = (changes.find((change) => 'status' in change.changeset)?.changeset.status ?? [anomaly.status])[0];
  return [
    { operation: 'insert', changeset: { status: [null, first] }, transaction: { id: 0, issued_at: anomaly.created, user: null } },
    ...changes.map((change) => ({
      operation: 'update', changeset: change.changeset, transaction: { id: change.id, issued_at: change.at, user: { name: change.user } },
    })),
  ];
}
