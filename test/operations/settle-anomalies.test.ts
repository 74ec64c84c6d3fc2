import assert from 'node:assert/strict';
import { composeAnomalies } from '../../src/engine/operations/scan/compose-anomalies';
import { recordFingerprint, shapeFingerprint } from '../../src/engine/operations/scan/fingerprint';
import { severity } from '../../src/engine/operations/scan/severity';
import { identified, settleAnomalies, type Facts, type SettleOptions } from '../../src/engine/operations/scan/settle-anomalies';
import type { CheckInput, CheckOutcome, ContainerScan, FailingRow } from '../../src/engine/scan/container-scan';
import type { StoredAnomaly } from '../../src/engine/store/model';

const check = (id: number, rule = 'notNull', coverage: number | null = null): CheckInput => ({ id, rule, fields: ['a'], properties: {}, filter: null, coverage });
const outcome = (checkId: number, failing: number | null, result: CheckOutcome['result'] = 'failed'): CheckOutcome =>
  ({ checkId, result, rows: 100, failing, message: `m${checkId}`, expected: 'e', found: 'f' });
const row = (id: number, ...failed: number[]): FailingRow => ({ row_id: `${id}`, values: { a: id }, failed_checks: failed, fields: ['a'] });
const scan = (outcomes: CheckOutcome[], failingRows: FailingRow[]): ContainerScan => ({ rows: 100, outcomes, failingRows, columns: ['a'], timings: [] });
const options = { rollup: 3, keep: 2, readUpTo: null };

describe('anomalies of one scan', () => {
  it('groups rows by the checks they break; a check with too many rows stands alone and splits no group', () => {
    const found = composeAnomalies(scan([outcome(1, 2), outcome(2, 1), outcome(3, 50), outcome(4, 0, 'passed')], [row(1, 1, 2, 3), row(2, 1, 3), row(3, 3), row(4, 3)]), [1, 2, 3, 4].map((id) => check(id)), options);
    assert.deepEqual(found.map((a) => [a.checkIds, a.count, a.rows.map((r) => r.row_id)]), [[[3], 50, ['1', '2']], [[1, 2], 1, ['1']], [[1], 1, ['2']]]);
    assert.equal(found[1]?.message, 'm1. m2');
  });
  it('lets a check with just as many failing rows as the threshold stand with the others', () => {
    const rows = [row(1, 1, 2), row(2, 1), row(3, 1)];
    const checkIds = (rollup: number): unknown => composeAnomalies(scan([outcome(1, 3), outcome(2, 1)], rows), [check(1), check(2)], { ...options, rollup }).map((a) => a.checkIds);
    assert.deepEqual(checkIds(3), [[1, 2], [1]]);
    assert.deepEqual(checkIds(2), [[1], [2]]);
  });
  it('makes a shape of a check with coverage and of a rule about the whole', () => {
    const found = composeAnomalies(scan([outcome(1, 30), outcome(2, null)], [row(1, 1)]), [check(1, 'notNull', 0.9), check(2, 'fieldCount')], options);
    assert.deepEqual(found.map((a) => [a.type, a.count]), [['shape', 30], ['shape', null]]);
  });
  it('counts rows that share an identity, and names a failure without rows', () => {
    const found = composeAnomalies(scan([outcome(1, 3), outcome(2, 2)], [row(1, 1)]), [check(1), check(2)], options);
    assert.deepEqual(found.map((a) => [a.checkIds, a.count]), [[[1], 3], [[2], 2]]);
  });
  it('has a fingerprint of checks and data alone', () => {
    assert.equal(recordFingerprint([2, 1], 2, [row(1, 1), row(2, 1)]), recordFingerprint([1, 2], 2, [row(2, 1), row(1, 1)]));
    assert.notEqual(recordFingerprint([1], 1, [row(1, 1)]), recordFingerprint([1], 1, [{ ...row(1, 1), values: { a: 9 } }]));
    assert.equal(shapeFingerprint(1, 100, 10, 'x', null), shapeFingerprint(1, 200, 20, 'y', null));
    assert.notEqual(shapeFingerprint(1, 100, 10, null, '5'), shapeFingerprint(1, 100, 10, null, '6'));
    assert.notEqual(shapeFingerprint(1, null, null, '3 fields', null), shapeFingerprint(1, null, null, '4 fields', null));
  });
  it('weighs by kind, spread and breadth', () => {
    assert.equal(severity('shape', 100, 100, 1), 84);
    assert.equal(severity('record', 1e6, 1, 1), 14);
    assert.ok(severity('record', 100, 1, 3) > severity('record', 100, 1, 1));
    assert.ok(severity('record', 100, 50, 1) > severity('record', 100, 1, 1));
  });
});

