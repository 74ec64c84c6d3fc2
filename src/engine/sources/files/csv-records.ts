import type { Quoting } from './line-ends';

const sampleRecords = 500;

export interface Sample {
  readonly records: string[][];
  /** Lines before each record. */
  readonly linesBefore: number[];
  /** A quoted value was followed by something else than a delimiter or a line end, or never closed: these are no quotes. */
  readonly illQuoted: boolean;
  /** A quoted value holds a line end. */
  readonly brokenLines: boolean;
}

/** Records of the start of a delimited text; the last, perhaps cut, one is dropped when the text is not complete. */
export function sampleOf(text: string, { delimiter, quote, escape, comment }: Quoting, complete: boolean): Sample {
  const out: string[][] = [];
  const linesBefore: number[] = [];
  let line = 0;
  let began = 0;
  let record: string[] = [];
  let value = '';
  let quoted = false;
  let closed = false;
  let begun = false;
  let illQuoted = false;
  let brokenLines = false;
  const endValue = (): void => { record.push(value); value = ''; begun = false; closed = false; };
  const endRecord = (): void => {
    endValue();
    if (record.length > 1 || record[0] !== '') { out.push(record); linesBefore.push(began); }
    record = [];
    began = line;
  };
  for (let i = 0; i < text.length && out.length < sampleRecords; i++) {
    const char = text.charAt(i);
    if (char === '\n' || (char === '\r' && text[i + 1] !== '\n')) line++;
    if (quoted) {
      if (char === escape && escape !== quote) value += text[++i] ?? '';
      else if (char !== quote) { value += char; brokenLines ||= char === '\n'; }
      else if (text[i + 1] === quote && escape === quote) { value += quote; i++; }
      else { quoted = false; closed = true; }
    } else if (comment !== '' && char === comment && !begun && record.length === 0) {
      while (i + 1 < text.length && text[i + 1] !== '\n' && text[i + 1] !== '\r') i++;
    } else if (quote !== '' && char === quote && !begun && !closed) { quoted = true; begun = true; }
    else if (char === delimiter) endValue();
    else if (char === '\n' || char === '\r') { if (char === '\r' && text[i + 1] === '\n') { i++; line++; } endRecord(); }
    else { value += char; begun = true; illQuoted ||= closed && char !== ' '; }
  }
  if (complete && out.length < sampleRecords && (record.length > 0 || value !== '' || closed)) endRecord();
  return { records: out, linesBefore, illQuoted: illQuoted || complete && quoted, brokenLines };
}

/**
 * How well a delimiter explains the text: the share of records that have the most common number of values, and that number.
 * The count of the first record alone does not decide: it may itself be the ragged one.
 */
export function fit(sample: readonly string[][]): { share: number; width: number } {
  const counts = new Map<number, number>();
  for (const record of sample) counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
  let width = 1;
  let best = 0;
  for (const [length, count] of counts) if (count > best) { best = count; width = length; }
  return { share: sample.length ? best / sample.length : 0, width };
}
