import { isMoment, isNumber } from '../../field-statistics';
import type { Candidate } from '../candidate';
import type { Inference } from '../inference';
import { namesFuture, namesIdentity, namesQuantity } from '../text/names';
import { rowsText } from '../text/words';

/** `notNegative` where nothing is negative, or where the name says that nothing can be. */
export const signs: Inference = {
  name: 'signs', level: 1,
  propose: ({ facts }) => facts.columns.map(({ name, field: { column, present, min, max }, order }): Candidate | null => {
    if (!isNumber(column) || present < 30 || min === null || Number(max) <= 0 || namesIdentity(name)) return null;
    const quantity = namesQuantity(name);
    if (Number(min) < 0 && !quantity) return null;
    // A number that wanders reaches zero one day, unless it counts something.
    if (!quantity && (order.serial ?? 0) > 0.9 && Number(min) < 0.1 * Number(max)) return null;
    return {
      rule: 'notNegative', fields: [name], properties: {}, description: `${name} is not negative`,
      evidence: [Number(min) < 0 ? `What ${name} counts cannot be negative; the least value is ${min}.` : `The least of ${rowsText(present)} is ${min}.`],
      trial: { by: 'rows', tolerance: Number(min) < 0 ? 0.02 : 0 },
    };
  }),
};

/** `notFuture` for moments that lie in the past but for a few. */
export const past: Inference = {
  name: 'past', level: 1,
  propose: ({ facts }) => facts.columns.map(({ name, field: { column, present, max } }): Candidate | null => {
    if (!isMoment(column) || present < 30 || namesFuture(name)) return null;
    return {
      rule: 'notFuture', fields: [name], properties: {}, description: `${name} does not lie in the future`,
      evidence: [`The latest of ${rowsText(present)} is ${max}.`], trial: { by: 'rows', tolerance: 0.01 },
    };
  }),
};
