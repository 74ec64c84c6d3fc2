import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** Something below a folder that is no hidden one. */
export interface Found {
  /** Where it lies; for a link, where that lies which it leads to. */
  readonly absolute: string;
  /** Path from the folder, with "/" on every platform. */
  readonly relative: string;
}
export interface Walk {
  readonly files: Found[];
  /** Links to files that stay below the folder. */
  readonly links: Found[];
  readonly passedOver: PassedOver[];
}

/** What is not read, and why, in words that follow its path. */
export interface PassedOver { readonly relative: string; readonly why: string; readonly isFolder: boolean }

const ignoredFolders = new Set(['node_modules', '__pycache__', 'venv']);

/** True where `inner` is the folder `outer` or lies in it, both real paths. */
function isBelow(inner: string, outer: string): boolean {
  const way = path.relative(outer, inner);
  return way.split(path.sep)[0] !== '..' && !path.isAbsolute(way);
}

/** What a link leads to; `file` is a path below `root`. */
async function followed(link: string, root: string): Promise<{ file: string } | Omit<PassedOver, 'relative'>> {
  const [target, top] = await Promise.all([realpath(link).catch(() => null), realpath(root)]);
  const kind = target === null ? null : await stat(target).catch(() => null);
  if (target === null || kind === null) return { why: 'is a link that leads nowhere', isFolder: false };
  if (!isBelow(target, top)) return { why: 'is a link that leaves the folder', isFolder: kind.isDirectory() };
  if (kind.isDirectory()) return { why: 'is a link to a folder', isFolder: true };
  return kind.isFile() ? { file: path.join(root, path.relative(top, target)) } : { why: 'is a link to something that is no file', isFolder: false };
}

/**
 * All files below `root`, in the order of their names. Hidden files and folders, node_modules and the like
 * are left out. Links to folders are not followed: they may lead in a circle, or show every file twice.
 */
export async function walkFolder(root: string): Promise<Walk> {
  const walk: Walk = { files: [], links: [], passedOver: [] };
  const visit = async (folder: string, prefix: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (entry.name.startsWith('.') || ignoredFolders.has(entry.name)) continue;
      const absolute = path.join(folder, entry.name);
      const relative = prefix ? `${prefix}/${entry.name}` : entry.name;
      // Some file systems do not tell the kind with the name.
      const kind = entry.isFile() || entry.isDirectory() || entry.isSymbolicLink() ? entry : await lstat(absolute).catch(() => entry);
      if (kind.isDirectory()) {
        // A sub-folder that may not be entered hides its files only; the others stay readable.
        await visit(absolute, relative).catch((error: unknown) => {
          const { code } = error as NodeJS.ErrnoException;
          if (code !== 'EACCES' && code !== 'EPERM') throw error;
          walk.passedOver.push({ relative, why: 'is a folder that may not be read by this user', isFolder: true });
        });
      } else if (kind.isFile()) walk.files.push({ absolute, relative });
      else if (kind.isSymbolicLink()) {
        const end = await followed(absolute, root);
        if ('file' in end) walk.links.push({ absolute: end.file, relative });
        else walk.passedOver.push({ relative, ...end });
      } else walk.passedOver.push({ relative, why: kind.isFIFO() ? 'is a pipe' : kind.isSocket() ? 'is a socket' : 'is a device', isFolder: false });
    }
  };
  await visit(root, '');
  return walk;
}
