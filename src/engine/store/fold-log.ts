import { statfsSync, statSync } from 'node:fs';
import path from 'node:path';

/** Bytes of log from which on it is folded right after a transaction. */
const much = 4 * 1024 * 1024;
/** Milliseconds without a transaction after which it is folded. */
const quiet = 2000;
/** Bytes that folding takes at most beside what the log holds: a block for each table. */
const spare = 16 * 1024 * 1024;

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Is there something to fold, and room for it? A fold that runs out of room ends the database. */
export function canFold(file: string): boolean {
  const size = sizeOf(`${file}.wal`);
  if (size === 0) return false;
  try {
    const { bavail, bsize } = statfsSync(path.dirname(file));
    return bavail * bsize > 2 * size + spare;
  } catch {
    return true; // A file system that does not tell.
  }
}

export interface LogFolder {
  /** A transaction has ended. */
  written(): void;
  stop(): void;
}

/**
 * Folds the log into the state file soon after it was written to, so that a log damaged by a power cut holds little:
 * at once after much was written, otherwise when there was quiet for two seconds. `fold` runs between transactions.
 */
export function logFolder(file: string, fold: () => Promise<void>): LogFolder {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const now = (): void => {
    timer = undefined;
    if (!stopped && canFold(file)) void fold();
  };
  return {
    written: () => {
      if (stopped) return;
      if (sizeOf(`${file}.wal`) >= much) {
        clearTimeout(timer);
        now();
      } else if (timer) timer.refresh();
      else timer = setTimeout(now, quiet).unref();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
