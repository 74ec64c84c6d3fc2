import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { jsonText, yamlText } from '../../src/cli/output/print';
import { safeLine, safeLines } from '../../src/cli/output/safe-text';
import { momentText, tableText } from '../../src/cli/output/table';

const columns = [{ title: 'id', value: (r: { id: number }) => r.id }, { title: 'name', value: (r: { name?: string | null }) => r.name }, { title: 'none', value: () => null }];
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe('what goes to the terminal', () => {
  it('numbers stand right, texts left; what is not there is a dash', () => {
    assert.equal(tableText([{ id: 7, name: 'a' }, { id: 123, name: null }], columns, null), ' id  name  none\n  7  a     -\n123  -     -\n');
  });
  it('on a terminal empty columns make room, and no line is wider', () => {
    const text = tableText([{ id: 1, name: 'x'.repeat(500) }], columns, 40);
    assert.match(text, /^id  name/);
    assert.ok(!text.includes('none'));
    assert.ok(text.split('\n').every((line) => line.length <= 40), text);
    assert.match(text, /x…\n$/);
  });
  it('a huge value is cut wherever it goes', () => {
    assert.ok(tableText([{ id: 1, name: 'x'.repeat(10_000_000) }], columns, null).length < 300);
  });
  it('moments are without fractions', () => {
    assert.equal(momentText('2026-11-20T11:08:57.355123Z'), '2026-11-20T11:08:57Z');
    assert.equal(momentText(null), null);
  });
  it('no text can steer it, and none breaks JSON or YAML', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\u001b[31m', '\u009b1m', '\u202e', 'a\n\tb', '\u0085', '- x', '\r\n', '%YAML 1.1', '---\n'));
    fc.assert(fc.property(text, fc.dictionary(text.filter((k) => k !== '__proto__'), text, { maxKeys: 3 }), (one, object) => {
      assert.ok(!obeyed.test(safeLine(one)) && !safeLine(one).includes('\n'));
      assert.ok(!obeyed.test(safeLines(one).replaceAll('\t', '')));
      const value = { one, object: { ...object } };
      for (const [written, read] of [[jsonText(value), (t: string): unknown => JSON.parse(t)], [yamlText(value), (t: string): unknown => parse(t)]] as const) {
        assert.ok(!obeyed.test(written), JSON.stringify(written));
        assert.deepEqual(read(written), value);
      }
    }), { numRuns: 300 });
  });
});
