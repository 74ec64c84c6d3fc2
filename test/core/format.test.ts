import assert from 'node:assert/strict';
import { formatCount, formatDuration, formatPercent } from '../../src/core/format/figures';
import { formatAgo, formatDay } from '../../src/core/format/moments';

describe('words for figures and moments', () => {
  it('writes time spans in at most two units', () => {
    const cases: [number, string][] = [
      [-5, '0 ms'], [0, '0 ms'], [850, '850 ms'], [999.4, '999 ms'], [999.6, '1.0 s'], [3_440, '3.4 s'], [9_940, '9.9 s'], [9_960, '10 s'], [59_400, '59 s'], [59_600, '1 min 00 s'],
      [125_000, '2 min 05 s'], [3_600_000, '1 h 00 min'], [3_720_000, '1 h 02 min'], [86_399_999, '1 d 0 h'], [273_600_000, '3 d 4 h'],
    ];
    for (const [ms, text] of cases) assert.equal(formatDuration(ms, 'en'), text, `${ms} ms`);
  });

  it('never rounds an unfinished job up to 100 %', () => {
    for (const [share, text] of [[0.9999, '99%'], [1 - 1e-13, '99%'], [1, '100%'], [-1, '0%'], [7, '100%']] as const) {
      assert.equal(formatPercent(share, 'en'), text, String(share));
    }
  });

  it('reads a share of n hundredths as n percent, for every n', () => {
    for (let n = 0; n <= 100; n += 1) assert.equal(formatPercent(n / 100, 'en'), `${n}%`);
  });

  it('speaks the language of the user', () => {
    assert.equal(formatCount(12_000, 'en'), '12,000');
    assert.equal(formatCount(12_000, 'de'), '12.000');
    assert.equal(formatPercent(0.126, 'de'), '12\u00a0%');
    assert.equal(formatDuration(3_440, 'de'), '3,4 s');
  });

  it('says how long ago in the language of the user', () => {
    const now = Date.UTC(2026, 10, 20, 12);
    assert.equal(formatAgo(now - 20_000, now, 'en'), 'now');
    assert.equal(formatAgo(now - 5 * 60_000, now, 'en'), '5 minutes ago');
    assert.equal(formatAgo(now - 5 * 60_000, now, 'de'), 'vor 5 Minuten');
    assert.equal(formatAgo(now - 26 * 3_600_000, now, 'en'), 'yesterday');
  });

  it('names days', () => {
    const now = new Date(2026, 10, 20, 0, 30).getTime();
    assert.equal(formatDay(new Date(2026, 10, 20, 0, 1).getTime(), now, 'en'), 'Today');
    assert.equal(formatDay(new Date(2026, 10, 19, 23, 59).getTime(), now, 'en'), 'Yesterday');
    assert.equal(formatDay(new Date(2026, 10, 2, 9).getTime(), now, 'en'), 'Mon, Nov 2, 2026');
  });
});
