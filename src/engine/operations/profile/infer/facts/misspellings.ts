import { differInDigits, mayMisspell } from '../text/spelling';
import { plainOf } from '../text/kinds';
import { nearIndex, type NearIndex } from '../text/near-texts';
import type { SampleValue } from './column-values';
import type { ColumnFacts, TableFacts } from './table-facts';

/** What is misspelt in a table, by the method's own evidence: a rare text close to a frequent one. */
export interface Misspellings {
  /** For each column (by name), the misspelt texts, each with the right one. */
  readonly byColumn: ReadonlyMap<string, ReadonlyMap<string, SampleValue>>;
  /** Columns in which misspellings are proven common; there a smaller difference in frequency is enough. */
  readonly soft: ReadonlySet<string>;
  /** Misspellings are common in several columns of the table. */
  readonly softTable: boolean;
}

const longestText = 200;
/** Pairs compared at most in one column. */
const mostWork = 4_000_000;

const candidates = (column: ColumnFacts): SampleValue[] => {
  const placeholders = new Set(column.placeholders.map(({ text }) => text));
  return (column.values ?? []).filter(({ text }) => text.length <= longestText && !placeholders.has(text));
};

/** Whether a frequent text outweighs a rare one enough to be what was meant. */
type Outweighs = (rare: SampleValue, right: SampleValue) => boolean;

function closest(rare: SampleValue, index: NearIndex, byText: ReadonlyMap<string, SampleValue>, outweighs: Outweighs): SampleValue | null {
  let best: SampleValue | null = null;
  for (const text of index.near(rare.text, 3)) {
    const right = byText.get(text);
    if (!right || differInDigits(rare.text, text) || !mayMisspell(rare.text, text) || !outweighs(rare, right)) continue;
    if (!best || right.rows > best.rows) best = right;
  }
  return best;
}

/** Short words in capitals are codes; where two right ones are close, so is a third. */
const isCode = (text: string): boolean => text.length <= 5 && /^[A-Z0-9]+$/.test(text);

const distinctly: Outweighs = (rare, right) => right.rows >= (right.text.length >= 5 ? 10 : 15) * rare.rows;

/** Strict: rare texts beside frequent ones that outweigh them ten times. */
function strictMisspellings(column: ColumnFacts, rows: number): Map<string, SampleValue> {
  const found = new Map<string, SampleValue>();
  if (column.numeric || column.present < 20 || !column.values || column.field.column.type !== 'String') return found;
  const values = candidates(column);
  const frequent = values.filter((value) => value.rows >= Math.max(5, 0.002 * rows) && value.text.length >= 3);
  if (frequent.length === 0 || frequent.length > 3000) return found;
  const rare = values.filter((value) => value.rows <= Math.max(2, 0.005 * rows));
  if (rare.length * frequent.length > mostWork) return found;
  const byText = new Map(frequent.map((value) => [value.text, value]));
  const byPlain = new Map([...frequent].reverse().map((value) => [plainOf(value.text), value]));
  const index = nearIndex(frequent.map(({ text }) => text));
  for (const value of rare) {
    const same = byPlain.get(plainOf(value.text));
    if (same && same.text !== value.text && plainOf(value.text) !== '' && same.rows >= 8 * value.rows) { found.set(value.text, same); continue; }
    const right = closest(value, index, byText, (one, other) => distinctly(one, other) && !(isCode(other.text) && index.near(other.text, 3).length > 0) && (other.text.length >= 4 || other.rows >= 0.1 * rows));
    if (right) found.set(value.text, right);
  }
  return found;
}

/** More of them, where misspellings are proven common: texts that outweigh them two to six times. */
function softMisspellings(column: ColumnFacts, rows: number, strict: ReadonlyMap<string, SampleValue>): Map<string, SampleValue> {
  const found = new Map(strict);
  if (column.numeric || column.present < 15 || !column.values || column.field.column.type !== 'String') return found;
  const values = candidates(column);
  const frequent = values.filter((value) => value.rows >= 2 && !strict.has(value.text));
  const rare = values.filter((value) => !strict.has(value.text) && value.rows <= Math.max(2, 0.06 * rows));
  if (frequent.length > 1500 || rare.length * frequent.length > mostWork) return found;
  const byText = new Map(frequent.map((value) => [value.text, value]));
  const index = nearIndex(frequent.map(({ text }) => text));
  const outweighs: Outweighs = (one, other) => {
    const length = other.text.length;
    if (found.has(other.text) || (length < 4 && other.rows < 0.05 * rows)) return false;
    const times = length >= 6 ? 2 : length >= 4 ? 3 : 6;
    return (other.rows >= times * one.rows && one.rows <= Math.max(2, 0.01 * rows)) || (other.rows >= 5 * one.rows && (length >= 4 || other.rows >= 0.3 * rows));
  };
  for (const value of rare) {
    const right = closest(value, index, byText, outweighs);
    if (right) found.set(value.text, right);
  }
  return found;
}

/** Finds the misspelt texts of all columns: first where frequencies are far apart, then, where that proves many, where they are less so. */
export function misspellings({ columns, rows }: TableFacts): Misspellings {
  const strict = new Map(columns.map((column) => [column.name, strictMisspellings(column, rows)]));
  const rowsOf = (column: ColumnFacts): number => (column.values ?? []).reduce((sum, value) => sum + (strict.get(column.name)?.has(value.text) ? value.rows : 0), 0);
  const soft = new Set(columns.filter((column) => (strict.get(column.name)?.size ?? 0) >= 3 && rowsOf(column) >= 0.015 * rows).map(({ name }) => name));
  const with_ = columns.filter((column) => (strict.get(column.name)?.size ?? 0) > 0);
  const texts = with_.reduce((sum, column) => sum + (strict.get(column.name)?.size ?? 0), 0);
  const softTable = soft.size >= 2 || (texts >= 6 && with_.length >= 2 && with_.reduce((sum, column) => sum + rowsOf(column), 0) >= 0.004 * rows * columns.length);
  return {
    soft, softTable,
    byColumn: new Map(columns.map((column) => [column.name, soft.has(column.name) || softTable ? softMisspellings(column, rows, strict.get(column.name) ?? new Map()) : strict.get(column.name) ?? new Map()])),
  };
}
