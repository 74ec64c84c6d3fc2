import assert from 'node:assert/strict';
import { formatAgo, formatDay, formatDuration, formatPercent } from '../../src/core/jobs/format';

describe('texts of jobs', () => {
  it('writes time spans in at most two units', () => {
    const cases: [number, string][] = [
      [-5, '0 ms'], [0, '0 ms'], [850, '850 ms'], [3_440, '3.4 s'], [9_940, '9.9 s'], [9_960, '10 s'], [59_400, '59 s'], [59_600, '1 min 00 s'],
      [125_000, '2 min 05 s'], [3_600_000, '1 h 00 min'], [3_720_000, '1 h 02 min'], [86_399_999, '1 d 0 h'], [273_600_000, '3 d 4 h'],
    ];
    for (const [ms, text] of cases) assert.equal(formatDuration(ms), text, `${ms} ms`);
  });

  it('never rounds an unfinished job up to 100 %', () => {
    assert.equal(formatPercent(0.9999), '99%');
    assert.equal(formatPercent(1), '100%');
    assert.equal(formatPercent(-1), '0%');
    assert.equal(formatPercent(7), '100%');
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
