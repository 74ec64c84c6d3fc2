import type { Session } from '../../../duckdb/session';
import { identifier, literal } from '../../../sources/quote';
import { isText, type FieldStatistics } from '../field-statistics';
import { learnRows } from '../value-counts';
import type { PreparedRows } from '../prepare-rows';
import type { Candidate } from './candidate';

const numberFormat = 'a number';

/** Formats that people know by name; RE2, matched against the whole value. */
const known: readonly (readonly [name: string, pattern: string])[] = [
  ['an e-mail address', String.raw`[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+`],
  ['a UUID', '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'],
  ['a web address', String.raw`https?://[^\s]+`],
  ['an IPv4 address', String.raw`\d{1,3}(\.\d{1,3}){3}`],
  [numberFormat, String.raw`[-+]?((\d+|\d{1,3}(,\d{3})+)(\.\d*)?|\.\d+)`],
];

/** One way that values are written: letters as A and a, digits as 9, all else as it is, with how many rows are so. */
export interface Shape { readonly shape: string; readonly rows: number }

const classes: Record<string, string> = { A: '[A-Z]', a: '[a-z]', 9: String.raw`\d` };
const times = (min: number, max: number): string => (min === max ? (min === 1 ? '' : `{${min}}`) : `{${min},${max}}`);
const escaped = (char: string): string => char.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');

function runs(shape: string): { char: string; length: number }[] {
  return (shape.match(/(.)\1*/gsu) ?? []).map((run) => ({ char: run.slice(0, run.codePointAt(0)! > 0xffff ? 2 : 1), length: [...run].length }));
}

/** One RE2 pattern for shapes that differ only in how long their runs are. */
function patternOf(shapes: readonly string[]): string {
  const [first = [], ...rest] = shapes.map(runs);
  return first.map(({ char, length }, at) => {
    const lengths = [length, ...rest.map((other) => other[at]?.length ?? 0)];
    const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
    // A run that varies may also be shorter than was seen: of numbers from 1 to 9999, few have one digit.
    return (classes[char] ?? escaped(char)) + times(least < most ? 1 : least, most);
  }).join('');
}

/**
 * The fewest ways of writing (three at most) that cover `share` of the rows, as one pattern. Shapes of the same sequence of
 * character classes count as one. `null` when there is no such few, or when they are mere words.
 */
export function shapePattern(shapes: readonly Shape[], total: number, share: number): string | null {
  const families = new Map<string, { shapes: string[]; rows: number }>();
  for (const { shape, rows } of shapes) {
    const key = runs(shape).map((run) => run.char).join('');
    const family = families.get(key) ?? { shapes: [], rows: 0 };
    // A single odd length must not widen the pattern: it is what the check is to find.
    if (rows >= Math.max(3, total * 0.002) || family.shapes.length === 0) family.shapes.push(shape);
    family.rows += rows;
    families.set(key, family);
  }
  const sorted = [...families.entries()].sort((a, b) => b[1].rows - a[1].rows).slice(0, 3);
  const chosen: string[] = [];
  let covered = 0;
  for (const [key, family] of sorted) {
    if (covered >= share * total || family.rows < Math.max(5, 0.02 * total)) break;
    if (!/9/.test(key) && !/[^Aa9 '.-]/.test(key)) return null;
    if (key.length > 40) return null;
    covered += family.rows;
    chosen.push(patternOf(family.shapes));
  }
  return chosen.length > 0 && covered >= share * total ? chosen.join('|') : null;
}

/** `matchesPattern` for text fields whose values are written in one of a few strict ways. */
export async function patterns(session: Session, statistics: readonly FieldStatistics[], prepared: PreparedRows, signal: AbortSignal): Promise<Candidate[]> {
  const out: Candidate[] = [];
  const cut = learnRows(prepared.sampleRows);
  for (const { column, present, distinct, maxLength } of statistics) {
    if (!isText(column) || column.nativeType !== 'VARCHAR' || present < 100 || (distinct ?? 0) < 10 || (maxLength ?? 0) > 500) continue;
    const c = identifier(column.name);
    const candidate = (pattern: string, what: string): Candidate => ({
      rule: 'matchesPattern', fields: [column.name], level: 2, tolerance: 0.05, properties: { pattern },
      description: `${column.name} is written as ${what}`,
    });
    const [row = {}] = await session.query(`SELECT count(${c}) AS n, ${known.map(([, pattern], at) => `count(*) FILTER (regexp_full_match(${c}, ${literal(pattern)})) AS k${at}`).join(', ')}
      FROM ${prepared.sample} WHERE rowid < ${cut}`, undefined, signal);
    const learned = Number(row.n ?? 0);
    const format = known.findIndex((_, at) => learned > 0 && Number(row[`k${at}`]) / learned >= 0.95);
    const named = known[format];
    if (named && named[0] !== numberFormat) { out.push(candidate(named[1], named[0])); continue; }
    const shapes = await session.query(`SELECT regexp_replace(regexp_replace(regexp_replace(${c}, '[0-9]', '9', 'g'), '[A-Z]', 'A', 'g'), '[a-z]', 'a', 'g') AS s, count(*) AS n
      FROM ${prepared.sample} WHERE ${c} IS NOT NULL AND rowid < ${cut} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 200`, undefined, signal);
    const pattern = shapePattern(shapes.map((shape) => ({ shape: String(shape.s), rows: Number(shape.n) })), learned, 0.95);
    // Numbers of all lengths are numbers; only codes of one length (a postal code) are better told by their shape.
    if (named && (pattern === null || /[|,]/.test(pattern))) out.push(candidate(named[1], named[0]));
    else if (pattern) out.push(candidate(pattern, 'most others'));
  }
  return out;
}
