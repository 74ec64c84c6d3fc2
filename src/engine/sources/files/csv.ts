import { fail } from '../../../core/errors';
import type { Session } from '../../sql/session';
import { pathLiterals } from '../path-pattern';
import { identifier, literal, literalList } from '../../sql/quote';
import { askedTypes } from './asked-types';
import { checkGzip } from './check-gzip';
import { checkUtf8 } from './check-utf8';
import { csvDialect, type CsvOptions } from './csv-dialect';
import { cellTypes } from './cell-types';
import type { FileOptions } from './effective-options';
import { column, readCells, sampleRows, typedInFull, type FileShape } from './file-shape';
import { mixesLineEnds, plainLines } from './line-ends';
import type { DataFile } from './list-files';
import { checkNames } from './name-length';
import { plainCopy } from './plain-copy';
import { readHead } from './read-head';
import type { ShapeContext } from './shape-context';

/** The options that a person set, as one character each. Throws `bad-request` for what cannot be. */
function csvOptions(file: DataFile, options: FileOptions): CsvOptions {
  const named = options.delimiter?.toLowerCase() === 'tab' || options.delimiter === '\\t' ? '\t' : options.delimiter;
  const place = { path: file.relative };
  if (named !== undefined && (named.length !== 1 || /["\r\n]/.test(named))) {
    fail('bad-request', `The read option delimiter is "${options.delimiter}", and one character is wanted.`, { remedy: 'Give one character, or "tab".', place });
  }
  for (const key of ['quote', 'escape', 'comment'] as const) {
    const value = options[key];
    if (value && (value === named || /[\r\n]/.test(value))) fail('bad-request', `The read option ${key} is the delimiter or a line end.`, { remedy: 'Give another character.', place });
  }
  return { ...options, delimiter: named };
}

/**
 * Reads a CSV or TSV strictly: every row must have every column. A ragged row is an error with its line, never padded or
 * dropped, because a tool that looks for bad data must not repair it unseen.
 */
export async function csvShape(session: Session, file: DataFile, options: FileOptions, context: ShapeContext): Promise<FileShape> {
  const { signal } = context;
  const head = await readHead(file, options.encoding);
  if (!head.complete && !/[\r\n]/.test(head.text)) {
    fail('source-malformed', `The first line of ${file.relative} is longer than 256 kB, so its columns cannot be told.`,
      { remedy: 'Check its line ends, or give its columns shorter names.', place: { path: file.relative, line: 1 } });
  }
  const format = file.kind.format === 'tsv' ? 'tsv' : 'csv';
  const chosen = csvOptions(file, options);
  const guess = csvDialect(head.text, format, head.complete, chosen);
  const copied = head.encoding !== 'utf-8' || guess.comment !== '' || context.plainLines || mixesLineEnds(head.text, guess);
  let path = file.absolute;
  let dialect = guess;
  if (copied) {
    const lines = plainLines(guess, undefined, guess.names.length === 1);
    path = await plainCopy(file, context.copies, { encoding: head.encoding, lines }, signal);
    dialect = csvDialect(plainLines(guess, undefined, guess.names.length === 1)(head.text, head.complete), format, head.complete, { ...chosen, comment: guess.comment === '' ? chosen.comment : '' });
  } else if (file.kind.gzip) await checkGzip(file, signal);
  else await checkUtf8(file, signal);
  const { names, perhapsComment } = dialect;
  const place = { path: file.relative };
  if (names.length > 10_000) fail('source-malformed', `${file.relative} has ${names.length} columns.`, { remedy: 'Check its delimiter and line ends.', place: { ...place, line: 1 } });
  checkNames(file, names);
  if (perhapsComment) {
    fail('source-malformed', `Line ${perhapsComment.line} of ${file.relative} looks like a comment: "${perhapsComment.text.slice(0, 60)}".`,
      { remedy: 'Set the read option comment to "#" to leave such lines out, or to the empty text to read them as data.', place: { ...place, line: perhapsComment.line } });
  }
  if (dialect.ragged) {
    // DuckDB lets one empty value more than there are columns pass.
    fail('source-malformed', `Line ${dialect.ragged.line} of ${file.relative} has ${dialect.ragged.found} columns where ${names.length} are expected.`,
      { remedy: 'Take the delimiter at the end of the lines away, or give the header one too.', place: { ...place, line: dialect.ragged.line } });
  }
  const from: FileShape['from'] = (paths, columns, fileColumn) => readCells((types) => `read_csv(${pathLiterals(paths)}, auto_detect = false, hive_partitioning = false, `
    + `delim = ${literal(dialect.delimiter)}, quote = ${literal(dialect.quote)}, escape = ${literal(dialect.escape)}, header = ${dialect.header}, skip = ${dialect.skip}, `
    + `nullstr = ${literalList(['', ...options.null_tokens ?? []])}, allow_quoted_nulls = false, `
    + `columns = {${columns.map((c, at) => `${identifier(c.name)}: ${literal(types[at] ?? 'VARCHAR')}`).join(', ')}})`, columns, fileColumn);
  const full = file.size <= typedInFull && !(file.kind.gzip && file.size > typedInFull / 8);
  const typing = {
    limit: full ? null : sampleRows, asked: askedTypes(file, names, options),
    written: { ...(options.decimal === ',' ? { comma: true } : {}), ...(options.date_order ? { order: options.date_order } : {}) },
  };
  const { columns, rows } = await cellTypes(session, from([path], names.map((name) => column(name, 'VARCHAR'))), names, typing, signal);
  const asked = columns.filter((c) => c.reading?.asked);
  if (asked.length > 0) {
    const cells = asked.map((c) => `count(${identifier(c.name)})`).join(', ');
    await session.query(`SELECT ${cells} FROM (SELECT * FROM ${from([path], columns)}${full ? '' : ` LIMIT ${sampleRows}`})`, undefined, signal);
  }
  return {
    file, path, from, columns, rows: full ? rows : null, notes: [],
    writtenAs: JSON.stringify(['csv', dialect.delimiter, dialect.quote, dialect.escape, dialect.header, dialect.skip]),
  };
}