const nothing: Facts = { rows: new Map(), touched: new Set() };

describe('anomalies over several scans', () => {
  const whole: SettleOptions = { whole: true, keyed: false, auto_resolve_passed_anomalies: true, archive_duplicate_anomalies: false, archive_overlapping_anomalies: false, reactivate_recurring_anomalies: false };
  const [found] = composeAnomalies(scan([outcome(1, 1)], [row(1, 1)]), [check(1)], options);
  assert.ok(found);
  const known = (id: number, status: string, more: Partial<StoredAnomaly> = {}): StoredAnomaly => ({
    id, uuid: '', datastore_id: 1, container_id: 1, operation_id: 1, type: 'record', status, created: '', last_seen: '', message: '', description: null,
    failed_checks: [{ check_id: 1, message: '', expected: null, found: null, anomalous_records_count: 1 }], anomalous_records_count: 1, fingerprint: found.fingerprint, weight: 1, tags: [], ...more,
  });
  const acts = (list: readonly StoredAnomaly[], change: Partial<SettleOptions> = {}, finds = [found], outcomes = [outcome(1, 1)]): string[] =>
    settleAnomalies({ found: finds, known: list, outcomes, active: new Set([1]) }, nothing, { ...whole, ...change }).map((s) => `${s.act}${'known' in s ? ` ${s.known.id}` : ''}${s.act === 'archive' ? ` ${s.status}` : ''}`);

  it('sees, follows, creates, silences, reopens', () => {
    assert.deepEqual(acts([]), ['create']);
    assert.deepEqual(acts([known(1, 'Acknowledged')]), ['see 1']);
    assert.deepEqual(acts([known(1, 'Active', { fingerprint: 'old' })]), ['follow 1']);
    assert.deepEqual(acts([known(1, 'Resolved')]), ['create']);
    assert.deepEqual(acts([known(1, 'Invalid')]), ['silence 1']);
    assert.deepEqual(acts([known(1, 'Invalid')], { reactivate_recurring_anomalies: true }), ['see 1']);
    assert.deepEqual(acts([known(1, 'Active'), known(2, 'Active')], { archive_duplicate_anomalies: true }), ['see 1', 'archive 2 Duplicate']);
    assert.deepEqual(acts([known(1, 'Active', { fingerprint: 'old' })], { archive_overlapping_anomalies: true }), ['create', 'archive 1 Duplicate']);
  });
  it('follows and resolves only when all rows were looked at and the checks ran', () => {
    assert.deepEqual(acts([known(1, 'Active', { fingerprint: 'old' })], { whole: false }), ['create']);
    assert.deepEqual(acts([known(1, 'Active')], {}, [], [outcome(1, 0, 'passed')]), ['archive 1 Resolved']);
    assert.deepEqual(acts([known(1, 'Active')], { whole: false }, [], [outcome(1, 0, 'passed')]), []);
    assert.deepEqual(acts([known(1, 'Active')], { auto_resolve_passed_anomalies: false }, [], [outcome(1, 0, 'passed')]), []);
    assert.deepEqual(acts([known(1, 'Active')], {}, [], [outcome(1, null, 'error')]), []);
    assert.deepEqual(acts([known(1, 'Active')], {}, [], []), []);
  });
  it('counts what is open because of the scan', () => {
    assert.equal(identified(settleAnomalies({ found: [found], known: [known(1, 'Invalid')], outcomes: [outcome(1, 1)], active: new Set([1]) }, nothing, whole)), 0);
    assert.equal(identified(settleAnomalies({ found: [found], known: [known(1, 'Active')], outcomes: [outcome(1, 1)], active: new Set([1]) }, nothing, whole)), 1);
  });
});
