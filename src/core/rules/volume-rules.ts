import { fail } from '../errors';
import { structureCorners } from './corners';
import { baseline, bounds, boundsProperties, boundsWords, type ChangeBounds } from './history';
import { initially, properties, whole } from './properties';
import { defineRule, type Rule } from './rule';
import { quoted, shapeViolation } from './wording';

function spoken(millis: number): string {
  const units: readonly [number, string][] = [[86_400_000, 'days'], [3_600_000, 'hours'], [60_000, 'minutes'], [1000, 'seconds']];
  const [size, unit] = units.find(([one]) => millis >= one) ?? [1, 'milliseconds'];
  return `${Number((millis / size).toFixed(1))} ${unit}`;
}

/** minPartitionSize and maxPartitionSize: rows of each file or partition, or of the whole container where it has only one. */
function partitionRule(name: string, title: string, operator: '<=' | '>=', words: string, says: string): Rule {
  return defineRule<{ value: number }>({
    name, aliases: {}, title, category: 'metadata', scope: 'shape', fields: 'none', fieldTypes: 'any',
    summary: `Asserts that each partition has ${words} so many rows.`,
    explanation: 'The rows of each file or partition of the container are counted after the filter; a container of one file, or a table, is one partition.',
    example: { fields: [], properties: { value: 100_000 }, says },
    properties: properties({ value: whole('Value', `The number of rows that a partition has ${words}.`) }),
    supportsFilter: true, supportsCoverage: false, corners: structureCorners({ duplicates: 'Every row counts, also where rows repeat.' }),
    meaning: ({ properties: { value }, partition }, dialect) => {
      if (partition === null) {
        return { kind: 'aggregate', columns: [], heavy: false, holds: `count(*) ${operator} ${value}`, found: { rows: dialect.toText('count(*)'), partitions: dialect.text('1') } };
      }
      return {
        kind: 'query', columns: [], found: ['rows', 'partitions'],
        statement: (source) => `SELECT count(CASE WHEN NOT (n ${operator} ${value}) THEN 1 END) = 0 AS holds, CAST(NULL AS BIGINT) AS failing, `
          + `${dialect.toText(`${operator === '<=' ? 'max' : 'min'}(n)`)} AS "rows", ${dialect.toText(`count(CASE WHEN NOT (n ${operator} ${value}) THEN 1 END)`)} AS partitions `
          + `FROM (SELECT count(*) AS n FROM ${source} AS s GROUP BY s.${dialect.identifier(partition)}) AS p`,
      };
    },
    violation: (outcome) => shapeViolation(outcome,
      `${outcome.found.partitions === '1' ? 'a partition has' : `${outcome.found.partitions} partitions have, at worst,`} ${outcome.found.rows} ${outcome.filtered ? 'filtered ' : ''}rows, not ${words} ${outcome.properties.value}`,
      `${words} ${outcome.properties.value} rows in each partition`, `${outcome.found.rows} rows`),
  });
}

export const volumeRules = [
  defineRule<{ value: number }>({
    name: 'freshness', aliases: {}, title: 'Freshness', category: 'metadata', scope: 'shape', fields: 'none', fieldTypes: 'any',
    summary: 'Asserts that the data was written within a span of time before the scan.',
    explanation: 'The time at which the source says that the container was last written, e.g. that of its newest file, is compared with the start of the scan. '
      + 'A time after it counts as no age. No data is read. Where a source does not know that time the check cannot run and says so.',
    example: { fields: [], properties: { value: 86_400_000 }, says: 'A new file comes every day; one from the day before yesterday breaks it.' },
    properties: properties({ value: whole('Value', 'The greatest age in milliseconds.') }),
    supportsFilter: false, supportsCoverage: false, corners: structureCorners({ timeZones: 'Both are points in time, so zones do not matter.' }),
    meaning: ({ modified, now, properties: { value } }) => {
      if (modified === null) {
        fail('unsupported', 'The source does not know when this container was last written.', { remedy: 'Check a timestamp field, e.g. with a metric or afterDateTime.' });
      }
      const age = Math.max(0, now.getTime() - modified.getTime());
      return { kind: 'catalogue', columns: [], holds: age <= value, found: { age: String(age), modified: modified.toISOString() } };
    },
    violation: (outcome) => shapeViolation(outcome,
      `the data was last written ${spoken(Number(outcome.found.age))} before the scan, at ${quoted(outcome.found.modified)}, which is more than ${spoken(outcome.properties.value)}`,
      `written within ${spoken(outcome.properties.value)}`, `written ${spoken(Number(outcome.found.age))} before`),
  }),
  defineRule<ChangeBounds & { window_size: number }>({
    name: 'volumetric', aliases: {}, title: 'Volumetric', category: 'metadata', scope: 'shape', fields: 'none', fieldTypes: 'any',
    summary: 'Asserts that the number of rows, or its change against the recent daily average, lies within a range.',
    explanation: 'Every scan records the number of rows. The average is that of the last count of each of the days (UTC) in the window before the scan\'s own day. '
      + 'As long as there is none, changes hold. A range may be open on one side; both ends belong to it. A decrease is a negative change.',
    example: { fields: [], properties: { comparison: 'Percentage Change', window_size: 7, min: -20, max: 20 }, says: 'A day brings about as much as the week before; half as many rows break it.' },
    properties: properties({ ...boundsProperties('the number of rows'), window_size: initially(whole('Window size', 'The number of days before the scan that the average is taken of.', 1, 3650), 7) }),
    supportsFilter: false, supportsCoverage: false, corners: structureCorners({ duplicates: 'Every row counts, also where rows repeat.', timeZones: 'Days begin at midnight UTC.' }),
    needs: () => ({ references: [], history: ['rows'] }),
    meaning: ({ properties: p, history, now }, dialect) => {
      const average = baseline(history('rows'), now, p.window_size);
      const { low, high } = bounds(p, average);
      const sides = [low === null ? '' : `count(*) >= ${dialect.double(low)}`, high === null ? '' : `count(*) <= ${dialect.double(high)}`].filter(Boolean);
      return {
        kind: 'aggregate', columns: [], heavy: false, captures: { rows: dialect.toDouble('count(*)') },
        holds: sides.length > 0 ? sides.join(' AND ') : dialect.bool(true),
        found: { rows: dialect.toText('count(*)'), average: dialect.text(average === null ? 'none' : String(Number(average.toFixed(3)))) },
      };
    },
    violation: (outcome) => shapeViolation(outcome,
      `the container has ${outcome.found.rows} rows where the daily average is ${quoted(outcome.found.average)}, not ${boundsWords(outcome.properties)}`,
      boundsWords(outcome.properties), `${outcome.found.rows} rows`),
  }),
  partitionRule('minPartitionSize', 'Min partition size', '>=', 'at least', 'A full day has 100000 rows or more; a file cut off at 60000 breaks it.'),
  partitionRule('maxPartitionSize', 'Max partition size', '<=', 'at most', 'No more than 100000 rows a file; one loaded twice breaks it.'),
];
