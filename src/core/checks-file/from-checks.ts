import type { QualityCheck } from '../api/schemas/check';
import { byText, canonical } from './canonical';
import { type CheckEntry, uidKey } from './entry';
import { baseUid, uidsOf } from './identity';

/** The identity that a check of a server carries, if any. */
export function storedUid(check: QualityCheck): string | undefined {
  const uid = check.additional_metadata?.[uidKey];
  return typeof uid === 'string' && uid !== '' ? uid : undefined;
}

/** A server's check as an entry of a file. `uid` is the stored one. */
export function entryOf(check: QualityCheck): CheckEntry {
  const { [uidKey]: _, ...metadata } = check.additional_metadata ?? {};
  return {
    container: check.container?.name ?? '', rule: check.rule_type, fields: (check.fields ?? []).map((f) => f.name),
    properties: canonical(check.properties ?? {}) as Record<string, unknown>,
    filter: check.filter === '' ? null : check.filter ?? null, coverage: check.coverage ?? null, description: check.description ?? '',
    status: check.status === 'Draft' ? 'Draft' : 'Active', tags: (check.global_tags ?? []).map((t) => t.name).sort(byText),
    metadata: canonical(metadata) as Record<string, unknown>, uid: storedUid(check),
  };
}

/** Container, rule, fields, identity: an order that does not move when something else changes. */
export function inOrder(entries: readonly CheckEntry[]): CheckEntry[] {
  const key = (e: CheckEntry): string => [e.container, e.rule, e.fields.join(','), e.uid ?? ''].join('\u0000');
  return [...entries].sort((a, b) => byText(key(a), key(b)));
}

/** Checks of a server as a file holds them: in order, each with `uid` only where container, rule and fields do not tell it apart. */
export function entriesOf(checks: readonly QualityCheck[]): CheckEntry[] {
  const entries = [...checks].sort((a, b) => a.id - b.id).map(entryOf);
  const uids = uidsOf(entries);
  return inOrder(entries.map((entry, i) => {
    const { uid: _, ...rest } = entry;
    return uids[i] === baseUid(entry) ? rest : { ...rest, uid: uids[i] };
  }));
}
