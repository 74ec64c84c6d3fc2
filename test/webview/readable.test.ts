import assert from 'node:assert/strict';
import { toInstant } from '../../src/core/protocol/moment';
import { readable } from '../../src/core/protocol/readable';

describe('values for people', () => {
  it('reads server times, without zone as UTC', () => {
    const at = Date.UTC(2026, 4, 4, 9, 30, 12);
    assert.equal(toInstant('2026-05-04T09:30:12Z'), at);
    assert.equal(toInstant('2026-05-04T09:30:12'), at);
    assert.equal(toInstant('2026-05-04 09:30:12.5'), at + 500);
    assert.equal(toInstant('2026-05-04T11:30:12+02:00'), at);
    assert.equal(toInstant('2026-05-04'), Date.UTC(2026, 4, 4));
    for (const none of ['', null, undefined, 'yesterday']) assert.equal(toInstant(none), null);
  });

  it('writes lists and objects as one text, and cuts what is endless', () => {
    assert.equal(readable(['a', 2, true]), 'a, 2, true');
    assert.equal(readable({ a: 1, b: { c: [] } }), 'a: 1, b: c: —');
    assert.equal(readable(null), '—');
    assert.equal(readable('x'.repeat(1e6)).length, 2001);
  });
});
