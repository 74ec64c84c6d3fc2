import assert from 'node:assert/strict';
import { anomaly } from '../../src/core/api/schemas/anomaly';
import { compareWithBaseline, nextBaseline } from '../../src/core/baseline/compare';
import { failingChecks, type BaselineEntry } from '../../src/core/baseline/entry';
import { baselineText, readBaseline } from '../../src/core/baseline/text';

const entry = (container: string, rows: number | null, more: Partial<BaselineEntry> = {}): BaselineEntry =>
  ({ datastore: 'shop', container, rule: 'notNull', fields: ['a'], rows, ...more });
const everywhere = (): boolean => true;

describe('a baseline of failing checks', () => {
  it('is one line a check, in one order, and reads back as it was', () => {
    const entries = [entry('b', 2), entry('a', 1, { until: '2026-12-31' }), entry('a', null, { rule: 'unique', fields: ['x', 'ä "q"\n'], uid: 'u' })];
    const text = baselineText(entries);
    assert.equal(text, baselineText([...entries].reverse()));
    assert.deepEqual(text.split('\n'), [
      '{"datastore":"shop","container":"a","rule":"notNull","fields":["a"],"rows":1,"until":"2026-12-31"}',
      '{"datastore":"shop","container":"a","rule":"unique","fields":["x","ä \\"q\\"\\n"],"uid":"u","rows":null}',
      '{"datastore":"shop","container":"b","rule":"notNull","fields":["a"],"rows":2}', '']);
    assert.deepEqual(readBaseline(`\uFEFF${text.replaceAll('\n', '\r\n')}\n`, 'f'), [entries[1], entries[2], entries[0]]);
  });

  it('says in which line it is wrong', () => {
    assert.throws(() => readBaseline(`${baselineText([entry('a', 1)])}<<<<<<< HEAD\n`, 'f.jsonl'), /Line 2 .*not JSON/);
    assert.throws(() => readBaseline('{"datastore":"a","container":"b","rule":"r","fields":[],"rows":-1}', 'f'), /Line 1 .*rows/);
    assert.throws(() => readBaseline('{"datastore":"a","container":"b","rule":"r","fields":[],"rows":1,"until":"soon"}', 'f'), /Line 1 .*until/);
  });

  it('tells new, worse, known and fixed apart; a last day that is over makes new', () => {
    const baseline = [entry('same', 2), entry('worse', 2), entry('better', 9), entry('over', 2, { until: '2026-01-01' }), entry('today', 2, { until: '2026-01-02' }), entry('gone', 1), entry('unseen', 1), entry('shape', null)];
    const now = [entry('same', 2), entry('worse', 3), entry('better', 1), entry('over', 2), entry('today', 2), entry('fresh', 1), entry('shape', null)];
    const { failing, fixed } = compareWithBaseline(now, baseline, '2026-01-02', (of) => of.container !== 'unseen');
    assert.deepEqual(failing.map((one) => `${one.entry.container} ${one.standing}`), ['same known', 'worse worse', 'better known', 'over new', 'today known', 'fresh new', 'shape known']);
    assert.deepEqual(fixed.map((one) => one.container), ['gone']);
  });

  it('written anew, keeps last days and what was not looked at, and lets go of what does not fail any more', () => {
    const before = [entry('a', 1, { until: '2026-12-31' }), entry('gone', 1), entry('elsewhere', 1, { datastore: 'other' })];
    const next = nextBaseline([entry('a', 5), entry('b', 2)], before, (of) => of.datastore === 'shop', undefined);
    assert.deepEqual(next, [before[2], entry('a', 5, { until: '2026-12-31' }), entry('b', 2)]);
    assert.deepEqual(nextBaseline([entry('a', 5)], before, everywhere, '2027-01-31').map((one) => one.until), ['2027-01-31']);
  });

  it('adds up the rows of a check over its anomalies, and counts none of shapes', () => {
    const found = (id: number, type: string, rows: number | null, uid?: string) => anomaly.parse({
      id, created: '2026-01-01', type, status: 'Active', datastore: { id: 1, name: 'shop' }, container: { id: 2, name: 'orders' },
      failed_checks: [{ message: 'm', anomalous_records_count: rows, quality_check: { id: 5, rule_type: type === 'shape' ? 'minRowCount' : 'notNull', fields: [{ name: 'a' }], ...(uid ? { additional_metadata: { _qualytics_check_uid: uid } } : {}) } }],
    });
    assert.deepEqual(failingChecks([found(1, 'record', 2), found(2, 'record', 3), found(3, 'record', 1, 'own'), found(4, 'shape', 7)]), [
      entry('orders', null, { rule: 'minRowCount' }), entry('orders', 1, { uid: 'own' }), entry('orders', 5),
    ]);
  });
});
