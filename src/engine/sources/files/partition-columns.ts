import type { Column } from '../relation';
import { column } from './file-shape';
import type { DataFile } from './list-files';

const pairs = (folders: readonly string[]): [key: string, value: string][] => folders.flatMap((folder) => {
  const at = folder.indexOf('=');
  return at > 0 && folder.indexOf('=', at + 1) < 0 ? [[folder.slice(0, at), folder.slice(at + 1)] as [string, string]] : [];
});

/** Only what looks like a number or a date in every respect is one: `007` stays a text. */
const typeOf = (value: string): string => (/^(?:0|-?[1-9]\d{0,17})$/.test(value) ? 'BIGINT' : 'VARCHAR');

/**
 * Columns that folders `key=value` below the datastore's folder add to a file of these columns: none unless the file lacks all
 * of them. DuckDB looks at the whole path, so a key above the datastore's folder that is a column in the file forbids it too.
 */
export function partitionColumns(file: DataFile, own: readonly Column[]): Column[] {
  const folders = (path: string): string[] => path.split(/[\\/]/).slice(0, -1);
  const found = pairs(folders(file.relative));
  const names = new Set(own.map((c) => c.name.toLowerCase()));
  if (found.length === 0 || pairs(folders(file.absolute)).some(([key]) => names.has(key.toLowerCase()))) return [];
  return [...new Map(found)].map(([key, value]) => column(key, typeOf(value)));
}
