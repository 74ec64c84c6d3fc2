import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../../../core/errors';
import { fileKind, type FileKind } from './file-format';
import { fileFilter } from './glob';
import { fileProblem } from './file-problem';
import { walkFolder, type Found, type Walk } from './walk-folder';

/** A data file below the folder that a connection points at. */
export interface DataFile {
  readonly absolute: string;
  /** Path from the folder, with "/" on every platform. */
  readonly relative: string;
  readonly kind: FileKind;
  readonly size: number;
  readonly modified: Date;
}

export interface FileChoice { readonly include?: readonly string[] | null; readonly exclude?: readonly string[] | null }
export interface FileList {
  readonly root: string;
  /** Sorted by path. */
  readonly files: DataFile[];
  /** Sentences about what was not read though its name is that of data. */
  readonly notes: string[];
}

const told = 10;

/** What was passed over, where a person would have expected data: one sentence each, of the first few. */
function notesOf(walk: Walk, wanted: (relative: string) => boolean): string[] {
  const expected = walk.passedOver.filter(({ relative, isFolder }) => isFolder || (fileKind(path.posix.basename(relative)) !== null && wanted(relative)));
  const notes = expected.slice(0, told).map(({ relative, why }) => `${relative} ${why}, so it is not read.`);
  return expected.length > told ? [...notes, `${expected.length - told} more are not read for such reasons.`] : notes;
}

/**
 * The folder and the data files that a connection's `path` (a folder or one file) and globs name. Hidden files and folders,
 * node_modules and the like are left out. A link to a file that stays below the folder is listed where that file is not
 * listed itself; a link that leaves the folder, or leads to another folder, is not followed. Throws `source-missing` or
 * `source-unreadable`.
 */
export async function listFiles(target: string, { include, exclude }: FileChoice = {}): Promise<FileList> {
  const absolute = path.resolve(target);
  const info = await stat(absolute).catch((error: unknown) => { throw fileProblem(error, absolute); });
  if (info.isFile()) {
    const kind = fileKind(path.basename(absolute));
    if (!kind) fail('unsupported', `${absolute} is not a CSV, TSV, JSON, NDJSON or Parquet file.`,
      { remedy: 'Choose a data file or a folder; a DuckDB database is added with the type "duckdb".', place: { path: absolute } });
    const file = { absolute, relative: path.basename(absolute), kind, size: info.size, modified: info.mtime };
    return { root: path.dirname(absolute), files: [file], notes: [] };
  }
  if (!info.isDirectory()) {
    fail('source-unreadable', `${absolute} is neither a file nor a folder.`, { remedy: 'Choose a folder or a data file; a pipe or device cannot be read twice.', place: { path: absolute } });
  }
  const walk = await walkFolder(absolute).catch((error: unknown) => { throw fileProblem(error, absolute); });
  const chosen = fileFilter(include, exclude);
  const files: DataFile[] = [];
  const taken = new Set<string>();
  const add = async (found: Found): Promise<void> => {
    const kind = fileKind(path.posix.basename(found.relative));
    if (!kind || !chosen(found.relative) || taken.has(found.absolute)) return;
    // A file deleted while we look is not there.
    const now = await stat(found.absolute).catch(() => undefined);
    if (!now?.isFile()) return;
    taken.add(found.absolute);
    files.push({ ...found, kind, size: now.size, modified: now.mtime });
  };
  for (const found of walk.files) await add(found);
  for (const found of walk.links) await add(found);
  // The order of names, folder by folder.
  const key = ({ relative }: DataFile): string => relative.replaceAll('/', '\u0000');
  files.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return { root: absolute, files, notes: notesOf(walk, chosen) };
}
