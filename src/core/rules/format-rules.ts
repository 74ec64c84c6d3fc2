import { textCorners, texts } from './corners';
import type { Dialect } from './dialect';
import { only, textPredicate, textOf } from './predicates';
import { none } from './properties';
import { defineRule, type Rule } from './rule';
import { countedViolation } from './wording';

/** Twelve to nineteen digits, between any two of which one blank or hyphen may stand (lengths of ISO/IEC 7812). */
const cardNumber = '\\d(?:[ -]?\\d){11,18}';
/** Local part of RFC 5322 without quotes, domain of at least two labels of RFC 1035. */
const email = "[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z]{2,}";
/** Area 001-899 without 666, group 01-99, serial 0001-9999, as the US Social Security Administration issues them. */
const socialSecurity = '\\b(?:00[1-9]|0[1-9]\\d|[1-57-8]\\d{2}|6(?:[0-57-9]\\d|6[0-57-9]))-(?:0[1-9]|[1-9]\\d)-(?:000[1-9]|00[1-9]\\d|0[1-9]\\d{2}|[1-9]\\d{3})\\b';
/** http, https or ftp, and a host name; path, query and port are not looked at. */
const url = '(?i)\\b(?:https?|ftp)://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?';

interface Format {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly explanation: string;
  readonly holds: (sql: string, dialect: Dialect) => string;
  readonly breaks: string;
  readonly expected: string;
  readonly example: { readonly field: string; readonly says: string };
}

function formatRule(about: Format): Rule {
  return defineRule({
    name: about.name, aliases: {}, title: about.title, category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: texts,
    summary: about.summary, explanation: about.explanation, example: { fields: [about.example.field], properties: {}, says: about.example.says },
    properties: none, supportsFilter: true, supportsCoverage: true,
    corners: textCorners({ emptyText: 'Empty and blank texts break the check.', unicode: 'Only ASCII letters and digits count; full-width digits do not.' }),
    meaning: ({ fields }, dialect) => {
      const field = only(fields);
      return textPredicate(field, `(NOT ${about.holds(textOf(field, dialect), dialect)})`, 'regex');
    },
    violation: (outcome) => countedViolation(outcome, about.breaks, about.expected),
  });
}

const contains = (name: string, title: string, thing: string, explanation: string, holds: Format['holds'], example: Format['example']): Rule => formatRule({
  name, title, summary: `Asserts that the text contains ${thing}.`, explanation, holds, breaks: `do not contain ${thing}`, expected: `a text with ${thing}`, example,
});

export const formatRules = [
  contains('containsCreditCard', 'Contains credit card', 'a credit card number',
    'Looked for are 12 to 19 digits, with single blanks or hyphens between them, whose last digit is right by the Luhn formula. Other text may stand around them.',
    (sql, dialect) => dialect.anyLuhn(sql, `\\b${cardNumber}\\b`), { field: 'note', says: 'Each note has a card number; "paid cash" breaks it.' }),
  contains('containsEmail', 'Contains email', 'an email address',
    'Looked for is a local part, "@" and a domain of at least two parts that ends in letters. Quoted local parts and address literals are not recognised.',
    (sql, dialect) => dialect.contains(sql, email), { field: 'contact', says: 'Each contact can be written to; "call 5 pm" breaks it.' }),
  contains('containsSocialSecurityNumber', 'Contains social security number', 'a US social security number',
    'Looked for are three, two and four digits with hyphens; numbers that are never issued (area 000, 666 or from 900, group 00, serial 0000) do not count.',
    (sql, dialect) => dialect.contains(sql, socialSecurity), { field: 'form', says: 'Each form holds the number; "000-12-3456" breaks it.' }),
  contains('containsUrl', 'Contains URL', 'a URL',
    'Looked for is http://, https:// or ftp:// in any case and a host name behind it; whether the address exists is not asked.',
    (sql, dialect) => dialect.contains(sql, url), { field: 'source', says: 'Each source is linked; "see the book" breaks it.' }),
  formatRule({
    name: 'isCreditCard', title: 'Is credit card', summary: 'Asserts that the text is a credit card number.',
    explanation: 'The whole text must be 12 to 19 digits, with single blanks or hyphens between them, and the last digit must be right by the Luhn formula (ISO/IEC 7812-1). '
      + 'Whether the number was issued is not asked.',
    holds: (sql, dialect) => `CASE WHEN ${dialect.fullMatch(sql, cardNumber)} THEN ${dialect.luhn(dialect.replaceAll(sql, '[ -]', ''))} WHEN ${sql} IS NOT NULL THEN ${dialect.bool(false)} END`,
    breaks: 'are not credit card numbers', expected: 'a credit card number', example: { field: 'card', says: '"4111 1111 1111 1111" is right, "4111 1111 1111 1112" breaks it.' },
  }),
];
