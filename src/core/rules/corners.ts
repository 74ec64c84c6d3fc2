import type { FieldType } from '../api/schemas/container';
import type { Corners } from './rule';

export const numbers: readonly FieldType[] = ['Integral', 'Fractional'];
export const texts: readonly FieldType[] = ['String'];
export const times: readonly FieldType[] = ['Date', 'Timestamp'];
/** All types whose values can be compared one by one. */
export const scalars: readonly FieldType[] = ['Integral', 'Fractional', 'Boolean', 'String', 'Date', 'Timestamp'];

const notNumbers = { nan: 'Does not occur: the rule takes no numbers.', infinity: 'Does not occur: the rule takes no numbers.', bigNumbers: 'Do not occur: the rule takes no numbers.' };
const notTexts = { emptyText: 'Does not occur: the rule takes no text.', unicode: 'Does not occur: the rule takes no text.' };
const notTimes = { earlyDates: 'Do not occur: the rule takes no dates.', timeZones: 'Do not occur: the rule takes no times.' };
const each = { duplicates: 'Every row counts by itself, also where values repeat.' };
const nullHolds = { nulls: 'Null holds; use notNull to refuse it.' };
const notNested = { nested: 'Lists, structs and maps are refused when the check is made.' };

/** Rules over one number. */
export function numberCorners(own: Partial<Corners> = {}): Corners {
  return {
    ...nullHolds, ...notTexts, ...notTimes, ...notNested, ...each,
    nan: 'NaN is not a number, so it breaks the check.',
    infinity: 'Compared as it is: above, or with a minus sign below, every finite number.',
    bigNumbers: 'Compared exactly; write the bound as text, e.g. "9007199254740993", since JSON rounds it.',
    ...own,
  };
}

/** Rules over one text. */
export function textCorners(own: Partial<Corners> = {}): Corners {
  return {
    ...nullHolds, ...notNumbers, ...notTimes, ...notNested, ...each,
    emptyText: 'Empty and blank texts are values like any other.',
    unicode: 'Compared by code points, as stored; composed and decomposed forms differ.',
    ...own,
  };
}

/** Rules over one date or timestamp. */
export function timeCorners(own: Partial<Corners> = {}): Corners {
  return {
    ...nullHolds, ...notNumbers, ...notTexts, ...notNested, ...each,
    infinity: 'The dates infinity and -infinity lie after and before every other.',
    earlyDates: 'Compared like any other, down to the year 1.',
    timeZones: 'Timestamps with a zone are compared as points in time; those without one, and dates, are taken as UTC.',
    ...own,
  };
}

/** Rules over values of any scalar type. */
export function scalarCorners(own: Partial<Corners> = {}): Corners {
  return {
    ...nullHolds, ...notNested, ...each,
    nan: 'NaN equals only NaN.',
    infinity: 'A value like any other.',
    emptyText: 'Empty and blank texts are values like any other.',
    unicode: 'Compared by code points, as stored; composed and decomposed forms differ.',
    bigNumbers: 'Compared exactly.',
    earlyDates: 'Values like any other.',
    timeZones: 'Timestamps with a zone are compared as points in time; those without one are taken as UTC.',
    ...own,
  };
}

/** Rules over the container as a whole that read no values. */
export function structureCorners(own: Partial<Corners> = {}): Corners {
  const unread = 'Does not matter: no values are read.';
  return {
    nulls: unread, nan: unread, infinity: unread, emptyText: unread, unicode: unread, bigNumbers: unread,
    earlyDates: unread, timeZones: unread, nested: unread, duplicates: unread, ...own,
  };
}
