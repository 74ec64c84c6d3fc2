import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** A table with known errors: a dirty file, and a clean one with the same rows in the same order. */
export interface KnownTable {
  readonly group: string;
  readonly name: string;
  readonly dirty: string;
  readonly clean: string;
}

/** The folder of tables with known errors: `--data`, else PLUMBLINE_ERROR_DATA, else `../shared/data/errors` beside the project. */
export function errorsFolder(given: string | undefined): string {
  const wanted = given ?? process.env.PLUMBLINE_ERROR_DATA;
  const found = [wanted, path.resolve('..', 'shared', 'data', 'errors'), path.resolve('..', '..', 'shared', 'data', 'errors')]
    .find((folder) => folder !== undefined && existsSync(folder));
  if (found !== undefined && (wanted === undefined || found === wanted)) return found;
  throw new Error(`There is no folder of tables with known errors${wanted ? ` at ${wanted}` : ''}. Name one with --data FOLDER or PLUMBLINE_ERROR_DATA: `
    + 'it holds GROUP/dirty.csv beside GROUP/clean.csv, or COLLECTION/GROUP/TABLE/dirty.csv beside clean.csv.');
}

const folders = (folder: string): string[] => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();

/** All pairs under the folder; the group is the folder of a table, or the folder above it in a collection. */
export function knownTables(root: string): KnownTable[] {
  const walk = (folder: string, group: string, depth: number): KnownTable[] => {
    const [dirty, clean] = ['dirty.csv', 'clean.csv'].map((name) => path.join(folder, name)) as [string, string];
    if (existsSync(dirty) && existsSync(clean)) return [{ group: depth < 3 ? path.basename(folder) : group, name: path.basename(folder), dirty, clean }];
    return depth < 4 ? folders(folder).flatMap((name) => walk(path.join(folder, name), path.basename(folder), depth + 1)) : [];
  };
  return walk(root, '', 0);
}
