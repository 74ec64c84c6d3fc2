import { fail } from '../../../core/errors';
import type { ReadOptions } from '../../../core/api/schemas/read-options';
import type { DataFile } from './list-files';

export type TextEncoding = NonNullable<ReadOptions['encoding']>;

/** Bytes, piece by piece, as text without a byte order mark. Throws a TypeError where they are not of the encoding. */
export function textDecoder(encoding: TextEncoding): (bytes: Uint8Array, last: boolean) => string {
  // By the WHATWG's names "latin1" would be Windows-1252; ours is ISO 8859-1, where every byte is its own code point.
  if (encoding === 'latin-1') return (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (bytes, last) => decoder.decode(bytes, { stream: !last });
}

/** The encoding that a byte order mark at the start of `bytes` names; null without one. */
export function markedEncoding(bytes: Uint8Array): TextEncoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : null;
}

/**
 * The encoding of a text that begins with `bytes`: the one a person chose, else what its mark says, else UTF-8.
 * Throws `source-malformed` where the choice cannot be right, and for bytes that are no text.
 */
export function encodingOf(file: DataFile, bytes: Uint8Array, chosen: TextEncoding | undefined): TextEncoding {
  const place = { path: file.relative };
  const marked = markedEncoding(bytes);
  const nul = bytes.indexOf(0);
  const wrong = (why: string): never => fail('source-malformed', `${file.relative} is not ${chosen}, as the read option encoding says: ${why}.`,
    { remedy: 'Change the option, or take it away.', place });
  if (chosen !== undefined) {
    const wide = chosen.startsWith('utf-16');
    if (marked && marked !== chosen && (wide || marked !== 'utf-8')) wrong(`its byte order mark is that of ${marked}`);
    if (wide && nul < 0 && bytes.length > 1) wrong('none of its first bytes is zero');
    if (!wide && nul >= 0) wrong(`byte ${nul + 1} is zero`);
    return marked === 'utf-8' ? 'utf-8' : chosen;
  }
  if (marked) return marked;
  if (nul >= 0) {
    fail('source-malformed', `${file.relative} is not text: byte ${nul + 1} is zero.`,
      { remedy: 'It may be a binary file, or UTF-16 without byte order mark; then set the read option encoding to utf-16le or utf-16be.', place });
  }
  return 'utf-8';
}
