import type { StoredAnomaly, StoredCheck, StoredRecords } from '../../../store/model';
import { placeholderWords } from '../../../../core/rules/written-rules';

/** Values of one field that a person said are right, under `accepted` in the check's additional metadata. */
export type Accepted = readonly (string | null)[];

/** For each check, the values that broke it in anomalies a person marked as invalid. */
export function lessonsOf(anomalies: readonly StoredAnomaly[], records: ReadonlyMap<number, StoredRecords>, checks: readonly StoredCheck[]): Map<number, (string | null)[]> {
  const fields = new Map(checks.filter((check) => check.inferred && check.fields.length === 1).map((check) => [check.id, check.fields[0] ?? '']));
  const lessons = new Map<number, Set<string | null>>();
  for (const anomaly of anomalies) {
    if (anomaly.status !== 'Invalid') continue;
    for (const row of records.get(anomaly.id)?.records ?? []) {
      for (const id of row.failed_checks) {
        const field = fields.get(id);
        if (field === undefined || !anomaly.failed_checks.some((failed) => failed.check_id === id)) continue;
        lessons.set(id, (lessons.get(id) ?? new Set()).add(row.values[field] == null ? null : String(row.values[field])));
      }
    }
  }
  return new Map([...lessons].map(([id, values]) => [id, [...values].sort((a, b) => (String(a) < String(b) ? -1 : 1))]));
}

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const escaped = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
const joined = (known: readonly string[], more: readonly string[]): string[] => [...new Set([...known, ...more])];

/**
 * The properties of a check, loosened so that accepted values hold; the same where they do already. `null`: nothing of the rule can be
 * loosened so far, so the check is to be a draft, which scans leave out.
 */
export function loosened(rule: string, properties: Record<string, unknown>, accepted: Accepted): Record<string, unknown> | null {
  const texts = accepted.filter((value): value is string => value !== null);
  if (accepted.length === 0) return properties;
  const numbers = texts.map(Number).filter(Number.isFinite);
  switch (rule) {
    case 'expectedValues': return { ...properties, list: joined(list(properties.list), texts) };
    case 'notMisspelled': return { ...properties, allowed: joined(list(properties.allowed), texts.filter((text) => !list(properties.list).includes(text))) };
    case 'matchesPattern': return { ...properties, pattern: joined([String(properties.pattern)], texts.map(escaped).filter((text) => !String(properties.pattern).split('|').includes(text))).join('|') };
    case 'between': return numbers.length === 0 ? null : { ...properties, min: Math.min(Number(properties.min), ...numbers), max: Math.max(Number(properties.max), ...numbers) };
    case 'notPlaceholder': {
      const right = new Set(texts.map((text) => text.trim().toLowerCase()));
      const left = (properties.list === undefined ? [...placeholderWords] : list(properties.list)).filter((word) => !right.has(word.toLowerCase()));
      return left.length === 0 ? null : { ...properties, list: left, ...(texts.some((text) => !/[\p{L}\p{N}]/u.test(text)) ? { signs: false } : {}) };
    }
    default: return null;
  }
}

/** What a person's word changed, in a sentence for the description. */
export function lessonText(accepted: Accepted): string {
  const shown = accepted.slice(0, 3).map((value) => (value === null ? 'null' : `\`${value.length > 40 ? `${value.slice(0, 39)}…` : value}\``));
  return `${shown.join(', ')}${accepted.length > 3 ? ` and ${accepted.length - 3} more` : ''} ${accepted.length === 1 ? 'is' : 'are'} right: an anomaly was marked as invalid`;
}
