import type { ReadOptions } from '../api/schemas/read-options';
import type { QualityCheck } from '../api/schemas/check';
import { type ChecksContent, contentOf } from './content';
import { type CheckEntry, uidKey } from './entry';
import { entriesOf } from './from-checks';
import { type ImportPlan, planImport } from './plan-import';
import { type CurrentOptions, noOptions } from './plan-options';
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
export function importPreview(
  content: ChecksContent, checks: readonly QualityCheck[], prune: boolean, current: CurrentOptions = noOptions,
): { plan: ImportPlan; before: string; after: string } {
  const plan = planImport(content, checks, current);
  const containers = new Set(content.containers.map((container) => container.name));
  const newest = checks.reduce((most, check) => Math.max(most, check.id), 0);
  const after = [
    ...plan.unchanged, ...(prune ? [] : plan.extra), ...plan.update.map(({ uid, entry, check }) => imported(check.id, entry, uid)),
    ...plan.create.map(({ uid, entry }, i) => imported(newest + 1 + i, entry, uid)),
  ];
  const textOf = (list: readonly QualityCheck[], asWanted: boolean): string => {
    const optionsOf = (name: string | null): ReadOptions | undefined => {
      const now = (name === null ? current.datastore : current.containers.get(name)) ?? undefined;
      const said = name === null ? content.datastore : content.containers.find((container) => container.name === name)?.read_options;
      const shown = asWanted && now ? said ?? now : now;
      return shown && Object.keys(shown).length > 0 ? shown : undefined;
    };
    const datastore = content.datastore ? optionsOf(null) : undefined;
    return checksText(contentOf(
      entriesOf(list.filter((check) => containers.has(check.container?.name ?? ''))),
      content.containers.map(({ name, whole }) => ({ name, whole, ...(optionsOf(name) ? { read_options: optionsOf(name) } : {}) })),
      datastore,
    ));
  };
  return { plan, before: textOf(checks, false), after: textOf(after, true) };
}
