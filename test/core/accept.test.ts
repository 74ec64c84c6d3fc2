import assert from 'node:assert/strict';
import { coverageThatHolds, widened } from '../../src/core/checks/accept';
import { judgeCoverage } from '../../src/core/rules/coverage';

const of = (rule: string, properties: Record<string, unknown>, ...failing: (string | null)[]): Record<string, unknown> | null =>
  widened({ rule, properties, coverage: null }, failing);

describe('accepting what a check found', () => {
  it('allows the values, or moves the bound just so far', () => {
    assert.deepEqual(of('expectedValues', { list: ['a'] }, 'b', 'b', 'c', 'a'), { list: ['a', 'b', 'c'] });
    assert.deepEqual(of('between', { min: '0', max: 10, inclusive_min: false }, '-5', '12.50', '3'), { min: '-5', max: '12.50', inclusive_min: true, inclusive_max: true });
    assert.deepEqual(of('minValue', { value: 1, inclusive: true }, '0', '-0.1'), { value: '-0.1', inclusive: true });
    assert.deepEqual(of('lessThan', { value: 100 }, '100'), { value: 100, inclusive: true });
    assert.deepEqual(of('maxValue', { value: '9007199254740993' }, '9007199254740999'), { value: '9007199254740999', inclusive: true });
    assert.deepEqual(of('maxLength', { value: 2 }, 'DEU', '🙂🙂🙂🙂'), { value: 4 });
    assert.deepEqual(of('minLength', { value: 2 }, ''), { value: 0 });
  });

  it('widens nothing where that cannot be', () => {
    assert.equal(of('notNull', {}, null), null);
    assert.equal(of('unique', {}, 'a'), null);
    assert.equal(of('expectedValues', { list: [] }), null, 'no failing value is known');
    assert.equal(of('expectedValues', { list: [] }, 'a', null), null, 'null is in no list');
    assert.equal(of('between', { min: 0, max: 1 }, 'NaN'), null);
    assert.equal(of('expectedValues', { list: [] }, ...Array.from({ length: 101 }, (_, n) => `v${n}`)), null, 'so many values are no list');
  });

  it('finds the greatest coverage with which as many failing rows hold', () => {
    for (const [rows, failing] of [[40, 2], [3, 1], [1_000_000, 1], [7, 7], [999, 998]] as const) {
      const coverage = coverageThatHolds(rows, failing)!;
      assert.ok(judgeCoverage(rows, failing, coverage, 'record').passed, `${failing} of ${rows} at ${coverage}`);
      assert.ok(!judgeCoverage(rows, failing, Math.min(1, coverage + 0.00011), 'record').passed || coverage === 0.9999, `${failing} of ${rows} would hold at more`);
    }
    assert.equal(coverageThatHolds(0, 0), null);
    assert.equal(coverageThatHolds(5, 0), 1);
  });
});
