import type { CheckCreate, CheckUpdate, QualityCheck } from '../api/schemas/check';
import { sameMeaning } from './canonical';
import { type CheckEntry, uidKey } from './entry';

/** The body that creates an entry's check. */
export function createBody(entry: CheckEntry, uid: string, containerId: number): CheckCreate {
  return {
    container_id: containerId, rule: entry.rule, fields: entry.fields, properties: entry.properties, filter: entry.filter, coverage: entry.coverage,
    description: entry.description, status: entry.status, tags: entry.tags, additional_metadata: { ...entry.metadata, [uidKey]: uid },
  };
}

/** The body that makes a check what its entry says. What means the same goes as the server has it, so that it sees no edit there. */
export function updateBody(entry: CheckEntry, uid: string, check: QualityCheck): CheckUpdate {
  const { container_id: _, rule: __, ...body } = createBody(entry, uid, check.container?.id ?? 0);
  const now = check.properties ?? {};
  return { ...body, properties: sameMeaning(now, entry.properties) ? now : entry.properties };
}
