import assert from 'node:assert/strict';
import { operation } from '../../src/core/api/schemas/operation';
import { operationToJob, progressOf } from '../../src/core/jobs/operation-to-job';
import type { Job } from '../../src/core/jobs/job';

const job = (more: Record<string, unknown> = {}): Job =>
  operationToJob(operation.parse({ id: 4, created: '2026-11-20T10:00:00Z', type: 'scan', result: 'success', datastore: { id: 1, name: 'movies' }, ...more }), 's');
const part = (result: string): object => ({ container: { id: 1, name: 'movies' }, result });

describe('a job made from an operation', () => {
  it('has the status that people know, however the server writes it', () => {
    const statuses = ['queued', 'pending', 'running', 'success', 'failure', 'aborted', 'SUCCESS', 'Aborted', 'hibernating'].map((result) => job({ result }).status);
    assert.deepEqual(statuses, ['Pending', 'Pending', 'Running', 'Completed', 'Failed', 'Cancelled', 'Completed', 'Cancelled', 'Running']);
    assert.equal(job({ result: 'hibernating' }).rawResult, 'hibernating');
  });

  it('warns when containers failed, told by the counter or only by the parts', () => {
    assert.equal(job().warning, false);
    assert.equal(job({ status: { containers_failed: 0 }, container_scans: [part('success')] }).warning, false);
    assert.equal(job({ status: { containers_failed: 1 } }).warning, true);
    for (const parts of ['container_scans', 'container_profiles', 'container_syncs']) {
      assert.equal(job({ [parts]: [part('success'), part('failure')] }).warning, true, parts);
    }
    assert.equal(job({ status: { containers_not_checked: 1 } }).warning, true);
    assert.equal(job({ container_scans: [part('success'), part('not_checked')] }).warning, true);
    assert.equal(job({ result: 'failure', container_scans: [part('failure')] }).warning, false, 'a failed job is red, not yellow');
    assert.equal(job({ result: 'running', status: { containers_failed: 1 } }).warning, false, 'one that runs is not judged yet');
  });

  it('says why it failed, with what to do where the server knows', () => {
    assert.equal(job({ message: 'All well.' }).problem, null);
    assert.deepEqual(job({ result: 'failure', message: 'The folder is gone.' }).problem, { reason: 'The folder is gone.', remedy: null, detail: null });
    assert.deepEqual(job({ result: 'failure' }).problem, { reason: 'The server gave no reason.', remedy: null, detail: null });
    assert.equal(job({ result: 'aborted', message: 'Stopped.' }).problem, null);
    assert.deepEqual(job({ result: 'failure', message: 'x', problem: { code: 'internal', reason: 'It broke.', remedy: 'Mend it.', detail: 'at x' } }).problem,
      { reason: 'It broke.', remedy: 'Mend it.', detail: 'at x' });
    assert.deepEqual(job({ result: 'failure', problem: { code: 'internal', reason: 'It broke.' } }).problem, { reason: 'It broke.', remedy: null, detail: null });
  });

  it('is of the datastore, containers and times that the operation names, or of none', () => {
    const full = job({
      start_time: '2026-11-20T10:00:01Z', end_time: '2026-11-20T10:00:05Z', containers: [{ id: 3, name: 'a' }, { id: 4, name: 'b' }], triggered_by: 'ann', message: 'ok',
    });
    assert.deepEqual([full.key, full.serverId, full.id, full.asset, full.containers, full.created, full.started, full.ended, full.triggeredBy, full.message],
      ['s:4', 's', 4, { datastoreId: 1, name: 'movies' }, ['a', 'b'], '2026-11-20T10:00:00Z', '2026-11-20T10:00:01Z', '2026-11-20T10:00:05Z', 'ann', 'ok']);
    const bare = job({ datastore: null });
    assert.deepEqual([bare.asset, bare.containers, bare.started, bare.ended, bare.triggeredBy, bare.message, bare.parts, bare.counters],
      [{ datastoreId: null, name: '' }, [], null, null, null, null, [], {}]);
  });

  it('calls a sync a sync, also where the server says catalog', () => {
    assert.deepEqual([job({ type: 'catalog' }).type, job({ type: 'export' }).type], ['sync', 'export']);
  });

  it('has the settings it ran with, also where a server lists them beside the rest', () => {
    assert.deepEqual(job({ configuration: { type: 'scan', incremental: true } }).configuration, { type: 'scan', incremental: true });
    assert.deepEqual(job({ incremental: false, remediation: 'none', greater_than_batch: 3, weather: 'fine' }).configuration,
      { incremental: false, remediation: 'none', greater_than_batch: 3 });
  });

  it('shows each of those settings', () => {
    const settings = ['incremental', 'remediation', 'include', 'prune', 'recreate', 'ai_effort', 'infer_as_draft', 'asset_type',
      'max_records_analyzed_per_partition', 'greater_than_time', 'greater_than_batch', 'enrichment_source_record_limit'];
    const given = Object.fromEntries(settings.map((name) => [name, null]));
    assert.deepEqual(Object.keys(job(given).configuration).sort(), settings.sort());
  });

  it('knows its parts and counters', () => {
    assert.deepEqual(job({ container_profiles: [part('success')] }).parts.map((p) => p.result), ['success']);
    assert.equal(job({ status: { anomalies_identified: 3 } }).counters.anomalies_identified, 3);
  });
});

describe('the progress of a job', () => {
  const fraction = (status: NonNullable<Parameters<typeof progressOf>[0]>, ended = false): number | null => progressOf(status, ended).fraction;

  it('is the share that the server measured, else its rows, else its containers, else unknown', () => {
    assert.equal(fraction({ fraction: 0.5, records_processed: 1, records_total: 10, containers_analyzed: 1, total_containers: 4 }), 0.5);
    assert.equal(fraction({ records_processed: 1, records_total: 10, containers_analyzed: 1, total_containers: 4 }), 0.1);
    assert.equal(fraction({ records_processed: 1, containers_analyzed: 1, total_containers: 4 }), 0.25);
    assert.equal(fraction({ records_processed: 1, records_total: 0 }), null, 'nothing to measure by');
    assert.equal(progressOf(null, false).fraction, null);
  });

  it('is never below nothing or above the whole, and whole at the end', () => {
    assert.equal(fraction({ fraction: 1.5 }), 1);
    assert.equal(fraction({ fraction: -1 }), 0);
    assert.equal(fraction({ records_processed: 20, records_total: 10 }), 1);
    assert.equal(fraction({ fraction: 0.2 }, true), 1);
    assert.equal(job({ status: { fraction: 0.2 } }).progress.fraction, 1);
    assert.equal(job({ result: 'failure', status: { fraction: 0.2 } }).progress.fraction, 0.2, 'a failed job did not do all of it');
  });

  it('counts containers and rows as they are told', () => {
    assert.deepEqual(progressOf({ records_processed: 5, records_total: 9, containers_analyzed: 0, total_containers: 2 }, false),
      { fraction: 5 / 9, containersDone: 0, containersTotal: 2, records: 5, recordsTotal: 9 });
    assert.deepEqual(progressOf({ records_processed: Number.NaN }, false), { fraction: null, containersDone: null, containersTotal: null, records: null, recordsTotal: null });
  });
});
