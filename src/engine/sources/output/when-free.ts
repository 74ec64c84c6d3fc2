import { setTimeout as pause } from 'node:timers/promises';
import { PlumblineError } from '../../../core/errors';

/** Milliseconds that a database which another holds is waited for: exports of several datastores may go to one. */
const patience = 10_000;
const pauseMs = 150;

/** Does `work` again while it fails with `source-locked`, for a while. */
export async function whenFree<T>(work: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + patience; ;) {
    try {
      return await work();
    } catch (error) {
      if (!PlumblineError.is(error, 'source-locked') || Date.now() > end) throw error;
      await pause(pauseMs);
    }
  }
}
