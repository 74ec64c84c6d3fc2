import path from 'node:path';

/** Files that a datastore of files reads, by their names; as `core` lists them in the Explorer's menus too. */
const readable = /\.(csv|tsv|txt|json|ndjson|jsonl|parquet)(\.gz)?$/i;
const databases = /\.(duckdb|ddb|db)$/i;

export function isDatabase(file: string): boolean {
  return databases.test(file);
}
export function isDataFile(file: string): boolean {
  return readable.test(file);
}

/** Where `file` is below `folder`, with "/" between; the empty text where it is the same; null where it is elsewhere. */
export function placeBelow(folder: string, file: string): string | null {
  const relative = path.relative(folder, file);
  if (relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) return null;
  return relative.split(path.sep).join('/');
}

/** A name for a datastore at a path that none of `taken` has. */
export function freeName(place: string, taken: readonly string[]): string {
  const base = path.basename(place).replace(/\.(duckdb|ddb|db)$/i, '') || place;
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? base : `${base} ${n}`;
    if (!taken.includes(name)) return name;
  }
}
