import { constants, createGunzip } from 'node:zlib';
import { fail } from '../../../core/errors';
import { fileProblem } from './file-problem';
import type { DataFile } from './list-files';
import { openRegular } from './open-regular';
import { encodingOf, markedEncoding, type TextEncoding } from './text-encoding';

export interface FileHead {
  /** Text of the first bytes, without byte order mark. */
  readonly text: string;
  /** The whole file is in `text`. */
  readonly complete: boolean;
  readonly encoding: TextEncoding;
  /** It begins with a byte order mark. */
  readonly marked: boolean;
}

const wanted = 256 * 1024;

/** First bytes of well-known kinds of files that are sometimes saved under a wrong name. */
const signatures: readonly (readonly [bytes: string, meaning: string])[] = [
  ['504b0304', 'a ZIP archive (an Excel workbook is one too)'], ['50415231', 'a Parquet file'], ['25504446', 'a PDF document'],
  ['d0cf11e0', 'an old Excel or Word document'], ['53514c69746520', 'an SQLite database'], ['1f8b', 'a gzip archive'],
  ['28b52ffd', 'a Zstandard archive'], ['89504e47', 'a PNG image'], ['ffd8ff', 'a JPEG image'],
];

function signatureOf(bytes: Buffer): string | undefined {
  const hex = bytes.subarray(0, 16).toString('hex');
  if (bytes.subarray(8, 12).toString('latin1') === 'DUCK') return 'a DuckDB database';
  return signatures.find(([start]) => hex.startsWith(start))?.[1];
}

async function firstBytes(file: DataFile): Promise<Buffer> {
  const handle = await openRegular(file.absolute);
  try {
    const buffer = Buffer.alloc(Math.min(file.size, wanted));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw fileProblem(error, file.absolute);
  } finally {
    await handle.close();
  }
}

/** The first {@link wanted} bytes of what a gzip archive holds; no more is unpacked, since little can unpack to very much. */
async function inflatedHead(bytes: Buffer): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  // The archive itself is cut, too.
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: wanted / 4 });
  gunzip.end(bytes);
  for await (const part of gunzip as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size >= wanted) break;
  }
  return Buffer.concat(parts).subarray(0, wanted);
}

/**
 * Reads the start of a text file (inflated when gzip, in the encoding `chosen` by a person) and refuses what is not text.
 * Throws `source-malformed` for an empty file, for bytes that are no text and for files that are not what their name says.
 */
export async function readHead(file: DataFile, chosen?: TextEncoding): Promise<FileHead> {
  const place = { path: file.relative };
  const malformed = (reason: string, remedy: string): never => fail('source-malformed', `${file.relative} ${reason}`, { remedy, place });
  let bytes = await firstBytes(file);
  let complete = bytes.length >= file.size;
  if (bytes.length === 0) malformed('is empty.', 'Write the file again, or remove it and run a sync.');
  if (file.kind.gzip) {
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) malformed('is not compressed with gzip, though its name says so.', 'Rename it without ".gz", or compress it.');
    try {
      bytes = await inflatedHead(bytes);
      complete &&= bytes.length < wanted;
    } catch {
      malformed('is a damaged gzip archive.', 'Write the file again.');
    }
    if (bytes.length === 0) malformed('holds nothing once inflated.', 'Write the file again, or remove it and run a sync.');
  }
  const signature = signatureOf(bytes);
  if (signature) malformed(`is ${signature}, not ${file.kind.format.toUpperCase()} as its name says.`, 'Give it the right name, or export it as CSV, JSON or Parquet.');
  const encoding = encodingOf(file, bytes, chosen);
  const marked = markedEncoding(bytes) !== null;
  // Cut between the bytes of a character, or not of the encoding at all: that shows when all of it is read.
  const text = encoding === 'utf-16be' ? Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16().toString('utf16le')
    : encoding === 'windows-1252' ? new TextDecoder(encoding).decode(bytes)
      : bytes.toString(encoding === 'utf-16le' ? 'utf16le' : encoding === 'latin-1' ? 'latin1' : 'utf8');
  return { text: text.replace(/^\uFEFF/, ''), complete, encoding, marked };
}
