import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { PlumblineError, type Problem } from '../../core/errors';
import { toldCell } from './files/cell-reading';
import { problemOfClass } from './error-classes';
import { brokenAt, lineAndColumn } from './files/json-place';
import type { DataFile } from './files/list-files';
import { openRegular } from './files/open-regular';
import { isSessionLost } from '../sql/session';
import { lostProblem } from './lost-problem';

/** Bytes of text that are looked through once more. */
const locatable = 32 * 1024 * 1024;

/** The line of a JSON file at which it breaks; undefined when the file is too large to look again. */
async function jsonPlace(file: DataFile): Promise<{ line: number; column: number } | undefined> {
  const raw = (await openRegular(file.absolute)).createReadStream();
  const bytes: Readable = file.kind.gzip ? raw.pipe(createGunzip()) : raw;
  raw.once('error', (error) => bytes.destroy(error));
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of bytes as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > locatable) return undefined;
      parts.push(part);
    }
  } finally {
    raw.destroy();
  }
  const text = Buffer.concat(parts).toString('utf8');
  const at = await brokenAt(text.replace(/^\uFEFF/, ''));
  return at === null ? undefined : lineAndColumn(text, at);
}

/** Whether DuckDB stopped at a second kind of line end (or at something else that is not in the rules of CSV). */
export function mixedLineEnds(error: unknown): boolean {
  return error instanceof Error && /state machine reached an invalid state/i.test(error.message);
}

/** A cell that does not fit the type found for its column, as DuckDB reports it; null for any other error. */
export function misfittingCell(error: unknown): { column: string; value: string; type: string; line: number | null } | null {
  const told = toldCell(error, 'misfitting');
  if (told) return { ...told, line: null };
  const text = error instanceof Error ? error.message : '';
  const match = /CSV Error on Line: (\d+)[\s\S]*?Error when converting column "([\s\S]*?)"\. Could not convert string "([\s\S]*?)" to '([^']*)'/.exec(text);
  return match ? { line: Number(match[1]), column: match[2] ?? '', value: (match[3] ?? '').slice(0, 100), type: match[4] ?? '' } : null;
}

function csvProblem(text: string, file: string): Problem | null {
  const line = /CSV Error on Line: (\d+)/.exec(text)?.[1];
  const place = { path: file, ...(line ? { line: Number(line) } : {}) };
  const at = line ? `Line ${line} of ${file}` : file;
  const problem = (reason: string, remedy: string): Problem => ({ code: 'source-malformed', reason, remedy, place, detail: text });
  const counts = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(text);
  if (counts) return problem(`${at} has ${counts[2]} columns where ${counts[1]} are expected.`, 'Correct that line (a missing quote or delimiter is the usual cause), or set the read options delimiter, quote or comment.');
  if (/Expected Number of Columns: (\d+)/.test(text)) return problem(`${at} has more columns than the first line.`, 'Correct that line (an unquoted delimiter is the usual cause), or set the read options delimiter, quote or comment.');
  if (/unterminated quote/i.test(text)) return problem(`${at} has a quote that is not closed properly.`, 'Close the quote, double the quotes inside the value, or set the read options quote and escape.');
  if (/not utf-8 encoded|Invalid unicode/i.test(text)) return problem(`${at} is not UTF-8 text.`, 'Save the file as UTF-8, or set the read option encoding (it is probably latin-1 or windows-1252).');
  if (/Maximum line size/i.test(text)) return problem(`${at} is longer than two million bytes.`, 'Check the line ends and quotes before that line.');
  if (/state machine reached an invalid state/i.test(text)) return problem(`${file} breaks the rules of CSV.`, 'Check its quotes and line ends, or set the read options quote and escape.');
  const cell = misfittingCell(new Error(text));
  if (cell) return problem(`${at} holds "${cell.value}" in ${cell.column}, which is not ${cell.type}.`, 'Correct the value, or run a sync to read the column as text.');
  return null;
}

/**
 * An error of DuckDB while it reads files, as the domain's error with file and line. `files` are those it was reading.
 * Errors that are already ours (an abort among them) pass unchanged.
 */
