import { identifier } from '../../../../sql/quote';
import { isNumber, type FieldStatistics } from '../../field-statistics';
import type { Candidate } from '../candidate';
import type { ColumnFacts, TableFacts } from '../facts/table-facts';
import type { Inference } from '../inference';
import { impliedRange, namesIdentity } from '../text/names';
import { withMargin } from '../text/round-bounds';
import { rowsText } from '../text/words';

function between(name: string, min: number, max: number, tolerance: number, evidence: readonly string[]): Candidate {
  return {
    rule: 'between', fields: [name], properties: { min, inclusive_min: true, max, inclusive_max: true },
    description: `${name} is between ${min} and ${max}`, evidence, trial: { by: 'rows', tolerance },
  };
}

/** `between` where the name says what can be: a latitude, a percentage, an age. */
export const impliedRanges: Inference = {
  name: 'implied ranges', level: 2,
  propose: ({ facts }) => facts.columns.map(({ name, field }): Candidate | null => {
    if (!isNumber(field.column) || field.present < 50 || (field.distinct ?? 0) < 2) return null;
    const implied = impliedRange(name, field.q3 ?? 0);
    return implied && between(name, implied[0], implied[1], 0.02, [`What is named ${name} lies between ${implied[0]} and ${implied[1]}; ${rowsText(field.present)} lie between ${field.min} and ${field.max}.`]);
  }),
};

/** A number whose next values are like those before: it does not wander, and counts no rows. */
function settled({ name, field, order }: ColumnFacts): boolean {
  return field.present >= 100 && (field.distinct ?? 0) >= 10 && field.q1 !== null && field.q3 !== null && field.q3 > field.q1
    && !namesIdentity(name) && !(field.column.type === 'Integral' && (field.distinct === field.present || (field.median ?? 0) >= 1e7)) && Math.abs(order.serial ?? 1) <= 0.3;
}

interface Part { readonly low: number; readonly high: number; readonly median: number; readonly odd: number }

/** Least, greatest and middle value of five parts of the rows in their order, values far from all others left out. */
async function parts({ session, prepared, rows, signal }: TableFacts, columns: readonly FieldStatistics[]): Promise<Part[][]> {
  const list = columns.flatMap(({ column, q1, q3 }, at) => {
    const c = `${identifier(column.name)}::DOUBLE`;
    const reach = 4 * ((q3 ?? 0) - (q1 ?? 0));
    const near = `${c} BETWEEN ${(q1 ?? 0) - reach} AND ${(q3 ?? 0) + reach}`;
    const far = `isfinite(${c}) AND ${c} NOT BETWEEN ${(q1 ?? 0) - 5 * reach} AND ${(q3 ?? 0) + 5 * reach}`;
    return [`count(${c}) FILTER (NOT (${near}) AND NOT (${far})) AS odd${at}`, `min(${c}) FILTER (${near}) AS lo${at}`, `max(${c}) FILTER (${near}) AS hi${at}`, `median(${c}) FILTER (${near}) AS mid${at}`];
  });
  const found = await session.query(`SELECT ${list.join(', ')} FROM ${prepared.sample} GROUP BY ${prepared.position} * 5 // ${rows} ORDER BY ${prepared.position} * 5 // ${rows}`, undefined, signal);
  return columns.map((_, at) => found.map((row) => ({ low: Number(row[`lo${at}`] ?? NaN), high: Number(row[`hi${at}`] ?? NaN), odd: Number(row[`odd${at}`] ?? 0), median: Number(row[`mid${at}`] ?? NaN) })));
}

/**
 * `between` for measures that do not wander. The least and greatest value of a sample are never the bounds: the next rows exceed
 * one of them as a matter of course. Bounds have half of the spread as margin; values more than four quartile distances away do
 * not stretch them, they are what the check is to find. Where the spread still grows from part to part there is no bound.
 */
export const settledRanges: Inference = {
  name: 'settled ranges', level: 2,
  propose: async ({ facts }) => {
    const columns = facts.columns.filter((column) => isNumber(column.field.column) && impliedRange(column.name, column.field.q3 ?? 0) === null && settled(column));
    if (columns.length === 0) return [];
    const all = await parts(facts, columns.map(({ field }) => field));
    return columns.map(({ name, field }, at): Candidate | null => {
      const own = (all[at] ?? []).filter(({ low, high, median }) => [low, high, median].every(Number.isFinite));
      const spread = (field.q3 ?? 0) - (field.q1 ?? 0);
      // What is neither near nor far apart is the tail of the others.
      if (own.length < 5 || own.some(({ odd }) => odd > 0)) return null;
      const [low, high] = [Math.min(...own.map((part) => part.low)), Math.max(...own.map((part) => part.high))];
      // Most parts reach nearly as far as all of them, and their middles stay: what lies within will lie within.
      const reaching = own.filter((part) => part.high - part.low >= 0.75 * (high - low)).length;
      const medians = own.map(({ median }) => median);
      if (reaching < 4 || Math.max(...medians) - Math.min(...medians) > 0.5 * spread || high <= low) return null;
      const wide = withMargin(low, high);
      const { min, max } = field.column.type === 'Integral' ? { min: Math.floor(wide.min), max: Math.ceil(wide.max) } : wide;
      if (!Number.isFinite(min) || !Number.isFinite(max)) return null;
      return between(name, min, max, 0.005, [`All but far outliers of ${rowsText(field.present)} lie between ${low} and ${high}, in each fifth of the rows alike; half of that width is added on each side.`]);
    });
  },
};
