import type { GuardedExpression } from '../sql-guard/guard';
import { numberCorners, numbers, scalarCorners } from './corners';
import { only } from './predicates';
import { amount, choice, optional, properties, words } from './properties';
import { refContainer, refDatastore, referenceNeeds, type Reference } from './reference-rules';
import { defineRule } from './rule';
import { quoted, shapeViolation } from './wording';

const operators = { lt: '<', lte: '<=', eq: '=', ne: '<>', gte: '>=', gt: '>' } as const;
const spoken = { lt: 'less than', lte: 'at most', eq: 'equal to', ne: 'different from', gte: 'at least', gt: 'greater than' } as const;
type Aggregation = Reference & { expression: string; comparison: keyof typeof operators; ref_expression: string; ref_filter?: string | undefined };

export const aggregateRules = [
  defineRule<{ value: string }>({
    name: 'sum', aliases: {}, title: 'Sum', category: 'data_integrity', scope: 'shape', fields: 'single', fieldTypes: numbers,
    summary: 'Asserts that the sum of the field equals an amount.',
    explanation: 'Whole numbers and decimals are added exactly. Sums of floating numbers depend on the order of adding, so they count as equal within one part in a billion.',
    example: { fields: ['share'], properties: { value: 100 }, says: 'Shares make up 100 percent; a sum of 99.5 breaks it.' },
    properties: properties({ value: amount('Value', 'What the field adds up to.') }),
    supportsFilter: true, supportsCoverage: false,
    corners: numberCorners({
      nulls: 'Null adds nothing; the sum of no values is 0.', bigNumbers: 'Added exactly; only sums of decimals beyond 38 digits cannot be computed.', nan: 'A NaN makes the sum NaN, which equals nothing, so the check fails.',
      infinity: 'An infinite value makes the sum infinite, so the check fails.', duplicates: 'Every row is added, also where values repeat.',
    }),
    meaning: ({ fields, properties: p }, dialect) => {
      const field = only(fields);
      const total = dialect.sum(dialect.identifier(field.name), field);
      const value = dialect.double(Number(p.value));
      const size = `(abs(${value}) + coalesce(sum(abs(${dialect.toDouble(dialect.identifier(field.name))})), 0))`;
      const close = `(${dialect.isFinite(total.sql, total.column)} AND abs(${total.sql} - ${value}) <= 1e-9 * ${size})`;
      return {
        kind: 'aggregate', columns: [field.name], heavy: true, found: { sum: dialect.toText(total.sql) },
        holds: dialect.isFloating(field) ? close : dialect.compareNumber(total.sql, total.column, '=', p.value),
      };
    },
    violation: (outcome) => shapeViolation(outcome, `the sum is ${quoted(outcome.found.sum)} instead of ${outcome.properties.value}`,
      `a sum of ${outcome.properties.value}`, `a sum of ${quoted(outcome.found.sum)}`),
  }),
  defineRule<Aggregation>({
    name: 'aggregationComparison', aliases: {}, title: 'Aggregation comparison', category: 'data_integrity', scope: 'shape', fields: 'none', fieldTypes: 'any',
    summary: 'Asserts that a comparison holds between an aggregate of this container and one of another.',
    explanation: 'Both expressions are aggregates such as sum(amount) or count(*), guarded like those of satisfiesExpression; every field stands inside an aggregate '
      + 'function. Either may be a constant such as 1000 or now() - INTERVAL 1 DAY, which no row is read for. The filter of the check bounds the rows of this '
      + 'container, the reference filter those of the other. The other container may be this one.',
    example: {
      fields: [], properties: { expression: 'sum(amount)', comparison: 'eq', ref_expression: 'sum(total)', ref_container_id: 2, ref_filter: "status = 'paid'" },
      says: 'What was booked is what was paid; 990 booked of 1000 paid breaks it.',
    },
    properties: properties({
      expression: words('Expression', 'An aggregate over the rows of this container.', 'sql'),
      comparison: choice('Comparison', 'How the first compares with the second: lt, lte, eq, ne, gte or gt.', ['lt', 'lte', 'eq', 'ne', 'gte', 'gt']),
      ref_expression: words('Reference expression', 'An aggregate over the rows of the other container, or a constant.', 'sql'),
      ref_filter: optional(words('Reference filter', 'A condition that bounds the rows of the other container.', 'sql')),
      ref_container_id: refContainer(), ref_datastore_id: refDatastore(),
    }),
    supportsFilter: true, supportsCoverage: false,
    corners: scalarCorners({
      nulls: 'As in SQL: aggregates leave nulls out. Where one of the two is null, e.g. a sum of no rows, the check holds.',
      nan: 'As in SQL of the source: of files, a sum or average with NaN is NaN, which is above every number.', infinity: 'As in SQL of the source.',
      bigNumbers: 'As in SQL: sums of whole numbers and decimals are exact.', duplicates: 'Every row counts unless the aggregate says DISTINCT.',
      nested: 'Members of structs and lists can be reached with "." and "[…]".',
    }),
    needs: referenceNeeds,
    meaning: (input, dialect) => {
      const { properties: p, expression, reference } = input;
      const other = reference();
      const { from } = other;
      const left = expression(p.expression, 'expression', 'aggregate');
      const right = expression(p.ref_expression, 'ref_expression', 'aggregate', other);
      // A constant stands for itself; over rows it would come once a row.
      const side = ({ sql, aggregates }: GuardedExpression, rows: string): string => `(SELECT ${sql}${aggregates ? ` FROM ${rows}` : ''})`;
      const bounded = p.ref_filter?.trim() ? ` WHERE ${dialect.attempt(expression(p.ref_filter, 'ref_filter', 'condition', other).sql)}` : '';
      return {
        kind: 'query', columns: left.columns, found: ['left', 'right'],
        statement: (source) => `SELECT (l ${operators[p.comparison]} r) AS holds, CAST(NULL AS BIGINT) AS failing, ${dialect.toText('l')} AS "left", ${dialect.toText('r')} AS "right" `
          + `FROM (SELECT ${side(left, `${source} AS s`)} AS l, ${side(right, `${from} AS o${bounded}`)} AS r) AS both_sides`,
      };
    },
    violation: (outcome) => {
      const { properties: p, found } = outcome;
      return shapeViolation(outcome, `${quoted(p.expression)} is ${quoted(found.left)}, which is not ${spoken[p.comparison]} ${quoted(p.ref_expression)} of container ${p.ref_container_id}, ${quoted(found.right)}`,
        `${spoken[p.comparison]} ${quoted(found.right)}`, quoted(found.left));
    },
  }),
];
