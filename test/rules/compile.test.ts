import assert from 'node:assert/strict';
import { compileCheck, needsOf, type CheckText, type CompileContext } from '../../src/core/rules/compile';
import { judgeCoverage } from '../../src/core/rules/coverage';
import { duckdbDialect } from '../../src/engine/sql/duckdb-dialect';

const context: CompileContext = {
  columns: [
    { name: 'id', type: 'Integral', nativeType: 'BIGINT' }, { name: 'Name', type: 'String', nativeType: 'VARCHAR' },
    { name: 'at', type: 'Timestamp', nativeType: 'TIMESTAMP' }, { name: 'tags', type: 'Array', nativeType: 'VARCHAR[]' },
  ],
  dialect: duckdbDialect, now: new Date('2024-05-01T00:00:00Z'), modified: null, partition: null, variables: { least: 5, word: "o'clock" },
  reference: () => { throw new Error('no reference was asked for'); }, history: () => [],
};
const check = (given: Partial<CheckText>): CheckText => ({ id: 1, rule: 'notNull', fields: ['id'], properties: {}, filter: null, coverage: null, ...given });
const reasonOf = (given: Partial<CheckText>): string => compileCheck(check(given), context).problem?.reason ?? 'compiled';
const placeOf = (given: Partial<CheckText>): string | undefined => compileCheck(check(given), context).problem?.place?.path;

