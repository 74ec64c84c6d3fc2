import { closeSync, mkdirSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { PlumblineError, fail } from '../core/errors';
import { guardStore, ignoreEverything } from './guard';
import { storePaths } from './layout';
import { createOwn } from './own-file';

const reasons: Readonly<Record<string, string>> = {
  EROFS: 'the disk can only be read', EACCES: 'you may not write there', EPERM: 'you may not write there', ENOSPC: 'the disk is full', EDQUOT: 'the disk is full',
  ENOTDIR: 'a part of its path is not a folder',
};

/** Throws what a failed write into a store means. `what`: "The store X cannot be made", say. */
export function cannotWrite(what: string, error: unknown): never {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const why = reasons[code];
  fail('engine-unavailable', `${what}${why ? `: ${why}` : ''}.`, {
    remedy: why === 'the disk is full' ? 'Make room, and try again.'
      : 'Choose a store in a folder that you may write to (--store on the command line); data is read from where it lies.',
    detail: error instanceof Error ? error.message : String(error),
  }, error);
}

/** An error of the system while a store is made or looked at, in words; one of ours as it is. */
function inWords(store: string, error: unknown): never {
  if (PlumblineError.is(error)) throw error;
  return cannotWrite(`The store ${store} cannot be made`, error);
}

function makeFolder(folder: string): void {
  mkdirSync(path.dirname(folder), { recursive: true });
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another starter was faster, or it is there.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function ignoreInGit(gitignore: string): void {
  const opened = createOwn(gitignore);
  if (opened === undefined) return;
  try {
    writeSync(opened, ignoreEverything);
  } catch (error) {
    rmSync(gitignore, { force: true });
    throw error;
  } finally {
    closeSync(opened);
  }
}

/**
 * Makes the store folder where it is not there, for its owner only, with a `.gitignore` that keeps all of it out of version
 * control; and lets one that is there be used only if it is safe. Throws `not-allowed` and `engine-unavailable`.
 */
export function makeStoreFolder(store: string): void {
  const paths = storePaths(store);
  try {
    makeFolder(paths.folder);
    guardStore(paths.folder);
    ignoreInGit(paths.gitignore);
  } catch (error) {
    inWords(paths.folder, error);
  }
}
