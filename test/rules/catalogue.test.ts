import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { ruleSpec } from '../../src/core/api/schemas/check';
import { allRules, parseProperties, propertyInfos, ruleByName, ruleSpecs } from '../../src/core/rules/catalogue';
import { allOracles } from './oracle/all';
import { cornerCases } from './corner-cases';

/** Every rule that the product must have, with its older names. */
const wanted = ('afterDateTime beforeDateTime aggregationComparison anyNotNull between betweenTimes containsCreditCard containsEmail containsSocialSecurityNumber containsUrl dataDiff '
  + 'isReplicaOf distinctCount entityResolution equalTo equalToField greaterThan greaterThanField lessThan lessThanField existsIn notExistsIn expectedSchema expectedValues '
  + 'requiredValues fieldCount freshness volumetric isAddress isCreditCard isType matchesPattern maxLength minLength maxValue minValue maxPartitionSize minPartitionSize metric '
  + 'notFuture notNegative notNull positive predictedBy satisfiesExpression sum timeDistributionSize unique userDefinedFunction functionalDependency maxDecimals notMisspelled notPlaceholder').split(' ');
const older = ['dataType', 'distinct', 'requiredFields', 'satisfiesEquation', 'isNotReplicaOf', 'absoluteChangeLimit', 'relativeChangeLimit'];

describe('the catalogue of rules', () => {
  it('has every rule once, and the older names', () => {
    assert.deepEqual(allRules.map((rule) => rule.name), [...wanted].sort((a, b) => a.localeCompare(b, 'en')));
    for (const name of older) assert.ok(ruleByName(name), name);
    const names = allRules.flatMap((rule) => [rule.name, ...Object.keys(rule.aliases)]);
    assert.equal(new Set(names).size, names.length);
  });

  for (const rule of allRules) {
    it(`tells all that there is to tell about ${rule.name}`, () => {
      assert.match(rule.summary, /^Asserts that .+\.$/);
      assert.ok(rule.title.length > 2 && rule.explanation.length >= 60, 'explanation');
      assert.ok(rule.explanation.endsWith('.'), 'explanation ends with a full stop');
      for (const [corner, text] of Object.entries(rule.corners)) assert.ok(text.length >= 10 && text.endsWith('.'), `${corner}: ${text}`);
      const parsed = parseProperties(rule, rule.name, rule.example.properties);
      assert.ok('value' in parsed, `the example does not parse: ${inspect(parsed)}`);
      assert.equal(rule.example.fields.length > 0, rule.fields !== 'none', 'fields of the example');
      assert.ok(rule.example.says.length > 20);
      const { message, expected, found } = rule.violation({
        fields: rule.example.fields, properties: parsed.value, rows: 8, failing: 3, filtered: true, coverage: 1,
        found: new Proxy({}, { get: () => '17' }),
      });
      assert.match(message, /3|17/, 'the message has real numbers');
      assert.ok(expected.length > 0 && found.length > 0);
      for (const info of propertyInfos(rule)) assert.ok(info.title.length > 1 && info.description.endsWith('.'), info.path);
      const tried = rule.name === 'userDefinedFunction' || allOracles.some((oracle) => oracle.rule === rule.name);
      assert.ok(tried, 'has no oracle');
      assert.ok(cornerCases.some((one) => one.rule === rule.name), 'has no corner case');
    });
  }

  it('gives the specifications that the contract describes', () => {
    const specs = ruleSpecs().map((spec) => ruleSpec.parse(spec));
    const between = specs.find((spec) => spec.rule === 'between')!;
    assert.deepEqual(between.fields_type_filter, ['Integral', 'Fractional']);
    assert.deepEqual(between.properties.map(({ field, map_to, required, type, default: initial }) => ({ field, map_to, required, type, initial })), [
      { field: 'min', map_to: 'min', required: true, type: 'number', initial: undefined }, { field: 'inclusive_min', map_to: 'inclusive_min', required: false, type: 'boolean', initial: true },
      { field: 'max', map_to: 'max', required: true, type: 'number', initial: undefined }, { field: 'inclusive_max', map_to: 'inclusive_max', required: false, type: 'boolean', initial: true },
    ]);
    const epsilon = specs.find((spec) => spec.rule === 'equalTo')!.properties.find((property) => property.field === 'epsilon');
    assert.equal(epsilon?.map_to, 'numeric_comparator.epsilon');
    assert.deepEqual(specs.find((spec) => spec.rule === 'distinctCount')!.properties[0]!.values, ['less than', 'equal to', 'greater than']);
    assert.deepEqual(JSON.parse(JSON.stringify(ruleSpecs())), JSON.parse(JSON.stringify(specs)));
  });
});
