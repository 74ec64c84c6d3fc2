import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { baselineFile, type BaselineEntry } from '../../core/baseline/entry';
import { baselineText, readBaseline } from '../../core/baseline/text';
import { fail } from '../../core/errors';

/** Where the baseline is that a command means: what was given, otherwise the usual name in the folder. */
export function baselinePath(folder: string, given: string | undefined): string {
  return path.resolve(folder, given ?? baselineFile);
}

/** Null where there is no such file. Throws `source-unreadable` and `bad-request`. */
export function loadBaseline(file: string): BaselineEntry[] | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    return fail('source-unreadable', 'The baseline cannot be read.', { place: { path: file }, detail: String(error) }, error);
  }
  return readBaseline(text, file);
}

/** Throws `source-unreadable`. */
export async function saveBaseline(file: string, entries: readonly BaselineEntry[]): Promise<void> {
  try {
    await writeFile(file, baselineText(entries));
  } catch (error) {
    fail('source-unreadable', 'The baseline cannot be written.', { place: { path: file }, detail: String(error) }, error);
  }
}
