import { fail } from '../errors';
import { textCorners, texts } from './corners';
import { only, textPredicate, textOf } from './predicates';
import { properties, words } from './properties';
import { refusedSyntax } from './re2-syntax';
import { defineRule } from './rule';
import { countedViolation, quoted } from './wording';

export const patternRules = [
  defineRule<{ pattern: string }>({
    name: 'matchesPattern', aliases: {}, title: 'Matches pattern', category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: texts,
    summary: 'Asserts that the whole text matches a regular expression.',
    explanation: 'The whole text must match, as if the pattern stood between ^ and $; begin and end it with ".*" to look for a part. '
      + 'Patterns are those of RE2, whose time grows with the length of the text and never explodes. Of other dialects it refuses, with '
      + 'the position: look-ahead and look-behind, back-references, atomic groups, possessive repetition, conditions, recursion, comments, '
      + '\\G, \\Z, \\K, \\R, \\X, \\u and \\c escapes, and repetition above 1000. "." does not match a line break unless (?s) is set; '
      + '\\d, \\w, \\s and \\b know ASCII only, \\p{L} and its like know Unicode; (?i) ignores case.',
    example: { fields: ['sku'], properties: { pattern: '[A-Z]{3}-\\d{4}' }, says: 'Articles look like ABC-0001; "abc-1" breaks it.' },
    properties: properties({ pattern: words('Pattern', 'A regular expression in RE2 syntax that the whole text must match.') }),
    supportsFilter: true, supportsCoverage: true,
    corners: textCorners({
      emptyText: 'An empty text must match too: ".+" refuses it, ".*" does not.',
      unicode: '"." matches one code point. Composed and decomposed forms differ.',
    }),
    meaning: ({ fields, properties: { pattern } }, dialect) => {
      const refused = refusedSyntax(pattern);
      if (refused) {
        fail('bad-request', `The pattern cannot be used: ${refused.reason} (at character ${refused.position + 1}).`, {
          remedy: 'Write it in RE2 syntax.', place: { path: 'properties.pattern', line: 1, column: refused.position + 1 },
        });
      }
      const field = only(fields);
      const sql = textOf(field, dialect);
      return textPredicate(field, `(NOT ${dialect.fullMatch(sql, pattern)})`, 'regex');
    },
    violation: (outcome) => countedViolation(outcome, `do not match ${quoted(outcome.properties.pattern)}`, `a text that matches ${quoted(outcome.properties.pattern)}`),
  }),
];
