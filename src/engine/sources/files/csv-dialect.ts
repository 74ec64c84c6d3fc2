/** How a delimited text file is written. Quotes are always `"`, doubled inside a value (RFC 4180). */
export interface CsvDialect {
  readonly delimiter: string;
  readonly header: boolean;
  /** Lines before the table: titles, comments, `sep=;`. */
  readonly skip: number;
  /** Column names, unique without regard to case, none empty. */
  readonly names: readonly string[];
}

const sampleRecords = 500;

interface Sample {
  readonly records: string[][];
  /** Lines before each record. */
  readonly linesBefore: number[];
}

/** Records of the start of a delimited text; the last, perhaps cut, one is dropped when the text is not complete. */
function records(text: string, delimiter: string, complete: boolean): Sample {
  const out: string[][] = [];
  const linesBefore: number[] = [];
  let line = 0;
  let began = 0;
  let record: string[] = [];
  let value = '';
  let quoted = false;
  let begun = false;
  const endValue = (): void => { record.push(value); value = ''; begun = false; };
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
      if (char !== '"') value += char;
      else if (text[i + 1] === '"') { value += '"'; i++; }
      else quoted = false;
    } else if (char === '"' && !begun) { quoted = true; begun = true; }
    else if (char === delimiter) endValue();
    else if (char === '\n' || char === '\r') { if (char === '\r' && text[i + 1] === '\n') { i++; line++; } endRecord(); }
    else { value += char; begun = true; }
  }
  if (complete && out.length < sampleRecords && (record.length > 0 || value !== '')) endRecord();
  return { records: out, linesBefore };
}

/**
 * How well a delimiter explains the text: the share of records that have the most common number of values, and that number.
 * The count of the first record alone does not decide: it may itself be the ragged one.
 */
function fit(sample: readonly string[][]): { share: number; width: number } {
  const counts = new Map<number, number>();
  for (const record of sample) counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
  let width = 1;
  let best = 0;
  for (const [length, count] of counts) if (count > best) { best = count; width = length; }
  return { share: sample.length ? best / sample.length : 0, width };
}

const numeric = /^\s*[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?%?\s*$/i;
const dated = /^\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?$/;
const looksTyped = (value: string): boolean => numeric.test(value) || dated.test(value);

/**
 * A first record is the header unless a column proves otherwise: a typed value (number, date) on top of typed values.
 * Years in a row (2019, 2020) on top of numbers are a header all the same.
 */
function hasHeader(sample: readonly string[][]): boolean {
  const [first, ...rest] = sample;
  if (!first) return true;
  const typed = first.filter(looksTyped);
  if (typed.length === 0) return true;
  if (typed.length < first.length && typed.length > 1 && typed.every((value, at) =>
    /^(?:19|20)\d\d$/.test(value.trim()) && (at === 0 || Number(value) > Number(typed[at - 1])))) return true;
  return !first.some((value, column) => looksTyped(value) && rest.some((record) => looksTyped(record[column] ?? '')));
}

/** Names made unique as people expect them: `a, a, ` gives `a, a_1, column2`. */
export function uniqueNames(given: readonly string[]): string[] {
  const taken = new Set<string>();
  return given.map((raw, column) => {
    const base = raw.trim() || `column${column}`;
    let name = base;
    for (let n = 1; taken.has(name.toLowerCase()); n++) name = `${base}_${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

/** Records of one value above a table of several columns: a title, a comment. Ten at most; more is no table with a title. */
function titles(sample: Sample, width: number): number {
  const first = sample.records.findIndex((record) => record.length > 1);
  return width > 1 && first > 0 && first <= 10 && sample.records[first]?.length === width ? first : 0;
}

/**
 * Finds delimiter and header from the start of a file. We decide this ourselves, because DuckDB's sniffer answers a ragged
 * comma file with "one column, delimited by |", which would hide exactly what should be reported.
 */
export function csvDialect(text: string, format: 'csv' | 'tsv', complete: boolean): CsvDialect {
  // Excel's own first line names the delimiter.
  const told = /^sep=(.)\r?\n/i.exec(text);
  if (told) {
    const rest = dialectOf(text.slice(told[0].length), [told[1] ?? ','], complete);
    return { ...rest, skip: rest.skip + 1 };
  }
  return dialectOf(text, format === 'tsv' ? ['\t'] : [',', ';', '\t', '|'], complete);
}

function dialectOf(text: string, delimiters: readonly string[], complete: boolean): CsvDialect {
  const usual = delimiters[0] ?? ',';
  let chosen = { delimiter: usual, score: 0, sample: { records: [], linesBefore: [] } as Sample };
  for (const delimiter of delimiters) {
    const sample = records(text, delimiter, complete);
    const { share, width } = fit(sample.records);
    const score = width > 1 && share >= 0.5 ? share + Math.min(width, 50) / 1000 : 0;
    if (score > chosen.score || chosen.sample.records.length === 0) chosen = { delimiter, score, sample };
  }
  const sample = chosen.score === 0 ? records(text, usual, complete) : chosen.sample;
  const above = titles(sample, fit(sample.records).width);
  const table = sample.records.slice(above);
  const header = hasHeader(table);
  const width = header ? table[0]?.length ?? 1 : fit(table).width;
  const names = uniqueNames(header ? table[0] ?? [''] : Array.from({ length: width }, () => ''));
  return { delimiter: chosen.delimiter, header, skip: above === 0 ? 0 : sample.linesBefore[above] ?? 0, names };
}
