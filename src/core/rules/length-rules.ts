import { textCorners, texts } from './corners';
import { bytesProof, only, textPredicate, textOf } from './predicates';
import { properties, whole } from './properties';
import { defineRule } from './rule';
import { countedViolation } from './wording';

const corners = textCorners({
  emptyText: 'An empty text has the length 0; blanks count as characters.',
  unicode: 'The length counts code points: "é" as one sign is 1, as letter and accent it is 2, an emoji with skin tone is 2.',
});
const explanation = (side: string): string =>
  `Every text with ${side} characters than the value breaks the check. Characters are Unicode code points, not bytes.`;

export const lengthRules = [
  defineRule<{ value: number }>({
    name: 'minLength', aliases: {}, title: 'Min length', category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: texts,
    summary: 'Asserts that the text has at least so many characters.', explanation: explanation('fewer'),
    example: { fields: ['name'], properties: { value: 1 }, says: 'A name is not empty; "" breaks it.' },
    properties: properties({ value: whole('Value', 'The least number of characters.') }),
    supportsFilter: true, supportsCoverage: true, corners,
    meaning: ({ fields, properties: { value } }, dialect) => {
      const field = only(fields);
      // A character takes at most four bytes, and the least text of one character takes one.
      const bytes = value <= 1 ? value : value * 4;
      return textPredicate(field, `(${dialect.length(textOf(field, dialect))} < ${value})`, 'text', [bytesProof('minBytes', field, '>=', bytes)]);
    },
    violation: (outcome) => countedViolation(outcome, `are shorter than ${outcome.properties.value} characters`, `at least ${outcome.properties.value} characters`),
  }),
  defineRule<{ value: number }>({
    name: 'maxLength', aliases: {}, title: 'Max length', category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: texts,
    summary: 'Asserts that the text has at most so many characters.', explanation: explanation('more'),
    example: { fields: ['country_code'], properties: { value: 2 }, says: 'Country codes have two letters; "DEU" breaks it.' },
    properties: properties({ value: whole('Value', 'The greatest number of characters.') }),
    supportsFilter: true, supportsCoverage: true, corners,
    meaning: ({ fields, properties: { value } }, dialect) => {
      const field = only(fields);
      return textPredicate(field, `(${dialect.length(textOf(field, dialect))} > ${value})`, 'text', [bytesProof('maxBytes', field, '<=', value)]);
    },
    violation: (outcome) => countedViolation(outcome, `are longer than ${outcome.properties.value} characters`, `at most ${outcome.properties.value} characters`),
  }),
];
