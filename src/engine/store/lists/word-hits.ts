import type { AnomalyColumn, AnomalyList } from './anomaly-list';
import { flagsOf, type Match } from './matching';

/** Where one searched word was found; an anomaly that has to do with any of it is kept. */
export interface WordHits {
  readonly datastores: readonly number[];
  readonly containers: readonly number[];
  readonly checks: readonly number[];
  readonly statuses: readonly number[];
  /** 0 for records, 1 for shapes. */
  readonly types: readonly number[];
  /** Anomalies whose own texts hold it, or whose id it is. */
  readonly anomalies: readonly number[];
}

/** Leaves of the rows those that a word was found in. */
export function keepHits(list: AnomalyList, found: Match<AnomalyColumn>, hits: WordHits): void {
  const { table } = list;
  const sets = ([['datastore', hits.datastores], ['container', hits.containers], ['status', hits.statuses], ['shape', hits.types]] as const)
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => ({ column: table.column(name), flags: flagsOf(values, table.top(name)) }));
  const own = new Uint8Array(table.size);
  for (const id of hits.anomalies) {
    const at = table.place(id);
    if (at >= 0) own[at] = 1;
  }
  const checks = flagsOf(hits.checks, list.checkLists.top());
  const [starts, lengths, members] = [table.column('checksAt'), table.column('checks'), list.checkLists.values()];
  found.holding((at) => {
    if (own[at] === 1 || sets.some(({ column, flags }) => flags[column[at]!] === 1)) return true;
    for (let k = starts[at]!, end = k + lengths[at]!; k < end; k++) if (checks[members[k]!] === 1) return true;
    return false;
  });
}
