import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineProcess } from './engine-process';

/** What a watched engine showed: milliseconds of its slowest answer, and the most of what was measured beside it. */
export interface Watched { readonly slowest: number; readonly memory: number }

/**
 * Asks an engine for its health every `pause` milliseconds while `work` runs, and measures `memory` each time. An answer
 * other than that it is well fails.
 */
export async function watchHealth(engine: EngineProcess, pause: number, memory: () => number, work: () => Promise<unknown>): Promise<Watched> {
  const seen = { slowest: 0, memory: 0 };
  let over = false;
  const asking = (async (): Promise<void> => {
    while (!over) {
      const asked = performance.now();
      assert.equal((await engine.call('GET', '/health')).status, 204);
      seen.slowest = Math.max(seen.slowest, performance.now() - asked);
      seen.memory = Math.max(seen.memory, memory());
      await sleep(pause);
    }
  })();
  await work().finally(() => { over = true; });
  await asking;
  return seen;
}
