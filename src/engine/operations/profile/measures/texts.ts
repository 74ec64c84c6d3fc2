import type { Column } from '../../../sources/relation';
import { isText } from '../field-statistics';
import { finiteNumber, type Measure } from './measure';

/** Enums are texts to a user, but have no functions of texts. */
const isVarchar = (column: Column): boolean => isText(column) && column.nativeType === 'VARCHAR';

/** Least, greatest and mean number of characters. */
export const lengths: Measure = {
  name: 'lengths', over: 'all', applies: isVarchar,
  aggregates: (c) => [`min(length(${c}))`, `max(length(${c}))`, `avg(length(${c}))`],
  read: ([min, max, mean]) => ({ minLength: finiteNumber(min), maxLength: finiteNumber(max), meanLength: finiteNumber(mean) }),
};

const white = String.raw`[\s\x{00A0}]`;
/** UTF-8 that was read as Latin-1 or Windows-1252 ("Ã©", "â€™"), and what could not be decoded at all. */
const wrong = String.raw`Ã[\x{0080}-\x{00BF}]|Â[\x{00A0}-\x{00BF}]|â€|ï»¿|\x{FFFD}`;

/** Texts of white space alone, with white space at an end, and with letters decoded wrongly. */
export const soundness: Measure = {
  name: 'soundness', over: 'sample', applies: isVarchar,
  aggregates: (c) => [`count(${c})`, `count(CASE WHEN regexp_full_match(${c}, '${white}*') THEN 1 END)`,
    `count(CASE WHEN regexp_matches(${c}, '^${white}|${white}$') AND NOT regexp_full_match(${c}, '${white}*') THEN 1 END)`,
    `count(CASE WHEN regexp_matches(${c}, '${wrong}') THEN 1 END)`],
  read: (values) => {
    const [texts, blanks, padded, mojibake] = values.map(finiteNumber);
    return { texts, blanks, padded, mojibake };
  },
};

const number = String.raw`\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*`;

/** Texts that are written as a number, and as a date or moment (ISO 8601). */
export const written: Measure = {
  name: 'written', over: 'sample', applies: isVarchar,
  aggregates: (c) => [`count(CASE WHEN regexp_full_match(${c}, '${number}') THEN 1 END)`,
    `count(CASE WHEN length(${c}) BETWEEN 8 AND 40 AND ${c} LIKE '%-%-%' THEN TRY_CAST(${c} AS TIMESTAMP) END)`],
  read: ([numbers, moments]) => ({ writtenNumbers: finiteNumber(numbers), writtenMoments: finiteNumber(moments) }),
};
