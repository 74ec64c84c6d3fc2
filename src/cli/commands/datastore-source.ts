import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { DatastoreCreate } from '../../core/api/schemas/datastore';
import { fail } from '../../core/errors';
import { type ReadFlags, readChange } from '../options/read-options';

export interface SourceOptions extends ReadFlags { name?: string; type?: 'files' | 'duckdb'; enrichmentOnly?: boolean; enrichmentFormat?: 'parquet' | 'csv' }

const databaseEndings = new Set(['.duckdb', '.ddb', '.db']);

/** One that exports are written to need not be there yet. */
function enrichmentFrom(place: string, options: SourceOptions): DatastoreCreate {
  const { ext, base, name } = path.parse(place);
  const type = options.type ?? (databaseEndings.has(ext.toLowerCase()) ? 'duckdb' : 'files');
  if (type === 'duckdb' && options.enrichmentFormat) fail('bad-request', '--enrichment-format is for a folder.');
  return {
    name: options.name ?? (type === 'duckdb' ? name : base), connection: { type, path: place }, enrichment_only: true,
    ...(options.enrichmentFormat ? { enrichment_format: options.enrichmentFormat } : {}),
  };
}

/**
 * A datastore from what a person points at: a folder is one of files, `x.duckdb` a database, a single data file its folder with only
 * that file in it. The name is that of the folder or file unless said. `folder`: what relative paths start from.
 */
export async function datastoreFrom(typed: string, folder: string, options: SourceOptions): Promise<DatastoreCreate> {
  const place = path.resolve(folder, typed);
  if (options.enrichmentOnly) return enrichmentFrom(place, options);
  const found = await stat(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return fail('source-missing', 'There is no such file or folder.', { place: { path: place } }, error);
    return fail('source-unreadable', 'It cannot be looked at.', { place: { path: place }, detail: error.message }, error);
  });
  const parsed = path.parse(place);
  const type = options.type ?? (found.isFile() && databaseEndings.has(parsed.ext.toLowerCase()) ? 'duckdb' : 'files');
  const change = readChange(options, null);
  const wanted = (at: string, name: string, include?: string[]): DatastoreCreate => {
    const read_options = include ? { ...change, include } : change;
    return { name: options.name ?? (name === '' ? 'files' : name), connection: { type, path: at }, ...(read_options ? { read_options } : {}) };
  };
  const onlyFolders = (): never => fail('bad-request', '--include and --exclude are for folders of files.');
  if (type === 'duckdb') {
    if (!found.isFile()) fail('bad-request', 'A DuckDB datastore is one database file.', { place: { path: place } });
    if (change?.include || change?.exclude) onlyFolders();
    if (change) fail('bad-request', 'Options of how files are read have no effect on a database.', { remedy: 'Leave them out.' });
    return wanted(place, parsed.name);
  }
  if (found.isDirectory()) return wanted(place, parsed.base);
  if (change?.include || change?.exclude) onlyFolders();
  // What has a meaning in a glob stands for itself here.
  return wanted(parsed.dir, parsed.name, [`/${parsed.base.replace(/[[\]{}()|+*?!\\]/g, '\\$&')}`]);
}
