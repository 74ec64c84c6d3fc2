import type { QualityCheck } from '../api/schemas/check';
import type { CheckEntry } from './entry';
import { entryOf } from './from-checks';
import type { ImportPlan } from './plan-import';
import type { Change } from './plan-options';

function title(entry: CheckEntry): string {
  return `${entry.container}: ${entry.rule}(${entry.fields.join(', ')})`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

/** A plan as lines to read: "+" made, "~" changed with each part, "-" archived (only with `prune`), then one line of counts. */
export function planLines(plan: ImportPlan, prune: boolean): string[] {
  const extra = (check: QualityCheck): string => `- ${title(entryOf(check))}`;
  const changes = (list: readonly Change[]): string[] => list.map((c) => `    ${c.part}: ${short(c.before)} -> ${short(c.after)}`);
  const options = plan.options.length;
  return [
    ...plan.options.flatMap((o) => [`~ ${o.container ?? 'the datastore'}: read options`, ...changes(o.changes)]),
    ...plan.create.map(({ entry }) => `+ ${title(entry)}${entry.status === 'Draft' ? ' [Draft]' : ''}`),
    ...plan.update.flatMap(({ entry, changes: list }) => [`~ ${title(entry)}`, ...changes(list)]),
    ...(prune ? plan.extra.map(extra) : []),
    `${plan.create.length} to create, ${plan.update.length} to update, ${plan.unchanged.length} unchanged`
      + `${prune ? `, ${plan.extra.length} to archive` : plan.extra.length > 0 ? `, ${plan.extra.length} on the server only (left as they are)` : ''}`
      + `${options > 0 ? `, read options of ${options} to change` : ''}`,
  ];
}
