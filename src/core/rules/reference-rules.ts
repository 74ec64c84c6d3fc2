import { fail } from '../errors';
import { scalarCorners, scalars } from './corners';
import type { Dialect } from './dialect';
import type { SetMeaning } from './meaning';
import { only } from './predicates';
import { optional, properties, whole, words } from './properties';
import { defineRule, type MeaningInput, type Needs, type Rule } from './rule';
import { countedViolation, named } from './wording';

/** The properties that name another container. */
export interface Reference {
  readonly ref_container_id: number;
  readonly ref_datastore_id?: number | undefined;
}

export function refContainer(): ReturnType<typeof whole> {
  const schema = whole('Container', 'The other container.', 1);
  return schema.meta({ ...schema.meta(), kind: 'container' });
}

export function refDatastore(): ReturnType<typeof optional<number>> {
  const schema = whole('Datastore', 'The datastore of the other container; the same one where it is left out.', 1);
  return optional(schema.meta({ ...schema.meta(), kind: 'datastore' }));
}

export function referenceNeeds(p: Reference): Needs {
  return { references: [{ datastoreId: p.ref_datastore_id ?? null, containerId: p.ref_container_id }], history: [] };
}

type InOther = Reference & { field_name: string };

function meaning(input: MeaningInput<InOther>, dialect: Dialect, present: boolean): SetMeaning {
  const field = only(input.fields);
  const { from, columns } = input.reference();
  const other = input.column(input.properties.field_name, 'field_name', columns);
  const both = dialect.align(field, other);
  if (!both) {
    fail('bad-request', `${named(field.name)} (${field.nativeType}) cannot be compared with ${named(other.name)} (${other.nativeType}) of the other container.`,
      { remedy: 'Choose fields of one type.', place: { path: 'properties.field_name' } });
  }
  const sql = dialect.identifier(field.name);
  const listed = both.right(`r.${dialect.identifier(other.name)}`);
  const found = `coalesce(${both.left(sql)} IN (SELECT ${listed} FROM ${from} AS r WHERE ${listed} IS NOT NULL), ${dialect.bool(false)})`;
  return { kind: 'set', columns: [field.name], fails: () => `(${sql} IS NOT NULL AND ${present ? 'NOT ' : ''}${found})`, domain: field.name };
}

function rule(name: string, title: string, present: boolean, example: { field: string; other: string; says: string }): Rule {
  const not = present ? '' : 'not ';
  return defineRule<InOther>({
    name, aliases: {}, title, category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: scalars,
    summary: `Asserts that the value ${present ? 'occurs' : 'does not occur'} in a field of another container.`,
    explanation: `A row breaks the check when its value is ${present ? 'missing from' : 'found in'} the other field. The other container may lie in `
      + 'another datastore; all of its rows count, since the filter bounds only the rows that are checked.',
    example: { fields: [example.field], properties: { ref_container_id: 2, field_name: example.other }, says: example.says },
    properties: properties({
      field_name: words('Field', 'The field of the other container.', 'field'), ref_container_id: refContainer(), ref_datastore_id: refDatastore(),
    }),
    supportsFilter: true, supportsCoverage: true,
    corners: scalarCorners({
      nulls: 'Null holds; nulls of the other container do not matter.',
      nan: 'NaN is found where the other field has NaN.',
      bigNumbers: 'Whole numbers and decimals are compared exactly; with a floating number, both as doubles.',
    }),
    needs: referenceNeeds,
    meaning: (input, dialect) => meaning(input, dialect, present),
    violation: (outcome) => countedViolation(outcome, `${present ? 'do not occur' : 'occur'} in ${named(outcome.properties.field_name)} of container ${outcome.properties.ref_container_id}`,
      `a value that does ${not}occur in ${named(outcome.properties.field_name)} of container ${outcome.properties.ref_container_id}`),
  });
}

export const referenceRules = [
  rule('existsIn', 'Exists in', true, { field: 'customer_id', other: 'id', says: 'Every order belongs to a customer; one with an unknown customer breaks it.' }),
  rule('notExistsIn', 'Not exists in', false, { field: 'email', other: 'blocked_email', says: 'Nobody on the block list orders; a listed address breaks it.' }),
];
