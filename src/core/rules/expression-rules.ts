import { scalarCorners } from './corners';
import { properties, words } from './properties';
import { defineRule } from './rule';
import { countedViolation, quoted } from './wording';

export const expressionRules = [
  defineRule<{ expression: string }>({
    name: 'satisfiesExpression', aliases: { satisfiesEquation: ({ equation, ...rest }) => ({ expression: equation, ...rest }) },
    title: 'Satisfies expression', category: 'data_integrity', scope: 'record', fields: 'none', fieldTypes: 'any',
    summary: 'Asserts that an SQL expression is true for every row.',
    explanation: 'The expression is a condition over the fields of the container, as it could stand behind WHERE. A row breaks the '
      + 'check where it is false; where it is null, because a field is null or it cannot be computed (a cast that fails, an overflow), the row holds. The expression is parsed and refused, with '
      + 'the position, unless it is a single one that only reads: no sub-queries, no table functions, no other containers, only the '
      + 'functions that the reference lists. {{name}} stands for a check variable of the scan.',
    example: { fields: [], properties: { expression: 'total = net + tax OR currency <> \'EUR\'' }, says: 'Sums are right; a total of 10 with 8 net and 1 tax breaks it.' },
    properties: properties({ expression: words('Expression', 'A condition in the SQL of the source over the fields of the container.', 'sql') }),
    supportsFilter: true, supportsCoverage: true,
    corners: scalarCorners({
      nulls: 'Where the expression is null the row holds; write "coalesce(…, false)" or "IS NOT NULL" to refuse nulls.',
      nan: 'As in SQL of the source: of files, NaN equals NaN and is above every other number.',
      infinity: 'As in SQL of the source.', emptyText: 'As in SQL: an empty text is not null.',
      unicode: 'As in SQL: texts are compared by code points.', bigNumbers: 'As in SQL: decimals and large whole numbers are exact.',
      nested: 'Members of structs and lists can be reached with "." and "[…]".', timeZones: 'The scan runs in UTC.',
    }),
    meaning: ({ properties: p, expression }, dialect) => {
      const { sql, columns } = expression(p.expression, 'expression', 'condition');
      return { kind: 'row', columns, fails: `(NOT ${dialect.attempt(sql)})`, proofs: [], domain: columns.length === 1 ? columns[0]! : null, cost: 'text' };
    },
    violation: (outcome) => countedViolation(outcome, `do not satisfy ${quoted(outcome.properties.expression)}`, quoted(outcome.properties.expression)),
  }),
];
