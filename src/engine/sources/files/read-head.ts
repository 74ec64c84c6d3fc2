import { open } from 'node:fs/promises';
import { constants, gunzipSync } from 'node:zlib';
import { fail } from '../../../core/errors';
import { fileProblem } from './file-problem';
import type { DataFile } from './list-files';

export interface FileHead {
  /** Text of the first bytes, without byte order mark. */
  readonly text: string;
  /** The whole file is in `text`. */
  readonly complete: boolean;
  /** As DuckDB calls it. */
  readonly encoding: 'utf-8' | 'utf-16';
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
  const handle = await open(file.absolute, 'r').catch((error: unknown) => { throw fileProblem(error, file.absolute); });
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

/**
 * Reads the start of a text file (inflated when gzip) and refuses what is not text.
 * Throws `source-malformed` for an empty file, for bytes that are no text and for files that are not what their name says.
 */
export async function readHead(file: DataFile): Promise<FileHead> {
  const place = { path: file.relative };
  const malformed = (reason: string, remedy: string): never => fail('source-malformed', `${file.relative} ${reason}`, { remedy, place });
  let bytes = await firstBytes(file);
  const complete = bytes.length >= file.size;
  if (bytes.length === 0) malformed('is empty.', 'Write the file again, or remove it and run a sync.');
  if (file.kind.gzip) {
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) malformed('is not compressed with gzip, though its name says so.', 'Rename it without ".gz", or compress it.');
    try {
      bytes = gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
    } catch {
      malformed('is a damaged gzip archive.', 'Write the file again.');
    }
    if (bytes.length === 0) malformed('holds nothing once inflated.', 'Write the file again, or remove it and run a sync.');
  }
  const signature = signatureOf(bytes);
  if (signature) malformed(`is ${signature}, not ${file.kind.format.toUpperCase()} as its name says.`, 'Give it the right name, or export it as CSV, JSON or Parquet.');
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    const little = bytes[0] === 0xff ? bytes : Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
    return { text: little.subarray(2).toString('utf16le'), complete, encoding: 'utf-16' };
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) malformed(`is not text: byte ${nul + 1} is zero.`, 'It may be a binary file, or UTF-16 without byte order mark; save it as UTF-8.');
  return { text: bytes.toString('utf8').replace(/^\uFEFF/, ''), complete, encoding: 'utf-8' };
}
