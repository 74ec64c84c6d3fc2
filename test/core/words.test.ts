import assert from 'node:assert/strict';
import { fileNames } from '../../src/core/checks-file/file-names';
import { entriesOf, entryOf, inOrder, storedUid } from '../../src/core/checks-file/from-checks';
import { uidsOf } from '../../src/core/checks-file/identity';
import { qualityCheck } from '../../src/core/api/schemas/check';
import { fail, PlumblineError, problemText, toProblem } from '../../src/core/errors';
import { dayKey, formatAgo, formatDay } from '../../src/core/format/moments';
import { toInstant } from '../../src/core/protocol/moment';

const hour = 3_600_000;
const day = 24 * hour;

describe('moments in words', () => {
  it('are said in the largest span that fits', () => {
    const now = Date.UTC(2026, 10, 20, 12);
    const said = [0, 59_999, 60_000, 2 * hour, day, 6 * day, 7 * day, 45 * day, 800 * day].map((ms) => formatAgo(now - ms, now, 'en'));
    assert.deepEqual(said, ['now', 'now', '1 minute ago', '2 hours ago', 'yesterday', '6 days ago', 'last week', 'last month', '2 years ago']);
    assert.equal(formatAgo(now + 3 * hour, now, 'en'), 'in 3 hours');
  });

  it('have a day that sorts, and a heading', () => {
    const at = new Date(2026, 8, 5, 23, 59).getTime();
    assert.equal(dayKey(at), '2026-09-05');
    assert.equal(dayKey(new Date(2026, 0, 31).getTime()), '2026-01-31');
    assert.equal(formatDay(at, at, 'en'), 'Today');
    assert.equal(formatDay(at, new Date(2026, 8, 6, 0, 1).getTime(), 'en'), 'Yesterday');
    assert.equal(formatDay(at, new Date(2026, 8, 7, 0, 1).getTime(), 'en'), 'Sat, Sep 5, 2026');
    assert.equal(formatDay(at, new Date(2026, 8, 4).getTime(), 'en'), 'Sat, Sep 5, 2026');
  });

  it('are read as the servers mean them', () => {
    const noon = Date.UTC(2026, 0, 2, 12);
    for (const text of ['2026-01-02T12:00:00Z', '2026-01-02T12:00:00', '2026-01-02 12:00:00', ' 2026-01-02T12:00:00 ', '2026-01-02T13:00:00+01:00', '2026-01-02T07:00:00-0500']) assert.equal(toInstant(text), noon, text);
    assert.equal(toInstant('2026-01-02'), Date.UTC(2026, 0, 2));
    for (const text of ['', null, undefined, 'soon']) assert.equal(toInstant(text), null);
  });
});

describe('problems in words', () => {
  it('are one line: reason, place, remedy', () => {
    assert.equal(problemText({ code: 'internal', reason: 'It broke.' }), 'It broke.');
    assert.equal(problemText({ code: 'internal', reason: 'It broke.', remedy: 'Mend it.' }), 'It broke. Mend it.');
    assert.equal(problemText({ code: 'source-malformed', reason: 'Ragged.', place: { path: 'a.csv' } }), 'Ragged. (a.csv)');
    assert.equal(problemText({ code: 'source-malformed', reason: 'Ragged.', place: { path: 'a.csv', line: 7 }, remedy: 'Look.' }), 'Ragged. (a.csv:7) Look.');
  });

  it('are made of whatever is thrown', () => {
    const broken = new TypeError('x is not a function');
    assert.deepEqual(toProblem(broken), { code: 'internal', reason: 'x is not a function', detail: broken.stack });
    assert.deepEqual(toProblem('just text'), { code: 'internal', reason: 'just text' });
    const problem = { code: 'conflict', reason: 'Busy.', remedy: 'Wait.' } as const;
    assert.deepEqual(toProblem(new PlumblineError(problem)), problem);
    assert.throws(() => fail('conflict', 'Busy.', { remedy: 'Wait.' }, broken), (error) => error instanceof PlumblineError && error.cause === broken && error.message === 'Busy.');
  });

  it('are told from other errors by their shape, not by the copy of the class that made them', () => {
    const foreign = Object.assign(new Error('x'), { name: 'PlumblineError', problem: { code: 'conflict', reason: 'x' } });
    assert.ok(foreign instanceof PlumblineError && PlumblineError.is(foreign, 'conflict') && !PlumblineError.is(foreign, 'internal'));
    for (const other of [Object.assign(new Error('x'), { problem: {} }), Object.assign(new Error('x'), { name: 'PlumblineError' }), { name: 'PlumblineError', problem: {} }, null]) {
      assert.ok(!(other instanceof PlumblineError));
    }
  });
});

