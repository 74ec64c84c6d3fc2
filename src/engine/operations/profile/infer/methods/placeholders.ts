import { placeholderWords } from '../../../../../core/rules/written-rules';
import { isText } from '../../field-statistics';
import type { Candidate } from '../candidate';
import type { ColumnFacts } from '../facts/table-facts';
import type { Findings, Inference } from '../inference';
import { rowsText, shown } from '../text/words';

const rowsOf = (column: ColumnFacts): number => column.placeholders.reduce((sum, { rows }) => sum + rows, 0);

/**
 * Words for "none" in several fields, where the table has no nulls, are how it writes missing values: a notation, no mistake.
 */
function notation(findings: Findings, text: string): boolean {
  const { columns } = findings.facts;
  const using = columns.filter((column) => column.placeholders.some((value) => value.text === text));
  const nulls = columns.reduce((sum, column) => sum + column.missing, 0);
  return using.length >= 2 && nulls <= using.reduce((sum, column) => sum + rowsOf(column), 0) * 0.1;
}

function placeholder(column: ColumnFacts, findings: Findings): Candidate | null {
  const { facts: { rows, columns }, misspellings } = findings;
  const odd = rowsOf(column);
  if (!isText(column.field.column) || odd === 0 || column.present < 20) return null;
  if (column.placeholders.every(({ text }) => notation(findings, text))) return null;
  // Words of a language may be a value like any other: an operator that is unknown, damage that is none.
  const few = odd <= Math.max(1, 0.01 * rows) && !column.placeholders.some(({ text }) => /^(?:none|unknown|missing|undefined|not available)$/i.test(text.trim()));
  const amongNumbers = column.numeric && column.numbers >= 0.97 * column.present && odd <= 0.6 * rows && columns.some((other) => other.missing > 0);
  const dirty = (misspellings.soft.has(column.name) || misspellings.softTable) && odd <= 0.15 * rows;
  if (!few && !amongNumbers && !dirty) return null;
  const [first] = column.placeholders;
  const own = column.placeholders.map(({ text }) => text.trim().toLowerCase()).filter((text) => /[\p{L}\p{N}]/u.test(text) && !placeholderWords.includes(text));
  return {
    rule: 'notPlaceholder', fields: [column.name], properties: own.length > 0 ? { list: [...placeholderWords, ...own] } : {},
    description: `${column.name} has a value or none, not ${shown(first?.text ?? '')}`,
    evidence: [
      ...column.placeholders.slice(0, 3).map((value) => `${shown(value.text)} stands in ${rowsText(value.rows)}.`),
      column.numeric ? `All but ${rowsText(column.present - column.numbers)} of the others are numbers.` : `${rowsText(column.present)} have a value.`,
      ...(column.missing > 0 ? [`${rowsText(column.missing)} ${column.missing === 1 ? 'is' : 'are'} empty, which says the same in another way.`] : []),
    ],
    trial: { by: 'shown' },
  };
}

/** `notPlaceholder` for text fields in which words or signs stand for a missing value. */
export const placeholders: Inference = {
  name: 'placeholders', level: 2,
  propose: (findings) => findings.facts.columns.map((column) => placeholder(column, findings)),
};
