import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface StorePaths { readonly folder: string; readonly state: string; readonly log: string; readonly temp: string }

export function storePaths(folder: string): StorePaths {
  const at = path.resolve(folder);
  return { folder: at, state: path.join(at, 'state.duckdb'), log: path.join(at, 'engine.log'), temp: path.join(at, 'temp') };
}

/** Makes the store folder for its owner only, with a `.gitignore` that keeps all of it out of version control. */
export function makeStoreFolder(paths: StorePaths): void {
  mkdirSync(paths.folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path.join(paths.folder, '.gitignore'), '*\n', { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Empties the folder for spilled data. Only for who holds the store: another engine may be spilling there. */
export function emptyTemp(paths: StorePaths): void {
  mkdirSync(paths.temp, { recursive: true, mode: 0o700 });
  for (const entry of readdirSync(paths.temp)) rmSync(path.join(paths.temp, entry), { recursive: true, force: true });
}
