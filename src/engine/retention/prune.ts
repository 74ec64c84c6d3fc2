import type { EngineStore } from '../store/engine-store';
import type { LoadedLists } from '../store/lists/load-lists';
import { olderContainerProfiles, olderProfiles } from '../store/queries/fields';

/** How many entities one step removes at most: some ten milliseconds of writing. */
const aStep = 200;

export interface Pruned { readonly operations: number; readonly profiles: number }

/**
 * Ended operations from before `until` that nothing rests on: not the newest successful one of their datastore and type, and
 * not one that an anomaly was last seen by. Oldest first.
 */
export function prunableOperations({ anomalies, operations }: LoadedLists, until: number, limit: number): number[] {
  const { table, types, results } = operations;
  const named = anomalies.table.column('operation');
  const living = anomalies.table.alive();
  const needed = new Set<number>();
  for (let at = 0; at < anomalies.table.size; at++) if (living[at] === 1) needed.add(named[at]!);
  const [ids, type, datastore, result, created, alive] = [
    table.column('id'), table.column('type'), table.column('datastore'), table.column('result'), table.column('created'), table.alive(),
  ];
  const [success] = results.known(['success']);
  const unfinished = new Set(results.known(['queued', 'running']));
  const newest = new Set<string>();
  const chosen: number[] = [];
  for (let at = table.size - 1; at >= 0; at--) {
    if (alive[at] === 0) continue;
    const kind = `${datastore[at]} ${types.name(type[at]!)}`;
    const latest = result[at] === success && !newest.has(kind);
    if (latest) newest.add(kind);
    if (!latest && created[at]! < until && !unfinished.has(result[at]!) && !needed.has(ids[at]!)) chosen.push(ids[at]!);
  }
  return chosen.reverse().slice(0, limit);
}

/** Removes some of what is older than `until`; zeros when there is nothing left to remove. */
export async function pruneStep(store: EngineStore, until: Date): Promise<Pruned> {
  const operations = prunableOperations(await store.lists(), until.getTime(), aStep);
  const profiles = await olderProfiles(store.source, until.toISOString(), aStep);
  const whole = await olderContainerProfiles(store.source, until.toISOString(), aStep);
  if (operations.length > 0 || profiles.length > 0 || whole.length > 0) {
    await store.transaction(async (tx) => {
      await tx.deleteOperations(operations);
      await tx.deleteProfiles(profiles);
      await tx.deleteContainerProfiles(whole);
    });
  }
  return { operations: operations.length, profiles: profiles.length };
}
