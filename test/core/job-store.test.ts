import assert from 'node:assert/strict';
import { operation } from '../../src/core/api/schemas/operation';
import { createJobStore, type EndedJob } from '../../src/core/jobs/job-store';
import { operationToJob } from '../../src/core/jobs/operation-to-job';
import type { Job } from '../../src/core/jobs/job';
import type { Change } from '../../src/core/stores/keyed-store';

function job(id: number, result: string, more: Record<string, unknown> = {}, server = 's'): Job {
  return operationToJob(operation.parse({
    id, created: '2026-11-20T10:00:00Z', type: 'scan', result, datastore: { id: 1, name: 'movies' }, ...more,
  }), server);
}

function watched() {
  const store = createJobStore();
  const changes: Change<string>[] = [];
  const ended: EndedJob[] = [];
  store.onDidChange((c) => changes.push(c));
  store.onDidEnd((e) => ended.push(e));
  return { store, changes, ended };
}

describe('job store', () => {
  it('says which jobs are new, which differ and which are gone, and nothing when nothing differs', () => {
    const { store, changes } = watched();
    store.put([job(1, 'running'), job(2, 'success')]);
    store.put([job(1, 'running'), job(2, 'success')]);
    store.put([job(1, 'running', { status: { records_processed: 5, records_total: 10 } })]);
    store.remove(['s:2']);
    assert.deepEqual(changes, [
      { added: ['s:1', 's:2'], changed: [], removed: [] },
      { added: [], changed: ['s:1'], removed: [] },
      { added: [], changed: [], removed: ['s:2'] },
    ]);
  });

  it('keeps the identity of a job that did not change', () => {
    const { store } = watched();
    store.put([job(1, 'running')]);
    const first = store.get('s:1');
    store.put([job(1, 'running')]);
    assert.equal(store.get('s:1'), first);
  });

  it('follows what runs and says once when it ends, and whose it was', () => {
    const { store, ended } = watched();
    store.track([{ serverId: 's', id: 1, mine: true }]);
    store.put([job(1, 'running'), job(2, 'running'), job(3, 'failure')]);
    store.put([job(1, 'success'), job(2, 'failure'), job(3, 'failure')]);
    store.put([job(1, 'success'), job(2, 'failure')]);
    assert.deepEqual(ended.map((e) => [e.job.id, e.mine]), [[1, true], [2, false]]);
    assert.deepEqual(store.tracked(), []);
  });

  it('lets a job that was seen in a list first become mine when I start or follow it, and stay mine', () => {
    const { store, ended } = watched();
    let tracks = 0;
    store.onDidTrack(() => { tracks += 1; });
    store.put([job(1, 'running')]);
    store.track([{ serverId: 's', id: 1, mine: true }]);
    store.track([{ serverId: 's', id: 1, mine: false }]);
    store.put([job(1, 'running', { status: { records_processed: 1 } })]);
    assert.deepEqual(store.tracked(), [{ serverId: 's', id: 1, mine: true }]);
    assert.equal(tracks, 2, 'that it is followed, then that it is mine: each is saved');
    store.put([job(1, 'success')]);
    assert.deepEqual(ended.map((e) => e.mine), [true]);
  });

  it('holds a state it does not know for not finished', () => {
    const { store, ended } = watched();
    store.put([job(1, 'hibernating')]);
    assert.equal(store.active().length, 1);
    assert.equal(store.active()[0]!.rawResult, 'hibernating');
    assert.equal(store.tracked().length, 1);
    assert.equal(ended.length, 0);
  });

  it('never loses a followed job because a list did not name it', () => {
    const { store } = watched();
    store.put([job(1, 'running'), job(2, 'success')]);
    store.replaceList('s', [job(3, 'success')]);
    assert.deepEqual(store.all().map((j) => j.id).sort(), [1, 3]);
    store.forget('s', [1]);
    assert.deepEqual(store.all().map((j) => j.id), [3]);
    assert.deepEqual(store.tracked(), []);
  });

  it('replaces the list of one server only', () => {
    const { store } = watched();
    store.put([job(1, 'success', {}, 'a'), job(1, 'success', {}, 'b')]);
    store.replaceList('a', []);
    assert.deepEqual(store.all().map((j) => j.key), ['b:1']);
  });

  it('keeps the parts that a single fetch brought when a list entry comes without them', () => {
    const { store } = watched();
    store.put([job(1, 'running', { container_scans: [{ container: { id: 1, name: 'movies' }, result: 'running' }] })]);
    store.put([job(1, 'success')]);
    assert.equal(store.get('s:1')!.parts.length, 1);
  });

  it('tells all listeners even when one of them fails', () => {
    const store = createJobStore();
    let heard = 0;
    store.onDidChange(() => { throw new Error('listener'); });
    store.onDidChange(() => { heard += 1; });
    assert.throws(() => store.put([job(1, 'success')]), /listener/);
    assert.equal(heard, 1);
  });
});
