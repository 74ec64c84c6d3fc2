import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, lstatSync, mkdirSync, rmSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cannotWrite } from './make';
import { createOwn, openOwn, readOwn } from './own-file';

const keyBytes = 32;

/** The home folder that the system knows, so that cron, terminal and editor agree; a container may have none but HOME. */
function home(): string {
  try {
    return os.userInfo().homedir;
  } catch {
    return os.homedir();
  }
}

/** Folders of this user where a secret can lie, best first. The last one serves where the home cannot be written to. */
export function userFolders(): readonly string[] {
  const spare = path.join(os.tmpdir(), `plumbline-${process.getuid?.() ?? 'user'}`);
  if (process.platform === 'win32') return [path.join(process.env.LOCALAPPDATA ?? path.join(home(), 'AppData', 'Local'), 'plumbline'), spare];
  if (process.platform === 'darwin') return [path.join(home(), 'Library', 'Application Support', 'plumbline'), spare];
  return [path.join(home(), '.config', 'plumbline'), spare];
}

function isPrivateFolder(folder: string): boolean {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  const me = process.getuid?.();
  return stats?.isDirectory() === true && (me === undefined || (stats.uid === me && (stats.mode & 0o022) === 0));
}

/** The key in a folder; undefined where there is none that only this user can know. */
function keyIn(folder: string): Buffer | undefined {
  if (!isPrivateFolder(folder)) return undefined;
  const file = path.join(folder, 'key');
  const key = readOwn(file, keyBytes + 1);
  if (key === undefined) return undefined;
  const opened = openOwn(file, 0);
  try {
    if (process.platform !== 'win32' && (fstatSync(opened).mode & 0o077) !== 0) {
      rmSync(file); // Others may have read it.
      return undefined;
    }
  } finally {
    closeSync(opened);
  }
  return key.length === keyBytes ? key : undefined;
}

function makeKey(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!isPrivateFolder(folder)) throw new Error(`${folder} can be written to by others.`);
  const file = path.join(folder, 'key');
  const opened = createOwn(file);
  if (opened === undefined) {
    // Not filled for so long: its maker was killed, or its disk was full.
    const age = Date.now() - (lstatSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity);
    if (age > 5000) rmSync(file, { force: true });
    return;
  }
  try {
    writeSync(opened, randomBytes(keyBytes));
    fsyncSync(opened);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(opened);
  }
}

const attempt = <T>(work: () => T): { value?: T; error?: unknown } => {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
};

/**
 * The secret of this user on this computer, by which an engine is told from a stranger. It lies outside all stores, so
 * nothing that came with a repository can hold it. Made when it is first needed. Throws `engine-unavailable`.
 */
export async function userKey(folders = userFolders()): Promise<Buffer> {
  let last: unknown;
  for (let again = 0; again < 20; again++) {
    for (const folder of folders) {
      const { value } = attempt(() => keyIn(folder));
      if (value) return value;
    }
    const made = folders.some((folder) => {
      const { error } = attempt(() => makeKey(folder));
      last = error ?? last;
      return error === undefined;
    });
    if (!made) break;
    // Another process may be between making the file and filling it.
    if (again > 0) await sleep(20);
  }
  return cannotWrite(`No private file can be kept in ${folders.join(' or ')}`, last ?? new Error('The key is damaged.'));
}
