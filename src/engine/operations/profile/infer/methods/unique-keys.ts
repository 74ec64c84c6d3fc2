import { identifier } from '../../../../sql/quote';
import type { Candidate } from '../candidate';
import type { Inference } from '../inference';
import { namesIdentity, namesKey } from '../text/names';
import { rowsText } from '../text/words';

/** Repeated values that a field named like a key may have and still be proposed as unique. */
const fewRepeats = 0.005;

/**
 * `unique` for fields without a repeated value, and for fields named like a key with very few repeats. All rows are counted, by
 * 64-bit hashes, which need a fraction of the memory of texts; that two of 100 million differ and hash alike has a chance of
 * 0.03 %, and then only costs a proposal. The scan itself compares values.
 * Measures and moments are left out: that no two of them are equal is chance.
 */
export const uniqueKeys: Inference = {
  name: 'keys', level: 2, effort: 12,
  propose: async ({ facts: { session, prepared, statistics, signal }, misspellings, unique }) => {
    const able = statistics.filter(({ column, rows, present, distinct, maxLength }) =>
      // In a short table names and numbers are often all different by chance; only what is named like an identity counts there.
      rows >= (namesIdentity(column.name) ? 50 : 200) && (column.type === 'String' || namesIdentity(column.name))
      && present >= rows * 0.99 && (column.type === 'Integral' || column.type === 'String') && (maxLength ?? 0) <= 100
      // An estimate only excludes: 64 hash classes are within 20 % of the truth for every column large enough to be estimated.
      && (distinct ?? 0) >= present * 0.8);
    if (able.length === 0) return [];
    // Where mistakes are proven common, so are repeated keys.
    const mostRepeats = misspellings.softTable ? 0.15 : fewRepeats;
    const open = able.filter(({ column }) => !unique.has(column.name));
    const [row = {}] = open.length === 0 ? [] : await session.query(`SELECT ${open.map(({ column }, at) => `count(DISTINCT hash(${identifier(column.name)})) FILTER (${identifier(column.name)} IS NOT NULL) AS d${at}`).join(', ')} FROM ${prepared.all}`, undefined, signal);
    return able.map((field): Candidate | null => {
      const { column, present } = field;
      const repeats = unique.has(column.name) ? 0 : present - Number(row[`d${open.indexOf(field)}`] ?? 0);
      if (repeats > 0 && !(namesKey(column.name) && repeats / present <= mostRepeats)) return null;
      return {
        rule: 'unique', fields: [column.name], properties: {}, description: `${column.name} tells rows apart`,
        evidence: [repeats > 0 ? `${rowsText(repeats)} of ${present} repeat a value, and the field is named like a key.` : `No value of ${rowsText(present)} is repeated.`], trial: { by: 'counted' },
      };
    });
  },
};
