import { scalarCorners } from './corners';
import { distinctNames, noNullsProof } from './predicates';
import { none } from './properties';
import { defineRule, type Corners } from './rule';
import { countedViolation } from './wording';

const corners = (nulls: string): Corners => scalarCorners({
  nulls,
  nan: 'NaN is a value, so it holds.',
  infinity: 'A value, so it holds.',
  emptyText: 'Empty and blank texts are values, so they hold.',
  unicode: 'Every text is a value.',
  bigNumbers: 'Do not matter: only null is looked for.',
  earlyDates: 'Do not matter: only null is looked for.',
  timeZones: 'Do not matter: only null is looked for.',
  nested: 'A list, struct or map is a value, also when it is empty or holds only nulls.',
});

export const nullRules = [
  defineRule({
    name: 'notNull', aliases: {}, title: 'Not null', category: 'data_integrity', scope: 'record', fields: 'multi', fieldTypes: 'any',
    summary: 'Asserts that none of the fields is null.',
    explanation: 'A row breaks the check when at least one of the chosen fields is null. Most often it is settled from '
      + 'the null counts alone, without looking at a row.',
    example: { fields: ['order_id', 'customer_id'], properties: {}, says: 'Every order has a number and a customer; an order without customer breaks it.' },
    properties: none, supportsFilter: true, supportsCoverage: true,
    corners: corners('A null in any of the fields breaks the check.'),
    meaning: ({ fields }, dialect) => {
      const proofs = fields.map(noNullsProof);
      return {
        kind: 'row', columns: distinctNames(fields.map((field) => field.name)),
        fails: `(${fields.map((field) => `${dialect.identifier(field.name)} IS NULL`).join(' OR ')})`,
        proofs: [{
          stats: proofs.flatMap((proof) => proof.stats),
          holds: (value) => proofs.map((proof) => proof.holds(value)).join(' AND '),
        }],
        domain: fields.length === 1 ? fields[0]!.name : null, cost: 'cheap',
      };
    },
    violation: (outcome) => countedViolation(outcome, outcome.fields.length > 1 ? 'have a null' : 'are null', 'not null'),
  }),
  defineRule({
    name: 'anyNotNull', aliases: {}, title: 'Any not null', category: 'data_integrity', scope: 'record', fields: 'multi', fieldTypes: 'any',
    summary: 'Asserts that at least one of the fields is not null.',
    explanation: 'A row breaks the check only when all of the chosen fields are null at once.',
    example: { fields: ['email', 'phone'], properties: {}, says: 'Every customer can be reached somehow; one with neither breaks it.' },
    properties: none, supportsFilter: true, supportsCoverage: true,
    corners: corners('Null in all of the fields breaks the check; null in some holds.'),
    meaning: ({ fields }, dialect) => ({
      kind: 'row', columns: distinctNames(fields.map((field) => field.name)),
      fails: `(${fields.map((field) => `${dialect.identifier(field.name)} IS NULL`).join(' AND ')})`,
      proofs: fields.map(noNullsProof), domain: fields.length === 1 ? fields[0]!.name : null, cost: 'cheap',
    }),
    violation: (outcome) => countedViolation(outcome, outcome.fields.length > 1 ? 'are null in all of them' : 'are null', 'a value in at least one of the fields'),
  }),
];
