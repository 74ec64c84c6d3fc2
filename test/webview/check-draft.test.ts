import assert from 'node:assert/strict';
import { coverageOf, draftOf, toCheck, toFormValues, toProperties } from '../../src/core/protocol/check-draft';
import { draftProblems, formRuleOf, takes, withRule } from '../../src/core/protocol/check-rules';
import { newForm, savedForm, specs } from './states/checks';

const rule = (name: string) => formRuleOf(specs.find((spec) => spec.rule === name)!);
const empty = newForm().saved;

describe('draft of a check', () => {
  it('carries numbers exactly: as numbers where nothing is lost, as text otherwise', () => {
    const sent = (min: string): unknown => toProperties(rule('between'), { min })['min'];
    assert.equal(sent('10'), 10);
    assert.equal(sent(' -0.5 '), -0.5);
    assert.equal(sent('1.50'), 1.5);
    assert.equal(sent('9007199254740993'), '9007199254740993');
    assert.equal(sent('0.1234567890123456789'), '0.1234567890123456789');
    assert.equal(sent(''), undefined);
  });

  it('puts nested properties in their place and takes emptied ones out, leaving what it does not know', () => {
    const diff = rule('dataDiff');
    const original = { ref_container_id: 41, numeric_comparator: { epsilon: 1, as_absolute: true }, id_field_names: ['id'] };
    assert.deepEqual(toProperties(diff, { 'numeric_comparator.epsilon': '0.5', ref_container_id: '42' }, original),
      { ref_container_id: 42, numeric_comparator: { epsilon: 0.5, as_absolute: true }, id_field_names: ['id'] });
    assert.deepEqual(toProperties(diff, { 'numeric_comparator.epsilon': '' }, { numeric_comparator: { epsilon: 1 } }), {});
  });

  it('comes back from the server as it was sent', () => {
    const draft = savedForm().saved;
    const sent = toCheck(draft, rule('between'), 31);
    assert.deepEqual(sent, {
      container_id: 31, rule: 'between', fields: ['IMDB_Rating'], properties: { min: 0, inclusive_min: true, max: 10, inclusive_max: true },
      filter: "Major_Genre = 'Drama'", coverage: 0.995, description: 'Ratings go from 0 to 10.', status: 'Active',
    });
    const check = { id: 1, rule_type: 'between', fields: [{ name: 'IMDB_Rating' }], properties: sent.properties, filter: sent.filter, coverage: sent.coverage, description: sent.description, status: 'Active' };
    assert.deepEqual(draftOf(check, rule('between')), draft);
  });

  it('sends neither filter nor coverage nor fields to a rule that takes none', () => {
    const sent = toCheck({ ...empty, rule: 'fieldCount', fields: ['Title'], filter: 'x', coverage: '5', properties: { value: '4' } }, rule('fieldCount'), 31);
    assert.deepEqual([sent.fields, sent.filter, sent.coverage, sent.properties], [[], null, null, { value: 4 }]);
  });

  it('leaves a value alone that the form cannot show', () => {
    const odd = { list: [{ name: 'a' }] };
    const values = toFormValues(rule('expectedValues'), odd);
    assert.deepEqual(values, {});
    assert.deepEqual(toProperties(rule('expectedValues'), values, odd), odd);
  });

  it('takes the line where the next value would be typed for none, but leaves what is saved as it is', () => {
    const values = rule('expectedValues');
    assert.deepEqual(toProperties(values, { list: ['R', 'PG', ''] }), { list: ['R', 'PG'] });
    assert.deepEqual(toProperties(values, { list: ['R', ''] }, { list: ['R', ''] }), { list: ['R', ''] });
    assert.deepEqual(draftProblems({ ...empty, rule: 'expectedValues', fields: ['Title'], properties: { list: [''] } }, values).map((p) => p.what), ['needed']);
  });

  it('sends no switch of a group that is not there', () => {
    const spec = specs.find((one) => one.rule === 'dataDiff')!;
    const flag = { field: 'as_absolute', map_to: 'numeric_comparator.as_absolute', title: 'Absolute', type: 'boolean', required: false, default: true };
    const diff = formRuleOf({ ...spec, properties: [...spec.properties, flag] });
    const values = toFormValues(diff, { ref_container_id: 4 });
    assert.equal(values['numeric_comparator.as_absolute'], true, 'it stands where the server puts it');
    assert.deepEqual(toProperties(diff, values), { ref_container_id: 4 });
    assert.deepEqual(toProperties(diff, { ...values, 'numeric_comparator.as_absolute': false }), { ref_container_id: 4, numeric_comparator: { as_absolute: false } });
  });

  it('reads a share from a typed percentage', () => {
    assert.equal(coverageOf('99.5 %'), 0.995);
    assert.equal(coverageOf('  '), null);
  });
});

describe('rules in the form', () => {
  it('knows which fields a rule takes; an unknown type is never in the way', () => {
    assert.equal(takes(rule('between'), { name: 'a', type: 'Integral' }), true);
    assert.equal(takes(rule('between'), { name: 'a', type: 'String' }), false);
    assert.equal(takes(rule('between'), { name: 'a', type: null }), true);
    assert.equal(takes(rule('fieldCount'), { name: 'a', type: 'Integral' }), false);
  });

  it('starts a chosen rule with its defaults and the fields that fit', () => {
    const { fields } = newForm();
    const draft = withRule({ ...empty, fields: ['Title', 'IMDB_Rating', 'IMDB_Votes'] }, rule('between'), fields);
    assert.deepEqual(draft.fields, ['IMDB_Rating']);
    assert.deepEqual(draft.properties, { min: '', inclusive_min: true, max: '', inclusive_max: true });
  });

  it('tells what is missing or malformed before the server is asked', () => {
    const found = draftProblems({ ...empty, rule: 'between', fields: [], properties: { min: '1,5', max: '' }, coverage: '101' }, rule('between'));
    assert.deepEqual(found.map((p) => `${p.at}: ${p.what}`), ['fields: needed', 'min: no-number', 'max: needed', 'coverage: no-share']);
    assert.deepEqual(draftProblems(savedForm().saved, rule('between')), []);
    assert.deepEqual(draftProblems({ ...empty, rule: 'dataDiff', fields: ['Title'], properties: { ref_container_id: '1', comparison: 'about' } }, rule('dataDiff')).map((p) => p.what), ['no-choice']);
  });
});
