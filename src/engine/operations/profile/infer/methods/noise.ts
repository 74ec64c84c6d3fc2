import { identifier } from '../../../../sql/quote';
import { isNumber } from '../../field-statistics';
import type { Candidate } from '../candidate';
import type { ColumnFacts } from '../facts/table-facts';
import type { Inference } from '../inference';
import { namesIdentity } from '../text/names';
import { rowsText, shareText, shown } from '../text/words';

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

/** Numbers laid over others: beyond eight robust deviations on both sides of a compact middle, with little in between. */
function noisy(column: ColumnFacts, numbers: readonly number[]): Candidate | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [median, q1, q3] = [quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75)];
  const deviation = (q3 - q1) / 1.349;
  if (!(deviation > 0)) return null;
  const [low, high] = [quantile(sorted, 0.1), quantile(sorted, 0.9)];
  if (Math.abs((high - median) - (median - low)) / Math.max(1e-12, high - low) > 0.2) return null;
  const off = sorted.map((value) => (value - median) / deviation);
  const far = off.filter((value) => Math.abs(value) > 8);
  if (far.length <= 0.005 * sorted.length || far.length > 0.25 * sorted.length) return null;
  const above = far.filter((value) => value > 0).length / far.length;
  const between = off.filter((value) => Math.abs(value) > 4 && Math.abs(value) <= 8).length;
  const distances = off.map(Math.abs).sort((a, b) => a - b);
  const core = quantile(distances, 0.7) / Math.max(1e-12, quantile(distances, 0.35));
  if (above < 0.2 || above > 0.8 || between > 0.35 * far.length || core > 3) return null;
  const digits = (value: number): number => Number(value.toPrecision(6));
  const [min, max] = [digits(median - 6 * deviation), digits(median + 6 * deviation)];
  return {
    rule: 'between', fields: [column.name], properties: { min, inclusive_min: true, max, inclusive_max: true },
    description: `${column.name} is between ${min} and ${max}, where all but ${rowsText(far.length)} of ${sorted.length} lie close together`,
    evidence: [
      `${rowsText(far.length)} lie more than eight robust deviations from the median ${digits(median)}, on both sides, such as ${digits(sorted[0] ?? 0)} and ${digits(sorted.at(-1) ?? 0)}.`,
      `Half of the values lie between ${digits(q1)} and ${digits(q3)}, and only ${rowsText(between)} between the middle and the far ones.`,
    ],
    trial: { by: 'shown' },
  };
}

/** `between` for numbers over some of which noise is laid. */
export const noise: Inference = {
  name: 'noise', level: 3,
  propose: async ({ facts: { columns, session, prepared, rows, signal } }) => {
    const out: (Candidate | null)[] = [];
    for (const column of columns) {
      const { field } = column;
      if (!isNumber(field.column) || rows < 100 || (field.distinct ?? 0) < Math.max(20, 0.5 * field.present) || namesIdentity(column.name) || Math.abs(column.order.serial ?? 0) > 0.9) continue;
      const c = identifier(column.name);
      const step = Math.max(1, Math.ceil(rows / 20_000));
      const found = await session.table(`SELECT ${c}::DOUBLE FROM ${prepared.sample} WHERE isfinite(${c}::DOUBLE) AND ${prepared.position} % ${step} = 0`, undefined, signal);
      out.push(found.rows.length < 100 ? null : noisy(column, found.rows.map(([value]) => Number(value))));
    }
    return out;
  },
};

/** `expectedValues` for a field that has one number nearly everywhere, and beside it numbers that occur once each. */
export const constants: Inference = {
  name: 'constants', level: 3,
  propose: ({ facts }) => facts.columns.map((column): Candidate | null => {
    const { values, present } = column;
    if (!values || !column.numeric || column.numbers < present || present < 25 || facts.rows < 50) return null;
    const often = Math.max(4, 0.02 * present);
    const [most, ...others] = values.filter(({ text }) => Number.isFinite(Number(text)));
    if (!most || most.rows < 0.7 * present || others.length < 2 || others.some(({ rows }) => rows >= often)) return null;
    if (others.filter(({ rows }) => rows === 1).length < 0.8 * others.length) return null;
    const constant = Number(most.text);
    // Zero, with amounts beside it, is how amounts look; next to zero is what rounding leaves of it.
    if (Math.abs(constant) < 1e-9) return null;
    const numbers = others.map(({ text }) => Number(text));
    const above = numbers.filter((value) => value > constant).length / numbers.length;
    const broken = numbers.filter((value) => !Number.isInteger(value)).length;
    if (!(above >= 0.15 && above <= 0.85) && !(Number.isInteger(constant) && broken >= 0.9 * numbers.length && numbers.length >= 5)) return null;
    return {
      rule: 'expectedValues', fields: [column.name], properties: { list: [most.text] },
      description: `${column.name} is ${most.text} in all but ${rowsText(present - most.rows)}`,
      evidence: [...others.slice(0, 2).map((value) => `${shown(value.text)} stands in ${rowsText(value.rows)}.`), `${most.text} stands in ${shareText(most.rows, present)} of ${rowsText(present)}; the others occur once each, on both sides of it or with decimals.`],
      trial: { by: 'shown' },
    };
  }),
};
