import { exactDistinctRows, isNested } from '../field-statistics';
import type { Measure } from './measure';

/** Values that are there. */
export const present: Measure = {
  name: 'present', over: 'all', applies: () => true,
  aggregates: (c) => [`count(${c})`],
  read: ([count]) => ({ present: Number(count ?? 0) }),
};

/** Different values: exact on few rows, else those whose hash falls in one of 64 parts, times 64. */
export const distinct: Measure = {
  name: 'distinct', over: 'all', applies: (column) => !isNested(column),
  aggregates: (c, { rows }) => [rows <= exactDistinctRows ? `count(DISTINCT ${c})` : `64 * count(DISTINCT ${c}) FILTER (hash(${c}) % 64 = 0)`, `count(${c})`],
  read: ([count, there], { rows }) => ({ distinct: Math.min(Number(count ?? 0), Number(there ?? 0)), distinctExact: rows <= exactDistinctRows }),
};
