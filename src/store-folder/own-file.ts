import { closeSync, constants, fchmodSync, fstatSync, lstatSync, openSync, readSync, rmSync, type Stats } from 'node:fs';
import { fail } from '../core/errors';

/** Not known on Windows, where the check after opening stands alone. */
const noFollow = constants.O_NOFOLLOW ?? 0;
/** A FIFO would otherwise hold whoever opens it. */
const noWait = constants.O_NONBLOCK ?? 0;

/** Is this a plain file that only this user's store knows: no link, no device, no second name, of this user? */
export function isOwn(stats: Stats): boolean {
  const me = process.getuid?.();
  return stats.isFile() && stats.nlink <= 1 && (me === undefined || stats.uid === me);
}

/**
 * Opens a file of a store without following a link, and looks at what was opened before anything is read or written.
 * `flags` are those of open(2) without O_TRUNC. Throws `not-allowed` for anything but a plain file of this user.
 */
export function openOwn(file: string, flags: number): number {
  const refuse = (cause?: unknown): never => fail('not-allowed', `${file} is not a plain file of yours.`, {
    remedy: 'Delete it if you did not make it: Plumbline never makes links there.', place: { path: file },
  }, cause);
  let opened: number;
  try {
    opened = openSync(file, flags | noFollow | noWait, 0o600);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ELOOP' || code === 'EMLINK' || code === 'ENXIO') return refuse(error);
    throw error;
  }
  try {
    const stats = fstatSync(opened);
    // Windows opens through a link: then what has this name is not what was opened.
    const named = noFollow === 0 ? lstatSync(file) : stats;
    if (!isOwn(stats) || named.ino !== stats.ino) refuse();
    return opened;
  } catch (error) {
    closeSync(opened);
    throw error;
  }
}

/** Makes a file anew and opens it for writing: whatever had its name loses the name, and is not opened. */
export function createAnew(file: string): number {
  for (let again = 0; ; again++) {
    rmSync(file, { force: true });
    const opened = createOwn(file);
    if (opened !== undefined) return opened;
    // Another starter was faster.
    if (again > 20) throw new Error(`${file} cannot be made anew.`);
  }
}

/** Makes a file and opens it for writing; undefined where there is something of that name. */
export function createOwn(file: string): number | undefined {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
}

/** The first `limit` bytes of a file of a store; undefined where there is none. Throws as {@link openOwn}. */
export function readOwn(file: string, limit: number): Buffer | undefined {
  let opened: number;
  try {
    opened = openOwn(file, constants.O_RDONLY);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const buffer = Buffer.alloc(Math.min(limit, fstatSync(opened).size));
    let length = 0;
    for (let read = 1; read > 0 && length < buffer.length; length += read) read = readSync(opened, buffer, length, buffer.length - length, length);
    return buffer.subarray(0, length);
  } finally {
    closeSync(opened);
  }
}

/** Takes a file away from everybody but its owner. A file system that knows no modes is left as it is. */
export function closeToOthers(file: string): void {
  const opened = openOwn(file, constants.O_RDONLY);
  try {
    if ((fstatSync(opened).mode & 0o077) !== 0) fchmodSync(opened, 0o600);
  } catch (error) {
    if (!/^(EPERM|EROFS|ENOTSUP|EINVAL)$/.test((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    closeSync(opened);
  }
}
