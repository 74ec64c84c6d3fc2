import { isNested } from '../field-statistics';
import type { Measure } from './measure';

/** A long text as minimum says nothing; it is cut. */
const short = (value: unknown): string | null => (value === null || value === undefined ? null : String(value).length > 200 ? `${String(value).slice(0, 200)}…` : String(value));

/** Least and greatest value, as text. */
export const extremes: Measure = {
  name: 'extremes', over: 'all', applies: (column) => !isNested(column),
  aggregates: (c) => [`min(${c})::VARCHAR`, `max(${c})::VARCHAR`],
  read: ([min, max]) => ({ min: short(min), max: short(max) }),
};
