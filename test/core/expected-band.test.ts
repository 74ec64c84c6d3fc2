import assert from 'node:assert/strict';
import { expectedBand, type BandOptions } from '../../src/core/metrics/expected-band';
import { judge, judgeAll } from '../../src/core/metrics/judge';
import type { MetricPoint } from '../../src/core/metrics/series';
import { randomFrom } from '../../scripts/lib/random';

const day = 86_400_000;
const monday = Date.UTC(2026, 0, 5);
const counts: BandOptions = { sensitivity: 'medium', unit: 'count' };
const daily = (values: readonly number[], every = day): MetricPoint[] => values.map((value, i) => ({ at: monday + i * every, value }));
const series = (length: number, of: (i: number) => number): number[] => Array.from({ length }, (_, i) => of(i));
const next = (history: readonly MetricPoint[], value: number, options = counts, every = day) => judge(history, { at: history.at(-1)!.at + every, value }, options);
/** Noise of a seed, -1 to 1. */
function noise(seed: number): () => number {
  const random = randomFrom(seed);
  return () => 2 * random() - 1;
}
const week = [100, 104, 98, 101, 99, 40, 30];

describe('the expected band of a metric', () => {
  it('says nothing of one or two values, and makes a wide guess of the next ones', () => {
    assert.equal(expectedBand(daily([5, 5]), monday + 2 * day, counts), null);
    const { band, outside } = next(daily([100, 110, 90]), 140);
    assert.deepEqual([band?.learning, band?.expected, band?.lower, band?.upper, outside], [true, 100, 50, 150, false]);
    assert.equal(next(daily([100, 110, 90]), 10).outside, true);
  });

  it('finds a change of what was always the same, however often it was captured', () => {
    for (const every of [60_000, day, 7 * day]) {
      const history = daily(series(7, () => 1000), every);
      assert.equal(next(history, 1000, counts, every).outside, false);
      assert.equal(next(history, 1010, counts, every).outside, true, `every ${every} ms`);
      assert.equal(next(history, 1010, counts, every).band?.method, 'always the same');
    }
  });

  it('knows the days of the week', () => {
    const shake = noise(3);
    const history = daily(series(35, (i) => Math.round(1000 * week[i % 7]! * (1 + 0.01 * shake()))));
    assert.equal(next(history, 100_000).outside, false, 'a Monday as all others');
    assert.equal(next(history, 30_000).outside, true, 'a Monday as a Sunday');
    const toSunday = history.slice(0, -1);
    assert.equal(next(toSunday, 30_000).outside, false, 'a Sunday as all others');
    assert.equal(next(toSunday, 100_000).outside, true, 'a Sunday as a Monday');
    assert.match(next(toSunday, 30_000).band?.method ?? '', /season/);
  });

  it('keeps the days of the week apart where days are missing', () => {
    const shake = noise(5);
    const history = daily(series(42, (i) => Math.round(1000 * week[i % 7]! * (1 + 0.01 * shake())))).filter((_, i) => i !== 23 && i !== 30);
    assert.equal(next(history, 100_000).outside, false);
    assert.equal(next(history, 30_000).outside, true);
    // Sunday is skipped altogether: the next value is one of a Monday.
    const late = history.filter(({ at }) => at < monday + 41 * day);
    assert.equal(judge(late, { at: monday + 42 * day, value: 100_000 }, counts).outside, false);
    assert.equal(judge(late, { at: monday + 42 * day, value: 30_000 }, counts).outside, true);
  });

  it('follows what grows', () => {
    const shake = noise(7);
    let total = 50_000;
    const history = daily(series(40, () => (total += Math.round(800 + 100 * shake()))));
    assert.equal(next(history, total + 820).outside, false);
    assert.equal(next(history, total).outside, true, 'nothing came');
    assert.equal(next(history, total - 5000).outside, true);
  });

  it('learns neither from a mistake nor against a new level', () => {
    const shake = noise(9);
    const steady = series(30, () => Math.round(10_000 + 100 * shake()));
    const mistake = judgeAll(daily([...steady, 0, 10_010]), counts);
    assert.deepEqual(mistake.map((point) => point.outside).slice(-2), [true, false]);
    const moved = judgeAll(daily([...steady, 20_000, 20_050, 19_980, 20_010, 19_950, 20_020]), counts);
    assert.deepEqual(moved.slice(30).map((point) => point.outside), [true, true, true, false, false, false]);
    assert.equal(next(moved, 10_000).outside, true, 'back at the old level');
  });

  it('keeps shares within 0 and 100 percent, and lets small ones move a little', () => {
    const shares: BandOptions = { sensitivity: 'medium', unit: 'percent' };
    const history = daily(series(30, (i) => (i % 2 === 0 ? 0.1 : 0.2)));
    const { band } = next(history, 0.3, shares);
    assert.equal(band?.lower, 0);
    assert.equal(next(history, 0.4, shares).outside, false);
    assert.equal(next(history, 5, shares).outside, true);
    assert.equal(next(daily(series(30, () => 100)), 100, shares).band?.upper, 100);
  });

  it('is wider for a low sensitivity', () => {
    const shake = noise(11);
    const history = daily(series(40, () => 1000 + 50 * shake()));
    const width = (sensitivity: BandOptions['sensitivity']): number => {
      const { band } = next(history, 1000, { sensitivity, unit: 'number' });
      return band!.upper - band!.lower;
    };
    assert.ok(width('low') > width('medium') && width('medium') > width('high'));
  });

  it('of values that come many times a day is left only far beyond everything seen', () => {
    const hour = 3_600_000;
    const shake = noise(13);
    const bursty = series(200, (i) => (i % 31 === 7 ? 300 : 100 + 10 * shake()));
    const history = daily(bursty, hour);
    assert.equal(next(history, 320, counts, hour).outside, false, 'one more burst');
    assert.equal(next(history, 600, counts, hour).outside, true);
    assert.equal(expectedBand(daily(bursty.slice(0, 8), hour), monday + 8 * hour, counts), null, 'too few for a guess');
  });
});
