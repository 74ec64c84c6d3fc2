import { fail } from '../errors';
import { timeCorners, times } from './corners';
import { momentOf, momentText, type Moment } from './moment';
import { momentRange, only } from './predicates';
import { moment, none, properties } from './properties';
import { defineRule, type Rule } from './rule';
import { countedViolation } from './wording';

/** afterDateTime and beforeDateTime: the moment itself does not hold. */
function sideRule(name: string, title: string, operator: '>' | '<', word: string, example: { field: string; datetime: string; says: string }): Rule {
  return defineRule<{ datetime: Moment }>({
    name, aliases: {}, title, category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: times,
    summary: `Asserts that the date or timestamp is ${word} than a moment.`,
    explanation: `A value that is not ${word} than the moment breaks the check, and so does the moment itself. A date counts as its midnight in UTC.`,
    example: { fields: [example.field], properties: { datetime: example.datetime }, says: example.says },
    properties: properties({ datetime: moment('Moment', 'A date or timestamp; without a time zone it is UTC.') }),
    supportsFilter: true, supportsCoverage: true, corners: timeCorners(),
    meaning: ({ fields, properties: p }, dialect) => momentRange(only(fields), dialect, { operator, bound: p.datetime }),
    violation: (outcome) => {
      const words = `${word} than ${momentText(outcome.properties.datetime)} UTC`;
      return countedViolation(outcome, `are not ${words}`, words);
    },
  });
}

export const timeRules = [
  sideRule('afterDateTime', 'After date time', '>', 'later', { field: 'created', datetime: '2015-01-01', says: 'The shop opened in 2015; an order of 2014 breaks it.' }),
  sideRule('beforeDateTime', 'Before date time', '<', 'earlier', { field: 'born', datetime: '2010-01-01', says: 'Customers are adults; someone born in 2012 breaks it.' }),
  defineRule<{ min_time: Moment; max_time: Moment }>({
    name: 'betweenTimes', aliases: {}, title: 'Between times', category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: times,
    summary: 'Asserts that the date or timestamp lies between two moments.',
    explanation: 'A value before the first or after the last moment breaks the check; both moments hold. A date counts as its midnight in UTC.',
    example: { fields: ['paid_at'], properties: { min_time: '2024-01-01', max_time: '2024-12-31T23:59:59Z' }, says: 'A file of 2024; a payment of 2023 breaks it.' },
    properties: properties({
      min_time: moment('Min time', 'The first moment; without a time zone it is UTC.'),
      max_time: moment('Max time', 'The last moment; without a time zone it is UTC.'),
    }),
    supportsFilter: true, supportsCoverage: true, corners: timeCorners(),
    meaning: ({ fields, properties: p }, dialect) => {
      if (p.min_time.micros > p.max_time.micros) {
        fail('bad-request', 'The first moment is later than the last.', { remedy: 'Exchange them.', place: { path: 'properties.min_time' } });
      }
      return momentRange(only(fields), dialect, { operator: '>=', bound: p.min_time }, { operator: '<=', bound: p.max_time });
    },
    violation: (outcome) => {
      const words = `between ${momentText(outcome.properties.min_time)} and ${momentText(outcome.properties.max_time)} UTC`;
      return countedViolation(outcome, `are not ${words}`, words);
    },
  }),
  defineRule({
    name: 'notFuture', aliases: {}, title: 'Not future', category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: times,
    summary: 'Asserts that the date or timestamp is not in the future.',
    explanation: 'A value later than the start of the scan breaks the check. A date breaks it when it is after the current date in UTC.',
    example: { fields: ['delivered_at'], properties: {}, says: 'What is delivered was delivered before now; tomorrow breaks it.' },
    properties: none, supportsFilter: true, supportsCoverage: true,
    corners: timeCorners({ infinity: 'The date infinity is in the future and breaks the check; -infinity holds.' }),
    meaning: ({ fields, now }, dialect) => momentRange(only(fields), dialect, { operator: '<=', bound: momentOf(now) }),
    violation: (outcome) => countedViolation(outcome, 'are in the future', 'not later than the scan'),
  }),
];
