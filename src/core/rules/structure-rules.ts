import { z } from 'zod';
import { structureCorners } from './corners';
import { flag, properties, whole } from './properties';
import { defineRule } from './rule';
import { namedList, quoted, shapeViolation } from './wording';

interface Expected { readonly name: string; readonly type: string | null }
type Schema = { list: Expected[]; allow_other_fields: boolean };

const typed = z.strictObject({ name: z.string().min(1), type: z.string().min(1).nullish() });
const fieldList = z.array(z.union([z.string().min(1).transform((name) => ({ name, type: null })), typed.transform(({ name, type }) => ({ name, type: type ?? null }))],
  'must hold names of fields, or objects with name and type'), 'must be a list').min(1, 'must not be empty')
  .meta({ title: 'Fields', description: 'Names of fields, each alone or as {name, type}, where the type is one of ours (Integral, String, …) or the source\'s own (DECIMAL(10,2)).', kind: 'list' }) as z.ZodType<Expected[]>;

const same = (a: string, b: string): boolean => a.replace(/\s/g, '').toLowerCase() === b.replace(/\s/g, '').toLowerCase();

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
  defineRule<Schema>({
    name: 'expectedSchema', aliases: { requiredFields: ({ list, ...rest }) => ({ list, allow_other_fields: true, ...rest }) },
    title: 'Expected schema', category: 'metadata', scope: 'shape', fields: 'none', fieldTypes: 'any',
    summary: 'Asserts that the container has the listed fields with the types they are listed with.',
    explanation: 'The check fails when a listed field is missing or of another type, and, unless other fields are allowed, when there is one that is not listed. '
      + 'The order does not matter; names are compared exactly, types without regard to case. Only what the source declares is looked at.',
    example: { fields: [], properties: { list: ['id', { name: 'total', type: 'Fractional' }], allow_other_fields: true }, says: 'There is an id and a numeric total; a total that became text breaks it.' },
    properties: properties({ list: fieldList, allow_other_fields: flag('Allow other fields', 'Whether there may be fields that are not listed.', false) }),
    supportsFilter: false, supportsCoverage: false,
    corners: structureCorners({ unicode: 'Names are compared exactly, by code points.', nested: 'A struct, list or map is one field, whose type can be given as Struct, Array or MapType.' }),
    meaning: ({ columns, properties: p }) => {
      const missing = p.list.filter(({ name }) => !columns.some((column) => column.name === name)).map(({ name }) => name);
      const wrong = p.list.flatMap(({ name, type }) => {
        const column = columns.find((one) => one.name === name);
        return !column || type === null || same(type, column.type) || same(type, column.nativeType) ? [] : [`${name} is ${column.type} (${column.nativeType}) instead of ${type}`];
      });
      const extra = p.allow_other_fields ? [] : columns.map((column) => column.name).filter((name) => !p.list.some((one) => one.name === name));
      const found = [
        missing.length > 0 ? `missing ${namedList(missing)}` : '', wrong.join(', '), extra.length > 0 ? `not listed ${namedList(extra)}` : '',
      ].filter(Boolean).join('; ');
      return { kind: 'catalogue', columns: [], holds: found === '', found: { differences: found } };
    },
    violation: (outcome) => shapeViolation(outcome, `the fields are not as expected: ${outcome.found.differences ?? ''}`,
      `${namedList(outcome.properties.list.map(({ name }) => name))}${outcome.properties.allow_other_fields ? ' and any others' : ''}`, quoted(outcome.found.differences)),
  }),
];
