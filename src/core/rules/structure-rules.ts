import { structureCorners } from './corners';
import { properties, whole } from './properties';
import { defineRule } from './rule';
import { shapeViolation } from './wording';

export const structureRules = [
  defineRule<{ value: number }>({
    name: 'fieldCount', aliases: {}, title: 'Field count', category: 'metadata', scope: 'shape', fields: 'none', fieldTypes: 'any',
    summary: 'Asserts that the container has exactly so many fields.',
    explanation: 'The columns that the source declares now are counted; no data is read.',
    example: { fields: [], properties: { value: 12 }, says: 'The file has 12 columns; one with a column added breaks it.' },
    properties: properties({ value: whole('Value', 'The number of fields.') }),
    supportsFilter: false, supportsCoverage: false, corners: structureCorners({ nested: 'A list, struct or map is one field, whatever it holds.' }),
    meaning: ({ columns, properties: { value } }) => ({
      kind: 'catalogue', columns: [], holds: columns.length === value, found: { count: String(columns.length) },
    }),
    violation: (outcome) => shapeViolation(outcome, `the container has ${outcome.found.count} fields instead of ${outcome.properties.value}`,
      `${outcome.properties.value} fields`, `${outcome.found.count} fields`),
  }),
];