describe('a check is made ready for a container', () => {
  it('says what is wrong with it, and where', () => {
    assert.match(reasonOf({ rule: 'isGood' }), /no rule `isGood`/);
    assert.match(reasonOf({ fields: ['gone'] }), /no field `gone`/);
    assert.equal(compileCheck(check({ fields: ['gone'] }), context).problem?.code, 'source-changed');
    assert.match(reasonOf({ rule: 'minValue', fields: ['Name'], properties: { value: 1 } }), /takes fields of type Integral, Fractional, but `Name` is String \(VARCHAR\)/);
    assert.match(reasonOf({ rule: 'minValue' }), /needs the property "value"/);
    assert.equal(placeOf({ rule: 'minValue' }), 'properties.value');
    assert.match(reasonOf({ rule: 'minValue', properties: { value: 'x' } }), /"value" of minValue must be a number/);
    assert.match(reasonOf({ rule: 'minValue', properties: { value: 1, inclusiv: true } }), /no property "inclusiv"/);
    assert.match(reasonOf({ rule: 'minValue', fields: ['id', 'Name'], properties: { value: 1 } }), /takes one field, not 2/);
    assert.match(reasonOf({ rule: 'between', properties: { min: 5, max: 1 } }), /least number, 5, is above the greatest, 1/);
    assert.match(reasonOf({ rule: 'equalTo', properties: { value: 'five' } }), /"five" is not a number/);
    assert.match(reasonOf({ rule: 'fieldCount', fields: [], properties: { value: 1 }, filter: 'id > 1' }), /takes no filter/);
    assert.match(reasonOf({ rule: 'sum', properties: { value: 1 }, coverage: 0.5 }), /takes no coverage/);
    assert.match(reasonOf({ filter: 'id > ' }), /filter cannot be used: it ends too early \(line 1, column 6\)/);
    assert.match(reasonOf({ rule: 'equalToField', properties: { field_name: 'Name' } }), /`id` \(BIGINT\) cannot be compared with `Name` \(VARCHAR\)/);
    assert.match(reasonOf({ rule: 'freshness', fields: [], properties: { value: 1 } }), /does not know when/);
    assert.match(reasonOf({ rule: 'metric', properties: {} }), /neither a least nor a greatest/);
    assert.match(reasonOf({ rule: 'matchesPattern', fields: ['Name'], properties: { pattern: 'a(?=b)' } }), /look-ahead is not part of RE2 \(at character 2\)/);
  });

  it('refuses values that do not fit the field, and ranges that hold nothing, each with its place', () => {
    const refused = (given: Partial<CheckText>, columns = context.columns): [string, string | undefined] => {
      const { problem } = compileCheck(check(given), { ...context, reference: () => ({ from: 'other', columns }) });
      return [problem?.reason ?? 'compiled', problem?.place?.path];
    };
    const dated = { fields: ['at'] };
    assert.deepEqual(refused({ rule: 'equalTo', ...dated, properties: { value: 'noon' } }), ['The value "noon" is not a date or timestamp, as the field is.', 'properties.value']);
    assert.deepEqual(refused({ rule: 'timeDistributionSize', ...dated, properties: { interval_name: 'Daily' } }), ['The range has neither a least nor a greatest size.', 'properties.min_size']);
    assert.deepEqual(refused({ rule: 'timeDistributionSize', ...dated, properties: { interval_name: 'Daily', min_size: 3, max_size: 2 } }), ['The least size is above the greatest.', 'properties.min_size']);
    assert.deepEqual(refused({ rule: 'timeDistributionSize', ...dated, properties: { interval_name: 'Daily', min_size: 2, max_size: 2 } }), ['compiled', undefined]);
    assert.deepEqual(refused({ rule: 'existsIn', properties: { field_name: 'Name', ref_container_id: 2 } }),
      ['`id` (BIGINT) cannot be compared with `Name` (VARCHAR) of the other container.', 'properties.field_name']);
    assert.deepEqual(refused({ rule: 'existsIn', properties: { field_name: 'id', ref_container_id: 2 } }), ['compiled', undefined]);
    assert.deepEqual(refused({ rule: 'expectedValues', properties: { list: [] } }), ['The property "list" of expectedValues must not be empty.', 'properties.list']);
    assert.deepEqual(refused({ rule: 'expectedValues', properties: { list: Array.from({ length: 10_001 }, (_, i) => i) } }), ['The property "list" of expectedValues must hold at most 10000 values.', 'properties.list']);
    assert.deepEqual(refused({ rule: 'expectedValues', properties: { list: [{}] } }), ['The property "list.0" of expectedValues must be a list of texts or numbers.', 'properties.list.0']);
    assert.deepEqual(refused({ rule: 'expectedValues', properties: { list: Array.from({ length: 10_000 }, (_, i) => i) } }), ['compiled', undefined]);
  });

  it('predicts by the average of the last thirty records', () => {
    const recorded = [1000, ...Array.from({ length: 30 }, (_, i) => 10 + (i % 2) * 2), Number.NaN].map((value) => ({ value, captured: new Date(0) }));
    const of = (values: typeof recorded): string => (compileCheck(check({ rule: 'predictedBy', properties: { tolerance: 1 } }), { ...context, history: () => values }).check!.meaning as { fails: string }).fails;
    assert.equal(of(recorded), of([{ value: 11, captured: new Date(0) }]));
    assert.notEqual(of(recorded), of([]));
  });

  it('refuses a Scala assertion with the way out', () => {
    const { problem } = compileCheck(check({ rule: 'userDefinedFunction', properties: { assertion: 'x' } }), context);
    assert.equal(problem?.code, 'unsupported');
    assert.match(problem.remedy ?? '', /satisfiesExpression/);
  });

  it('takes names of fields that differ in case only, older names of rules, and properties that are null', () => {
    assert.deepEqual(compileCheck(check({ fields: ['name'] }), context).check?.fields, ['Name']);
    assert.equal(compileCheck(check({ rule: 'distinct' }), context).check?.rule.name, 'unique');
    assert.equal(compileCheck(check({ rule: 'satisfiesEquation', fields: [], properties: { equation: 'id > 0', list: null } }), context).check?.rule.name, 'satisfiesExpression');
    assert.match(String((compileCheck(check({ rule: 'absoluteChangeLimit', properties: { max: 3 } }), context).check?.meaning as { fails?: string }).fails), /FALSE|TRUE/);
  });

  it('fills check variables in as values, never as code', () => {
    const compiled = compileCheck(check({ rule: 'satisfiesExpression', fields: [], properties: { expression: "id > {{least}} AND Name <> {{word}} AND Name <> 'x {{word}}'" } }), context);
    const { fails } = compiled.check!.meaning as { fails: string };
    assert.ok(fails.includes('> 5') && fails.includes("'o''clock'") && fails.includes("'x o''clock'"), fails);
    assert.match(reasonOf({ rule: 'satisfiesExpression', fields: [], properties: { expression: 'id > {{most}}' } }), /no check variable "most" \(line 1, column 6\)/);
    assert.match((compileCheck(check({ rule: 'minValue', properties: { value: '{{least}}' } }), context).check!.meaning as { fails: string }).fails, /'5'/);
  });

  it('tells before it is compiled which containers and records it needs', () => {
    assert.deepEqual(needsOf(check({ rule: 'existsIn', properties: { field_name: 'x', ref_container_id: 4, ref_datastore_id: 2 } })).references, [{ datastoreId: 2, containerId: 4 }]);
    assert.deepEqual(needsOf(check({ rule: 'volumetric', fields: [], properties: { min: 1 } })).history, ['rows']);
    assert.deepEqual(needsOf(check({ rule: 'nonsense' })), { references: [], history: [] });
  });

  it('puts the real numbers into the violation', () => {
    const of = (given: Partial<CheckText>, counts: { rows: number | null; failing: number | null; found?: Record<string, string> }): string =>
      compileCheck(check(given), context).check!.violation(counts).message;
    assert.equal(of({ rule: 'unique', fields: ['id', 'Name'], filter: 'id > 0' }, { rows: 4, failing: 1 }), 'In `id` and `Name`, 25.000 % of 4 filtered records (1) are not unique');
    assert.equal(of({ rule: 'minValue', properties: { value: '10' } }, { rows: 3_000_000, failing: 1 }), 'In `id`, less than 0.001 % of 3000000 records (1) are not at least 10');
    assert.equal(of({ coverage: 0.9 }, { rows: 10, failing: 2 }), 'In `id`, 20.000 % of 10 records (2) are null; at least 90.000 % must hold');
    assert.equal(of({ rule: 'sum', properties: { value: 5 } }, { rows: 2, failing: null, found: { sum: '6' } }), 'In `id`, the sum is 6 instead of 5');
    assert.equal(of({ rule: 'fieldCount', fields: [], properties: { value: 5 } }, { rows: null, failing: null, found: { count: '4' } }), 'The container has 4 fields instead of 5');
  });
});

describe('coverage', () => {
  it('lets the given share of rows fail, to the row', () => {
    assert.deepEqual(judgeCoverage(10, 1, 0.9, 'record'), { passed: true, anomaly: 'shape' });
    assert.deepEqual(judgeCoverage(10, 2, 0.9, 'record'), { passed: false, anomaly: 'shape' });
    assert.deepEqual(judgeCoverage(10, 1, 1, 'record'), { passed: false, anomaly: 'record' });
    assert.deepEqual(judgeCoverage(10, 10, 0, 'record'), { passed: true, anomaly: 'shape' });
    assert.deepEqual(judgeCoverage(0, 0, 1, 'record'), { passed: true, anomaly: 'record' });
  });
});
