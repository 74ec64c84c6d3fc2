import { isText } from '../../field-statistics';
import type { Candidate } from '../candidate';
import type { SampleValue } from '../facts/column-values';
import type { ColumnFacts } from '../facts/table-facts';
import type { Findings, Inference } from '../inference';
import { clustered } from '../facts/column-order';
import { editDistance } from '../text/edit-distance';
import { shapePattern } from '../text/shape-pattern';
import { rowsText, shareText, shown } from '../text/words';

/** Formats that people know by name; matched against the whole value. */
const named: readonly (readonly [name: string, pattern: string])[] = [
  ['an e-mail address', String.raw`[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+`],
  ['a UUID', String.raw`\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?`],
  ['a web address', String.raw`https?://[^\s]+`],
  ['an IPv4 address', String.raw`\d{1,3}(\.\d{1,3}){3}`],
];

/** With upper and lower case told apart, and without. */
const shapes: readonly ((text: string) => string)[] = [
  (text) => text.replace(/[0-9]/g, '9').replace(/[A-Z]/g, 'A').replace(/[a-z]/g, 'a'),
  (text) => text.replace(/[0-9]/g, '9').replace(/[A-Za-z]/g, 'L'),
];

const escaped = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
const sum = (values: readonly SampleValue[]): number => values.reduce((total, { rows }) => total + rows, 0);

const farthest = (text: string): number => Math.max(2, Math.floor(text.length / 4));

/** A pattern and what of the values does not match it. */
interface Fit { readonly pattern: string; readonly odd: readonly SampleValue[] }

/**
 * What does not match a pattern, where that is little enough to be mistakes. Odd ways of writing that are frequent are variants,
 * which the pattern takes in, three at most.
 */
function fitting(pattern: string, values: readonly SampleValue[], total: number, soft: boolean, shapeOf: (text: string) => string): Fit | null {
  const without = (one: string): SampleValue[] => values.filter(({ text }) => !new RegExp(`^(?:${one})$`, 'u').test(text));
  const most = Math.max(2, (soft ? 0.02 : 0.003) * total);
  const byShape = new Map<string, number>();
  for (const { text, rows } of without(pattern)) byShape.set(shapeOf(text), (byShape.get(shapeOf(text)) ?? 0) + rows);
  const variants = [...byShape].filter(([, rows]) => rows > most).sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).map(([shape, rows]) => ({ shape, rows }));
  if (variants.length > 3 || variants.reduce((count, { rows }) => count + rows, 0) > 0.15 * total) return null;
  const whole = [pattern, ...variants.map((one) => shapePattern([one], one.rows, 1)).filter((one) => one !== null)].join('|');
  const odd = without(whole);
  const right = [...new Set(values.filter((value) => !odd.includes(value)).map(({ text }) => shapeOf(text)))].slice(0, 50);
  // A mistake is close to how the others are written; what is far from it is another kind of text.
  const far = odd.filter(({ text }) => !right.some((shape) => editDistance(shapeOf(text), shape, farthest(text)) <= farthest(text)));
  if (odd.length > 2 && sum(far) > 0.5 * sum(odd)) return null;
  return sum(odd) <= (soft ? 0.2 : 0.015) * total && odd.every(({ text }) => (byShape.get(shapeOf(text)) ?? 0) <= most) ? { pattern: whole, odd } : null;
}

function format(column: ColumnFacts, { misspellings }: Findings): Candidate | null {
  if (!isText(column.field.column) || !column.values || column.numeric || column.present < 20 || column.values.length < 10) return null;
  const soft = misspellings.soft.has(column.name) || misspellings.softTable;
  const typos = misspellings.byColumn.get(column.name);
  const placeholders = new Set(column.placeholders.map(({ text }) => text));
  const values = column.values.filter(({ text }) => !placeholders.has(text) && !typos?.has(text));
  const total = sum(values);
  const candidate = (pattern: string, what: string, odd: readonly SampleValue[]): Candidate => ({
    rule: 'matchesPattern', fields: [column.name], properties: { pattern },
    description: `${column.name} is written as ${what}${odd[0] ? `, unlike ${shown(odd[0].text)}` : ''}`,
    evidence: [...odd.slice(0, 3).map((value) => `${shown(value.text)} (${rowsText(value.rows)}) is not.`), `${shareText(total - sum(odd), total)} of ${rowsText(total)} are, such as ${shown(values.find((value) => !odd.includes(value))?.text ?? '')}.`],
    trial: odd.length > 0 ? { by: 'shown' } : { by: 'rows', tolerance: 0 },
  });
  for (const [what, pattern] of named) {
    const whole = new RegExp(`^(?:${pattern})$`, 'u');
    const share = sum(values.filter(({ text }) => whole.test(text))) / total;
    if (share >= (soft ? 0.7 : 0.95) || (share >= 0.7 && total <= 60)) return candidate(pattern, what, values.filter(({ text }) => !whole.test(text)));
  }
  if (total < (soft ? 20 : 50)) return null;
  // A word that stands there often (empty, free) is a value of its own, not a way of writing.
  const words = values.filter(({ text, rows }) => rows >= 0.02 * total && !/\d/.test(text)).slice(0, 5);
  const shaped = total - sum(words);
  if (shaped < 0.5 * total) return null;
  for (const shapeOf of shapes) {
    const counts = new Map<string, number>();
    for (const { text, rows } of values) if (!words.some((word) => word.text === text)) counts.set(shapeOf(text), (counts.get(shapeOf(text)) ?? 0) + rows);
    const sorted = [...counts].map(([shape, rows]) => ({ shape, rows })).sort((a, b) => b.rows - a.rows || (a.shape < b.shape ? -1 : 1));
    const found = shapePattern(sorted, shaped, soft ? 0.75 : 0.985);
    const pattern = found && [found, ...words.map(({ text }) => escaped(text))].join('|');
    const fit = pattern === null ? null : fitting(pattern, values, total, soft, shapeOf);
    // Of values that come in groups of rows the next group's may be written with a digit more.
    if (fit?.odd.length === 0 && clustered(column)) return null;
    if (fit) return candidate(fit.pattern, 'most others', fit.odd);
  }
  return null;
}

/** `matchesPattern` for text fields whose values are written in one of a few strict ways. */
export const formats: Inference = {
  name: 'formats', level: 2,
  propose: (findings) => findings.facts.columns.map((column) => format(column, findings)),
};