export async function readProblem(error: unknown, files: readonly DataFile[]): Promise<PlumblineError> {
  if (PlumblineError.is(error) && !isSessionLost(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  const named = files.find((file) => text.includes(file.absolute)) ?? (files.length === 1 ? files[0] : undefined);
  const name = named?.relative ?? `${files.slice(0, 3).map((file) => file.relative).join(', ')}${files.length > 3 ? ` or ${files.length - 3} more` : ''}`;
  const lost = lostProblem(error, name);
  if (lost) return new PlumblineError(lost, { cause: error });
  const give = (problem: Problem): PlumblineError => new PlumblineError(problem, { cause: error });
  const broken = (reason: string, remedy: string, line?: number): PlumblineError =>
    give({ code: 'source-malformed', reason, remedy, place: { path: name, ...(line ? { line } : {}) }, detail: text });
  const missing = named ? await stat(named.absolute).then(() => false, () => true) : false;
  if (missing || /No files found that match/.test(text)) {
    return give({ code: 'source-missing', reason: `${name} does not exist any more.`, remedy: 'Run a sync to bring the catalogue up to date.', place: { path: name } });
  }
  if (/Permission denied/i.test(text)) return give({ code: 'source-unreadable', reason: `${name} may not be read by this user.`, remedy: 'Give read permission on it, then try again.', place: { path: name } });
  const refused = toldCell(error, 'refused');
  if (refused) {
    return broken(`${name} holds "${refused.value}" in ${refused.column}, which is not ${refused.type} as the read option column_types says.`, 'Correct the value, or change the option.');
  }
  const misfit = toldCell(error, 'misfitting');
  if (misfit) return broken(`${name} holds "${misfit.value}" in ${misfit.column}, which is not ${misfit.type}.`, 'Correct the value, or set the type of the column in the read option column_types.');
  if (/has duplicate key "/.test(text)) {
    const key = /has duplicate key "([\s\S]*?)"/.exec(text)?.[1] ?? '';
    const line = /in line (\d+)/.exec(text)?.[1];
    return broken(`${name} has the key "${key}" twice in one object${line ? ` in line ${line}` : ''}.`, 'Take one of them away; which of two values counts is not defined.', line ? Number(line) : undefined);
  }
  const csv = csvProblem(text, name);
  if (csv) {
    return named?.kind.gzip && /Expected Number of Columns/.test(text)
      ? give({ ...csv, remedy: 'The line may be ragged, or the gzip archive cut off; write the file again.' }) : give(csv);
  }
  if (/GZIP|gzip|inflate|decompress/.test(text) && named?.kind.gzip) return broken(`${name} is a damaged gzip archive.`, 'Write the file again.');
  // What runs out of stack there is the reading of values within values, ours or DuckDB's.
  if (/call stack|nested too deep|maximum (?:nesting )?depth/i.test(text)) {
    return broken(`${name} holds values that are nested too deeply to be read.`, 'Write the nested part as text, or flatten it.');
  }
  if (/JSON/.test(text) && (named?.kind.format === 'json' || named?.kind.format === 'ndjson')) {
    if (/invalid UTF-8|invalid unicode|not utf-8/i.test(text)) {
      const at = /in line (\d+)/.exec(text)?.[1];
      return broken(`${name} is not UTF-8 text.`, 'Save the file as UTF-8 (it is probably Latin-1 or Windows-1252).', at ? Number(at) : undefined);
    }
    const place = await jsonPlace(named).catch(() => undefined);
    if (place) return broken(`${name} is not valid JSON from line ${place.line}, column ${place.column}.`, 'Correct it there, then run again.', place.line);
    const line = /in line (\d+)/.exec(text)?.[1];
    if (/transform error|cast/i.test(text)) {
      return broken(`${name} holds a value that does not fit its column${line ? ` in line ${line}` : ''}: ${text.split('\n')[0]}`, 'Correct the value, or write numbers and texts in columns of their own.', line ? Number(line) : undefined);
    }
    return broken(`${name} cannot be read as JSON: ${text.split('\n')[0]}`, 'Check the file.', line ? Number(line) : undefined);
  }
  if (named?.kind.format === 'parquet' && /is encrypted|encryption_config/i.test(text)) {
    return give({ code: 'source-unreadable', reason: `${name} is encrypted, and Plumbline keeps no keys.`, remedy: 'Write it again without encryption, or leave it out with an exclude pattern.', place: { path: name }, detail: text });
  }
  if (named?.kind.format === 'parquet' && /at least one non-root column/.test(text)) {
    return broken(`${name} has no columns, so there is nothing to read.`, 'Write it again with columns, or leave it out with an exclude pattern.');
  }
  if (named?.kind.format === 'parquet' && /magic bytes|too small|footer|TProtocol|thrift|Parquet|Snappy|zstd|read enough bytes|Invalid Error|corrupt/i.test(text)) {
    return broken(`${name} is no complete Parquet file.`, 'It was cut off or damaged; write it again.');
  }
  const known = problemOfClass(text, name);
  if (known) return give({ ...known, place: { path: name }, detail: text });
  return give({ code: 'internal', reason: `${name} cannot be read: ${text.split('\n')[0]}`, detail: text });
}
