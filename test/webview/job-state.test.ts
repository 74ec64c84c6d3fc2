import assert from 'node:assert/strict';
import { jobActions, jobState } from '../../src/core/protocol/job-state';
import { endedScan, failedProfile, jobKinds, runningScan, tenSecondsLater } from './states/jobs';

const names = (job: Parameters<typeof jobActions>[0], pending: 'retry' | null = null): string[] =>
  jobActions(job, jobKinds, pending).map((a) => `${a.action}${a.enabled ? '' : ` (${a.why})`}`);

describe('state of the job panel', () => {
  it('counts what was counted, and leaves the share of the work to the progress bar', () => {
    const { counters } = jobState({ ...runningScan, counters: { records_processed: 7, fraction: 0.5, total_containers: null } }, null, null, tenSecondsLater, jobKinds);
    assert.deepEqual(counters, [{ key: 'records_processed', name: 'Rows read', value: 7 }]);
  });

  it('helps with a failure, in the words of the editor', () => {
    const help = jobState(failedProfile, null, null, tenSecondsLater, { ...jobKinds, say: (text) => `~${text}` }).help;
    assert.deepEqual([help?.cause, help?.transient], ['~The engine ended while the job ran.', true]);
    assert.equal(jobState(endedScan, null, null, tenSecondsLater, jobKinds).help, null);
  });

  it('offers what makes sense, and says why something does not', () => {
    assert.deepEqual(names(runningScan), ['goToAsset', 'showAnomalies', 'cancel']);
    assert.deepEqual(names({ ...runningScan, cancelling: true }), ['goToAsset', 'showAnomalies', 'cancel (asked)']);
    assert.deepEqual(names({ ...runningScan, counters: {} }), ['goToAsset', 'showAnomalies (still-scanning)', 'cancel']);
    assert.deepEqual(names({ ...endedScan, counters: { anomalies_identified: 0 } }), ['goToAsset', 'showAnomalies (none-found)', 'retry']);
    assert.deepEqual(names({ ...failedProfile, asset: { datastoreId: null, name: '' } }, 'retry'), ['goToAsset (no-asset)', 'retry (starting)']);
  });

  it('sends raw figures and moments', () => {
    const state = jobState(runningScan, null, null, tenSecondsLater, jobKinds);
    assert.equal(state.created, Date.UTC(2026, 4, 4, 9, 30, 0));
    assert.equal(state.ended, null);
    assert.equal(state.rows, 1_404_000);
    assert.equal(state.rowsTotal, 3_080_000);
    assert.deepEqual(state.parts[0]!.spans[1], { name: 'discharge', ms: 640 });
    assert.deepEqual(state.configuration.map((c) => `${c.key}=${c.value}`), [
      'datastore_ids=3', 'container_names=movies, flights, weather', 'incremental=false', 'enrichment_source_record_limit=10',
    ]);
  });

  it('shows a part that was not checked as that, and never as done', () => {
    const parts = [{ container: { id: 1, name: 'a' }, result: 'not_checked', end_time: runningScan.created, message: 'It has no checks.' }];
    assert.deepEqual(jobState({ ...endedScan, parts }, null, null, tenSecondsLater, jobKinds).parts.map((p) => p.status), ['NotChecked']);
  });

  it('never shows a part as running in a job that is over', () => {
    const killed = { ...runningScan, status: 'Failed' as const, rawResult: 'failure' };
    assert.deepEqual(jobState(runningScan, null, null, tenSecondsLater, jobKinds).parts.map((p) => p.status), ['Completed', 'Running', 'Pending']);
    assert.deepEqual(jobState(killed, null, null, tenSecondsLater, jobKinds).parts.map((p) => p.status), ['Completed', 'Cancelled', 'Cancelled']);
    const odd = { ...runningScan, parts: [{ container: { id: 1, name: 'a' }, result: 'partitioning', start_time: runningScan.created }] };
    assert.deepEqual(jobState(odd, null, null, tenSecondsLater, jobKinds).parts.map((p) => [p.status, p.rawResult]), [['Running', 'partitioning']]);
  });
});
