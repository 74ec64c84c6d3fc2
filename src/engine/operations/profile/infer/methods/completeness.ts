import type { Candidate } from '../candidate';
import type { Inference } from '../inference';
import { rowsText, shareText } from '../text/words';
import { fewValues } from './known-values';

/** Fewer rows prove too little: none missing in n rows still allows a share of 3/n. */
const fewestRows = 30;

/** `notNull` where nothing is missing; or next to nothing, and mistakes are proven in the field or one value in a thousand is all. */
export const completeness: Inference = {
  name: 'completeness', level: 1,
  propose: ({ facts, misspellings }) => facts.columns.map((column): Candidate | null => {
    const { rows, present } = column.field;
    const gaps = rows - present;
    if (rows < fewestRows || present === 0) return null;
    const common = { rule: 'notNull', fields: [column.name], properties: {} };
    if (gaps === 0) return { ...common, description: `${column.name} has a value`, evidence: [`All ${rowsText(rows)} have a value.`], trial: { by: 'rows', tolerance: 0 } };
    const dirty = misspellings.soft.has(column.name) || (misspellings.softTable && fewValues(column));
    if (gaps > (dirty ? 0.15 : 0.001) * rows) return null;
    return {
      ...common, description: `${column.name} has a value in all but ${rowsText(gaps)} of ${rows}`,
      evidence: [`${shareText(present, rows)} of ${rowsText(rows)} have a value; ${gaps} ${gaps === 1 ? 'is' : 'are'} null.`, ...(dirty ? ['Values are misspelt here often, so that gaps are mistakes too.'] : [])],
      trial: { by: 'shown' },
    };
  }),
};
