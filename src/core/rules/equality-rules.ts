import { z } from 'zod';
import { fail } from '../errors';
import { comparatorProperties, comparatorsNote, comparedText, tolerance, type Comparators } from './comparators';
import { scalarCorners, scalars } from './corners';
import { parseDecimal } from './decimal';
import { parseMoment, type Moment } from './moment';
import { momentRange, numberRange, only } from './predicates';
import { flag, properties } from './properties';
import { defineRule } from './rule';
import { countedViolation, quoted } from './wording';

type Equal = Comparators & { value: string; inclusive: boolean };

const constant = z.union([z.string(), z.number(), z.boolean()], 'must be a text, number or boolean').transform(String)
  .meta({ title: 'Value', description: 'The value that every row has; for times in ISO 8601, without a zone in UTC.', kind: 'string' }) as z.ZodType<string>;

const year1 = parseMoment('0001-01-01')!.micros;
const year9999 = parseMoment('9999-12-31T23:59:59.999999Z')!.micros;
const within = (micros: bigint): Moment => ({ micros: micros < year1 ? year1 : micros > year9999 ? year9999 : micros });

export const equalityRules = [
  defineRule<Equal>({
    name: 'equalTo', aliases: {}, title: 'Equal to', category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: scalars,
    summary: 'Asserts that the value equals a constant.',
    explanation: `Every other value breaks the check. The constant is read by the type of the field. ${comparatorsNote}`,
    example: { fields: ['currency'], properties: { value: 'EUR' }, says: 'All amounts are in euro; "USD" breaks it.' },
    properties: properties({ value: constant, inclusive: flag('Inclusive', 'Kept for other servers; equality has no bounds.', true), ...comparatorProperties }),
    supportsFilter: true, supportsCoverage: true,
    corners: scalarCorners({ nan: 'NaN equals no number, so it breaks the check.', infinity: 'Equals no constant, so it breaks the check.' }),
    meaning: ({ fields, properties: p }, dialect) => {
      const field = only(fields);
      const sql = dialect.identifier(field.name);
      const wrong = (kind: string): never => fail('bad-request', `The value "${quoted(p.value)}" is not ${kind}, as the field is.`,
        { remedy: 'Write a value of the type of the field.', place: { path: 'properties.value' } });
      if (field.type === 'Integral' || field.type === 'Fractional') {
        if (!parseDecimal(p.value)) wrong('a number');
        const { low, high } = tolerance(p.value.trim(), p);
        return numberRange(field, dialect, { operator: '>=', bound: low }, { operator: '<=', bound: high });
      }
      if (field.type === 'Date' || field.type === 'Timestamp') {
        const moment = parseMoment(p.value) ?? wrong('a date or timestamp');
        const reach = BigInt(p.duration_comparator?.millis ?? 0) * 1000n;
        return momentRange(field, dialect, { operator: '>=', bound: within(moment.micros - reach) }, { operator: '<=', bound: within(moment.micros + reach) });
      }
      if (field.type === 'Boolean' && !/^(true|false)$/i.test(p.value.trim())) wrong('true or false');
      const equal = field.type === 'String' ? `(${comparedText(sql, p, dialect)} = ${comparedText(dialect.text(p.value), p, dialect)})` : dialect.oneOf(sql, field, [p.value]);
      return { kind: 'row', columns: [field.name], fails: `(NOT ${equal})`, proofs: [], domain: field.name, cost: field.type === 'String' ? 'text' : 'cheap' };
    },
    violation: (outcome) => countedViolation(outcome, `are not equal to ${quoted(outcome.properties.value)}`, quoted(outcome.properties.value)),
  }),
];
