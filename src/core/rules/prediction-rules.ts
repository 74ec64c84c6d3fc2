import { numberCorners, numbers } from './corners';
import { bounds, boundsProperties, boundsWords, latest, type ChangeBounds } from './history';
import type { RowMeaning } from './meaning';
import { distinctNames, numberRange, only, type Side } from './predicates';
import { optional, properties, real, words } from './properties';
import { defineRule } from './rule';
import { countedViolation, quoted } from './wording';

const everyRow = (column: string, holds: string): RowMeaning => ({
  kind: 'row', columns: [column], fails: `(NOT ${holds})`, proofs: [{ stats: [], holds: () => holds }], domain: column, cost: 'cheap',
});

export const predictionRules = [
  defineRule<ChangeBounds>({
    name: 'metric',
    aliases: {
      absoluteChangeLimit: (p) => ({ ...p, comparison: 'Absolute Change' }), relativeChangeLimit: (p) => ({ ...p, comparison: 'Percentage Change' }),
    },
    title: 'Metric', category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: numbers,
    summary: 'Asserts that a recorded number, or its change since the last scan, lies within a range.',
    explanation: 'Every scan records the field: its value where there is one row, else the average of its values. A row breaks the check when its value, or the change '
      + 'of it against what the last scan recorded, lies outside the range. Both ends belong to the range, one may be left open, a decrease is a negative change. '
      + 'Changes hold as long as nothing is recorded. Meant for containers with one row, such as a computed table of figures.',
    example: { fields: ['revenue'], properties: { comparison: 'Percentage Change', min: -30, max: 30 }, says: 'Revenue moves by less than a third; twice that of yesterday breaks it.' },
    properties: properties(boundsProperties('the number', 'Absolute Value')),
    supportsFilter: true, supportsCoverage: false,
    corners: numberCorners({ nan: 'NaN breaks the check and is not recorded.', infinity: 'Lies outside every closed range; it is not recorded.', bigNumbers: 'Compared exactly with the range; changes are computed in double precision.' }),
    needs: () => ({ references: [], history: ['value'] }),
    meaning: ({ fields, properties: p, history }, dialect) => {
      const field = only(fields);
      const { low, high } = bounds(p, latest(history('value')));
      const sides: Side<string>[] = [];
      if (low !== null) sides.push({ operator: '>=', bound: String(low) });
      if (high !== null) sides.push({ operator: '<=', bound: String(high) });
      const meaning = sides.length > 0 ? numberRange(field, dialect, ...sides) : everyRow(field.name, dialect.bool(true));
      return { ...meaning, captures: { value: `avg(${dialect.toDouble(dialect.identifier(field.name))})` } };
    },
    violation: (outcome) => countedViolation(outcome, `are not ${boundsWords(outcome.properties)}`, boundsWords(outcome.properties)),
  }),
  defineRule<{ expression?: string | undefined; tolerance: number }>({
    name: 'predictedBy', aliases: {}, title: 'Predicted by', category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: numbers,
    summary: 'Asserts that the number lies within a tolerance of the one that is predicted for it.',
    explanation: 'The prediction is an SQL expression over the fields of the row, guarded like that of satisfiesExpression. Without an expression it is the mean of what the '
      + 'last 30 scans recorded as the average of the field. A row breaks the check when its number is further than the tolerance from the prediction; where the prediction '
      + 'is null, or nothing is recorded yet, the row holds. Distances are computed in double precision.',
    example: { fields: ['weight'], properties: { expression: 'length * width * 0.7', tolerance: 5 }, says: 'Weight follows from size; 90 where 70 is predicted breaks it.' },
    properties: properties({
      expression: optional(words('Expression', 'What predicts the number; the recorded average where it is left out.', 'sql')),
      tolerance: real('Tolerance', 'How far a number may lie from the prediction.', 0),
    }),
    supportsFilter: true, supportsCoverage: true,
    corners: numberCorners({ nan: 'NaN breaks the check, also where NaN is predicted.', infinity: 'No finite distance, so it breaks the check.', bigNumbers: 'Compared in double precision.', nulls: 'Null holds, and so does a null prediction.' }),
    needs: (p) => ({ references: [], history: p.expression === undefined ? ['average'] : [] }),
    meaning: ({ fields, properties: p, expression, history }, dialect) => {
      const field = only(fields);
      const value = dialect.toDouble(dialect.identifier(field.name));
      const captures = { average: `avg(${value})` };
      const recorded = history('average').map((entry) => entry.value).filter(Number.isFinite).slice(-30);
      if (p.expression === undefined && recorded.length === 0) return { ...everyRow(field.name, dialect.bool(true)), captures };
      const guarded = p.expression === undefined ? null : expression(p.expression, 'expression', 'value');
      const predicted = guarded ? dialect.toDouble(dialect.attempt(guarded.sql)) : dialect.double(recorded.reduce((sum, one) => sum + one, 0) / recorded.length);
      const columns = distinctNames([field.name], guarded?.columns ?? []);
      return {
        kind: 'row', columns, captures, proofs: [], domain: columns.length === 1 ? field.name : null, cost: 'cheap',
        fails: `(${value} IS NOT NULL AND NOT (abs(${value} - ${predicted}) <= ${dialect.double(p.tolerance)}))`,
      };
    },
    violation: (outcome) => {
      const by = outcome.properties.expression === undefined ? 'the recorded average' : quoted(outcome.properties.expression);
      return countedViolation(outcome, `are further than ${outcome.properties.tolerance} from ${by}`, `within ${outcome.properties.tolerance} of ${by}`);
    },
  }),
];
