import { fail } from '../errors';
import { numberCorners, numbers } from './corners';
import { compareDecimals, parseDecimal } from './decimal';
import { numberRange, only } from './predicates';
import { amount, flag, none, properties } from './properties';
import { defineRule, type Rule } from './rule';
import { countedViolation } from './wording';

type Bound = { value: string; inclusive: boolean };

interface BoundRule {
  readonly name: string;
  readonly title: string;
  readonly lower: boolean;
  /** Whether the bound itself holds where nothing is said. */
  readonly inclusive: boolean;
  readonly example: { readonly field: string; readonly value: number; readonly says: string };
}

/** minValue, maxValue, greaterThan and lessThan: one bound, with or without the bound itself. */
function boundRule(about: BoundRule): Rule {
  const words = (p: Bound): string => about.lower
    ? (p.inclusive ? `at least ${p.value}` : `greater than ${p.value}`) : (p.inclusive ? `at most ${p.value}` : `less than ${p.value}`);
  const word = about.lower ? 'greater' : 'less';
  return defineRule<Bound>({
    name: about.name, aliases: {}, title: about.title, category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: numbers,
    summary: `Asserts that the number is ${word} than${about.inclusive ? ' or equal to' : ''} the value.`,
    explanation: `Every number that is not ${word} than the value breaks the check. The value itself holds when `
      + `"inclusive" is on, which it is ${about.inclusive ? '' : 'not '}unless you say so.`,
    example: { fields: [about.example.field], properties: { value: about.example.value, inclusive: about.inclusive }, says: about.example.says },
    properties: properties({
      value: amount('Value', `The bound that numbers are ${word} than.`),
      inclusive: flag('Inclusive', 'Whether a number equal to the value holds.', about.inclusive),
    }),
    supportsFilter: true, supportsCoverage: true, corners: numberCorners(),
    meaning: ({ fields, properties: p }, dialect) => numberRange(only(fields), dialect, {
      operator: about.lower ? (p.inclusive ? '>=' : '>') : (p.inclusive ? '<=' : '<'), bound: p.value,
    }),
    violation: (outcome) => countedViolation(outcome, `are not ${words(outcome.properties)}`, words(outcome.properties)),
  });
}

/** positive and notNegative: a bound at zero. */
function signRule(name: string, title: string, operator: '>' | '>=', words: string, example: { field: string; says: string }): Rule {
  return defineRule({
    name, aliases: {}, title, category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: numbers,
    summary: `Asserts that the number is ${words}.`,
    explanation: `A number below zero breaks the check; zero itself ${operator === '>' ? 'breaks it too' : 'holds'}. Negative zero counts as zero.`,
    example: { fields: [example.field], properties: {}, says: example.says },
    properties: none, supportsFilter: true, supportsCoverage: true,
    corners: numberCorners({ bigNumbers: 'Compared exactly with zero.' }),
    meaning: ({ fields }, dialect) => numberRange(only(fields), dialect, { operator, bound: '0' }),
    violation: (outcome) => countedViolation(outcome, `are not ${words}`, words),
  });
}

type Range = { min: string; inclusive_min: boolean; max: string; inclusive_max: boolean };
const rangeWords = (p: Range): string =>
  `between ${p.min}${p.inclusive_min ? '' : ' (excluded)'} and ${p.max}${p.inclusive_max ? '' : ' (excluded)'}`;

export const rangeRules = [
  defineRule<Range>({
    name: 'between', aliases: {}, title: 'Between', category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: numbers,
    summary: 'Asserts that the number lies between two numbers.',
    explanation: 'Every number below the least or above the greatest breaks the check. Both bounds belong to the range unless you say otherwise.',
    example: { fields: ['discount'], properties: { min: 0, max: 1 }, says: 'A discount is a share; 1.2 breaks it.' },
    properties: properties({
      min: amount('Min', 'The least number of the range.'),
      inclusive_min: flag('Inclusive min', 'Whether a number equal to the least holds.', true),
      max: amount('Max', 'The greatest number of the range.'),
      inclusive_max: flag('Inclusive max', 'Whether a number equal to the greatest holds.', true),
    }),
    supportsFilter: true, supportsCoverage: true, corners: numberCorners(),
    meaning: ({ fields, properties: p }, dialect) => {
      if (compareDecimals(parseDecimal(p.min)!, parseDecimal(p.max)!) > 0) {
        fail('bad-request', `The least number, ${p.min}, is above the greatest, ${p.max}.`, { remedy: 'Exchange them.', place: { path: 'properties.min' } });
      }
      return numberRange(only(fields), dialect,
        { operator: p.inclusive_min ? '>=' : '>', bound: p.min }, { operator: p.inclusive_max ? '<=' : '<', bound: p.max });
    },
    violation: (outcome) => countedViolation(outcome, `are not ${rangeWords(outcome.properties)}`, rangeWords(outcome.properties)),
  }),
  boundRule({ name: 'minValue', title: 'Min value', lower: true, inclusive: true, example: { field: 'quantity', value: 1, says: 'At least one piece is ordered; 0 breaks it.' } }),
  boundRule({ name: 'maxValue', title: 'Max value', lower: false, inclusive: true, example: { field: 'rating', value: 10, says: 'Ratings end at 10; 11 breaks it.' } }),
  boundRule({ name: 'greaterThan', title: 'Greater than', lower: true, inclusive: false, example: { field: 'price', value: 0, says: 'Nothing is free; 0 breaks it.' } }),
  boundRule({ name: 'lessThan', title: 'Less than', lower: false, inclusive: false, example: { field: 'humidity', value: 100, says: 'Air is never full of water; 100 breaks it.' } }),
  signRule('positive', 'Positive', '>', 'positive', { field: 'weight', says: 'Everything weighs something; 0 breaks it.' }),
  signRule('notNegative', 'Not negative', '>=', 'zero or positive', { field: 'stock', says: 'Stock may run out but not below; -1 breaks it.' }),
];
