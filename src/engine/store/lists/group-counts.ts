import type { AnomalyColumn, AnomalyList } from './anomaly-list';
import type { Match } from './matching';

/** How many of the matching anomalies belong to a container, or name a check. */
export interface CountedGroup {
  /** Of the container or check. */
  readonly id: number;
  readonly anomalies: number;
  /** The greatest severity among them. */
  readonly weight: number;
}

/** Counts what matches, the largest groups first. An anomaly of several checks counts in each of them. */
export function countGroups(list: AnomalyList, found: Match<AnomalyColumn>, by: 'container' | 'quality_check'): CountedGroup[] {
  const { table } = list;
  const groups = new Map<number, { id: number; anomalies: number; weight: number }>();
  const [containers, weights, starts, lengths, members] =
    [table.column('container'), table.column('weight'), table.column('checksAt'), table.column('checks'), list.checkLists.values()];
  const add = (id: number, weight: number): void => {
    const held = groups.get(id);
    if (!held) groups.set(id, { id, anomalies: 1, weight });
    else {
      held.anomalies += 1;
      if (weight > held.weight) held.weight = weight;
    }
  };
  for (const at of found.positions()) {
    const weight = weights[at] || 0;
    if (by === 'container') add(containers[at]!, weight);
    else for (let k = starts[at]!, end = k + lengths[at]!; k < end; k++) add(members[k]!, weight);
  }
  return [...groups.values()].sort((a, b) => b.anomalies - a.anomalies || a.id - b.id);
}
