import assert from 'node:assert/strict';
import { allRules, parseProperties, ruleSpecs } from '../../src/core/rules/catalogue';
import { draftOf, toCheck } from '../../src/core/protocol/check-draft';
import { checkForm } from '../../src/core/protocol/check-panel';
import { draftProblems, formRuleOf, withRule } from '../../src/core/protocol/check-rules';
import { newForm } from './states/checks';

/** Kinds of properties that the form has an input for. */
const inputs = ['number', 'string', 'boolean', 'datetime', 'list', 'enum', 'field', 'container', 'datastore', 'sql'];

describe('the form of every rule in the catalogue', () => {
  const rules = new Map(ruleSpecs().map((spec) => [spec.rule, formRuleOf(spec)]));

  it('is made of inputs that the form has', () => {
    const odd = [...rules.values()].flatMap((rule) => rule.properties.filter((p) => !inputs.includes(p.kind)).map((p) => `${rule.rule}.${p.path}: ${p.kind}`));
    assert.deepEqual(odd, []);
    assert.equal(checkForm.safeParse(newForm({ rules: [...rules.values()] })).success, true);
  });

  for (const rule of allRules) {
    it(`${rule.name}: takes the rule's example in and gives it back unchanged`, () => {
      const form = rules.get(rule.name)!;
      const { fields, properties } = rule.example;
      const draft = draftOf({ id: 1, rule_type: rule.name, fields: fields.map((name) => ({ name })), properties: { ...properties } }, form);
      assert.deepEqual(draftProblems(draft, form), []);
      const sent = toCheck(draft, form, 1);
      assert.deepEqual(sent.fields, fields);
      assert.deepEqual(parseProperties(rule, rule.name, sent.properties), parseProperties(rule, rule.name, properties));
    });
  }

  it('starts with what the rule takes where nothing is said', () => {
    const between = rules.get('between')!;
    assert.equal(withRule(newForm().saved, between, []).properties['inclusive_min'], true);
  });
});
