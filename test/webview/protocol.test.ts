import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anomalyToHost, anomalyToView } from '../../src/core/protocol/anomaly-panel';
import { checkToHost, checkToView } from '../../src/core/protocol/check-panel';
import { jobToHost, jobToView } from '../../src/core/protocol/job-panel';
import { jobState } from '../../src/core/protocol/job-state';
import { readMessage } from '../../src/core/protocol/wire';
import { shown } from './states/anomalies';
import { newForm, savedForm } from './states/checks';
import { endedScan, failedProfile, jobKinds, runningScan, tenSecondsLater } from './states/jobs';

const wire = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

describe('protocol of the panels', () => {
  const gone = { kind: 'gone', problem: { reason: 'r', remedy: null, detail: null }, canRetry: true };
  const states = {
    job: { schema: jobToView, target: { key: 'local:12' }, states: [runningScan, endedScan, failedProfile].map((job) => jobState(job, null, null, tenSecondsLater, jobKinds)) },
    anomaly: { schema: anomalyToView, target: { serverId: 'local', id: 5 }, states: [shown(), shown({ rows: null, history: { problem: 'no' }, busy: true })] },
    check: { schema: checkToView, target: { serverId: 'local', containerId: 3 }, states: [newForm(), savedForm({ trial: { seq: 1, outcome: { state: 'running' } } })] },
  };
  for (const [name, { schema, target, states: list }] of Object.entries(states)) {
    it(`${name}: every state that the host makes arrives whole`, () => {
      for (const state of [...list, gone, { kind: 'loading' }]) {
        const message = wire({ type: 'state', target, state });
        const read = readMessage<unknown>(schema, message);
        assert.deepEqual(read, { ok: true, value: message });
      }
    });

    it(`${name}: a state that is not of its form is refused with its place`, () => {
      const [state] = list;
      const read = readMessage<unknown>(schema, wire({ type: 'state', target, state: { ...state, notice: { tone: 'loud', text: 'x' } } }));
      assert.equal(read.ok, false);
      assert.match(read.ok ? '' : read.reason, /^state\.notice/);
      assert.equal(readMessage<unknown>(schema, { type: 'state', target, state: { kind: 'nothing' } }).ok, false);
      assert.equal(readMessage<unknown>(schema, { type: 'state', state: list[0] }).ok, false);
    });
  }

  it('takes what views send', () => {
    const { draft } = { draft: savedForm().saved };
    for (const message of [{ type: 'ready' }, { type: 'reload' }, { type: 'act', action: 'cancel' }, { type: 'copyError' }, { type: 'showLog' }]) {
      assert.deepEqual(readMessage<unknown>(jobToHost, message), { ok: true, value: message });
    }
    for (const message of [{ type: 'setStatus', status: 'Resolved' }, { type: 'addComment', text: 'a' }, { type: 'describe', text: '' }, { type: 'openCheck', id: 7 }]) {
      assert.deepEqual(readMessage<unknown>(anomalyToHost, message), { ok: true, value: message });
    }
    for (const message of [{ type: 'edit', seq: 3, draft, complete: true }, { type: 'save', draft }, { type: 'archive' }]) {
      assert.deepEqual(readMessage<unknown>(checkToHost, message), { ok: true, value: message });
    }
  });

  it('refuses what no view of ours sends', () => {
    const { saved } = savedForm();
    const wrong: [typeof jobToHost | typeof anomalyToHost | typeof checkToHost, unknown][] = [
      [jobToHost, { type: 'act', action: 'rm -rf' }], [jobToHost, { type: 'act' }], [jobToHost, null], [jobToHost, 'ready'], [jobToHost, { type: '__proto__' }],
      [anomalyToHost, { type: 'setStatus', status: 'Discarded' }], [anomalyToHost, { type: 'addComment', text: '   ' }],
      [anomalyToHost, { type: 'addComment', text: 'x'.repeat(10_001) }], [anomalyToHost, { type: 'openCheck', id: 1.5 }], [anomalyToHost, { type: 'openCheck', id: '7' }],
      [checkToHost, { type: 'save', draft: { ...saved, status: 'Archived' } }], [checkToHost, { type: 'save', draft: { ...saved, properties: { min: { $gt: 1 } } } }],
      [checkToHost, { type: 'edit', draft: saved, complete: true }],
    ];
    for (const [schema, message] of wrong) assert.equal(readMessage<unknown>(schema, message).ok, false, JSON.stringify(message));
  });

  it('never throws, whatever comes over the border', () => {
    fc.assert(fc.property(fc.anything(), (message) => {
      for (const schema of [jobToHost, anomalyToHost, checkToHost, jobToView, anomalyToView, checkToView]) {
        const read = readMessage<unknown>(schema, message);
        assert.ok(read.ok || read.reason.length > 0);
      }
    }), { numRuns: 200 });
  });
});
