import { engineExitCode, type EngineFile } from '../../core/api/engine-file';
import type { Sessions } from '../sql/session';
import type { Server } from '../http/server';
import type { OperationQueue } from '../queue/queue';
import type { EngineStore } from '../store/engine-store';
import { removeEngineFile, writeEngineFile } from './engine-file';
import type { Log } from './log';
import type { Leaving } from './signals';

/** What is let go of, in this order. */
export interface Held {
  readonly folder: string;
  readonly store: EngineStore;
  readonly queue: OperationQueue;
  readonly sessions: Sessions;
  readonly server: () => Server | undefined;
  /** What the engine file says; undefined while it is not written. */
  readonly found: () => EngineFile | undefined;
  /** Is a call still being worked on? */
  readonly answering: () => boolean;
  readonly log: Log;
}

/** Milliseconds until a process that cannot end in order is ended. */
const patience = 1600;

/**
 * How the engine leaves: it takes no more calls, stops what runs, stores that, folds the log into the state file, and
 * removes the file by which it is found last, so that whoever comes meanwhile knows that the lock will be free soon.
 * Statements are interrupted; what does not end in time is ended with the process: everything stored is on the disk, and
 * the next engine reads it. `done` gets the exit code when the process can end by itself.
 */
export function leaving(held: Held, done: (code: number) => void): Leaving {
  const { folder, store, queue, sessions, log } = held;
  let begun = false;

  const forget = (): void => {
    try {
      removeEngineFile(folder, process.pid);
    } catch (error) {
      log('error', `engine.json could not be removed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  // Node would wait for native threads that are still at work; this does not.
  const endNow = (why: string): void => {
    log('warn', `ended at once: ${why}; what was not stored yet is lost, what is stored is safe`);
    forget();
    process.kill(process.pid, 'SIGKILL');
  };
  const announce = (): void => {
    const found = held.found();
    try {
      if (found) writeEngineFile(folder, { ...found, leaving: new Date().toISOString() });
    } catch {
      forget(); // Disk full: then nobody finds it from now on.
    }
  };
  const steps = async (): Promise<void> => {
    announce();
    // Nobody will hear the answers of what is being read.
    store.interruptReads();
    await held.server()?.close();
    await queue.stop();
    await sessions.stop();
    await store.close();
    if (queue.busy() || held.answering()) endNow('a statement does not stop');
  };
  const leave = (why: string, code: number): void => {
    if (begun) return;
    begun = true;
    log('info', `leaving: ${why}`);
    setTimeout(() => endNow(`it could not leave within ${patience} ms`), patience);
    void steps().then(() => code, (error: unknown) => {
      log('error', `leaving: ${error instanceof Error ? error.stack : String(error)}`);
      return code || engineExitCode.crashed;
    }).then((ended) => {
      forget();
      done(ended);
    });
  };
  return { leave, endNow };
}
