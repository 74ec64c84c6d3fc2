import { fail } from '../errors';
import { structureCorners } from './corners';
import { properties, words } from './properties';
import { defineRule } from './rule';
import { countedViolation } from './wording';

export const userDefinedRules = [
  defineRule<{ assertion: string }>({
    name: 'userDefinedFunction', aliases: {}, title: 'User defined function', category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: 'any',
    summary: 'Asserts that a Scala function is true of each value; it runs on a Qualytics server only.',
    explanation: 'The assertion is Scala code, which only a Qualytics server can run. This engine keeps such a check and shows it, but refuses to run it. Most assertions '
      + 'can be written as SQL with satisfiesExpression.',
    example: { fields: ['code'], properties: { assertion: '(value: String) => value.length == 8' }, says: 'Here, satisfiesExpression with "length(code) = 8" says the same.' },
    properties: properties({ assertion: words('Assertion', 'Scala code of a function from a value to true or false.') }),
    supportsFilter: true, supportsCoverage: true,
    corners: structureCorners({ nulls: 'Not known here: the Scala code decides.' }),
    meaning: () => fail('unsupported', 'A Scala assertion runs on a Qualytics server only.', { remedy: 'Write it as SQL with the rule satisfiesExpression, or run it on a Qualytics server.', place: { path: 'rule' } }),
    violation: (outcome) => countedViolation(outcome, 'do not satisfy the assertion', 'a value that satisfies the assertion'),
  }),
];
