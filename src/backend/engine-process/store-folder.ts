import { lstatSync, statSync } from 'node:fs';
import path from 'node:path';
import { storeFolderName } from '../../core/api/engine-file';
import { ownFolder } from '../../store-folder/guard';

/** Is there something of a store's name, other than a file? A link that leads nowhere is; where it cannot be seen, not. */
function isThere(place: string): boolean {
  try {
    const stats = lstatSync(place, { throwIfNoEntry: false });
    if (!stats?.isSymbolicLink()) return stats?.isDirectory() === true;
    return statSync(place, { throwIfNoEntry: false })?.isDirectory() !== false;
  } catch {
    return false;
  }
}

/**
 * The store that a folder stands in: the nearest `.plumbline` here or above, as git finds its repository; null where there is none.
 * Throws `not-allowed` for one that belongs to another user or is a link: a shared folder must not decide which engine is
 * spoken to. What is in it is looked at before it is used.
 */
export function findStoreFolder(from: string): string | null {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const store = path.join(folder, storeFolderName);
    if (isThere(store)) {
      ownFolder(store);
      return store;
    }
    if (path.dirname(folder) === folder) return null;
  }
}

/** Where a new store of a folder goes. */
export function newStoreFolder(folder: string): string {
  return path.join(path.resolve(folder), storeFolderName);
}
