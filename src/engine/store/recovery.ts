import type { EngineStore } from './engine-store';
import { entities } from './entities';

/** Fails the operations that the last engine did not end; nothing of them was stored. */
export async function markInterrupted(store: EngineStore, now: () => Date): Promise<void> {
  const left = await entities(store.source, 'operations', "WHERE result IN ('queued', 'running')");
  if (left.length === 0) return;
  await store.transaction(async (tx) => {
    for (const operation of left) {
      const reason = operation.result === 'running' ? 'The engine stopped while this ran.' : 'The engine stopped before this could run.';
      await tx.saveOperation({
        ...operation, result: 'failure', end_time: now().toISOString(), message: `${reason} Nothing of it was stored; retry it.`,
        problem: { code: 'engine-stopped', reason, remedy: 'Retry the operation.' },
      });
    }
  });
}
