import { scalarCorners } from './corners';
import { distinctNames, only } from './predicates';
import { amount, choice, none, properties } from './properties';
import { defineRule } from './rule';
import { countedViolation, shapeViolation } from './wording';

const operators = { 'less than': '<', 'equal to': '=', 'greater than': '>' } as const;

export const uniqueRules = [
  defineRule({
    name: 'unique', aliases: { distinct: (p) => p }, title: 'Unique', category: 'data_integrity', scope: 'shape', fields: 'multi', fieldTypes: 'any',
    summary: 'Asserts that every value, or combination of values, occurs only once.',
    explanation: 'Counted are the rows that would have to go so that every key is left once: two rows with the same key are one '
      + 'row too many. Shown are all rows of the repeated keys, so that you can see which to keep.',
    example: { fields: ['order_id', 'line'], properties: {}, says: 'An order has each line once; two rows with order 7, line 1 break it.' },
    properties: none, supportsFilter: true, supportsCoverage: true,
    corners: scalarCorners({
      nulls: 'A row whose fields are all null has no key and is left out; where only some are null, null equals null.',
      nan: 'NaN equals NaN, so two of them repeat.', infinity: 'Equal to itself.',
      emptyText: 'Two empty texts repeat; texts that differ in blanks differ.',
      nested: 'Lists, structs and maps are compared by their content.',
      duplicates: 'They are what is looked for: n rows with one key count n - 1.',
    }),
    meaning: ({ fields }, dialect) => {
      const names = distinctNames(fields.map((field) => field.name));
      const columns = names.map((name) => dialect.identifier(name));
      const [first] = columns;
      const hasKey = columns.map((sql) => `${sql} IS NOT NULL`).join(' OR ');
      return {
        kind: 'keys', columns: names,
        failing: columns.length === 1 ? `count(${first}) - count(DISTINCT ${first})`
          : `count(CASE WHEN ${hasKey} THEN 1 END) - count(DISTINCT CASE WHEN ${hasKey} THEN ${dialect.tuple(columns)} END)`,
        fails: (source) => {
          const inner = columns.map((sql) => `k.${sql}`);
          const grouped = (select: string): string => `SELECT ${select} FROM ${source} AS k GROUP BY ${inner.join(', ')} HAVING count(*) > 1`;
          if (columns.length === 1) return `(${first} IS NOT NULL AND ${first} IN (${grouped(inner[0]!)}))`;
          return `((${hasKey}) AND ${dialect.tuple(columns)} IN (${grouped(dialect.tuple(inner))}))`;
        },
      };
    },
    violation: (outcome) => countedViolation(outcome, 'are not unique', 'every value once'),
  }),
  defineRule<{ comparison: keyof typeof operators; value: string }>({
    name: 'distinctCount', aliases: {}, title: 'Distinct count', category: 'data_integrity', scope: 'shape', fields: 'single', fieldTypes: 'any',
    summary: 'Asserts that the number of different values is less than, equal to or greater than a number.',
    explanation: 'The different values of the field are counted exactly, not estimated.',
    example: { fields: ['country'], properties: { comparison: 'less than', value: 250 }, says: 'There are not more countries than that; 400 different spellings break it.' },
    properties: properties({
      comparison: choice('Comparison', 'How the number of different values compares with the value.', ['less than', 'equal to', 'greater than']),
      value: amount('Value', 'The number to compare with.'),
    }),
    supportsFilter: true, supportsCoverage: false,
    corners: scalarCorners({
      nulls: 'Null is not a value and is not counted.', nan: 'All NaN together are one value.', infinity: 'One value each, with and without minus sign.',
      emptyText: 'The empty text is one value; texts that differ in blanks differ.',
      nested: 'Lists, structs and maps are compared by their content.', duplicates: 'Count once.',
    }),
    meaning: ({ fields, properties: p }, dialect) => {
      const { name } = only(fields);
      const count = `count(DISTINCT ${dialect.identifier(name)})`;
      const whole = { name: 'count', type: 'Integral', nativeType: 'BIGINT' } as const;
      return {
        kind: 'aggregate', columns: [name], heavy: true, found: { count: dialect.toText(count) },
        holds: dialect.compareNumber(count, whole, operators[p.comparison], p.value),
      };
    },
    violation: (outcome) => shapeViolation(outcome,
      `the number of different values is ${outcome.found.count}, which is not ${outcome.properties.comparison} ${outcome.properties.value}`,
      `a number of different values ${outcome.properties.comparison} ${outcome.properties.value}`, `${outcome.found.count} different values`),
  }),
];
