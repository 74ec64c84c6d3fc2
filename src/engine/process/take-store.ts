import { PlumblineError } from '../../core/errors';
import type { EngineStore } from '../store/engine-store';
import { openStore } from '../store/store';
import { isAlive, readEngineFile } from './engine-file';
import type { StorePaths } from './store-folder';

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/**
 * Opens the store and with it takes the lock that makes this process its engine. While the lock is held but no living
 * engine says so, its holder is starting or leaving: that is waited for, up to `patience` milliseconds.
 * Throws `source-locked` when the store belongs to another process.
 */
export async function takeStore(paths: StorePaths, now: () => Date, patience = 5000): Promise<EngineStore> {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return await openStore({ file: paths.state, tempDirectory: paths.temp, now });
    } catch (error) {
      const holder = readEngineFile(paths.folder);
      if (!PlumblineError.is(error, 'source-locked') || (holder && isAlive(holder.pid)) || Date.now() > until) throw error;
    }
    await pause(100);
  }
}
