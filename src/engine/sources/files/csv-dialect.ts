import type { FileOptions } from './effective-options';
import { classOfColumn, headerEvidence, uniqueNames } from './csv-header';
import { fit, sampleOf, type Sample } from './csv-records';
import type { Quoting } from './line-ends';

/** How a delimited text file is written. */
export interface CsvDialect extends Quoting {
  readonly header: boolean;
  /** Lines before the table: titles, comments, `sep=;`. */
  readonly skip: number;
  /** Column names, unique without regard to case, none empty. */
  readonly names: readonly string[];
  /** The first record of the sample that has one value more than the header, an empty one. */
  readonly ragged: { readonly line: number; readonly found: number } | null;
  /** A line among the data that is probably a comment, where nobody said what comments are; its number from 1. */
  readonly perhapsComment: { readonly line: number; readonly text: string } | null;
}

export type CsvOptions = Pick<FileOptions, 'delimiter' | 'quote' | 'escape' | 'header' | 'comment'>;

/** Records of one value above a table of several columns. Ten at most; more is no table with a title. */
function titles(text: string, sample: Sample, width: number): number {
  const first = sample.records.findIndex((record) => record.length > 1);
  if (width <= 1 || first <= 0 || first > 10 || sample.records[first]?.length !== width) return 0;
  // A single word may be the header of one column, below which values hold the delimiter: that is said, not skipped.
  const above = sample.records.slice(0, first).map((record) => record[0] ?? '');
  const blank = (sample.linesBefore[first] ?? 0) > first || /^[^\r\n]*(?:\r\n?|\n)\s*(?:\r\n?|\n)/.test(text);
  return blank || above.some((title) => /\s|^#/.test(title)) || headerEvidence(sample.records.slice(first)) === 1 ? first : 0;
}

/** The lines of comments (`#`) that a text begins with, blank ones among them. */
function leadingComments(text: string): { lines: number; last: string; rest: string } {
  let at = 0;
  let lines = 0;
  let last = '';
  for (let match = /^(?:#[^\r\n]*|[ \t]*)(?:\r\n?|\n)/.exec(text); match; match = /^(?:#[^\r\n]*|[ \t]*)(?:\r\n?|\n)/.exec(text.slice(at, at + 65_536))) {
    at += match[0].length;
    lines++;
    if (match[0].startsWith('#')) last = match[0];
  }
  return last === '' ? { lines: 0, last, rest: text } : { lines, last, rest: text.slice(at) };
}

/**
 * Finds delimiter, quoting and header from the start of a file, but for what `options` say. We decide this ourselves, because
 * DuckDB's sniffer answers a ragged comma file with "one column, delimited by |", which would hide exactly what should be
 * reported.
 */
export function csvDialect(text: string, format: 'csv' | 'tsv', complete: boolean, options: CsvOptions = {}): CsvDialect {
  // Excel's own first line names the delimiter.
  const told = /^sep=(.)(?:\r\n?|\n)/i.exec(text);
  if (told) return below(1, text.slice(told[0].length), [options.delimiter ?? told[1] ?? ','], format, complete, options);
  const delimiters = options.delimiter !== undefined ? [options.delimiter] : format === 'tsv' ? ['\t'] : [',', ';', '\t', '|'];
  if (options.comment === undefined) {
    const { lines, last, rest } = leadingComments(text);
    if (lines > 0 && rest !== '') {
      const under = below(lines, rest, delimiters, format, complete, options);
      const { records } = sampleOf(rest, under, complete);
      const named = sampleOf(last, under, true).records[0] ?? [];
      const evidence = headerEvidence(records);
      // `#id,name` above data names the columns; a comment does so only where the data below surely have no names.
      const names = options.header !== false && named.length === fit(records).width && (evidence === -1 || evidence === 0 && /^#\S/.test(last));
      if (!names) return under;
      const namedAt = text.slice(0, text.length - rest.length).lastIndexOf(last);
      const before = text.slice(0, namedAt).split(/\r\n?|\n/).length - 1;
      return below(before, text.slice(namedAt), delimiters, format, complete, { ...options, header: true });
    }
  }
  return below(0, text, delimiters, format, complete, options);
}

/** In TSV quotes are plain text (IANA), but for programs that write it as CSV with tabs. */
function quoteOf(text: string, delimiter: string, format: 'csv' | 'tsv', complete: boolean): string {
  if (format === 'csv') return '"';
  const withQuotes = sampleOf(text, { delimiter, quote: '"', escape: '"', comment: '' }, complete);
  const without = sampleOf(text, { delimiter, quote: '', escape: '', comment: '' }, complete);
  const regular = fit(without.records).share === 1;
  if (!without.records.some((record) => record.some((value) => value.startsWith('"')))) return '';
  if (withQuotes.illQuoted) return regular ? '' : '"';
  return withQuotes.brokenLines && regular || fit(withQuotes.records).share < 1 && regular ? '' : '"';
}

function below(
  above: number, text: string, delimiters: readonly string[], format: 'csv' | 'tsv', complete: boolean, options: CsvOptions,
): CsvDialect {
  const quotingOf = (delimiter: string): Quoting => {
    const quote = options.quote ?? quoteOf(text, delimiter, format, complete);
    return { delimiter, quote, escape: quote === '' ? '' : options.escape || quote, comment: options.comment ?? '' };
  };
  const tried = delimiters.map((delimiter) => {
    const sample = sampleOf(text, quotingOf(delimiter), complete);
    const { share, width } = fit(sample.records);
    // A first record like the others counts most: it is the header.
    const regular = sample.records[0]?.length === width ? 1 : 0;
    return { delimiter, sample, score: width > 1 && share >= 0.5 ? regular + share + Math.min(width, 50) / 10_000 : 0 };
  });
  const best = tried.reduce((a, b) => (b.score > a.score ? b : a));
  const quoting = quotingOf(best.delimiter);
  const { sample } = best;
  const skipped = titles(text, sample, fit(sample.records).width);
  const table = sample.records.slice(skipped);
  const header = options.header ?? headerEvidence(table) >= 0;
  const width = header ? table[0]?.length ?? 1 : fit(table).width;
  const names = uniqueNames(header ? table[0] ?? [''] : Array.from({ length: width }, () => ''));
  const lines = width > 1 ? sample.linesBefore[skipped] ?? 0 : 0;
  const rows = table.slice(header ? 1 : 0);
  const remark = options.comment !== undefined || names[0]?.startsWith('#') ? -1 : rows.findIndex((record) => /^#(?:\s|$)/.test(record[0] ?? ''));
  const others = rows.map((record) => record[0] ?? '').filter((value) => !value.startsWith('#'));
  const lineOf = (row: number): number => above + (sample.linesBefore[skipped + (header ? 1 : 0) + row] ?? 0) + 1;
  const perhapsComment = remark >= 0 && !['text', null].includes(classOfColumn(others))
    ? { line: lineOf(remark), text: rows[remark]?.join(quoting.delimiter) ?? '' } : null;
  const longer = rows.findIndex((record) => record.length === names.length + 1 && record.at(-1) === '');
  const ragged = longer < 0 ? null : { line: lineOf(longer), found: names.length + 1 };
  return { ...quoting, header, skip: above + lines, names, ragged, perhapsComment };
}
