import type { StoredCheck } from '../../../store/model';
import type { StoreReader, StoreWriter } from '../../../store/port';
import type { Proposal } from '../infer/infer-checks';
import { evidenceOf, type Evidence } from './evidence';
import { lessonsOf, lessonText, loosened, type Accepted } from './lessons';

type Definition = Pick<StoredCheck, 'fields' | 'properties'> & { readonly rule: string };

/** What a check is about; one that compares two fields is about both, and one over many fields about the table. */
function keyOf({ rule, fields, properties }: Definition): string {
  if (rule === 'notNull' && fields.length > 1) return 'notNull of many fields';
  return JSON.stringify([rule, [...fields].sort(), properties.field_name ?? properties.determinants ?? null]);
}

/** JSON with sorted keys, so that equal properties are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (part && typeof part === 'object' && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) : part));
}

const acceptedBy = (check: StoredCheck): Accepted => {
  const accepted = check.additional_metadata?.accepted;
  return Array.isArray(accepted) ? accepted.map((value) => (value === null ? null : String(value))) : [];
};

interface Kept { add: Omit<StoredCheck, 'id'>[]; update: StoredCheck[]; unchanged: StoredCheck[] }
type Meaning = Pick<StoredCheck, 'fields' | 'properties' | 'description'> & { readonly evidence: Evidence | null };

/** An inferred check with what it now says and what a person taught it; the same object where nothing differs. */
function followed(own: StoredCheck, now: string, meaning: Meaning, accepted: Accepted): StoredCheck {
  const loose = loosened(own.rule_type, meaning.properties, accepted);
  const description = accepted.length > 0 ? `${meaning.description}. ${lessonText(accepted)}` : meaning.description;
  const before = own.additional_metadata?.inference as Evidence | undefined;
  const properties = loose ?? meaning.properties;
  // Once: a person may have made it active again.
  const status = loose === null && accepted.length > acceptedBy(own).length ? 'Draft' : own.status;
  const evidence = meaning.evidence && { ...meaning.evidence, learned: before?.learned ?? meaning.evidence.learned };
  const same = canonical([own.properties, own.fields, own.description, own.status, evidence ? before : null, acceptedBy(own)]) === canonical([properties, meaning.fields, description, status, evidence, accepted]);
  if (same) return own;
  return {
    ...own, fields: meaning.fields, properties, description, status, last_updated: now,
    additional_metadata: { ...own.additional_metadata, ...(meaning.evidence ? { inference: meaning.evidence } : {}), ...(accepted.length > 0 ? { accepted: [...accepted] } : {}) },
  };
}

/** What a check said before a person's word was added to its description. */
const bare = (description: string): string => description.split(/\. (?=(?:`|null)[^.]*(?:is|are) right: an anomaly)/)[0] ?? description;

/**
 * What proposals mean for the checks there are: an inferred check of the same rule and fields follows the new proposal, and what
 * a person taught it by marking an anomaly as invalid; an authored or edited one is a person's word and stands; one that was
 * archived is not proposed again.
 */
export function keepChecks(
  proposals: readonly Proposal[], existing: readonly StoredCheck[], containerId: number, asDraft: boolean, now: string, lessons: ReadonlyMap<number, Accepted> = new Map(),
): Kept {
  const byKey = new Map<string, StoredCheck[]>();
  for (const check of existing) {
    const key = keyOf({ ...check, rule: check.rule_type });
    byKey.set(key, [...(byKey.get(key) ?? []), check]);
  }
  const kept: Kept = { add: [], update: [], unchanged: [] };
  const taught = (check: StoredCheck): Accepted => [...new Set([...acceptedBy(check), ...lessons.get(check.id) ?? []])];
  const seen = new Set<number>();
  for (const proposal of proposals) {
    const same = byKey.get(keyOf({ ...proposal, fields: [...proposal.fields] })) ?? [];
    const own = same.find((check) => check.inferred && check.deleted_at === null);
    if (own) {
      seen.add(own.id);
      const next = followed(own, now, { fields: [...proposal.fields], properties: proposal.properties, description: proposal.description, evidence: evidenceOf(proposal, now) }, taught(own));
      (next === own ? kept.unchanged : kept.update).push(next);
    } else if (same.length === 0) {
      kept.add.push({
        container_id: containerId, created: now, last_updated: now, rule_type: proposal.rule, fields: [...proposal.fields],
        properties: proposal.properties, filter: null, coverage: null, description: proposal.description,
        status: asDraft ? 'Draft' : 'Active', inferred: true, tags: [], additional_metadata: { inference: evidenceOf(proposal, now) },
        deleted_at: null, archived_status: null, is_passing: null, last_asserted: null,
      });
    }
  }
  // What is not proposed any more stays as it is, but learns as well.
  for (const own of existing) {
    if (!own.inferred || own.deleted_at !== null || seen.has(own.id) || !lessons.has(own.id)) continue;
    const next = followed(own, now, { fields: own.fields, properties: own.properties, description: bare(own.description), evidence: null }, taught(own));
    if (next !== own) kept.update.push(next);
  }
  return kept;
}

/** Compares proposals with the store's checks, and with what people said of the anomalies these made. */
export async function comparedWithStore(store: StoreReader, proposals: readonly Proposal[], containerId: number, asDraft: boolean, now: string): Promise<Kept> {
  const existing = await store.allChecks(containerId);
  const invalid = await store.anomalies(containerId, 'Invalid');
  const lessons = invalid.length === 0 ? new Map<number, Accepted>() : lessonsOf(invalid, await store.recordsOf(invalid.map(({ id }) => id)), existing);
  return keepChecks(proposals, existing, containerId, asDraft, now, lessons);
}

/** Decides anew inside the transaction: a person may have changed checks since the profile began. */
export async function writeChecks(tx: StoreReader & StoreWriter, proposals: readonly Proposal[], containerId: number, asDraft: boolean, now: string): Promise<void> {
  const { add, update } = await comparedWithStore(tx, proposals, containerId, asDraft, now);
  for (const check of [...update, ...add]) await tx.saveCheck(check);
}
