import { isMoment, isNumber } from '../field-statistics';
import { finiteDouble } from './finite';
import type { Measure } from './measure';

const negative = [-1, -9, -99, -999, -9999];
const nines = [99, 999, 9999, 99_999, 999_999, 9_999_999];
const days = ['0001-01-01', '1900-01-01', '1970-01-01', '2099-12-31', '9999-12-31'];

/**
 * Numbers that stand for no number: -1 and its like as the only negative ones, and nines that are at least twice the greatest
 * other number. Fewer than two are no custom.
 */
export const defaultNumbers: Measure = {
  name: 'default numbers', over: 'sample', applies: isNumber,
  aggregates: (name, { column }) => {
    // As DOUBLE: the widest unsigned integers compare with no negative number.
    const c = finiteDouble(column, name);
    return [`histogram(CASE WHEN ${c} IN (${[...negative, ...nines].join(', ')}) THEN ${c} END)::VARCHAR`,
      `count(CASE WHEN ${c} < 0 AND ${c} NOT IN (${negative.join(', ')}) THEN 1 END)`, `count(CASE WHEN ${c} >= 0 THEN 1 END)`,
      `max(CASE WHEN ${c} NOT IN (${nines.join(', ')}) THEN ${c} END)`];
  },
  read: ([counts, otherNegative, positive, greatest], { max }) => {
    const found = [...String(counts ?? '').matchAll(/(-?\d+)\.0=(\d+)/g)].map(([, value, count]) => ({ number: Number(value), count: Number(count) }));
    const others = greatest === null ? null : Number(greatest);
    return {
      defaults: found.filter(({ number, count }) => count >= 2 && (number < 0 ? Number(otherNegative) === 0 && Number(positive) > count
        : others !== null && others >= 0 && Number(max) === number && others * 2 <= number))
        .map(({ number, count }) => ({ value: String(number), count })),
    };
  },
};

/** Days that stand for no day: the beginning of an epoch or the end of time, at an end of all the values, twice at least. */
export const defaultMoments: Measure = {
  name: 'default moments', over: 'sample', applies: isMoment,
  aggregates: (c) => [...days.map((day) => `count(CASE WHEN ${c}::DATE = DATE '${day}' THEN 1 END)`), `min(${c})::DATE::VARCHAR`, `max(${c})::DATE::VARCHAR`],
  read: (values) => {
    const [min, max] = values.slice(days.length);
    return {
      defaults: min === max ? [] : days.map((day, at) => ({ value: day, count: Number(values[at] ?? 0) }))
        .filter(({ value, count }) => count >= 2 && (value === min || value === max)),
    };
  },
};
