import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

/** Larger than the index of any repository; keeps a made-up file from filling the memory. */
const largestIndex = 1024 * 1024 * 1024;

/** A name as file systems that fold case or ignore invisible characters compare it. */
function folded(name: string): string {
  if (/^[\x20-\x7e]*$/.test(name)) return name.toLowerCase();
  return name.normalize('NFC').replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, '').toLowerCase();
}

/** The paths in an index of git (versions 2 to 4, SHA-1 or SHA-256). Throws a RangeError where it is none. */
function* pathsOf(index: Buffer, hashBytes: number): Generator<string> {
  if (index.toString('latin1', 0, 4) !== 'DIRC') throw new RangeError('no index');
  const version = index.readUInt32BE(4);
  if (version < 2 || version > 4) throw new RangeError('unknown version');
  let at = 12;
  let before: Buffer = Buffer.alloc(0);
  for (let left = index.readUInt32BE(8); left > 0; left--) {
    const start = at;
    const flags = index.readUInt16BE(at + 40 + hashBytes);
    at += 42 + hashBytes + (version >= 3 && (flags & 0x4000) !== 0 ? 2 : 0);
    let kept = 0;
    if (version === 4) {
      // Only what differs from the path before is written, after the number of bytes to take off that.
      let byte = index.readUInt8(at++);
      let strip = byte & 0x7f;
      while (byte & 0x80) {
        byte = index.readUInt8(at++);
        strip = ((strip + 1) << 7) | (byte & 0x7f);
      }
      kept = before.length - strip;
    }
    const end = index.indexOf(0, at);
    if (end < 0 || kept < 0) throw new RangeError('cut off');
    const name = version === 4 ? Buffer.concat([before.subarray(0, kept), index.subarray(at, end)]) : index.subarray(at, end);
    yield name.toString('utf8');
    before = name;
    at = version === 4 ? end + 1 : start + (((end - start) >> 3) + 1) * 8;
  }
}

/** Does this index hold the folder, or anything in it? `inside`: its path from the top of the work tree, with "/". */
export function indexHolds(index: Buffer, inside: string): boolean {
  const wanted = `${folded(inside)}/`;
  for (const hashBytes of [20, 32]) {
    try {
      for (const name of pathsOf(index, hashBytes)) if (`${folded(name)}/`.startsWith(wanted)) return true;
      return false;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  // Of a kind not known here: its names are at least written in it.
  return folded(index.toString('utf8')).includes(wanted);
}

/** Where git keeps its own files for the work tree at `top`; null where there is none. */
function gitFolder(top: string): string | null {
  const place = path.join(top, '.git');
  try {
    const stats = statSync(place);
    if (stats.isDirectory()) return place;
    const named = stats.isFile() && stats.size < 10_000 ? /^gitdir: (.+?)\s*$/m.exec(readFileSync(place, 'utf8'))?.[1] : undefined;
    return named === undefined ? null : path.resolve(top, named);
  } catch {
    return null; // None, or none that this user may see, so none that this user has cloned.
  }
}

function indexesOf(folder: string): Buffer[] {
  let names: string[];
  try {
    // An index may be split: what did not change lies in a shared one.
    names = readdirSync(folder).filter((name) => name === 'index' || name.startsWith('sharedindex.'));
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const file = path.join(folder, name);
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats?.isFile() && stats.size <= largestIndex ? [readFileSync(file)] : [];
  });
}

/**
 * The work tree of git that tracks anything in a folder; null where none does. Reads git's index, so that git itself is
 * not needed; a few milliseconds for ten thousand files.
 */
export function trackedBy(folder: string): string | null {
  const parent = realpathSync(path.dirname(path.resolve(folder)));
  for (let top = parent; ; top = path.dirname(top)) {
    const git = gitFolder(top);
    const inside = [...path.relative(top, parent).split(path.sep), path.basename(folder)].filter((part) => part !== '').join('/');
    if (git !== null && indexesOf(git).some((index) => indexHolds(index, inside))) return top;
    if (path.dirname(top) === top) return null;
  }
}
