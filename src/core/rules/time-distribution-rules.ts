import { fail } from '../errors';
import { timeCorners, times } from './corners';
import type { Dialect, Interval } from './dialect';
import type { RuleColumn } from './meaning';
import { only } from './predicates';
import { choice, optional, properties, whole } from './properties';
import { defineRule } from './rule';
import { quoted, shapeViolation } from './wording';

type Distribution = { interval_name: Interval; min_size?: number | undefined; max_size?: number | undefined };

function sizeWords(p: Distribution): string {
  if (p.min_size === undefined) return `at most ${p.max_size}`;
  return p.max_size === undefined ? `at least ${p.min_size}` : `between ${p.min_size} and ${p.max_size}`;
}

/** SQL: how many rows each interval has, `i` its start and `n` the count. */
function counts(source: string, field: RuleColumn, interval: Interval, dialect: Dialect): string {
  const sql = `s.${dialect.identifier(field.name)}`;
  return `SELECT ${dialect.truncate(sql, field, interval)} AS i, count(*) AS n FROM ${source} AS s WHERE ${dialect.isFinite(sql, field)} GROUP BY i`;
}

export const timeDistributionRules = [
  defineRule<Distribution>({
    name: 'timeDistributionSize', aliases: {}, title: 'Time distribution size', category: 'data_integrity', scope: 'shape', fields: 'single', fieldTypes: times,
    summary: 'Asserts that the number of rows in each interval of time lies within a range.',
    explanation: 'Rows are counted by the hour, day, week (from Monday), month, quarter or year that the field falls in, in UTC. Each interval from the first to the last that '
      + 'occurs must have a number of rows in the range; intervals without any row count as 0. Both ends belong to the range, and one of them may be left out.',
    example: { fields: ['ordered_at'], properties: { interval_name: 'Daily', min_size: 50, max_size: 500 }, says: 'Every day brings 50 to 500 orders; a day with none breaks it.' },
    properties: properties({
      interval_name: choice('Interval', 'The length of an interval.', ['Hourly', 'Daily', 'Weekly', 'Monthly', 'Quarterly', 'Yearly']),
      min_size: optional(whole('Min size', 'The least number of rows of an interval.')), max_size: optional(whole('Max size', 'The greatest number of rows of an interval.')),
    }),
    supportsFilter: true, supportsCoverage: false,
    corners: timeCorners({ nulls: 'Rows without a time are in no interval.', infinity: 'The dates infinity and -infinity are in no interval.', duplicates: 'Every row counts, also where times repeat.', timeZones: 'Intervals begin in UTC; times without a zone are taken as UTC.' }),
    meaning: ({ fields, properties: p }, dialect) => {
      const { min_size: min, max_size: max } = p;
      if (min === undefined && max === undefined) fail('bad-request', 'The range has neither a least nor a greatest size.', { remedy: 'Give min_size, max_size or both.', place: { path: 'properties.min_size' } });
      if (min !== undefined && max !== undefined && min > max) fail('bad-request', 'The least size is above the greatest.', { remedy: 'Exchange them.', place: { path: 'properties.min_size' } });
      const field = only(fields);
      const wrong = [min === undefined ? '' : `n < ${min}`, max === undefined ? '' : `n > ${max}`].filter(Boolean).join(' OR ');
      const gaps = min !== undefined && min > 0 ? `coalesce(${dialect.steps('min(i)', 'max(i)', p.interval_name)} + 1 - count(*), 0)` : '0';
      return {
        kind: 'query', columns: [field.name], found: ['wrong', 'gaps', 'first', 'size'],
        statement: (source) => `SELECT bad + gap = 0 AS holds, CAST(NULL AS BIGINT) AS failing, ${dialect.toText('bad')} AS wrong, ${dialect.toText('gap')} AS gaps, `
          + `${dialect.toText('worst')} AS "first", ${dialect.toText('size')} AS "size" FROM (SELECT count(CASE WHEN ${wrong} THEN 1 END) AS bad, ${gaps} AS gap, `
          + `min(CASE WHEN ${wrong} THEN i END) AS worst, ${dialect.valueAtLeast('n', 'i', wrong)} AS size FROM (${counts(source, field, p.interval_name, dialect)}) AS c) AS d`,
        fails: (source) => `coalesce(${dialect.truncate(dialect.identifier(field.name), field, p.interval_name)} IN (SELECT i FROM (${counts(source, field, p.interval_name, dialect)}) AS c WHERE ${wrong}), ${dialect.bool(false)})`,
      };
    },
    violation: (outcome) => {
      const { found, properties: p } = outcome;
      const total = Number(found.wrong ?? 0) + Number(found.gaps ?? 0);
      const first = found.first === null || found.first === undefined ? '' : `, the first being that of ${quoted(found.first)} with ${found.size}`;
      const empty = Number(found.gaps ?? 0) > 0 ? ` (${found.gaps} of them without any)` : '';
      return shapeViolation(outcome, `${total} ${p.interval_name.toLowerCase()} intervals${empty} do not have ${sizeWords(p)} ${outcome.filtered ? 'filtered ' : ''}records${first}`,
        `${sizeWords(p)} records in each ${p.interval_name.toLowerCase()} interval`, `${total} other intervals`);
    },
  }),
];
