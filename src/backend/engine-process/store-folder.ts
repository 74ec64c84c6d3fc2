import { statSync, type Stats } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { storeFolderName } from '../../core/api/engine-file';
import { fail } from '../../core/errors';

/** A folder that can be seen; null for anything else, also where the way to it is closed. */
function folderAt(place: string): Stats | null {
  try {
    const stats = statSync(place, { throwIfNoEntry: false });
    return stats?.isDirectory() ? stats : null;
  } catch {
    return null;
  }
}

/**
 * The store that a folder stands in: the nearest `.plumbline` here or above, as git finds its repository; null where there is none.
 * Throws `not-allowed` for one that belongs to another user: a shared folder must not decide which engine is spoken to.
 */
export function findStoreFolder(from: string): string | null {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const store = path.join(folder, storeFolderName);
    const stats = folderAt(store);
    if (stats) {
      const me = process.getuid?.();
      if (me !== undefined && me !== 0 && stats.uid !== me) {
        fail('not-allowed', `The store ${store} belongs to another user.`, { remedy: 'Work in a folder of your own, or name a store with --store.' });
      }
      return store;
    }
    if (path.dirname(folder) === folder) return null;
  }
}

/** Where a new store of a folder goes. */
export function newStoreFolder(folder: string): string {
  return path.join(path.resolve(folder), storeFolderName);
}

/** Makes the folder for its owner only, and keeps Git away from it. Does nothing to one that is there. */
export async function makeStoreFolder(store: string): Promise<void> {
  if (folderAt(store)) return;
  try {
    await mkdir(store, { recursive: true, mode: 0o700 });
    await writeFile(path.join(store, '.gitignore'), '*\n', { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } catch (error) {
    fail('engine-unavailable', `The folder ${store} cannot be made.`, {
      remedy: 'Choose a folder that you may write to.', detail: error instanceof Error ? error.message : String(error),
    }, error);
  }
}
