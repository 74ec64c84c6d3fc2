import assert from 'node:assert/strict';
import { composeAnomalies } from '../../src/engine/operations/scan/compose-anomalies';
import { doubtful, settleAnomalies, type Scene, type SettleOptions } from '../../src/engine/operations/scan/settle-anomalies';
import type { CheckInput, CheckOutcome, ContainerScan, FailingRow } from '../../src/engine/scan/container-scan';
import type { StoredAnomaly } from '../../src/engine/store/model';

/** What a check catches: rows by their place in the file; `values` of a row are its content. */
type Catches = Readonly<Record<number, readonly number[] | 'error'>>;
interface Kept extends StoredAnomaly { rows: readonly FailingRow[]; person: boolean }

const usual: SettleOptions = {
  whole: true, keyed: false, auto_resolve_passed_anomalies: true, archive_duplicate_anomalies: false, archive_overlapping_anomalies: false, reactivate_recurring_anomalies: false,
};

/** The anomalies of one container over many scans, with the real composition and settling, and a store of plain objects. */
function history(options: Partial<SettleOptions> = {}, limits = { rollup: 4, keep: 10 }) {
  const anomalies: Kept[] = [];
  let named: (row: number) => string = (row) => `${row}`;
  let holding: (row: number) => string = (row) => `value ${row}`;
  const scan = (catches: Catches, coverage: Readonly<Record<number, number>> = {}, active = Object.keys(catches).map(Number)): void => {
    const ids = Object.keys(catches).map(Number);
    const checks: CheckInput[] = ids.map((id) => ({ id, rule: 'notNull', fields: ['a'], properties: {}, filter: null, coverage: coverage[id] ?? null }));
    const rowsOf = (id: number): readonly number[] => (catches[id] === 'error' ? [] : catches[id]!);
    const outcomes = ids.map((checkId): CheckOutcome => ({
      checkId, result: catches[checkId] === 'error' ? 'error' : rowsOf(checkId).length > 0 ? 'failed' : 'passed', rows: 20,
      failing: rowsOf(checkId).length, message: `m${checkId}`, expected: null, found: null,
    }));
    const failingRows = [...new Set(ids.flatMap(rowsOf))].sort((a, b) => a - b)
      .map((row): FailingRow => ({ row_id: named(row), values: { a: holding(row) }, failed_checks: ids.filter((id) => rowsOf(id).includes(row)), fields: ['a'] }));
    const found = composeAnomalies({ rows: 20, outcomes, failingRows, columns: ['a'], timings: [] } satisfies ContainerScan, checks, { ...limits, readUpTo: null });
    const open = (a: Kept): boolean => a.status === 'Active' || a.status === 'Acknowledged';
    const prints = new Set(found.map((one) => one.fingerprint));
    const scene: Scene = { found, known: structuredClone(anomalies.filter((a) => open(a) || prints.has(a.fingerprint))), outcomes, active: new Set(active) };
    const unsure = new Set(doubtful(scene));
    const settled = settleAnomalies(scene, {
      rows: new Map(anomalies.filter((a) => unsure.has(a.id)).map((a) => [a.id, a.rows])),
      touched: new Set(anomalies.filter((a) => unsure.has(a.id) && a.person).map((a) => a.id)),
    }, { ...usual, ...options });
    const ids2 = new Map<unknown, number>();
    for (const one of settled) {
      if (one.act === 'archive' || one.act === 'silence') continue;
      const state = { type: one.found.type, failed_checks: [...one.found.failedChecks], anomalous_records_count: one.found.count, fingerprint: one.found.fingerprint, rows: one.found.rows };
      if (one.act === 'create') {
        anomalies.push({
          id: anomalies.length + 1, uuid: '', datastore_id: 1, container_id: 1, operation_id: 1, status: 'Active', created: '', last_seen: '', message: '', description: null,
          weight: 1, tags: [], person: false, ...state,
        });
        if (!ids2.has(one.found)) ids2.set(one.found, anomalies.length);
      } else {
        const kept = anomalies[one.known.id - 1]!;
        Object.assign(kept, state, one.act === 'see' && one.reopen ? { status: 'Active', merged_into: null } : {});
        if (!ids2.has(one.found)) ids2.set(one.found, kept.id);
      }
    }
    for (const one of settled) {
      if (one.act === 'archive') Object.assign(anomalies[one.known.id - 1]!, { status: one.status, merged_into: one.into ? ids2.get(one.into) ?? null : null });
    }
  };
  return {
    anomalies, scan,
    rename: (to: typeof named) => { named = to; },
    rewrite: (to: typeof holding) => { holding = to; },
    /** Each anomaly as "id status checks (rows)". */
    told: (): string[] => anomalies.map((a) => `${a.id} ${a.status} ${a.failed_checks.map((f) => f.check_id).join('+')} (${a.anomalous_records_count})`),
  };
}

