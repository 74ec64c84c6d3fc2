import { randomBytes } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fail } from '../core/errors';
import type { StorePaths } from './layout';

const setAside = /^temp-[0-9a-f]{16}$/;

/** Removes a folder with what is in it. A link loses its name only: what it leads to stays. */
function remove(place: string): void {
  rmSync(place, { recursive: true, force: true, maxRetries: 3 });
}

/**
 * Gives the store an empty folder for spilled data. What was there is first given another name, so that it cannot be
 * exchanged for a link between look and deletion; only then it is looked at and removed. Only for who holds the store:
 * another engine may be spilling there. Throws `not-allowed` where the name belongs to something else.
 */
export function emptyTemp({ folder, temp }: StorePaths): void {
  const aside = path.join(folder, `temp-${randomBytes(8).toString('hex')}`);
  try {
    renameSync(temp, aside);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Busy: a file system of its own is mounted there, which cannot be renamed. It is emptied where it is.
    if (code !== 'ENOENT' && code !== 'EBUSY') throw error;
    if (code === 'EBUSY' && lstatSync(temp).isDirectory()) {
      for (const entry of readdirSync(temp)) remove(path.join(temp, entry));
      return chmodSync(temp, 0o700);
    }
  }
  for (const name of readdirSync(folder)) if (setAside.test(name)) remove(path.join(folder, name));
  mkdirSync(temp, { mode: 0o700 });
  if (!lstatSync(temp).isDirectory()) fail('not-allowed', `${temp} is not a folder.`, { remedy: 'Delete it.' });
}