describe('names of checks files', () => {
  it('are the containers\', made safe, and differ where case does not count', () => {
    const names = fileNames(['orders', 'Orders', 'a/b: c', '..hidden.', 'CON', 'nul.txt', '日本', '***', 'x'.repeat(150)]);
    assert.deepEqual([...names].sort(([a], [b]) => (a < b ? -1 : 1)), [
      ['***', '_.yaml'], ['..hidden.', 'hidden.yaml'], ['CON', '_CON.yaml'], ['Orders', 'Orders.yaml'], ['a/b: c', 'a_b_c.yaml'], ['nul.txt', '_nul.txt.yaml'],
      ['orders', 'orders-2.yaml'], ['x'.repeat(150), `${'x'.repeat(100)}.yaml`], ['日本', '日本.yaml'],
    ]);
    assert.deepEqual([...fileNames(['ORDERS', 'Orders']).values()], ['ORDERS.yaml', 'Orders-2.yaml']);
    assert.equal(fileNames(['_datastore']).get('_datastore'), '_datastore-2.yaml', 'that file is the datastore\'s own');
  });
});

describe('entries of a checks file', () => {
  const check = (id: number, more: object = {}) => qualityCheck.parse({ id, rule_type: 'notNull', container: { id: 1, name: 'orders' }, fields: [{ name: 'a' }], ...more });

  it('hold what somebody decided about a check', () => {
    assert.deepEqual(entryOf(check(1)), { container: 'orders', rule: 'notNull', fields: ['a'], properties: {}, filter: null, coverage: null, description: '', status: 'Active', tags: [], metadata: {}, uid: undefined });
    const full = entryOf(check(1, {
      filter: 'a > 1', coverage: 0.5, description: 'd', status: 'Draft', global_tags: [{ name: 'z' }, { name: 'b' }], properties: { z: 1, a: 2 },
      additional_metadata: { _qualytics_check_uid: 'u1', owner: 'ann' },
    }));
    assert.deepEqual([full.filter, full.coverage, full.description, full.status, full.tags, Object.keys(full.properties), full.metadata, full.uid],
      ['a > 1', 0.5, 'd', 'Draft', ['b', 'z'], ['a', 'z'], { owner: 'ann' }, 'u1']);
    assert.equal(entryOf(check(1, { filter: '' })).filter, null);
  });

  it('know an identity that is a text, and none that is not', () => {
    assert.deepEqual(['u', '', 7, null].map((uid) => storedUid(check(1, { additional_metadata: { _qualytics_check_uid: uid } }))), ['u', undefined, undefined, undefined]);
  });

  it('stand in an order that does not move, and are numbered where they share what they are about', () => {
    const entries = [entryOf(check(1, { fields: [{ name: 'b' }] })), entryOf(check(2, { fields: [{ name: 'a' }, { name: 'c' }] })), entryOf(check(3, { rule_type: 'between' })), entryOf(check(4, { container: { id: 2, name: 'cards' } }))];
    assert.deepEqual(inOrder(entries).map((e) => [e.container, e.rule, ...e.fields]), [['cards', 'notNull', 'a'], ['orders', 'between', 'a'], ['orders', 'notNull', 'a', 'c'], ['orders', 'notNull', 'b']]);
    assert.deepEqual(uidsOf([entries[0]!, entries[0]!, { ...entries[0]!, uid: 'orders__notNull__b__3' }, entries[0]!]),
      ['orders__notNull__b', 'orders__notNull__b__2', 'orders__notNull__b__3', 'orders__notNull__b__4']);
    assert.deepEqual(entriesOf([check(9), check(8)]).map((e) => e.uid), [undefined, 'orders__notNull__a__2']);
  });
});
