import { fail } from '../errors';
import { comparatorProperties, comparatorsNote, near, ordered, type Comparators } from './comparators';
import { scalarCorners, scalars } from './corners';
import type { Dialect } from './dialect';
import type { MeaningInput } from './rule';
import type { RowMeaning, RuleColumn } from './meaning';
import { distinctNames, only } from './predicates';
import { flag, properties, words } from './properties';
import { defineRule, type Rule } from './rule';
import { countedViolation, named } from './wording';

type Pair = Comparators & { field_name: string; inclusive: boolean };

/** The two fields made comparable, and a column that stands for the type of both. */
function aligned(input: MeaningInput<Pair>, dialect: Dialect): { left: string; right: string; column: RuleColumn; names: string[] } {
  const first = only(input.fields);
  const second = input.column(input.properties.field_name, 'field_name');
  const both = dialect.align(first, second);
  if (!both) {
    fail('bad-request', `${named(first.name)} (${first.nativeType}) cannot be compared with ${named(second.name)} (${second.nativeType}).`,
      { remedy: 'Choose fields of one type.', place: { path: 'properties.field_name' } });
  }
  return {
    left: both.left(dialect.identifier(first.name)), right: both.right(dialect.identifier(second.name)),
    column: both.column, names: distinctNames([first.name, second.name]),
  };
}

function meaning(input: MeaningInput<Pair>, dialect: Dialect, operator: '=' | '>' | '<'): RowMeaning {
  const { left, right, column, names } = aligned(input, dialect);
  const p = input.properties;
  const holds = operator === '=' ? near(left, right, column, p, dialect) : ordered(left, right, column, operator, p.inclusive, p, dialect);
  return { kind: 'row', columns: names, fails: `(${left} IS NOT NULL AND ${right} IS NOT NULL AND NOT ${holds})`, proofs: [], domain: null, cost: column.type === 'String' ? 'text' : 'cheap' };
}

function rule(name: string, title: string, operator: '=' | '>' | '<', word: string, example: { field: string; other: string; says: string }): Rule {
  const words_ = (p: Pair): string => `${word}${operator !== '=' && p.inclusive ? ' or equal to' : ''} ${named(p.field_name)}`;
  return defineRule<Pair>({
    name, aliases: {}, title, category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: scalars,
    summary: `Asserts that the value is ${word} the value of another field of the same row.`,
    explanation: `A row breaks the check where the value is not ${word} the other. Fields of different number types are compared exactly unless one is `
      + `a floating number; dates and timestamps are compared as points in time, to the microsecond. ${comparatorsNote}`,
    example: { fields: [example.field], properties: { field_name: example.other }, says: example.says },
    properties: properties({
      field_name: words('Field', 'The other field.', 'field'),
      inclusive: flag('Inclusive', 'Whether equal values hold.', operator === '='), ...comparatorProperties,
    }),
    supportsFilter: true, supportsCoverage: true,
    corners: scalarCorners({
      nulls: 'Where one of the two fields is null the row holds.',
      nan: operator === '=' ? 'NaN equals only NaN.' : 'NaN is neither above nor below a number, so it breaks the check; it equals only NaN.',
      bigNumbers: 'Whole numbers and decimals are compared exactly; with a floating number, both as doubles.',
      timeZones: 'Timestamps with a zone are compared as points in time; those without one, and dates, are taken as UTC.',
    }),
    meaning: (input, dialect) => meaning(input, dialect, operator),
    violation: (outcome) => countedViolation(outcome, `are not ${words_(outcome.properties)}`, words_(outcome.properties)),
  });
}

export const fieldComparisonRules = [
  rule('equalToField', 'Equal to field', '=', 'equal to', { field: 'billed_total', other: 'total', says: 'What is billed is the total; 9.99 for 10.00 breaks it.' }),
  rule('greaterThanField', 'Greater than field', '>', 'greater than', { field: 'delivered_at', other: 'ordered_at', says: 'Nothing arrives before it is ordered; a delivery a day earlier breaks it.' }),
  rule('lessThanField', 'Less than field', '<', 'less than', { field: 'cost', other: 'price', says: 'Nothing is sold below cost; a cost of 12 for a price of 10 breaks it.' }),
];
