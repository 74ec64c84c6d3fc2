import { identifier } from '../../../../sql/quote';
import { isMoment, isNumber } from '../../field-statistics';
import type { Candidate } from '../candidate';
import type { Inference } from '../inference';
import { words } from '../text/names';
import { rowsText } from '../text/words';

/** Pairs tried at most: their number grows with the square of the fields. */
const mostPairs = 60;

const order: readonly (readonly [lower: RegExp, upper: RegExp])[] = [
  [/(^| )(min|minimum|low|lower|from|start|begin|net|cost)( |$)/, /(^| )(max|maximum|high|upper|to|end|finish|gross|price)( |$)/],
];

/** Numbers are only compared when their names are the two ends of one thing (temp_min, temp_max): most others are unrelated. */
function namedAsEnds(a: string, b: string): boolean {
  return order.some(([lower, upper]) => lower.test(words(a)) && upper.test(words(b))
    && words(a).replace(lower, ' ').trim() === words(b).replace(upper, ' ').trim());
}

/**
 * `greaterThanField` for two moments, or two ends of a range, of which one is never before the other where both are present,
 * and mostly after it: fields that are always equal are copies, which is another rule.
 */
export const fieldOrder: Inference = {
  name: 'field order', level: 3,
  propose: async ({ facts: { session, statistics, prepared, learned, signal } }) => {
    const able = statistics.filter((field) => field.present >= 50);
    const pairs = able.flatMap((a) => able.filter((b) => a !== b
      && ((isMoment(a.column) && isMoment(b.column)) || (isNumber(a.column) && isNumber(b.column) && namedAsEnds(a.column.name, b.column.name)))).map((b) => [a, b] as const)).slice(0, mostPairs);
    if (pairs.length === 0) return [];
    const list = pairs.flatMap(([a, b], at) => {
      const [low, high] = [identifier(a.column.name), identifier(b.column.name)];
      return [`count(CASE WHEN ${low} < ${high} THEN 1 END) AS less${at}`, `count(CASE WHEN ${low} <= ${high} THEN 1 END) AS most${at}`, `count(CASE WHEN ${low} IS NOT NULL AND ${high} IS NOT NULL THEN 1 END) AS both${at}`];
    });
    const [row = {}] = await session.query(`SELECT ${list.join(', ')} FROM ${prepared.sample} WHERE ${prepared.position} < ${learned}`, undefined, signal);
    return pairs.map(([a, b], at): Candidate | null => {
      const [less, most, both] = [Number(row[`less${at}`]), Number(row[`most${at}`]), Number(row[`both${at}`])];
      if (both < 50 || most < both * 0.99 || less <= both / 2) return null;
      return {
        rule: 'greaterThanField', fields: [b.column.name], properties: { field_name: a.column.name, inclusive: true },
        description: `${b.column.name} is not before ${a.column.name}`,
        evidence: [`Of the first ${rowsText(both)} with both, ${a.column.name} is less in ${less} and greater in ${both - most}.`], trial: { by: 'rows', tolerance: 0.01 },
      };
    });
  },
};
