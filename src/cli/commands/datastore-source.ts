import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { DatastoreCreate } from '../../core/api/schemas/datastore';
import { fail } from '../../core/errors';

export interface SourceOptions { name?: string; type?: 'files' | 'duckdb'; include?: string[] }

const databaseEndings = new Set(['.duckdb', '.ddb', '.db']);

/**
 * A datastore from what a person points at: a folder is one of files, `x.duckdb` a database, a single data file its folder with only
 * that file in it. The name is that of the folder or file unless said. `folder`: what relative paths start from.
 */
export async function datastoreFrom(typed: string, folder: string, options: SourceOptions): Promise<DatastoreCreate> {
  const place = path.resolve(folder, typed);
  const found = await stat(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return fail('source-missing', 'There is no such file or folder.', { place: { path: place } }, error);
    return fail('source-unreadable', 'It cannot be looked at.', { place: { path: place }, detail: error.message }, error);
  });
  const parsed = path.parse(place);
  const type = options.type ?? (found.isFile() && databaseEndings.has(parsed.ext.toLowerCase()) ? 'duckdb' : 'files');
  const wanted = (at: string, include: string[] | undefined, name: string): DatastoreCreate =>
    ({ name: options.name ?? (name === '' ? 'files' : name), connection: { type, path: at, ...(include ? { include } : {}) } });
  if (type === 'duckdb') {
    if (!found.isFile()) fail('bad-request', 'A DuckDB datastore is one database file.', { place: { path: place } });
    if (options.include) fail('bad-request', '--include is for folders of files.');
    return wanted(place, undefined, parsed.name);
  }
  if (found.isDirectory()) return wanted(place, options.include, parsed.base);
  if (options.include) fail('bad-request', '--include is for folders of files.');
  // What has a meaning in a glob stands for itself here.
  return wanted(parsed.dir, [`/${parsed.base.replace(/[[\]{}()|+*?!\\]/g, '\\$&')}`], parsed.name);
}
