import assert from 'node:assert/strict';
import { anomalyState, fetchPart, shownComments, shownHistory } from '../../src/core/protocol/anomaly-state';
import { sourceRows } from '../../src/core/protocol/source-rows';
import { PlumblineError } from '../../src/core/errors';
import { comments, history, recordAnomaly, records, shown } from './states/anomalies';

const quiet = { rows: null, history: null, comments: null, busy: false, saved: { comments: 0, descriptions: 0 }, notice: null };

describe('state of the anomaly panel', () => {
  it('offers every status but its own', () => {
    assert.deepEqual(anomalyState(recordAnomaly, quiet).statuses, ['Acknowledged', 'Resolved', 'Invalid', 'Duplicate']);
    assert.deepEqual(anomalyState({ ...recordAnomaly, status: 'Resolved' }, quiet).statuses, ['Active', 'Acknowledged', 'Invalid', 'Duplicate']);
  });

  it('takes a status that it does not know as archived only if the server says so or it is not an open one', () => {
    assert.equal(anomalyState({ ...recordAnomaly, status: 'Acknowledged' }, quiet).archived, false);
    assert.equal(anomalyState({ ...recordAnomaly, status: 'Discarded' }, quiet).archived, true);
    assert.equal(anomalyState({ ...recordAnomaly, status: 'Snoozed', archived: false }, quiet).archived, false);
  });

  it('puts history newest first and comments oldest first', () => {
    assert.deepEqual(shownHistory(history).map((h) => h.who), ['Ada', 'Ada', null]);
    assert.deepEqual(shownHistory(history)[1]!.changes, [{ field: 'status', from: 'Active', to: 'Acknowledged' }]);
    const earlier = { ...comments[0]!, id: 1, created: '2026-05-04T08:00:00Z', user: { email: 'bo@example.org' } };
    assert.deepEqual(shownComments([...comments, earlier]).map((c) => [c.id, c.who]), [[1, 'bo@example.org'], [2, 'Ada']]);
  });

  it('tells of a part that could not be fetched without losing the rest', async () => {
    const refused = Promise.reject(new PlumblineError({ code: 'not-allowed', reason: 'Not allowed.', remedy: 'Ask for it.' }));
    assert.deepEqual(await fetchPart(refused), { problem: 'Not allowed. Ask for it.' });
  });
});

describe('source rows', () => {
  const { checks } = shown();

  it('marks each failing cell with the checks that it breaks', () => {
    const rows = sourceRows(records, checks, 10);
    assert.equal(rows.more, false);
    assert.equal(rows.columns[9], 'IMDB_Rating');
    assert.deepEqual(rows.rows[1]!.marks, [{ column: 0, checks: [72] }, { column: 9, checks: [71] }]);
    assert.equal(rows.rows[1]!.cells[0], null);
    assert.equal(sourceRows(records, checks, 3).more, true);
  });

  it('shows nothing for a column that a row does not have, whatever the column is called', () => {
    const rows = sourceRows({ columns: ['a', 'constructor', '__proto__'], records: [{ row_id: '1', values: { a: false }, failed_checks: [], fields: [] }] }, checks, 10);
    assert.deepEqual(rows.rows[0]!.cells, [false, null, null]);
  });

  it('keeps failing columns among those shown, and cuts endless values', () => {
    const names = Array.from({ length: 500 }, (_, i) => `c${i}`);
    const values = Object.fromEntries(names.map((name) => [name, 'v'.repeat(9000)]));
    const rows = sourceRows({ columns: names, records: [{ row_id: '1', values, failed_checks: [71], fields: ['c499'] }] }, checks, 10);
    assert.equal(rows.columns.length, 200);
    assert.equal(rows.columnsLeftOut, 300);
    assert.equal(rows.columns.at(-1), 'c499');
    assert.equal(String(rows.rows[0]!.cells[0]).length, 4001);
    assert.deepEqual(rows.rows[0]!.marks.map((m) => m.column), [199]);
  });
});
