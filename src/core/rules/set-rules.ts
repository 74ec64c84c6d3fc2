import { scalarCorners, scalars } from './corners';
import { only } from './predicates';
import { list, properties } from './properties';
import { defineRule } from './rule';
import { countedViolation, quoted, shapeViolation, valueList } from './wording';

const listed = {
  bigNumbers: 'Compared exactly; write the value as text, e.g. "9007199254740993", since JSON rounds it.',
  timeZones: 'Listed times without a zone are UTC; timestamps with a zone are compared as points in time.',
};

export const setRules = [
  defineRule<{ list: string[] }>({
    name: 'expectedValues', aliases: {}, title: 'Expected values', category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: scalars,
    summary: 'Asserts that the value is one of a list.',
    explanation: 'Every value that is not in the list breaks the check. Values are compared by the type of the field: '
      + 'in a number field, "1", "1.0" and 1 are the same; in a text field, upper and lower case, and spaces, make a difference.',
    example: { fields: ['status'], properties: { list: ['open', 'paid', 'cancelled'] }, says: 'There are three states of an order; "Paid" breaks it.' },
    properties: properties({ list: list('List', 'The values that are allowed.') }),
    supportsFilter: true, supportsCoverage: true,
    corners: scalarCorners({ ...listed, nan: 'NaN is in no list, so it breaks the check.', emptyText: 'Empty and blank texts break the check unless they are in the list.', infinity: 'Breaks the check: it cannot be listed.' }),
    meaning: ({ fields, properties: p }, dialect) => {
      const field = only(fields);
      const sql = dialect.identifier(field.name);
      return {
        kind: 'row', columns: [field.name], fails: `(${sql} IS NOT NULL AND NOT ${dialect.oneOf(sql, field, p.list)})`,
        proofs: [], domain: field.name, cost: field.type === 'String' ? 'text' : 'cheap',
      };
    },
    violation: (outcome) => countedViolation(outcome, `are not one of ${valueList(outcome.properties.list)}`, `one of ${valueList(outcome.properties.list)}`),
  }),
  defineRule<{ list: string[] }>({
    name: 'requiredValues', aliases: {}, title: 'Required values', category: 'data_integrity', scope: 'shape', fields: 'single', fieldTypes: scalars,
    summary: 'Asserts that every value of a list occurs at least once.',
    explanation: 'The check fails when one of the listed values is found in no row. Other values may occur as well. '
      + 'Values are compared as in expectedValues.',
    example: { fields: ['warehouse'], properties: { list: ['Hamburg', 'Lyon'] }, says: 'Both warehouses report; a delivery without Lyon breaks it.' },
    properties: properties({ list: list('List', 'The values that must occur.') }),
    supportsFilter: true, supportsCoverage: false,
    corners: scalarCorners({ ...listed, nulls: 'Null is no value: it neither helps nor hurts.', nan: 'NaN cannot be required.', infinity: 'Cannot be required.', duplicates: 'Once is enough, more does not matter.' }),
    meaning: ({ fields, properties: p }, dialect) => {
      const field = only(fields);
      const sql = `s.${dialect.identifier(field.name)}`;
      const wanted = dialect.listedRows(field, [...new Set(p.list)]);
      return {
        kind: 'query', columns: [field.name], found: ['missing', 'count'],
        statement: (source) => `SELECT count(*) = 0 AS holds, CAST(NULL AS BIGINT) AS failing, ${dialect.listText('m.t', 20)} AS missing, ${dialect.toText('count(*)')} AS count `
          + `FROM (SELECT w.t FROM ${wanted} AS w WHERE NOT coalesce(w.v IN (SELECT ${sql} FROM ${source} AS s WHERE ${sql} IS NOT NULL), ${dialect.bool(false)})) AS m`,
      };
    },
    violation: (outcome) => shapeViolation(outcome,
      `${outcome.found.count} of ${new Set(outcome.properties.list).size} required values do not occur in ${outcome.filtered ? 'the filtered' : 'any of the'} records: ${quoted(outcome.found.missing)}`,
      `each of ${valueList(outcome.properties.list)}`, `missing: ${quoted(outcome.found.missing)}`),
  }),
];
