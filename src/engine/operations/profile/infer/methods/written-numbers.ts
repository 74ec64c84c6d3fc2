import { isText } from '../../field-statistics';
import type { Candidate } from '../candidate';
import type { SampleValue } from '../facts/column-values';
import type { ColumnFacts } from '../facts/table-facts';
import type { Inference } from '../inference';
import { numberOf } from '../text/kinds';
import { rowsText, shareText, shown } from '../text/words';

const numberPattern = String.raw`[<>~≤≥]?\s*[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?(?:[eE][-+]?\d+)?[+*]?`;
/** A number with a sign that qualifies it: `300+`, `<5`, `~10`, `12*`. */
const qualified = /^[<>~≤≥]?\s*(.*?)[+*]?$/u;
const measure = /^[-+]?\d[\d.,]*\s*([A-Za-z%$€£°][A-Za-z%. -]{0,20}®?)?$/;
const clockTime = /^[ap]\.?\s?m/i;

const valuesOf = (column: ColumnFacts): SampleValue[] => {
  const placeholders = new Set(column.placeholders.map(({ text }) => text));
  return (column.values ?? []).filter(({ text }) => !placeholders.has(text));
};
const escaped = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
const sum = (values: readonly SampleValue[]): number => values.reduce((total, { rows }) => total + rows, 0);

/** A text field of numbers but for a few texts. */
function type(column: ColumnFacts): Candidate | null {
  if (!isText(column.field.column) || !column.numeric || column.present < 50) return null;
  const odd = valuesOf(column).filter(({ text }) => numberOf(text.trim().replace(qualified, '$1')) === null);
  const rows = sum(odd);
  // Codes of digits with a few letters among them are no numbers: then the odd ones share digits and length with the others.
  const coded = odd.filter(({ text }) => /\d/.test(text)).length;
  if (rows > Math.max(1, 0.02 * column.present) || coded > 0.5 * odd.length && rows > 2) return null;
  const [example] = odd;
  // What stands for a missing value is another method's matter.
  if (odd.length === 0 && column.placeholders.length > 0) return null;
  // Digits alone, kept as text, are codes; tomorrow's may have a letter.
  if (odd.length === 0 && !valuesOf(column).some(({ text }) => /[.,]/.test(text))) return null;
  const pattern = [numberPattern, ...column.placeholders.slice(0, 20).map(({ text }) => escaped(text))].join('|');
  return {
    rule: 'matchesPattern', fields: [column.name], properties: { pattern },
    description: `${column.name} is written as a number${example ? `, unlike ${shown(example.text)}` : ''}`,
    evidence: [...odd.slice(0, 3).map((value) => `${shown(value.text)} stands in ${rowsText(value.rows)}.`), `${shareText(column.numbers, column.present)} of ${rowsText(column.present)} are numbers.`],
    trial: odd.length > 0 ? { by: 'shown' } : { by: 'rows', tolerance: 0 },
  };
}

const letters = (unit: string): string => unit.replace(/[^a-zA-Z%]/g, '').toLowerCase();

/** Names and short forms of one unit: `oz` and `ounce`, `lb` and `pounds`; letters of the short one in their order in the long one. */
function kindred(a: string, b: string): boolean {
  if (a === b) return true;
  if (a === '' || b === '') return a === '%' || b === '%';
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if ((short === 'oz' && long.startsWith('ounce')) || (short === 'lb' && long.startsWith('pound'))) return true;
  if (short[0] !== long[0] || short.length > 4) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length;
}

/** A field of amounts of which some have their unit written otherwise than most, or not at all. */
function unit(column: ColumnFacts): Candidate | null {
  if (!isText(column.field.column) || column.numeric && column.numbers === column.present || column.present < 20) return null;
  const units = new Map<string, SampleValue[]>();
  for (const value of valuesOf(column)) {
    const found = measure.exec(value.text);
    if (found) units.set(found[1] ?? '', [...(units.get(found[1] ?? '') ?? []), value]);
  }
  const all = [...units].map(([name, values]) => ({ name, values, rows: sum(values) })).sort((a, b) => b.rows - a.rows || (a.name < b.name ? -1 : 1));
  const [most] = all;
  if (!most || all.length < 2 || sum(all.flatMap(({ values }) => values)) < 0.9 * column.present || all.some(({ name }) => clockTime.test(name))) return null;
  const own = letters(most.name);
  const others = all.slice(1);
  if (!others.some(({ name }) => kindred(letters(name), own) || (own !== '' && letters(name).startsWith(own)))) return null;
  const kept = others.filter(({ name, rows }) => !(kindred(letters(name), own) || (own !== '' && letters(name).startsWith(own))) && rows > 0.01 * column.present);
  const spaced = most.values.some(({ text }) => /\d\s/.test(text));
  const pattern = [most.name, ...kept.map(({ name }) => name)].map((name) => String.raw`[-+]?\d[\d.,]*${name === '' ? '' : `${spaced ? String.raw`\s*` : ''}${escaped(name)}`}`).join('|');
  const odd = others.filter((one) => !kept.includes(one));
  if (odd.length === 0) return null;
  const word = (name: string): string => (name === '' ? 'no unit' : `the unit ${shown(name)}`);
  return {
    rule: 'matchesPattern', fields: [column.name], properties: { pattern },
    description: `${column.name} has ${word(most.name)}, not ${odd.slice(0, 3).map(({ name }) => word(name)).join(' or ')}`,
    evidence: [...odd.slice(0, 4).map((one) => `${rowsText(one.rows)} have ${word(one.name)}, such as ${shown(one.values[0]?.text ?? '')}.`), `${rowsText(most.rows)} have ${word(most.name)}, such as ${shown(most.values[0]?.text ?? '')}.`],
    trial: { by: 'shown' },
  };
}

/** `matchesPattern` for text fields that hold numbers but for a few, and for amounts whose units are mixed. */
export const writtenNumbers: Inference = {
  name: 'written numbers', level: 2,
  propose: ({ facts }) => facts.columns.map((column) => unit(column) ?? type(column)),
};
