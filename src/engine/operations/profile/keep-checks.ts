import type { StoredCheck } from '../../store/model';
import type { StoreWriter } from '../../store/port';
import type { Proposal } from './infer/infer-checks';

/** What a check is about; one that compares two fields is about both. */
const keyOf = (rule: string, fields: readonly string[], properties: Record<string, unknown>): string =>
  JSON.stringify([rule, [...fields].sort(), properties.field_name ?? null]);

/** JSON with sorted keys, so that equal properties are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (part && typeof part === 'object' && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part));
}

/**
 * What proposals mean for the checks there are: an inferred check of the same rule and fields follows the new proposal; an
 * authored or edited one is a person's word and stands; one that was archived is not proposed again.
 */
export function keepChecks(proposals: readonly Proposal[], existing: readonly StoredCheck[], containerId: number, asDraft: boolean, now: string): {
  add: Omit<StoredCheck, 'id'>[]; update: StoredCheck[]; unchanged: StoredCheck[];
} {
  const byKey = new Map<string, StoredCheck[]>();
  for (const check of existing) {
    const key = keyOf(check.rule_type, check.fields, check.properties);
    byKey.set(key, [...(byKey.get(key) ?? []), check]);
  }
  const add: Omit<StoredCheck, 'id'>[] = [];
  const update: StoredCheck[] = [];
  const unchanged: StoredCheck[] = [];
  for (const proposal of proposals) {
    const same = byKey.get(keyOf(proposal.rule, proposal.fields, proposal.properties)) ?? [];
    const own = same.find((check) => check.inferred && check.deleted_at === null);
    const learned = { inference: { rows: proposal.rows, failing: proposal.failing } };
    if (own) {
      if (canonical(own.properties) === canonical(proposal.properties)) unchanged.push(own);
      else update.push({ ...own, properties: proposal.properties, description: proposal.description, last_updated: now, additional_metadata: { ...own.additional_metadata, ...learned } });
    } else if (same.length === 0) {
      add.push({
        container_id: containerId, created: now, last_updated: now, rule_type: proposal.rule, fields: [...proposal.fields],
        properties: proposal.properties, filter: null, coverage: null, description: proposal.description,
        status: asDraft ? 'Draft' : 'Active', inferred: true, tags: [], additional_metadata: learned,
        deleted_at: null, archived_status: null, is_passing: null, last_asserted: null,
      });
    }
  }
  return { add, update, unchanged };
}

/** Decides anew inside the transaction: a person may have changed checks since the profile began. */
export async function writeChecks(tx: StoreWriter, proposals: readonly Proposal[], containerId: number, asDraft: boolean, now: string): Promise<void> {
  const { add, update } = keepChecks(proposals, await tx.allChecks(containerId), containerId, asDraft, now);
  for (const check of [...update, ...add]) await tx.saveCheck(check);
}
