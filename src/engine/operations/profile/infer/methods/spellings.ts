import { identifier } from '../../../../sql/quote';
import type { Candidate } from '../candidate';
import type { SampleValue } from '../facts/column-values';
import type { ColumnFacts } from '../facts/table-facts';
import type { Findings, Inference } from '../inference';
import { rowsThatBreak } from '../rows-that-break';
import { nearIndex } from '../text/near-texts';
import { differInDigits, mayMisspell } from '../text/spelling';
import { rowsText, shown } from '../text/words';

/** Longer lists are no rule that a person can read. */
const longestList = 1500;
const longestAllowed = 300;

/** One example in words: how close the two are, and how frequent. */
function exampleText(text: string, rows: number, right: SampleValue): string {
  const close = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '') === right.text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '') ? 'differs in case, blanks or signs alone from' : 'is a letter or two from';
  return `${shown(text)} (${rowsText(rows)}) ${close} ${shown(right.text)} (${rowsText(right.rows)}).`;
}

/** How many of the frequent texts, all of them right, may be taken for a misspelling of another. */
function closeToEachOther(frequent: readonly SampleValue[]): number {
  const index = nearIndex(frequent.map(({ text }) => text));
  return frequent.filter(({ text }) => text.length >= 4 && index.near(text, 3).some((other) => !differInDigits(text, other) && mayMisspell(text, other))).length;
}

async function spelling(column: ColumnFacts, { facts, misspellings }: Findings): Promise<Candidate | null> {
  const wrong = misspellings.byColumn.get(column.name);
  if (!wrong || wrong.size === 0 || !column.values) return null;
  const rowsOf = new Map(column.values.map((value) => [value.text, value.rows]));
  const often = Math.max(5, 0.002 * facts.rows);
  const frequent = column.values.filter(({ rows, text }) => rows >= often && text.length >= 3 && text.length <= 200 && !wrong.has(text)).slice(0, 300);
  const list = [...new Set([...wrong.values(), ...frequent].map(({ text }) => text))].sort();
  if (list.length > longestList) return null;
  const check = { rule: 'notMisspelled', fields: [column.name], properties: { list } };
  const soft = misspellings.soft.has(column.name) || misspellings.softTable;
  // In an open set of names the next new one comes close to a known one by itself.
  const once = column.values.filter(({ rows, text }) => rows === 1 && !wrong.has(text)).length;
  if (!soft && (once > 0.05 * column.present || closeToEachOther(frequent) > 1 + 0.02 * frequent.length)) return null;
  // What the rule itself finds close to a right text, but the frequencies do not call a mistake, is right too.
  const breaks = rowsThatBreak(check, facts.prepared.sample, facts);
  if (breaks === null) return null;
  const c = identifier(column.name);
  const { rows } = await facts.session.table(`SELECT ${c} FROM ${facts.prepared.sample} WHERE ${breaks} GROUP BY ${c} ORDER BY 1`, undefined, facts.signal);
  const found = rows.map(([text]) => String(text));
  const allowed = found.filter((text) => !wrong.has(text));
  const caught = found.filter((text) => wrong.has(text));
  if (caught.length === 0 || allowed.length > longestAllowed) return null;
  // Where right values come close to each other, the next new one would be taken for a mistake.
  if (allowed.length > (soft ? 2 : 0.5) * caught.length) return null;
  const examples = caught.map((text) => ({ text, rows: rowsOf.get(text) ?? 0, right: wrong.get(text) })).sort((a, b) => (b.right?.rows ?? 0) / b.rows - (a.right?.rows ?? 0) / a.rows);
  const [first] = examples;
  return {
    ...check, properties: { list, ...(allowed.length > 0 ? { allowed } : {}) },
    description: `${column.name} is not misspelt: ${first?.right ? exampleText(first.text, first.rows, first.right).replace(/\.$/, '') : ''}`,
    evidence: [
      ...examples.slice(0, 5).flatMap((one) => (one.right ? [exampleText(one.text, one.rows, one.right)] : [])),
      ...(allowed.length > 0 ? [`${allowed.length} other close ${allowed.length === 1 ? 'text is' : 'texts are'} as frequent as what they are close to, and allowed.`] : []),
    ],
    trial: { by: 'shown' },
  };
}

/** `notMisspelled` for text fields in which rare values come close to frequent ones. */
export const spellings: Inference = {
  name: 'spellings', level: 2,
  propose: async (findings) => {
    const out: (Candidate | null)[] = [];
    for (const column of findings.facts.columns) out.push(await spelling(column, findings));
    return out;
  },
};
