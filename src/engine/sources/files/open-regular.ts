import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { fail } from '../../../core/errors';
import { fileProblem } from './file-problem';

/**
 * Opens a file for reading, if it is one: a pipe or device that has taken its place would block for ever, or never end.
 * Throws `source-missing`, `source-unreadable` and their like.
 */
export async function openRegular(file: string): Promise<FileHandle> {
  // Windows has neither the flag nor pipes among its files.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((error: unknown) => { throw fileProblem(error, file); });
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  fail('source-unreadable', `${file} is no regular file.`, { remedy: 'Run a sync; only files are read.', place: { path: file } });
}
