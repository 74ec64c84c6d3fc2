import assert from 'node:assert/strict';
import { figureTable, holds, percentile } from '../../bench/lib/report';

describe('the report of a bench', () => {
  it('holds a bar up to and including it, in the direction that is better', () => {
    assert.equal(holds({ value: 60, bar: 60, better: 'lower', unit: 'ms' }), true);
    assert.equal(holds({ value: 60.1, bar: 60, better: 'lower', unit: 'ms' }), false);
    assert.equal(holds({ value: 9, bar: 10, better: 'higher', unit: 'rows/s' }), false);
    assert.equal(holds({ value: 1e9, better: 'lower', unit: 'rows' }), true);
  });

  it('never lets pass what could not be measured', () => {
    assert.equal(holds({ value: Number.NaN, better: 'lower', unit: 'ms' }), false);
    assert.equal(holds({ value: Number.POSITIVE_INFINITY, bar: 1, better: 'higher', unit: 'x' }), false);
  });

  it('gives the value that a share of the runs does not exceed', () => {
    const runs = Array.from({ length: 20 }, (_, at) => 20 - at);
    assert.equal(percentile(runs, 0.95), 19);
    assert.equal(percentile(runs, 0.5), 10);
    assert.equal(percentile([7], 0.95), 7);
    assert.ok(Number.isNaN(percentile([], 0.5)));
  });

  it('says in the table which bar is broken', () => {
    const table = figureTable({ size: { value: 201, bar: 200, better: 'lower', unit: 'kB' }, count: { value: 3, better: 'lower', unit: 'files' } });
    assert.match(table, /size\s+201\s+kB\s+at most 200\s+BROKEN/);
    assert.match(table, /count\s+3\s+files$/m);
  });
});
