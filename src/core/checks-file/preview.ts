import type { QualityCheck } from '../api/schemas/check';
import { type CheckEntry, uidKey } from './entry';
import { entriesOf } from './from-checks';
import { type ImportPlan, planImport } from './plan-import';
import { checksText } from './yaml-text';

/** A check as the server would have it after an import. */
function imported(id: number, entry: CheckEntry, uid: string): QualityCheck {
  return {
    id, rule_type: entry.rule, fields: entry.fields.map((name) => ({ name })), properties: entry.properties, filter: entry.filter, coverage: entry.coverage,
    description: entry.description, status: entry.status, global_tags: entry.tags.map((name) => ({ name })), container: { id: 0, name: entry.container },
    additional_metadata: { ...entry.metadata, [uidKey]: uid },
  };
}

/** An import as two texts to lay side by side: what an export of the file's containers gives now, and what it would give afterwards. */
export function importPreview(entries: readonly CheckEntry[], checks: readonly QualityCheck[], prune: boolean): { plan: ImportPlan; before: string; after: string } {
  const plan = planImport(entries, checks);
  const containers = new Set(entries.map((entry) => entry.container));
  const newest = checks.reduce((most, check) => Math.max(most, check.id), 0);
  const after = [
    ...plan.unchanged, ...(prune ? [] : plan.extra), ...plan.update.map(({ uid, entry, check }) => imported(check.id, entry, uid)),
    ...plan.create.map(({ uid, entry }, i) => imported(newest + 1 + i, entry, uid)),
  ];
  const textOf = (list: readonly QualityCheck[]): string => checksText(entriesOf(list.filter((check) => containers.has(check.container?.name ?? ''))));
  return { plan, before: textOf(checks), after: textOf(after) };
}
