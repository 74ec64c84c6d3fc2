import { isUtf8 } from 'node:buffer';
import { fail } from '../../../core/errors';
import { fileProblem } from './file-problem';
import type { DataFile } from './list-files';
import { openRegular } from './open-regular';

const lineEnd = 0x0a;

/** How many bytes at the end of `bytes` begin a character that goes on after them. */
function cutCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return byte >= 0xf0 && back < 4 || byte >= 0xe0 && back < 3 || back < 2 ? back : 0;
  }
  return 0;
}

function lineEnds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(lineEnd); at >= 0; at = bytes.indexOf(lineEnd, at + 1)) count++;
  return count;
}

/** The number, from 0, of the first line of `bytes` that is not UTF-8. */
function wrongLine(bytes: Uint8Array): number {
  for (let line = 0, from = 0; ; line++) {
    const end = bytes.indexOf(lineEnd, from);
    if (end < 0 || !isUtf8(bytes.subarray(from, end))) return line;
    from = end + 1;
  }
}

/**
 * Holds every byte of a plain text file against UTF-8, at the speed of reading it. DuckDB says so too, but for bytes far down in a
 * large file with an internal error, after which its session answers nothing more. Throws `source-malformed` with the line.
 */
export async function checkUtf8(file: DataFile, signal?: AbortSignal): Promise<void> {
  // No larger than the file: pieces of thousands of small ones would only fill memory.
  const highWaterMark = Math.min(4 * 1024 * 1024, Math.max(1024, file.size + 1));
  const pieces = async (end?: number): Promise<AsyncIterable<Buffer>> =>
    (await openRegular(file.absolute)).createReadStream({ highWaterMark, signal, ...(end === undefined ? {} : { end }) });
  const wrong = async (bytes: Uint8Array, offset: number): Promise<never> => {
    // Lines are counted only now, which costs more than looking at the bytes.
    let line = 1 + wrongLine(bytes);
    if (offset > 0) for await (const piece of await pieces(offset - 1)) line += lineEnds(piece);
    return fail('source-malformed', `Line ${line} of ${file.relative} is not UTF-8 text.`,
      { remedy: 'Save the file as UTF-8, or set the read option encoding (it is probably latin-1 or windows-1252).', place: { path: file.relative, line } });
  };
  try {
    let held: Buffer = Buffer.alloc(0);
    let offset = 0;
    for await (const piece of await pieces()) {
      const bytes = held.length > 0 ? Buffer.concat([held, piece]) : piece;
      const whole = bytes.subarray(0, bytes.length - cutCharacter(bytes));
      if (!isUtf8(whole)) await wrong(whole, offset);
      offset += whole.length;
      held = bytes.subarray(whole.length);
    }
    if (!isUtf8(held)) await wrong(held, offset);
  } catch (error) {
    if (signal?.aborted) fail('aborted', 'The operation was cancelled.', {}, error);
    throw fileProblem(error, file.relative);
  }
}
