import { isMoment, isNumber, type FieldStatistics } from '../field-statistics';
import type { Candidate } from './candidate';
import { namesFuture, namesIdentity, namesQuantity } from './names';

/** `notNull` for fields that are complete, or all but complete: the few gaps are then the finding. */
export function notNull({ column, rows, present }: FieldStatistics): Candidate | null {
  // Fewer rows prove too little: none missing in n rows still allows a share of 3/n.
  if (rows < 30 || present === 0) return null;
  return {
    rule: 'notNull', fields: [column.name], level: 1, tolerance: 0.01, properties: {},
    description: `${column.name} has a value`,
  };
}

/** `notNegative` where nothing is negative, or where the name says that nothing can be. */
export function notNegative({ column, present, min, max }: FieldStatistics): Candidate | null {
  if (!isNumber(column) || present < 30 || min === null || Number(max) <= 0 || namesIdentity(column.name)) return null;
  if (Number(min) < 0 && !namesQuantity(column.name)) return null;
  return {
    rule: 'notNegative', fields: [column.name], level: 1, tolerance: Number(min) < 0 ? 0.02 : 0, properties: {},
    description: `${column.name} is not negative`,
  };
}

/** `notFuture` for moments that lie in the past but for a few. */
export function notFuture({ column, present }: FieldStatistics): Candidate | null {
  if (!isMoment(column) || present < 30 || namesFuture(column.name)) return null;
  return {
    rule: 'notFuture', fields: [column.name], level: 1, tolerance: 0.01, properties: {},
    description: `${column.name} does not lie in the future`,
  };
}
