import assert from 'node:assert/strict';
import fc from 'fast-check';
import { visibleParts, visibleText } from '../../src/core/format/visible-text';

describe('text of data made visible', () => {
  it('shows what cannot be seen or would act, and leaves what can be read', () => {
    const cases: [string, string][] = [
      ['plain text', 'plain text'], ['', ''], ['abc\u202efdp.exe', 'abc[U+202E]fdp.exe'], ['a\u0000b\u001b[31m', 'a␀b␛[31m'], ['one\r\ntwo', 'one␍␊two'],
      ['trailing  ', 'trailing··'], [' both ', '·both·'], ['   ', '···'], ['in side', 'in side'], ['no\u00a0break', 'no[U+00A0]break'], ['zero\u200bwidth', 'zero[U+200B]width'],
      ['\ufeffbom', '[U+FEFF]bom'], ['soft\u00adhyphen', 'soft[U+00AD]hyphen'], ['lone \ud800', 'lone [U+D800]'], ['tag \u{e0041}', 'tag [U+E0041]'], ['hangul\u3164', 'hangul[U+3164]'],
      ['👨‍👩‍👧', '👨‍👩‍👧'], ['می‌خواهم', 'می‌خواهم'], ['क्‍ष', 'क्‍ष'], ['a\u200db', 'a[U+200D]b'], ['日本　語', '日本　語'], ['日本　', '日本·'], ['é̂', 'é̂'], ['مرحبا', 'مرحبا'],
    ];
    for (const [text, shown] of cases) assert.equal(visibleText(text), shown, JSON.stringify(text));
  });

  it('leaves nothing that obeys or hides, in any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.doesNotMatch(visibleText(text), /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200b]|^ | $/u);
    }));
  });

  it('says which parts are signs', () => {
    assert.deepEqual(visibleParts('a\tb '), [{ text: 'a', sign: false }, { text: '␉', sign: true }, { text: 'b', sign: false }, { text: '·', sign: true }]);
  });
});
