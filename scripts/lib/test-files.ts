import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from './bundles';

/** Compiled files under out/`folder` whose names end with `ending`, sorted; folders in `without` (relative to out) are left out. */
export async function compiledFiles(folder: string, ending: string, without: readonly string[] = []): Promise<string[]> {
  const out = path.join(root, 'out');
  const entries = await readdir(path.join(out, folder), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !without.some((left) => file.startsWith(path.join(out, left) + path.sep)))
    .sort();
}
