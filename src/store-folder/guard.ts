import { chmodSync, lstatSync, readdirSync, type Stats } from 'node:fs';
import path from 'node:path';
import { fail } from '../core/errors';
import { trackedBy } from './git-index';
import { isStoreFile } from './layout';
import { closeToOthers, readOwn } from './own-file';

/** What is written into a store's `.gitignore`: git then leaves all of it alone. */
export const ignoreEverything = '*\n';

function refuse(store: string, what: string, remedy: string): never {
  fail('not-allowed', `The store ${store} is not used: ${what}.`, { remedy });
}

const notYours = 'Delete it if you did not make it, or use another store (--store on the command line).';

/** Says what kind of entry this is, where it is none that Plumbline makes. */
function oddity(stats: Stats): string | null {
  if (stats.isSymbolicLink()) return 'a symbolic link';
  if (stats.isFile()) return stats.nlink > 1 ? 'a hard link' : null;
  return stats.isDirectory() ? null : 'neither a file nor a folder';
}

/** The folder itself: real, and of this user. Null where there is none. Throws `not-allowed`. */
export function ownFolder(store: string): Stats | null {
  const stats = lstatSync(store, { throwIfNoEntry: false });
  if (!stats) return null;
  if (stats.isSymbolicLink()) refuse(store, 'it is a symbolic link', notYours);
  if (!stats.isDirectory()) refuse(store, 'it is not a folder', 'Move the file away, or use another store (--store on the command line).');
  const me = process.getuid?.();
  if (me !== undefined && stats.uid !== me) {
    refuse(store, 'it belongs to another user', 'Work as that user or in a folder of your own, or name a store with --store.');
  }
  return stats;
}

/** Did Plumbline make this folder? A folder of the user's own must not lose its `temp`, nor its mode. */
function isStore(store: string, entries: readonly string[]): boolean {
  if (entries.length === 0 || entries.includes('state.duckdb')) return true;
  if (entries.includes('.gitignore') && readOwn(path.join(store, '.gitignore'), 10)?.toString() === ignoreEverything) return true;
  return entries.every((name) => isStoreFile(name));
}

/**
 * Lets a store be used only if nothing in it can lead out of it and nobody else has put it there: it is a real folder of
 * this user, holds no links and nothing odd, and no git work tree tracks it. Then closes it to other users. All of this
 * happens before anything in it is opened; once the folder is closed, no other user can change its entries.
 * Does nothing where there is none. Throws `not-allowed` with what to do.
 */
export function guardStore(store: string): void {
  const folder = ownFolder(store);
  if (!folder) return;
  const tree = trackedBy(store);
  if (tree !== null) {
    refuse(store, `it is part of the Git repository ${tree}, so others decide what it holds`,
      'Remove it from the repository (git rm -r --cached) and delete it, or use another store (--store on the command line).');
  }
  const entries = readdirSync(store);
  if (!isStore(store, entries)) {
    refuse(store, 'it holds other files and no store', 'Name a folder that is empty or does not exist, such as .plumbline.');
  }
  if (process.platform !== 'win32' && (folder.mode & 0o077) !== 0) closeFolder(store);
  for (const name of entries) {
    const stats = lstatSync(path.join(store, name), { throwIfNoEntry: false });
    const odd = stats && oddity(stats);
    if (odd) refuse(store, `${name} in it is ${odd}`, notYours);
    if (name === 'temp' && stats && !stats.isDirectory()) refuse(store, `${name} in it is not a folder`, notYours);
    if (stats && isStoreFile(name)) {
      if (!stats.isFile()) refuse(store, `${name} in it is not a file`, notYours);
      tighten(store, name, stats);
    }
  }
}

function closeFolder(store: string): void {
  try {
    chmodSync(store, 0o700);
  } catch (error) {
    // Read-only, or without modes: whoever writes there will say so.
    if (!/^(EPERM|EROFS|ENOTSUP)$/.test((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

function tighten(store: string, name: string, stats: Stats): void {
  const me = process.getuid?.();
  if (me !== undefined && stats.uid !== me) refuse(store, `${name} in it belongs to another user`, notYours);
  if (process.platform === 'win32' || name === '.gitignore' || (stats.mode & 0o077) === 0) return;
  try {
    closeToOthers(path.join(store, name));
  } catch (error) {
    // A running engine's files come and go; one whose owner took his own right to read it is for nobody else either.
    if (!/^(ENOENT|EACCES)$/.test((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