describe('an anomaly is followed while one of its checks fails', () => {
  it('when a second check catches its rows, and when that is gone again', () => {
    const h = history();
    h.scan({ 1: [1, 2] });
    Object.assign(h.anomalies[0]!, { status: 'Acknowledged', tags: ['mine'] });
    h.scan({ 1: [1, 2], 2: [1, 2] });
    assert.deepEqual(h.told(), ['1 Acknowledged 1+2 (2)']);
    h.scan({ 1: [], 2: [1, 2] });
    assert.deepEqual(h.told(), ['1 Acknowledged 2 (2)']);
    assert.deepEqual(h.anomalies[0]!.tags, ['mine']);
    h.scan({ 1: [], 2: [] });
    assert.deepEqual(h.told(), ['1 Resolved 2 (2)']);
  });
  it('at its rows rather than at its set of checks', () => {
    const h = history();
    h.scan({ 1: [1, 2, 3] });
    h.scan({ 1: [1, 2, 3, 9], 2: [1, 2, 3] });
    assert.deepEqual(h.told(), ['1 Active 1+2 (3)', '2 Active 1 (1)']);
  });
  it('when its rows split, as the larger part', () => {
    const h = history();
    h.scan({ 1: [1, 2, 3], 2: [1, 2, 3] });
    h.scan({ 1: [1], 2: [2, 3] });
    assert.deepEqual(h.told(), ['1 Active 2 (2)', '2 Active 1 (1)']);
  });
  it('when two become one: the one without a person\'s work is archived as part of the other, and comes back with its rows', () => {
    const h = history();
    h.scan({ 1: [1, 2, 3], 2: [5] });
    assert.deepEqual(h.told(), ['1 Active 1 (3)', '2 Active 2 (1)']);
    h.scan({ 1: [1, 2, 3, 5], 2: [1, 2, 3, 5] });
    assert.deepEqual(h.told(), ['1 Active 1+2 (4)', '2 Duplicate 2 (1)']);
    assert.equal(h.anomalies[1]!.merged_into, 1);
    h.scan({ 1: [1, 2, 3], 2: [5] });
    assert.deepEqual(h.told(), ['1 Active 1 (3)', '2 Active 2 (1)'], 'nobody has silenced it');
  });
  it('and both stay open where a person has worked on both', () => {
    const h = history();
    h.scan({ 1: [1, 2, 3], 2: [5] });
    for (const anomaly of h.anomalies) anomaly.person = true;
    h.scan({ 1: [1, 2, 3, 5], 2: [1, 2, 3, 5] });
    assert.deepEqual(h.told(), ['1 Active 1+2 (4)', '2 Active 1+2 (4)']);
    h.scan({ 1: [], 2: [] });
    assert.deepEqual(h.told(), ['1 Resolved 1+2 (4)', '2 Resolved 1+2 (4)']);
  });
  it('from few rows to more than the threshold and back, and from rows to a shape of the data', () => {
    const h = history();
    h.scan({ 1: [1, 2], 2: [1, 2] });
    h.scan({ 1: [1, 2, 3, 4, 5, 6], 2: [] });
    assert.deepEqual(h.told(), ['1 Active 1 (6)']);
    h.scan({ 1: [2], 2: [] });
    h.scan({ 1: [2, 3], 2: [] }, { 1: 0.95 });
    assert.deepEqual([h.told(), h.anomalies[0]!.type], [['1 Active 1 (2)'], 'shape']);
  });
  it('by content where rows move in the file, by key where they have one', () => {
    const moved = history();
    moved.scan({ 1: [1, 2], 2: [4] });
    moved.rename((row) => `${row + 3}`);
    moved.scan({ 1: [1, 2], 2: [1, 2, 4], 3: [4] });
    assert.deepEqual(moved.told(), ['1 Active 1+2 (2)', '2 Active 2+3 (1)']);
    const keyed = history({ keyed: true });
    keyed.rename((row) => `id=${row}`);
    keyed.scan({ 1: [1, 2], 2: [4, 5] });
    // The contents have changed places: keys say which rows they are.
    keyed.rewrite((row) => `value ${row <= 2 ? row + 3 : row - 3}`);
    keyed.scan({ 1: [1, 2], 2: [1, 2], 3: [4, 5] });
    assert.deepEqual(keyed.told(), ['1 Active 1+2 (2)', '2 Duplicate 2 (2)', '3 Active 3 (2)']);
  });
  it('while a check of it could not run, or runs but was not asked to', () => {
    const h = history();
    h.scan({ 1: [1], 2: [1] });
    h.scan({ 1: [], 2: 'error' });
    assert.deepEqual(h.told(), ['1 Active 1+2 (1)']);
    h.scan({ 1: [] }, {}, [1, 2]);
    assert.deepEqual(h.told(), ['1 Active 1+2 (1)']);
    h.scan({ 1: [] }, {}, [1]);
    assert.deepEqual(h.told(), ['1 Resolved 1+2 (1)'], 'a check that was taken away holds nothing open');
  });
  it('and is not touched by a scan that did not look at all rows', () => {
    const h = history({ whole: false });
    h.scan({ 1: [1] });
    h.scan({ 1: [2], 2: [] });
    h.scan({ 1: [], 2: [] });
    assert.deepEqual(h.told(), ['1 Active 1 (1)', '2 Active 1 (1)']);
  });

  it('over any history: a person\'s work is kept while a check fails, all that is found is open, and only what passed is resolved', () => {
    for (let seed = 1; seed <= 400; seed++) {
      let state = seed * 7919;
      const draw = (below: number): number => {
        state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9 | 0;
        state ^= state >>> 13;
        return (state >>> 0) % below;
      };
      const h = history({
        keyed: draw(2) === 0, archive_duplicate_anomalies: draw(3) === 0, archive_overlapping_anomalies: draw(3) === 0, reactivate_recurring_anomalies: draw(3) === 0,
      });
      let [shift, edits] = [0, 0];
      h.rename((row) => `${row + shift}`);
      h.rewrite((row) => `value ${row} ${row < edits ? 'edited' : ''}`);
      for (let scan = 0; scan < 8; scan++) {
        for (const anomaly of h.anomalies) {
          if (draw(4) === 0) anomaly.person = true;
          if (anomaly.status === 'Active' && draw(6) === 0) anomaly.status = 'Acknowledged';
          if (draw(25) === 0) Object.assign(anomaly, { status: 'Invalid', person: true });
        }
        if (draw(3) === 0) shift = draw(5);
        if (draw(3) === 0) edits = draw(12);
        const catches: Record<number, number[] | 'error'> = {};
        for (let check = 1; check <= 5; check++) {
          const kind = draw(8);
          if (kind > 0) catches[check] = kind === 1 ? 'error' : kind === 2 ? [] : Array.from({ length: 12 }, (_, row) => row).filter(() => draw(kind) === 0);
        }
        const before = structuredClone(h.anomalies);
        h.scan(catches, {}, [1, 2, 3, 4, 5]);
        const fails = (id: number): boolean => Array.isArray(catches[id]) && catches[id].length > 0;
        for (const was of before) {
          const is = h.anomalies[was.id - 1]!;
          const checks = was.failed_checks.map((f) => f.check_id);
          const wasOpen = was.status === 'Active' || was.status === 'Acknowledged';
          if (wasOpen && (was.person || was.status === 'Acknowledged') && checks.some(fails)) {
            assert.deepEqual([is.status, is.tags], [was.status, was.tags], `seed ${seed}, scan ${scan}: a person's anomaly ${was.id} is lost`);
          }
          if (wasOpen && is.status === 'Resolved') {
            assert.ok(checks.every((id) => Array.isArray(catches[id]) && catches[id].length === 0), `seed ${seed}, scan ${scan}: ${was.id} is resolved, but not all of ${checks.join()} passed`);
          }
          if (wasOpen && checks.every((id) => Array.isArray(catches[id]) && catches[id].length === 0)) assert.equal(is.status, 'Resolved');
        }
        const silenced = h.anomalies.some((a) => a.status === 'Invalid');
        const open = h.anomalies.filter((a) => a.status === 'Active' || a.status === 'Acknowledged');
        for (let check = 1; check <= 5; check++) {
          if (fails(check) && !silenced) assert.ok(open.some((a) => a.failed_checks.some((f) => f.check_id === check)), `seed ${seed}, scan ${scan}: nothing open tells of check ${check}`);
        }
        const plain = open.filter((a) => !a.person && a.status === 'Active' && a.failed_checks.some((f) => fails(f.check_id))).map((a) => a.fingerprint);
        assert.equal(new Set(plain).size, plain.length, `seed ${seed}, scan ${scan}: two open anomalies tell the same`);
      }
    }
  });
});
