import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../../../core/errors';
import { fileKind, type FileKind } from './file-format';
import { includes } from './glob';
import { fileProblem } from './file-problem';

/** A data file below the folder that a connection points at. */
export interface DataFile {
  readonly absolute: string;
  /** Path from the folder, with "/" on every platform. */
  readonly relative: string;
  readonly kind: FileKind;
  readonly size: number;
  readonly modified: Date;
}

const ignoredFolders = new Set(['node_modules', '__pycache__', 'venv']);

async function walk(folder: string, prefix: string, visit: (absolute: string, relative: string) => Promise<void>): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith('.') || ignoredFolders.has(entry.name)) continue;
    const absolute = path.join(folder, entry.name);
    const relative = prefix ? `${prefix}/${entry.name}` : entry.name;
    if (entry.isDirectory()) {
      // A sub-folder that may not be entered hides its files only; the others stay readable.
      await walk(absolute, relative, visit).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
      });
    } else if (entry.isFile() || entry.isSymbolicLink()) await visit(absolute, relative);
  }
}

/**
 * The folder and the data files that a connection's `path` (a folder or one file) and `include` globs name, sorted by path.
 * Hidden folders and files, node_modules and the like are left out. Throws `source-missing` or `source-unreadable`.
 */
export async function listFiles(target: string, include?: readonly string[] | null): Promise<{ root: string; files: DataFile[] }> {
  const absolute = path.resolve(target);
  const info = await stat(absolute).catch((error: unknown) => { throw fileProblem(error, absolute); });
  if (info.isFile()) {
    const kind = fileKind(path.basename(absolute));
    if (!kind) fail('unsupported', `${absolute} is not a CSV, TSV, JSON, NDJSON or Parquet file.`,
      { remedy: 'Choose a data file or a folder; a DuckDB database is added with the type "duckdb".', place: { path: absolute } });
    const file = { absolute, relative: path.basename(absolute), kind, size: info.size, modified: info.mtime };
    return { root: path.dirname(absolute), files: [file] };
  }
  const wanted = includes(include);
  const files: DataFile[] = [];
  await walk(absolute, '', async (file, relative) => {
    const kind = fileKind(path.posix.basename(relative));
    if (!kind || !wanted(relative)) return;
    // A link to nowhere, or a file deleted while we look, is not there.
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile()) files.push({ absolute: file, relative, kind, size: found.size, modified: found.mtime });
  }).catch((error: unknown) => { throw fileProblem(error, absolute); });
  return { root: absolute, files };
}
