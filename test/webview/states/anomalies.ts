import type { Anomaly, Comment, HistoryEntry } from '../../../src/core/api/schemas/anomaly';
import type { FailingRows } from '../../../src/backend/port';
import { anomalyState, shownComments, shownHistory } from '../../../src/core/protocol/anomaly-state';
import { sourceRows } from '../../../src/core/protocol/source-rows';
import type { ShownAnomaly } from '../../../src/core/protocol/anomaly-panel';

/** Text that would run, restyle or load something if a panel ever put it into the page as HTML. */
export const hostile = '<img src=x onerror="window.owned=1"><script>window.owned=1</script>\'";--{{7*7}}';

export const recordAnomaly: Anomaly = {
  id: 5, created: '2026-05-04T09:30:12Z', type: 'record', status: 'Active', message: 'In `IMDB_Rating`, 2 values are not between 0 and 10; 1 title is null.',
  datastore: { id: 3, name: 'sample' }, container: { id: 31, name: 'movies' }, weight: 12, anomalous_records_count: 1234, operation_id: 12,
  last_seen: '2026-05-06T09:30:12Z', global_tags: [{ name: 'ratings' }],
  failed_checks: [
    {
      quality_check: { id: 71, rule_type: 'between', fields: [{ name: 'IMDB_Rating' }], filter: "Major_Genre = 'Drama'", description: 'Ratings go from 0 to 10.' },
      message: 'In `IMDB_Rating`, 0.125 % of 3201 records (4) are not between 0 and 10', expected: '0 ≤ value ≤ 10', found: 'up to 98.6', anomalous_records_count: 4,
    },
    { quality_check: { id: 72, rule_type: 'notNull', fields: [{ name: 'Title' }] }, message: 'In `Title`, 1 value is null', expected: 'a value', found: 'null', anomalous_records_count: 1 },
  ],
};

export const records: FailingRows = {
  columns: ['Title', 'US_Gross', 'Worldwide_Gross', 'Release_Date', 'MPAA_Rating', 'Running_Time_min', 'Distributor', 'Major_Genre', 'Director', 'IMDB_Rating', 'IMDB_Votes'],
  records: [
    { row_id: '17', values: { Title: 'The Long Day', US_Gross: 146083, Worldwide_Gross: '146083', Release_Date: '1998-06-12', MPAA_Rating: 'R', Running_Time_min: null, Distributor: 'Gramercy', Major_Genre: 'Drama', Director: '', IMDB_Rating: 98.6, IMDB_Votes: 1071 }, failed_checks: [71], fields: ['IMDB_Rating'] },
    { row_id: '1203', values: { Title: null, US_Gross: 10876, Worldwide_Gross: '10876', Release_Date: '1998-08-07', MPAA_Rating: '   ', Running_Time_min: 88, Distributor: 'Strand', Major_Genre: hostile, Director: `${'A very long name '.repeat(20)}end`, IMDB_Rating: 12.5, IMDB_Votes: 207 }, failed_checks: [71, 72], fields: ['Title', 'IMDB_Rating'] },
    { row_id: '2999', values: { Title: hostile, US_Gross: 203134, Worldwide_Gross: '203134', Release_Date: '1998-08-28', MPAA_Rating: null, Running_Time_min: 101, Distributor: 'Lionsgate', Major_Genre: 'Comedy', Director: null, IMDB_Rating: -6.8, IMDB_Votes: 865 }, failed_checks: [71], fields: ['IMDB_Rating'] },
  ],
};

export const history: HistoryEntry[] = [
  { operation: 'insert', changeset: { status: [null, 'Active'] }, transaction: { id: 1, issued_at: '2026-05-04T09:30:12Z' } },
  { operation: 'update', changeset: { status: ['Active', 'Acknowledged'] }, transaction: { id: 2, issued_at: '2026-05-05T08:00:00Z', user: { id: 1, name: 'Ada' } } },
  { operation: 'update', changeset: { status: ['Acknowledged', 'Active'], description: [null, 'x'] }, transaction: { id: 3, issued_at: '2026-05-05T09:00:00Z', user: { id: 1, name: 'Ada' } } },
];

export const comments: Comment[] = [
  { id: 2, created: '2026-05-05T08:01:00Z', message: `Asked the studio.\n${hostile}`, user: { id: 1, name: 'Ada' } },
];

/** Everything fetched, nothing going on. */
export function shown(change: Partial<ShownAnomaly> = {}, anomaly: Anomaly = recordAnomaly): ShownAnomaly {
  const quiet = { rows: null, history: null, comments: null, busy: false, saved: { comments: 0, descriptions: 0 }, notice: null };
  const { checks } = anomalyState(anomaly, quiet);
  return {
    ...anomalyState(anomaly, { ...quiet, rows: { value: sourceRows(records, checks, 3) }, history: { value: shownHistory(history) }, comments: { value: shownComments(comments) } }),
    ...change,
  };
}
