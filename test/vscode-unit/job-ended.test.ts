import './vscode-stub';
import assert from 'node:assert/strict';
import { operationToJob } from '../../src/core/jobs/operation-to-job';
import { jobEndedMessage, pipelineStoppedMessage, wantsToast } from '../../src/vscode/notify/job-ended';
import { anomalyCount } from '../../src/vscode/words';
import { anOperation } from './fake-backend';

const job = (result: string, more: object = {}) => operationToJob(anOperation(1, { result, end_time: '2026-11-20T10:00:05Z', ...more }), 'local');

describe('which ended jobs show a message', () => {
  const told = (level: Parameters<typeof wantsToast>[0]): string[] => ['success', 'failure', 'aborted'].flatMap((result) =>
    [true, false].filter((mine) => wantsToast(level, { job: job(result), mine })).map((mine) => `${result} of ${mine ? 'mine' : 'others'}`));

  it('depends on the setting, whose they were and how they ended', () => {
    assert.deepEqual(told('off'), []);
    assert.deepEqual(told('failures'), ['failure of mine']);
    assert.deepEqual(told('mine'), ['success of mine', 'failure of mine', 'aborted of mine']);
    assert.equal(told('all').length, 6);
  });
});

describe('what a message says', () => {
  const said = (...of: Parameters<typeof job>): [string, string] => { const { kind, text } = jobEndedMessage(job(...of)); return [kind, text]; };

  it('of a scan: how many anomalies, in the right number', () => {
    assert.deepEqual([0, 1, 2].map(anomalyCount), ['0 anomalies', '1 anomaly', '2 anomalies']);
    assert.deepEqual(said('success'), ['info', 'Scan of store 1 is done: no anomalies found.']);
    assert.deepEqual(said('success', { status: { anomalies_identified: 1 } }), ['warning', 'Scan of store 1 is done: 1 anomaly found.']);
    assert.equal(jobEndedMessage(job('success', { status: { anomalies_identified: 3 } })).found, 3);
  });

  it('of other jobs: that they are done, were cancelled, left something out or failed, and why', () => {
    assert.deepEqual(said('success', { type: 'profile' }), ['info', 'Profile of store 1 is done.']);
    assert.deepEqual(said('aborted'), ['info', 'Scan of store 1 was cancelled.']);
    assert.deepEqual(said('success', { type: 'sync', message: '1 of 2 failed.', status: { containers_failed: 1 } }), ['warning', 'Sync of store 1 left something out: 1 of 2 failed.']);
    assert.deepEqual(said('failure', { problem: { code: 'internal', reason: 'It broke.', remedy: 'Mend it.' } }), ['error', 'Scan of store 1 failed: It broke. Mend it.']);
  });

  it('of a pipeline: where it stopped, and whether that is an error', () => {
    const stopped = (...of: Parameters<typeof pipelineStoppedMessage>): [string, string] => { const { kind, text } = pipelineStoppedMessage(...of); return [kind, text]; };
    assert.deepEqual(stopped(job('aborted'), 'profile', null), ['info', 'The pipeline of store 1 was cancelled at Profile.']);
    assert.deepEqual(stopped(job('success'), 'scan', null), ['warning', 'The pipeline of store 1 stopped before Scan, because another server was selected.']);
    assert.deepEqual(stopped(job('failure', { message: 'Gone.' }), 'sync', null), ['error', 'The pipeline of store 1 stopped at Sync: Gone.']);
    assert.deepEqual(stopped(job('success'), 'scan', { code: 'conflict', reason: 'Busy.' }), ['error', 'The pipeline of store 1 stopped: Scan could not be started. Busy.']);
  });
});
