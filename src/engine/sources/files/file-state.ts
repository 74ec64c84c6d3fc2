import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { PlumblineError, toProblem, type Problem } from '../../../core/errors';
import type { DataFile } from './list-files';
import { openRegular } from './open-regular';

/** What a file was when its reading began: enough to know later whether it still is the same. */
export interface FileState {
  readonly file: DataFile;
  readonly inode: bigint;
  readonly size: bigint;
  /** Nanoseconds. */
  readonly modified: bigint;
  /** Digest of its first and last bytes: what remains when others only append to it. */
  readonly edges: string;
}

/** Bytes of each edge. */
const edge = 4096;
const remedy = 'Run it again when the file is written completely.';

async function edgesOf(handle: FileHandle, size: bigint): Promise<string> {
  const length = Math.min(edge, Number(size));
  const hash = createHash('sha256');
  for (const position of [0, Number(size) - length]) {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
    hash.update(buffer.subarray(0, bytesRead));
  }
  return hash.digest('base64');
}

async function opened<T>(file: DataFile, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await openRegular(file.absolute);
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}

/** The state of a file now. Throws `source-missing`, `source-unreadable` and their like. */
export async function fileState(file: DataFile): Promise<FileState> {
  return opened(file, async (handle) => {
    const { ino, size, mtimeNs, mtime } = await handle.stat({ bigint: true });
    return { file: { ...file, size: Number(size), modified: mtime }, inode: ino, size, modified: mtimeNs, edges: await edgesOf(handle, size) };
  });
}

/** Whether a file is what it was at another moment. */
export function isSameState(a: FileState, b: FileState): boolean {
  return a.inode === b.inode && a.size === b.size && a.modified === b.modified && a.edges === b.edges;
}

const changed = ({ file }: FileState, how: string): Problem =>
  ({ code: 'source-changed', reason: `${file.relative} ${how} while it was read.`, remedy, place: { path: file.relative } });

/**
 * What has happened to a file since `before`: null where nothing did, `grew` where others have only appended to it, otherwise
 * the problem `source-changed`, since parts of what was read are of one file and parts of another.
 */
export async function changeSince(before: FileState): Promise<Problem | 'grew' | null> {
  try {
    return await opened(before.file, async (handle) => {
      const now = await handle.stat({ bigint: true });
      if (now.ino !== before.inode) return changed(before, 'was replaced by another file');
      if (now.size === before.size && now.mtimeNs === before.modified) return null;
      if (now.size < before.size) return changed(before, 'became shorter');
      return now.size > before.size && await edgesOf(handle, before.size) === before.edges ? 'grew' : changed(before, 'was written anew');
    });
  } catch (error) {
    const { code, reason } = toProblem(error);
    return changed(before, code === 'source-missing' ? 'was removed' : `could not be opened any more (${reason.replace(/\.$/, '')})`);
  }
}

/**
 * Sentences about files that grew since their states were taken. Throws `source-changed` where one is not what it was.
 */
export async function changesSince(states: readonly FileState[]): Promise<string[]> {
  const grown: string[] = [];
  for (const state of states) {
    const change = await changeSince(state);
    if (change === 'grew') grown.push(state.file.relative);
    else if (change) throw new PlumblineError(change);
  }
  if (grown.length === 0) return [];
  const names = grown.length > 3 ? `${grown.slice(0, 3).join(', ')} and ${grown.length - 3} more` : grown.join(', ');
  return [`${names} grew while ${grown.length > 1 ? 'they were' : 'it was'} read; rows that came meanwhile may be counted in part.`];
}

/** `error` of reading `name`, or that its files changed meanwhile, which is then the cause. `changes` as of {@link changesSince}. */
export async function causeOf(error: unknown, name: string, changes: () => Promise<string[]>): Promise<unknown> {
  if (PlumblineError.is(error, 'aborted')) return error;
  try {
    const [grew] = await changes();
    const problem = toProblem(error);
    if (!grew || problem.code !== 'source-malformed') return error;
    return new PlumblineError({ ...problem, code: 'source-changed', reason: `${name} was written to while it was read. ${problem.reason}`, remedy }, { cause: error });
  } catch (change) {
    return change;
  }
}
