import { closeSync, constants, copyFileSync, existsSync, fstatSync, ftruncateSync, rmSync } from 'node:fs';
import { openOwn } from '../../store-folder/own-file';
import { isLockError, textOf } from './open-instance';
import { saysDiskFull } from './disk-full';

/** What was done about a log that could not be read whole. */
export interface LogRepair {
  /** Where the damaged log was put, as it was found. */
  readonly kept: string;
  /** Bytes from its beginning that were read; null when none were. */
  readonly read: number | null;
}

/** The log that DuckDB could not read, from its error; null for an error of another kind. */
function logNamed(file: string, error: unknown): { log: string; whole: number } | null {
  if (isLockError(error) || saysDiskFull(error)) return null;
  const found = /replaying WAL file "([^"]+)"/i.exec(textOf(error)) ?? (/\bWAL\b/.test(textOf(error)) ? [undefined, `${file}.wal`] : null);
  const log = found?.[1];
  if (log === undefined || !log.startsWith(`${file}.wal`) || !existsSync(log)) return null;
  return { log, whole: Number(/entry at byte position (\d+)/.exec(textOf(error))?.[1] ?? 0) };
}

function cut(log: string, length: number): void {
  const opened = openOwn(log, constants.O_RDWR);
  try {
    if (fstatSync(opened).size > length) ftruncateSync(opened, length);
  } finally {
    closeSync(opened);
  }
}

/**
 * Opens a state file whose log may be damaged, as after a power cut. The damaged log is kept beside it under a name with the
 * moment; what it holds before the damage is read where DuckDB says where that ends, otherwise only what the state file
 * itself holds. An error that is not the log's is thrown on, and the log put back.
 */
export async function openPastDamage<T>(file: string, open: () => Promise<T>, now: Date): Promise<{ opened: T; repair: LogRepair | null }> {
  try {
    return { opened: await open(), repair: null };
  } catch (error) {
    const damaged = logNamed(file, error);
    if (!damaged) throw error;
    const { log, whole } = damaged;
    const kept = `${log}.damaged-${now.toISOString().replace(/[:.]/g, '-')}`;
    copyFileSync(log, kept, constants.COPYFILE_EXCL);
    if (whole > 0) {
      try {
        cut(log, whole);
        return { opened: await open(), repair: { kept, read: whole } };
      } catch {
        // It is no better: then without it.
      }
    }
    rmSync(log);
    try {
      return { opened: await open(), repair: { kept, read: null } };
    } catch {
      // It was not the log, or not it alone: all is left as it was found.
      copyFileSync(kept, log);
      rmSync(kept);
      throw error;
    }
  }
}

/** What a person is told of it. */
export function repairNotice(repair: LogRepair): string {
  const rest = repair.read === null ? 'What was written since the state was last saved may be missing' : 'What was written last may be missing';
  return `The store's log was damaged, as by a power cut. ${rest}: look at the jobs, and run again what is not there. The damaged log is kept as ${repair.kept}.`;
}
