import { isText } from '../../field-statistics';
import type { Candidate } from '../candidate';
import { clustered } from '../facts/column-order';
import type { SampleValue } from '../facts/column-values';
import type { ColumnFacts } from '../facts/table-facts';
import type { Findings, Inference } from '../inference';
import { rowsText, shareText, shown } from '../text/words';

/** At most this many values are listed in a check: a longer list is no rule that a person can read. */
const longestList = 100;

/** With fewer rows a set that looks closed still has a new value in one row of fifty. */
const fewestRows = 150;

const sum = (values: readonly SampleValue[]): number => values.reduce((total, value) => total + value.rows, 0);

/**
 * The values of a closed set: each seen several times, in the rows learned from as in those it is tried on. The chance that the
 * next row holds a new value is that of values seen once (Good and Turing), so there must be none but mistakes.
 */
function closedSet(column: ColumnFacts, wrong: ReadonlySet<string>): string[] | null {
  const kept = (column.values ?? []).filter(({ text }) => !wrong.has(text));
  const total = sum(kept);
  if (kept.length < 2 || kept.length > longestList || kept.some(({ text }) => text.length > 200) || total < fewestRows || total < 5 * kept.length) return null;
  if (kept.filter(({ rows }) => rows === 1).length > 0 || kept.filter(({ rows }) => rows === 2).length > 1) return null;
  if (kept.some(({ learned }) => learned === 0) || clustered(column)) return null;
  return kept.map(({ text }) => text).sort();
}

/** The frequent values, where they are few and cover most: for fields whose other values are proven to be mistakes often. */
function dominantSet(column: ColumnFacts): SampleValue[] | null {
  const placeholders = new Set(column.placeholders.map(({ text }) => text));
  const values = (column.values ?? []).filter(({ text }) => !placeholders.has(text));
  const total = column.present;
  const often = Math.max(4, 0.02 * total);
  const frequent = values.filter(({ rows }) => rows >= often);
  const rare = values.filter(({ rows }) => rows < often);
  const [most] = rare;
  const least = frequent.at(-1);
  if (!least || !most || frequent.length > 15) return null;
  const covered = sum(frequent) / total;
  return covered >= (frequent.length === 1 ? 0.9 : 0.6) && least.rows >= 2 * most.rows ? frequent : null;
}

/** Whether few frequent values cover three quarters of a text field: then a gap among mistakes is one too. */
export function fewValues(column: ColumnFacts): boolean {
  if (!isText(column.field.column) || column.present < 25) return false;
  const frequent = (column.values ?? []).filter(({ rows }) => rows >= Math.max(4, 0.02 * column.present));
  return frequent.length > 0 && frequent.length <= 15 && sum(frequent) >= 0.75 * column.present;
}

function known(column: ColumnFacts, { misspellings }: Findings): Candidate | null {
  if (!isText(column.field.column) || !column.values || column.present < 25) return null;
  const soft = misspellings.soft.has(column.name) || (misspellings.softTable && !column.numeric);
  const typos = misspellings.byColumn.get(column.name) ?? new Map<string, SampleValue>();
  const few = Math.max(1, 0.003 * column.present);
  const wrong = new Set([...typos.keys(), ...column.placeholders.filter(({ rows }) => rows <= few).map(({ text }) => text)]);
  const closed = closedSet(column, wrong);
  const dominant = closed || !soft ? null : dominantSet(column);
  const list = closed ?? dominant?.map(({ text }) => text).sort();
  if (!list || (list.length < 2 && !dominant)) return null;
  const others = column.values.filter(({ text }) => !list.includes(text));
  const example = others[0];
  const meant = example && typos.get(example.text);
  return {
    rule: 'expectedValues', fields: [column.name], properties: { list },
    description: `${column.name} is one of ${list.length} known ${list.length === 1 ? 'value' : 'values'}`,
    evidence: [
      ...(example ? [meant ? `${shown(example.text)} (${rowsText(example.rows)}) is close to ${shown(meant.text)} (${rowsText(meant.rows)}).` : `${shown(example.text)} (${rowsText(example.rows)}) stands beside ${shown(list[0] ?? '')} and other frequent values.`] : []),
      `${list.length} ${list.length === 1 ? 'value covers' : 'values cover'} ${shareText(column.present - sum(others), column.present)} of ${rowsText(column.present)}${closed ? '; none was seen but once' : ''}.`,
    ],
    trial: others.length === 0 ? { by: 'rows', tolerance: 0 } : { by: 'shown' },
  };
}

/** `expectedValues` for text fields with a small, closed set of values. */
export const knownValues: Inference = {
  name: 'known values', level: 1,
  propose: (findings) => findings.facts.columns.map((column) => known(column, findings)),
};
