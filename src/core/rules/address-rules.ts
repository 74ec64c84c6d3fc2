import { z } from 'zod';
import { textCorners, texts } from './corners';
import { countryNames, postcodes, states } from './address-words';
import type { Dialect } from './dialect';
import { only, textPredicate } from './predicates';
import { properties } from './properties';
import { defineRule } from './rule';
import { countedViolation } from './wording';

const labels = ['road', 'city', 'state', 'country', 'postcode'] as const;
export type AddressLabel = (typeof labels)[number];

const words = (list: readonly string[]): string => list.map((word) => word.replace(/\./g, '\\.')).join('|');
const country = `(?i)^(?:${words(countryNames)})$`;
const postcode = `(?i)(^| )(?:${postcodes.join('|')})( |$)`;
/** A state at the end of a segment: codes in capitals, names in any case. */
const state = `(?:^| )(?:(?:${words(states.codes)})|(?i:${words(states.names)}))$`;

/** The parts of an address as SQL conditions, by the method that the explanation tells. */
function parts(sql: string, dialect: Dialect): Record<AddressLabel, string> {
  const segments = dialect.segments(dialect.replaceAll(sql, '\\s+', ' '), ',');
  const size = dialect.size(segments);
  const [head, tail] = [dialect.item(segments, 1), dialect.item(segments, -1)];
  const hasCountry = `(${size} > 1 AND ${dialect.contains(tail, country)})`;
  const middle = dialect.slice(segments, 2, `${size} - CASE WHEN ${hasCountry} THEN 1 ELSE 0 END`);
  const named = (item: string): string => `trim(${dialect.replaceAll(item, postcode, ' ')})`;
  return {
    road: `(${dialect.contains(head, '\\pL')} AND (${size} > 1 OR ${dialect.contains(head, '[0-9]')}))`,
    country: hasCountry,
    postcode: dialect.anyItem(middle, (item) => dialect.contains(item, postcode)),
    state: dialect.anyItem(middle, (item) => dialect.contains(named(item), state)),
    city: dialect.anyItem(middle, (item) => dialect.contains(dialect.replaceAll(named(item), state, ''), '\\pL')),
  };
}

const required = z.array(z.enum(labels, `must be names of parts: ${labels.join(', ')}`), 'must be a list').min(1, 'must not be empty')
  .default(['road', 'city', 'postcode'])
  .meta({ title: 'Required parts', description: `The parts that each address must have: ${labels.join(', ')}.`, kind: 'list', values: [...labels] }) as unknown as z.ZodType<AddressLabel[]>;

export const addressRules = [
  defineRule<{ required_labels: AddressLabel[] }>({
    name: 'isAddress', aliases: {}, title: 'Is address', category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: texts,
    summary: 'Asserts that the text is a postal address that has the required parts.',
    explanation: 'The text is split at its commas (the comma-segment method). The first segment is the road, when it has a letter, and a digit or a segment behind it. A '
      + 'last segment that names a country is the country. In the segments between, words shaped like a postcode (four to six digits, five and four, the British, Canadian, '
      + 'Dutch and Swedish forms) are the postcode; what then ends in the name, or the code in capitals, of a state or province of the USA, Canada or Australia has the state; '
      + 'where a letter is left, that is the city. Nothing is looked up: that a place exists is not asked.',
    example: { fields: ['address'], properties: { required_labels: ['road', 'city', 'postcode'] }, says: '"12 Main Street, Springfield, IL 62701" has all three; "Springfield" breaks it.' },
    properties: properties({ required_labels: required }),
    supportsFilter: true, supportsCoverage: true,
    corners: textCorners({ emptyText: 'Empty and blank texts have no part, so they break the check.', unicode: 'Letters of every script make a road or a city; only ASCII digits make a postcode.' }),
    meaning: ({ fields, properties: p }, dialect) => {
      const field = only(fields);
      const sql = dialect.identifier(field.name);
      const has = parts(sql, dialect);
      const all = [...new Set(p.required_labels)].map((label) => `coalesce(${has[label]}, ${dialect.bool(false)})`).join(' AND ');
      return textPredicate(field, `(${sql} IS NOT NULL AND NOT (${all}))`, 'regex');
    },
    violation: (outcome) => {
      const list = outcome.properties.required_labels.join(', ');
      return countedViolation(outcome, `are not addresses with ${list}`, `an address with ${list}`);
    },
  }),
];
