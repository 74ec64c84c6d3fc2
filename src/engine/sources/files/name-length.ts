import { fail } from '../../../core/errors';
import type { DataFile } from './list-files';

/** Characters of a column's name: a whole question of a survey has room, a value taken for a name has not. */
export const longestName = 4000;

/** Throws `source-malformed` for a name that no list, message or statement has room for; says only how it begins. */
export function checkNames(file: DataFile, names: readonly string[]): void {
  const at = names.findIndex((name) => name.length > longestName);
  const name = names[at];
  if (name === undefined) return;
  fail('source-malformed', `The name of column ${at + 1} of ${file.relative} has ${name.length} characters ("${name.slice(0, 40)}…"), and at most ${longestName} are read.`,
    { remedy: 'Give it a shorter name.', place: { path: file.relative } });
}
