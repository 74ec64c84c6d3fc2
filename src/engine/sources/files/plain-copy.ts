import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { fail, PlumblineError } from '../../../core/errors';
import { copyBound, type CopyLimits } from './copy-bound';
import type { DataFile } from './list-files';
import { openRegular } from './open-regular';
import { textDecoder, type TextEncoding } from './text-encoding';

export interface PlainCopy {
  readonly encoding: TextEncoding;
  /** What is done to the decoded text, piece by piece. */
  readonly lines?: (piece: string, last: boolean) => string;
}

/**
 * A copy of a text file as DuckDB reads it without guess or loss: inflated, UTF-8, without byte order mark. DuckDB's own decoding
 * of UTF-16 knows neither big-endian nor characters beyond 16 bits. `folder` is made, and is the caller's to remove.
 * Throws `source-malformed` where the bytes are not of the encoding, `source-unreadable` where the copy would be too large
 * (see copyBound); nothing of a copy that failed stays.
 */
export async function plainCopy(file: DataFile, folder: string, { encoding, lines }: PlainCopy, signal?: AbortSignal, limits?: CopyLimits): Promise<string> {
  const decode = textDecoder(encoding);
  const change = lines ?? ((text: string) => text);
  const target = path.join(folder, `${randomUUID()}.${file.kind.format}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const bound = copyBound(file, folder, limits);
  let first = true;
  async function* text(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
    const give = (bytes: Uint8Array, last: boolean): Buffer => {
      let piece = decode(bytes, last);
      if (first && piece.length > 0) { first = false; piece = piece.replace(/^\uFEFF/, ''); }
      const plain = Buffer.from(change(piece, last));
      bound(plain.length);
      return plain;
    };
    for await (const bytes of source) yield give(bytes, false);
    yield give(new Uint8Array(), true);
  }
  try {
    const read = (await openRegular(file.absolute)).createReadStream({ highWaterMark: 1024 * 1024 });
    const write = createWriteStream(target, { mode: 0o600 });
    if (file.kind.gzip) await pipeline(read, createGunzip(), text, write, { signal });
    else await pipeline(read, text, write, { signal });
    return target;
  } catch (error) {
    await rm(target, { force: true });
    if (signal?.aborted) fail('aborted', 'The operation was cancelled.', {}, error);
    if (error instanceof TypeError && /encoded data/i.test(error.message)) {
      fail('source-malformed', `${file.relative} is not ${encoding.toUpperCase()} text throughout.`,
        { remedy: 'Write it again, or set the read option encoding to what it is.', place: { path: file.relative }, detail: String(error) }, error);
    }
    if (file.kind.gzip && /^Z_|incorrect|unexpected end/i.test(`${(error as NodeJS.ErrnoException).code ?? ''} ${String(error)}`)) {
      fail('source-malformed', `${file.relative} is a gzip archive that was cut off or damaged.`,
        { remedy: 'Write the file again.', place: { path: file.relative }, detail: String(error) }, error);
    }
    throw PlumblineError.is(error) ? error : new PlumblineError({
      code: 'source-unreadable', reason: `${file.relative} cannot be decoded: ${error instanceof Error ? error.message : String(error)}`, place: { path: file.relative },
    }, { cause: error });
  }
}
