import { numberCorners, numbers, textCorners, texts } from './corners';
import { distinctNames, only } from './predicates';
import { flag, initially, list, properties, whole } from './properties';
import { defineRule } from './rule';
import { countedViolation, valueList } from './wording';

/** Words that are written where there is no value. */
export const placeholderWords: readonly string[] = ['n/a', 'na', '#n/a', 'null', 'nil', 'nan', 'none', 'undefined', 'tbd', 'unknown', 'missing', 'not available'];

const escaped = (word: string): string => word.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');

export const writtenRules = [
  defineRule<{ decimals: number }>({
    name: 'maxDecimals', aliases: {}, title: 'Max decimals', category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: numbers,
    summary: 'Asserts that the number has at most so many decimals.',
    explanation: 'A number breaks the check when it lies further than a millionth of the last allowed place from every number with so many decimals: digits that no person wrote, '
      + 'or a conversion left. Computed in double precision; of numbers with more than nine digits in the allowed places correspondingly less is seen.',
    example: { fields: ['price'], properties: { decimals: 2 }, says: 'Prices have cents; 12.3456789 breaks it.' },
    properties: properties({ decimals: whole('Decimals', 'The most digits behind the decimal point.', 0, 15) }),
    supportsFilter: true, supportsCoverage: true,
    corners: numberCorners({ infinity: 'Has no decimals to count, so it breaks the check.', bigNumbers: 'From 10^15 in the allowed places on every number holds.' }),
    meaning: ({ fields, properties: { decimals } }, dialect) => {
      const field = only(fields);
      const sql = dialect.identifier(field.name);
      const common = { kind: 'row', columns: [field.name], domain: field.name, cost: 'cheap' } as const;
      if (field.type === 'Integral') return { ...common, fails: dialect.bool(false), proofs: [{ stats: [], holds: () => dialect.bool(true) }] };
      const scaled = `(${dialect.toDouble(sql)} * ${dialect.double(10 ** decimals)})`;
      const away = `abs(${scaled} - floor(${scaled} + 0.5))`;
      // Greater numbers have no decimals that double precision could tell, and scaling them may overflow; tiny ones would underflow.
      const off = `CASE WHEN abs(${dialect.toDouble(sql)}) < ${dialect.double(1e15)} THEN ${away} > ${dialect.double(1.001e-6)} AND ${away} / ${dialect.double(1e-15)} > abs(${scaled}) ELSE FALSE END`;
      return { ...common, fails: `(${sql} IS NOT NULL AND (NOT ${dialect.isFinite(sql, field)} OR (${off})))`, proofs: [] };
    },
    violation: (outcome) => countedViolation(outcome, `have more than ${outcome.properties.decimals} decimals`, `at most ${outcome.properties.decimals} decimals`),
  }),
  defineRule<{ list: string[]; signs: boolean }>({
    name: 'notPlaceholder', aliases: {}, title: 'Not a placeholder', category: 'data_integrity', scope: 'record', fields: 'multi', fieldTypes: texts,
    summary: 'Asserts that no text stands for a missing value.',
    explanation: 'A text breaks the check when it is one of the words, in any case and with blanks around it, or, where signs count, when it has neither letter nor digit ("-", "???"). '
      + 'Such a text hides a missing value from whatever counts nulls. Of several fields one is enough.',
    example: { fields: ['phone'], properties: {}, says: '"N/A" breaks it; null would say the same and holds.' },
    properties: properties({
      list: initially(list('List', 'Words that stand for a missing value.'), [...placeholderWords]),
      signs: flag('Signs', 'Whether a text without letter and digit stands for a missing value too.', true),
    }),
    supportsFilter: true, supportsCoverage: true,
    corners: textCorners({ emptyText: 'Empty and blank texts hold: they show that they are empty.', unicode: 'Letters and digits of every script count.' }),
    meaning: ({ fields, properties: p }, dialect) => {
      const names = distinctNames(fields.map(({ name }) => name));
      const pattern = `(?i)\\s*(?:${p.list.map(escaped).join('|')})\\s*${p.signs ? '|\\s*[^\\pL\\pN\\s][^\\pL\\pN]*' : ''}`;
      return {
        kind: 'row', columns: names, proofs: [], domain: names.length === 1 ? names[0]! : null, cost: 'regex',
        fails: `(${names.map((name) => `coalesce(${dialect.fullMatch(dialect.identifier(name), pattern)}, ${dialect.bool(false)})`).join(' OR ')})`,
      };
    },
    violation: (outcome) => countedViolation(outcome, 'stand for a missing value', `none of ${valueList(outcome.properties.list)}`),
  }),
];
