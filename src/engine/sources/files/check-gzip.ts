import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { fail } from '../../../core/errors';
import { fileProblem } from './file-problem';
import type { DataFile } from './list-files';
import { openRegular } from './open-regular';

/** Bytes unpacked at a time: large, so that the engine is seldom asked to go on. */
const chunk = 256 * 1024;

/**
 * Inflates a gzip file once, keeping nothing. Needed because DuckDB reads a cut archive up to the cut without a word, and rows
 * that were never written would then be missing from every count. Does nothing for plain files.
 */
export async function checkGzip(file: DataFile, signal?: AbortSignal): Promise<void> {
  if (!file.kind.gzip) return;
  const handle = await openRegular(file.absolute);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await pipeline(handle.createReadStream(), createGunzip({ chunkSize: chunk }), nowhere, { signal });
  } catch (error) {
    if (signal?.aborted) fail('aborted', 'The operation was cancelled.', {}, error);
    if ((error as NodeJS.ErrnoException).code?.startsWith('E')) throw fileProblem(error, file.absolute);
    fail('source-malformed', `${file.relative} is a gzip archive that was cut off or damaged.`,
      { remedy: 'Write the file again.', place: { path: file.relative }, detail: String(error) }, error);
  }
}
