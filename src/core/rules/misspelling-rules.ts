import { textCorners, texts } from './corners';
import type { Dialect } from './dialect';
import { only } from './predicates';
import { list, optional, properties } from './properties';
import { defineRule } from './rule';
import { countedViolation, valueList } from './wording';

type Spelling = { list: string[]; allowed?: string[] | undefined };

/** SQL: TRUE where the text of `v` is a misspelling of the one of `l`; both have `t`, `bare` (no digits), `plain` and `mask`. */
function misspelt(dialect: Dialect): string {
  const length = dialect.length('l.t');
  const limit = `CASE WHEN ${length} <= 7 THEN 1 WHEN ${length} <= 20 THEN 2 ELSE 3 END`;
  const near = `CASE WHEN abs(${dialect.length('v.t')} - ${length}) > ${limit} THEN ${dialect.bool(false)} `
    + `ELSE ${dialect.editDistanceAtMost({ plain: 'v.t', mask: 'v.mask' }, { plain: 'l.t', mask: 'l.mask' }, limit)} END`;
  return `((v.plain <> '' AND v.plain = l.plain) OR (v.bare <> l.bare AND ${near}))`;
}

export const misspellingRules = [
  defineRule<Spelling>({
    name: 'notMisspelled', aliases: {}, title: 'Not misspelled', category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: texts,
    summary: 'Asserts that no text is a misspelling of a listed one.',
    explanation: 'A text that is not listed breaks the check when it differs from a listed one only in case, accents, blanks and signs, or by few edits (insert, delete or replace a letter, '
      + 'swap two): one where the listed text has up to 7 characters, two up to 20, three above. Texts that differ in their digits alone are other codes, not misspellings. '
      + 'Everything else holds, so new values may turn up. Put a right text that comes close to a listed one into "allowed". Distances of other letters than ASCII count UTF-8 bytes.',
    example: { fields: ['city'], properties: { list: ['Birmingham', 'Sheffield'] }, says: '"Birmingxam" breaks it; "Dothan" is new and holds.' },
    properties: properties({
      list: list('List', 'Right spellings.'),
      allowed: optional(list('Allowed', 'Texts that come close to a listed one and are right all the same.')),
    }),
    supportsFilter: true, supportsCoverage: true,
    corners: textCorners({
      emptyText: 'Empty and blank texts hold: they are missing, not misspelt.',
      unicode: 'Case and accents alone make a misspelling; an edit of a letter outside ASCII counts its bytes.',
    }),
    meaning: ({ fields, properties: p }, dialect) => {
      const field = only(fields);
      const sql = dialect.identifier(field.name);
      const right = [...new Set([...p.list, ...p.allowed ?? []])];
      const about = (text: string): string => `${text} AS t, ${dialect.replaceAll(text, '[0-9]', '')} AS bare, ${dialect.plainName(text)} AS plain, ${dialect.letterMask(text)} AS mask`;
      return {
        kind: 'set', columns: [field.name], domain: field.name,
        fails: (source) => {
          const values = `SELECT ${about('d.t')} FROM (SELECT DISTINCT s.${sql} AS t FROM ${source} AS s WHERE s.${sql} IS NOT NULL AND ${dialect.contains(`s.${sql}`, '[^\\s]')}) AS d WHERE NOT ${dialect.oneOf('d.t', field, right)}`;
          const listed = `SELECT ${about('w.t')} FROM ${dialect.listedRows(field, [...new Set(p.list)])} AS w`;
          return `(${sql} IS NOT NULL AND ${sql} IN (WITH v AS MATERIALIZED (${values}), l AS MATERIALIZED (${listed}) SELECT v.t FROM v, l WHERE ${misspelt(dialect)}))`;
        },
      };
    },
    violation: (outcome) => countedViolation(outcome, `are misspellings of ${valueList(outcome.properties.list)}`, `spelt as ${valueList(outcome.properties.list)}, or another text altogether`),
  }),
];
