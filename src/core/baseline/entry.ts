import { z } from 'zod';
import type { Anomaly } from '../api/schemas/anomaly';
import { byText } from '../checks-file/canonical';
import { uidKey } from '../checks-file/entry';

/** Where a baseline stands unless said otherwise, in the folder that is worked in. */
export const baselineFile = 'plumbline-baseline.jsonl';

/** A check that fails and is known to. */
export const baselineEntry = z.strictObject({
  datastore: z.string(),
  container: z.string(),
  rule: z.string(),
  fields: z.array(z.string()),
  /** The check's identity, where it carries one: several checks may be alike in what stands above. */
  uid: z.string().optional(),
  /** Rows that break it; null where what is wrong is no matter of rows. More of them are worse. */
  rows: z.number().int().min(0).nullable(),
  /** The last day on which it counts as known, as 2026-12-31. */
  until: z.iso.date().optional(),
});
export type BaselineEntry = z.output<typeof baselineEntry>;

type Subject = Pick<BaselineEntry, 'datastore' | 'container' | 'rule' | 'fields' | 'uid'>;

/** What an entry is about, as one text. */
export function subjectOf({ datastore, container, rule, fields, uid }: Subject): string {
  return JSON.stringify([datastore, container, rule, fields, uid ?? null]);
}

/** Checks that fail now, by the open anomalies: one entry a check, with the rows of all its anomalies. In a stable order. */
export function failingChecks(anomalies: readonly Anomaly[]): BaselineEntry[] {
  const found = new Map<string, BaselineEntry>();
  for (const anomaly of anomalies) {
    for (const { quality_check: check, anomalous_records_count } of anomaly.failed_checks ?? []) {
      const uid = check.additional_metadata?.[uidKey];
      const subject: Subject = {
        datastore: anomaly.datastore?.name ?? '', container: anomaly.container?.name ?? '', rule: check.rule_type,
        fields: (check.fields ?? []).map((field) => field.name), ...(typeof uid === 'string' ? { uid } : {}),
      };
      const key = subjectOf(subject);
      const rows = anomaly.type === 'shape' ? null : anomalous_records_count ?? null;
      const held = found.get(key)?.rows ?? null;
      found.set(key, { ...subject, rows: rows === null ? held : rows + (held ?? 0) });
    }
  }
  return inOrder([...found.values()]);
}

/** By datastore, container, rule and fields, whatever the language of the machine. */
export function inOrder(entries: readonly BaselineEntry[]): BaselineEntry[] {
  return [...entries].sort((a, b) => byText(subjectOf(a), subjectOf(b)));
}

/** The day of a moment as the calendar here has it, as 2026-12-31. */
export function dayOf(now: Date): string {
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-');
}
