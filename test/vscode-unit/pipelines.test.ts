import './vscode-stub';
import assert from 'node:assert/strict';
import { PlumblineError } from '../../src/core/errors';
import { operationToJob } from '../../src/core/jobs/operation-to-job';
import { createJobs } from '../../src/vscode/data/jobs';
import { createPipelines, runRequest } from '../../src/vscode/data/pipelines';
import { anOperation, fakeServer } from './fake-backend';
import { memento } from './memento';

const refused = new PlumblineError({ code: 'unreachable', reason: 'Nothing answers.' });

describe('a pipeline', () => {
  function make(saved: Record<string, unknown> = {}) {
    const server = fakeServer();
    const world = { serverId: 'local' };
    const drawer = memento(saved);
    const jobs = createJobs(async () => server.backend, () => world.serverId);
    const pipelines = createPipelines(jobs, async () => server.backend, () => world.serverId, drawer);
    const end = (id: number, result: string, serverId = 'local') => pipelines.ended({ job: operationToJob(anOperation(id, { result }), serverId), mine: true });
    return { server, world, drawer, jobs, pipelines, end };
  }
  const target = { datastoreId: 1, containers: ['orders'] };

  it('syncs the whole datastore, and profiles and scans what was chosen', () => {
    assert.deepEqual(runRequest('sync', target), { type: 'sync', datastore_id: 1 });
    assert.deepEqual(runRequest('scan', target), { type: 'scan', datastore_id: 1, container_names: ['orders'] });
    assert.deepEqual(runRequest('profile', { datastoreId: 1, containers: null }), { type: 'profile', datastore_id: 1 });
  });

  it('goes from step to step with the chosen containers, and keeps nothing when it is over', async () => {
    const { server, drawer, pipelines, end } = make();
    await pipelines.start(target);
    assert.deepEqual(await end(100, 'success'), { kind: 'next' });
    assert.deepEqual(await end(101, 'success'), { kind: 'next' });
    assert.deepEqual(await end(102, 'success'), { kind: 'done' });
    assert.deepEqual(server.operations.map((o) => [o.type, o.configuration?.container_names]), [['sync', undefined], ['profile', ['orders']], ['scan', ['orders']]]);
    assert.deepEqual(drawer.values, { 'plumbline.pipelines': [] });
    assert.deepEqual(await end(102, 'success'), { kind: 'none' }, 'it ended once');
  });

  it('is not moved by other jobs, of this server or with the same number on another', async () => {
    const { server, pipelines, end } = make();
    await pipelines.start(target);
    assert.deepEqual(await end(7, 'success'), { kind: 'none' });
    assert.deepEqual(await end(100, 'success', 'elsewhere'), { kind: 'none' });
    assert.equal(server.operations.length, 1);
  });

  it('runs beside others without losing them', async () => {
    const { server, drawer, pipelines, end } = make();
    await pipelines.start(target);
    await pipelines.start({ datastoreId: 2, containers: null });
    await end(100, 'failure');
    assert.deepEqual((drawer.values['plumbline.pipelines'] as { operationId: number }[]).map((p) => p.operationId), [101]);
    await end(101, 'success');
    assert.deepEqual(server.operations.at(-1)?.configuration, { type: 'profile', datastore_id: 2 });
  });

  it('stops at another server, and says before which step', async () => {
    const { server, world, pipelines, end } = make();
    await pipelines.start(target);
    world.serverId = 'elsewhere';
    const turn = await end(100, 'success');
    assert.deepEqual([turn.kind, turn.kind === 'stopped' && [turn.step, turn.problem], server.operations.length], ['stopped', ['profile', null], 1]);
  });

  it('stops where a step failed or cannot be started, and says which', async () => {
    const { server, pipelines, end } = make();
    await pipelines.start(target);
    const failed = await end(100, 'failure');
    assert.deepEqual(failed.kind === 'stopped' && [failed.step, failed.problem], ['sync', null]);
    await pipelines.start(target);
    server.refuse.set('run', refused);
    const refusedTurn = await end(101, 'success');
    assert.deepEqual(refusedTurn.kind === 'stopped' && [refusedTurn.step, refusedTurn.problem?.reason], ['profile', 'Nothing answers.']);
  });
});
