import { statfsSync } from 'node:fs';
import { fail } from '../../../core/errors';
import type { DataFile } from './list-files';

/** How large a plain copy may become, in bytes. */
export interface CopyLimits {
  /** A copy up to this size is never too large for its file. */
  readonly always: number;
  /** Beyond it, bytes of copy for each byte of file: texts seldom shrink to less than a hundredth, made-up archives to a thousandth. */
  readonly ratio: number;
  /** Bytes that stay free on the disk of the copies, for the store and for what DuckDB swaps out. */
  readonly spare: number;
  /** A copy up to this size is made however full the disk is. */
  readonly small: number;
}

const usual: CopyLimits = { always: 1024 ** 3, ratio: 200, spare: 512 * 1024 ** 2, small: 16 * 1024 ** 2 };
/** Bytes written between two looks at the disk. */
const lookEvery = 16 * 1024 * 1024;

function freeIn(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Infinity; // A file system that does not tell.
  }
}

/**
 * Tells, given the bytes about to be written each time, whether a copy of `file` in `folder` stays within its limits.
 * What it gives throws `source-unreadable` where not: a file's own problem, which leaves other files alone.
 */
export function copyBound(file: DataFile, folder: string, limits: CopyLimits = usual): (bytes: number) => void {
  const most = Math.max(limits.always, file.size * limits.ratio);
  const place = { path: file.relative };
  let total = 0;
  let next = limits.small;
  return (bytes) => {
    total += bytes;
    if (total > most) {
      fail('source-unreadable', `${file.relative} unpacks to more than ${limits.ratio} times its size, and to more than is read of such a file.`,
        { remedy: 'If that is right, unpack it, save it as UTF-8, and run a sync.', place });
    }
    if (total <= next) return;
    next = total + lookEvery;
    if (freeIn(folder) - bytes < limits.spare) {
      fail('source-unreadable', `There is not enough room on the disk of the store for a plain copy of ${file.relative}.`,
        { remedy: 'Make room there, or save the file as UTF-8 without byte order mark, which needs no copy.', place });
    }
  };
}
