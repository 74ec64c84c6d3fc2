import type { CheckCreate, CheckUpdate, QualityCheck } from '../api/schemas/check';
import { type CheckEntry, uidKey } from './entry';

/** The body that creates an entry's check. */
export function createBody(entry: CheckEntry, uid: string, containerId: number): CheckCreate {
  return {
    container_id: containerId, rule: entry.rule, fields: entry.fields, properties: entry.properties, filter: entry.filter, coverage: entry.coverage,
    description: entry.description, status: entry.status, tags: entry.tags, additional_metadata: { ...entry.metadata, [uidKey]: uid },
  };
}

/** The body that makes a check what its entry says. The whole object goes, because a Qualytics server refuses a partial one. */
export function updateBody(entry: CheckEntry, uid: string, check: QualityCheck): CheckUpdate {
  const { container_id: _, ...body } = createBody(entry, uid, check.container?.id ?? 0);
  return body;
}
