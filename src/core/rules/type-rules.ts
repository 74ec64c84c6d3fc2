import { scalarCorners, scalars } from './corners';
import type { Dialect } from './dialect';
import { only } from './predicates';
import { choice, properties } from './properties';
import { defineRule } from './rule';
import { countedViolation } from './wording';

const targets = ['Integral', 'Fractional', 'Boolean', 'Date', 'Timestamp', 'String'] as const;
type Target = (typeof targets)[number];

const day = '\\d{4}-\\d{2}-\\d{2}';
const clock = '(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?(?:Z|[+-](?:[01]\\d|2[0-3])(?::?[0-5]\\d)?)?';

/** SQL: TRUE where the text is written as a value of the type. */
function isOf(sql: string, target: Target, dialect: Dialect): string {
  const exists = `${dialect.tryCast(dialect.first(sql, 10), 'Date')} IS NOT NULL`;
  switch (target) {
    case 'Integral': return dialect.fullMatch(sql, '[+-]?\\d+');
    case 'Fractional': return dialect.fullMatch(sql, '[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?');
    case 'Boolean': return dialect.fullMatch(sql, '(?i)true|false');
    case 'Date': return `(${dialect.fullMatch(sql, day)} AND ${exists})`;
    case 'Timestamp': return `(${dialect.fullMatch(sql, `${day}[T ]${clock}`)} AND ${exists})`;
    case 'String': return dialect.bool(true);
  }
}

export const typeRules = [
  defineRule<{ field_type: Target }>({
    name: 'isType', aliases: { dataType: (p) => p }, title: 'Is type', category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: scalars,
    summary: 'Asserts that the value is written as one of a type.',
    explanation: 'Integral: digits with or without a sign. Fractional: a number with or without decimals and exponent, with a point. Boolean: true or false. '
      + 'Date: 2024-02-29, a day that exists. Timestamp: such a day, then T or a blank, then a time of day with or without seconds and zone. String: everything. '
      + 'A field that already has the type always holds; values of other fields are judged by how they are written as text. Blanks around a value break it.',
    example: { fields: ['age'], properties: { field_type: 'Integral' }, says: 'Ages came as text; "n/a" breaks it.' },
    properties: properties({ field_type: choice('Type', 'The type that each value has.', targets) }),
    supportsFilter: true, supportsCoverage: true,
    corners: scalarCorners({
      nan: 'NaN is no number when it is a text; in a floating field it has the type Fractional.', infinity: 'As for NaN.',
      emptyText: 'Empty and blank texts are of the type String only.', unicode: 'Only ASCII digits are digits.',
      bigNumbers: 'Any number of digits is right.', earlyDates: 'Years 0000 to 9999 are right.', timeZones: 'A zone may follow a time of day: Z, +02, +02:00 or +0200.',
    }),
    meaning: ({ fields, properties: p }, dialect) => {
      const field = only(fields);
      const sql = dialect.identifier(field.name);
      const fits = field.type === p.field_type || p.field_type === 'String';
      const text = field.type === 'String' ? sql : dialect.toText(sql);
      const fails = fits ? dialect.bool(false) : `(${sql} IS NOT NULL AND NOT ${isOf(text, p.field_type, dialect)})`;
      return { kind: 'row', columns: [field.name], fails, proofs: fits ? [{ stats: [], holds: () => dialect.bool(true) }] : [], domain: field.name, cost: 'regex' };
    },
    violation: (outcome) => countedViolation(outcome, `are not of type ${outcome.properties.field_type}`, `a value of type ${outcome.properties.field_type}`),
  }),
];
