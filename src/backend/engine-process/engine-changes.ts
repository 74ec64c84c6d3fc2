import { setTimeout as sleep } from 'node:timers/promises';
import { PlumblineError } from '../../core/errors';
import { restClient } from '../rest/client';
import type { EngineOptions } from './ensure-engine';
import { engineApiUrl, readEngineFile, runningEngine } from './running-engine';

/** Seconds that the engine may keep a caller waiting for changes, and milliseconds after which it is taken for silent. */
const patience = { wait: 25, timeoutMs: 40_000 };
/** How often it is looked whether somebody started an engine, ms. */
const lookEvery = 1000;
/** What is told while no engine runs: then nothing changes. */
const nobody = 'no-engine';

/**
 * Waits for changes of the operations of a store's engine. None is started for that, and the call does not keep one from
 * leaving: where none runs, it is waited for one that somebody else starts. Throws `aborted` when `signal` fires.
 */
export async function engineChanges({ storeFolder, transport }: Pick<EngineOptions, 'storeFolder' | 'transport'>, after: string | null, signal: AbortSignal): Promise<string> {
  for (const until = Date.now() + patience.wait * 1000; ;) {
    const file = await readEngineFile(storeFolder) && await runningEngine(storeFolder, transport);
    if (file) {
      const client = restClient({ apiUrl: engineApiUrl(file), token: file.token, transport });
      try {
        const query = { ...(after === null || after === nobody ? {} : { after }), wait: patience.wait };
        return (await client.call('awaitOperationChanges', { query }, { timeoutMs: patience.timeoutMs, signal })).cursor;
      } catch (error) {
        // It left, or was ended, while it was listened to.
        if (!PlumblineError.is(error, 'unreachable')) throw error;
      }
    }
    if (after === null || Date.now() >= until) return after ?? nobody;
    await sleep(lookEvery, undefined, { signal }).catch(() => {
      throw new PlumblineError({ code: 'aborted', reason: 'The waiting was ended.' });
    });
  }
}
