import './vscode-stub';
import assert from 'node:assert/strict';
import { PlumblineError } from '../../src/core/errors';
import { matchesText } from '../../src/backend/rest/searched-anomalies';
import { createFakeClock } from '../core/fake-clock';
import { anomalyViewFilter, isFiltered, noFilter, serverFilter } from '../../src/vscode/data/anomaly-filter';
import { createCatalogue } from '../../src/vscode/data/catalogue';
import { everyPage } from '../../src/vscode/data/every-page';
import { createJobPoller } from '../../src/vscode/data/job-poller';
import { createJobs } from '../../src/vscode/data/jobs';
import { createLoader } from '../../src/vscode/data/loader';
import { anomalyCounts } from '../../src/vscode/data/open-anomalies';
import { operationToJob } from '../../src/core/jobs/operation-to-job';
import { aContainer, aDatastore, aField, anAnomaly, anOperation, fakeServer } from './fake-backend';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const refused = new PlumblineError({ code: 'unreachable', reason: 'Nothing answers.' });

describe('the filter of anomalies', () => {
  it('asks the server for what is wanted and for nothing else', () => {
    assert.deepEqual(serverFilter(noFilter), {});
    assert.deepEqual(serverFilter({ ...noFilter, type: 'shape', datastoreId: 1, containerId: 2, operationId: 3, text: 'kept here' }),
      { type: 'shape', datastores: [1], containers: [2], operations: [3], search: 'kept here' });
    assert.deepEqual(serverFilter({ ...noFilter, checkId: 4, tags: ['pii'], since: '2026-01-01' }), { checks: [4], tags: ['pii'], startDate: '2026-01-01' });
    assert.deepEqual(serverFilter({ ...noFilter, statuses: ['Active', 'Acknowledged'] }), { status: ['Active', 'Acknowledged'] });
    assert.deepEqual(serverFilter({ ...noFilter, statuses: ['Resolved', 'Invalid'] }), { status: ['Resolved', 'Invalid'], archived: 'only' });
    assert.deepEqual(serverFilter({ ...noFilter, statuses: ['Active', 'Resolved'] }), { status: ['Active', 'Resolved'], archived: 'include' });
  });

  it('counts as one when any part of it is set', () => {
    assert.equal(isFiltered(noFilter), false);
    for (const part of [{ statuses: ['Active' as const] }, { type: 'record' as const }, { text: 'x' }, { datastoreId: 1 }, { containerId: 0 }, { operationId: 1 }, { checkId: 1 }, { tags: ['a'] }, { since: '2026-01-01' }]) {
      assert.equal(isFiltered({ ...noFilter, ...part }), true, JSON.stringify(part));
    }
    assert.deepEqual(anomalyViewFilter.parse({ type: 'shape' }), { ...noFilter, type: 'shape' });
    assert.equal(anomalyViewFilter.safeParse({ type: 'other' }).success, false);
  });

  it('finds words in every text of an anomaly, each of them somewhere, and not across two texts', () => {
    const anomaly = anAnomaly(77, 1, {
      message: 'price is low', description: 'Known', failed_checks: [{ message: 'from a check', quality_check: { id: 1, rule_type: 'notNegative', fields: [{ name: 'Cost' }] } }, { message: 'm', quality_check: { id: 2, rule_type: 'unique' } }],
    });
    for (const text of ['', '  ', 'PRICE', 'low known', 'cost', 'notnegative', 'from a', '77', 'table 1', 'store', 'record', 'active', ' price  unique ']) assert.equal(matchesText(anomaly, text), true, text);
    for (const text of ['absent', 'price absent', 'lowknown', 'undefined', 'null']) assert.equal(matchesText(anomaly, text), false, text);
    assert.equal(matchesText({ ...anomaly, datastore: null, container: null, failed_checks: null }, 'price'), true);
  });
});

describe('the catalogue', () => {
  function make() {
    const server = fakeServer();
    server.datastores = [aDatastore(1), aDatastore(2)];
    server.containers = [aContainer(1, 1), aContainer(2, 1), aContainer(3, 2)];
    for (const id of [1, 2, 3]) server.fields.set(id, [aField(id * 10)]);
    Object.assign(server.backend, { container: async (id: number) => { server.calls.push(`container ${id}`); return server.containers.find((c) => c.id === id)!; } });
    return { server, catalogue: createCatalogue(async () => server.backend) };
  }

  it('asks for containers and fields once, then knows them', async () => {
    const { server, catalogue } = make();
    for (let times = 0; times < 2; times += 1) {
      assert.deepEqual((await catalogue.containersOf(1)).map((c) => c.id), [1, 2]);
      assert.deepEqual((await catalogue.fieldsOf(1)).map((f) => f.id), [10]);
    }
    assert.deepEqual(server.calls, ['containers', 'fields']);
  });

  it('fetches one container into the store, and gives it', async () => {
    const { catalogue } = make();
    assert.equal((await catalogue.container(3)).id, 3);
    assert.equal(catalogue.containers.get(3)?.id, 3);
  });

  it('lets go of containers that went, with their fields', async () => {
    const { server, catalogue } = make();
    await catalogue.containersOf(1);
    await catalogue.fieldsOf(2);
    server.containers = server.containers.filter((c) => c.id !== 2);
    await catalogue.refresh();
    assert.deepEqual([catalogue.containers.all().map((c) => c.id), catalogue.fields.all(), catalogue.membership.get(1)?.ids], [[1], [], [1]]);
  });

  it('lets go of a datastore that went, with all below it, and of no other', async () => {
    const { server, catalogue } = make();
    await catalogue.refresh();
    for (const id of [1, 2]) await catalogue.containersOf(id);
    await catalogue.fieldsOf(1);
    await catalogue.fieldsOf(3);
    server.datastores = [aDatastore(2)];
    await catalogue.refresh([]);
    assert.deepEqual([catalogue.datastores.all().map((d) => d.id), catalogue.membership.all().map((m) => m.datastoreId), catalogue.containers.all().map((c) => c.id), catalogue.fields.all().map((f) => f.containerId)], [[2], [2], [3], [3]]);
  });

  it('refreshes what is known of the datastores it is told, or of all, and nothing that nobody opened', async () => {
    const { server, catalogue } = make();
    for (const id of [1, 2]) await catalogue.containersOf(id);
    await catalogue.fieldsOf(1);
    server.calls.length = 0;
    server.fields.set(1, [aField(10), aField(11)]);
    await catalogue.refresh([1]);
    assert.deepEqual(server.calls, ['datastores', 'containers', 'fields']);
    assert.deepEqual(catalogue.fields.get(1)?.fields.map((f) => f.id), [10, 11]);
    server.calls.length = 0;
    await catalogue.refresh();
    assert.deepEqual(server.calls.filter((call) => call === 'containers').length, 2);
  });

  it('gives an answer that comes after another server was selected to who asked, and keeps nothing of it', async () => {
    const { server, catalogue } = make();
    let answer = (): void => undefined;
    const gate = new Promise<void>((resolve) => { answer = resolve; });
    const { containers, fields } = server.backend;
    Object.assign(server.backend, { containers: (id: number) => gate.then(() => containers(id)), fields: (id: number) => gate.then(() => fields(id)) });
    const asked = [catalogue.containersOf(1), catalogue.fieldsOf(1)] as const;
    await settle();
    catalogue.reset();
    answer();
    assert.deepEqual([(await asked[0]).length, (await asked[1]).length], [2, 1]);
    assert.deepEqual([catalogue.containers.all(), catalogue.membership.all(), catalogue.fields.all()], [[], [], []]);
  });

  it('is empty after a reset', async () => {
    const { catalogue } = make();
    await catalogue.refresh();
    await catalogue.containersOf(1);
    await catalogue.fieldsOf(1);
    catalogue.reset();
    assert.deepEqual([catalogue.datastores, catalogue.containers, catalogue.membership, catalogue.fields].map((store) => store.all().length), [0, 0, 0, 0]);
  });
});

describe('all pages of a list', () => {
  const pages = (total: number, cut = total) => async (page: number, size: number) =>
    ({ items: Array.from({ length: Math.max(0, Math.min(size, cut - (page - 1) * size)) }, (_, n) => (page - 1) * size + n), total, page, size });

  it('are read to their end, to the limit, or until the server has no more', async () => {
    const counted = async (total: number, limit: number, cut?: number): Promise<[number, number, number]> => {
      let calls = 0;
      const fetch = pages(total, cut);
      const { items, total: said } = await everyPage((page, size) => { calls += 1; return fetch(page, size); }, limit);
      return [items.length, said, calls];
    };
    assert.deepEqual(await counted(250, 1000), [250, 250, 3]);
    assert.deepEqual(await counted(200, 1000), [200, 200, 2], 'no page is asked for beyond the last');
    assert.deepEqual(await counted(250, 150), [150, 250, 2]);
    assert.deepEqual(await counted(1000, 1000, 100), [100, 1000, 2], 'a list that claims more than it has ends');
    assert.deepEqual(await counted(0, 10), [0, 0, 1]);
  });
});

describe('jobs', () => {
  function make() {
    const server = fakeServer();
    const world = { serverId: 'local' };
    const jobs = createJobs(async () => server.backend, () => world.serverId);
    return { server, world, jobs };
  }

  it('loads one with all its parts, of the active server only', async () => {
    const { server, jobs } = make();
    server.operations = [anOperation(7)];
    await jobs.load('local:7');
    assert.equal(jobs.store.get('local:7')?.id, 7);
    for (const key of ['elsewhere:7', 'local:x', 'local:1.5', '7']) {
      await assert.rejects(jobs.load(key), (error) => PlumblineError.is(error, 'not-found') && error.problem.reason === `Job ${key} belongs to another server.` && error.problem.remedy === 'Select that server first.', key);
    }
  });

  it('of a server whose id holds a colon are told apart', async () => {
    const { server, world, jobs } = make();
    world.serverId = 'a:b';
    server.operations = [anOperation(12)];
    await jobs.load('a:b:12');
    assert.equal(jobs.store.get('a:b:12')?.id, 12);
  });

  it('fail with the reason when their engine cannot be started again, and no others do', async () => {
    const { server, jobs } = make();
    jobs.started([anOperation(1)]);
    jobs.store.put([operationToJob(anOperation(1), 'elsewhere')]);
    server.error = new PlumblineError({ code: 'engine-unavailable', reason: 'No memory.', remedy: 'Close something.', detail: 'at x' });
    await assert.rejects(jobs.poll([1]), /No memory/);
    assert.deepEqual(jobs.store.get('local:1')?.problem, { reason: 'No memory.', remedy: 'Close something.', detail: 'at x' });
    assert.equal(jobs.store.get('elsewhere:1')?.status, 'Running');
    server.error = refused;
    jobs.started([anOperation(2)]);
    await assert.rejects(jobs.poll([2]), /Nothing answers/);
    assert.equal(jobs.store.get('local:2')?.status, 'Running', 'a server that is away may still run it');
  });

  it('do not take an answer that comes after another server was selected', async () => {
    const { server, world, jobs } = make();
    server.operations = [anOperation(1, { result: 'success' })];
    jobs.started([anOperation(1)]);
    let polled = 0;
    jobs.onDidPoll(() => { polled += 1; });
    const polling = jobs.poll([1]);
    world.serverId = 'elsewhere';
    await polling;
    assert.deepEqual([jobs.store.get('local:1')?.status, jobs.store.get('elsewhere:1'), polled], ['Running', undefined, 0]);
  });

  it('are polled for the active server only, the newest hundred in one request, and again after a failure', async () => {
    const { server, world, jobs } = make();
    const clock = createFakeClock();
    const asked: (number[] | undefined)[] = [];
    const errors: unknown[] = [];
    const { operations } = server.backend;
    Object.assign(server.backend, { operations: (filter: { ids?: number[] }) => { asked.push(filter.ids); return operations(filter as never); } });
    const poller = createJobPoller({ jobs, clock, serverId: () => world.serverId, focused: () => true, onError: (error) => errors.push(error) });
    jobs.store.track([{ serverId: 'elsewhere', id: 999, mine: true }]);
    server.operations = Array.from({ length: 130 }, (_, n) => anOperation(n + 1));
    jobs.started(server.operations);
    await clock.advance(100);
    assert.equal(asked.length, 1);
    assert.deepEqual(asked[0], Array.from({ length: 100 }, (_, n) => n + 31));
    server.error = refused;
    await clock.advance(1000);
    assert.deepEqual(errors, [refused]);
    const before = asked.length;
    await clock.advance(400);
    assert.equal(asked.length, before, 'a pause after a failure');
    server.error = null;
    await clock.advance(60_000);
    assert.ok(asked.length > before);
    poller.dispose();
    assert.equal(clock.pending(), 0);
  });

  it('are polled quickly again when a new one begins beside an old one', async () => {
    const { server, jobs } = make();
    const clock = createFakeClock();
    let polls = 0;
    jobs.onDidPoll(() => { polls += 1; });
    const poller = createJobPoller({ jobs, clock, serverId: () => 'local', focused: () => true, onError: () => undefined });
    server.operations = [anOperation(1)];
    jobs.started(server.operations);
    await clock.advance(3_600_000);
    polls = 0;
    await clock.advance(50_000);
    assert.ok(polls <= 1, `${polls} looks at an hour-old job within 50 s`);
    server.operations.push(anOperation(2));
    jobs.started([anOperation(2)]);
    await clock.advance(5_000);
    assert.ok(polls >= 5, `${polls} looks at a new job within 5 s`);
    poller.dispose();
  });
});

describe('a loader', () => {
  it('says that it loads, then how it went, and when', async () => {
    let fails: Error | null = null;
    const loader = createLoader(async () => { if (fails) throw fails; }, () => 42);
    const states: [string, string | undefined, number | null][] = [];
    loader.onDidChange(({ phase, problem, at }) => states.push([phase, problem?.reason, at]));
    assert.equal(await loader.run(), null);
    fails = refused;
    assert.equal((await loader.run())?.reason, 'Nothing answers.');
    loader.reset();
    loader.reset();
    assert.deepEqual(states, [['loading', undefined, null], ['ready', undefined, 42], ['loading', undefined, 42], ['failed', 'Nothing answers.', 42], ['new', undefined, null]]);
  });

  it('begins anew after a reset, and ignores what was under way', async () => {
    const gates: (() => void)[] = [];
    const current: boolean[] = [];
    const loader = createLoader(async (isCurrent) => {
      await new Promise<void>((resolve) => { gates.push(resolve); });
      current.push(isCurrent());
    });
    const first = loader.run();
    loader.reset();
    const second = loader.run();
    assert.equal(gates.length, 2);
    gates[0]!();
    assert.equal(await first, null);
    assert.equal(loader.state.phase, 'loading');
    gates[1]!();
    await second;
    assert.deepEqual([current, loader.state.phase], [[false, true], 'ready']);
  });
});

describe('the number of open anomalies', () => {
  const catalogue = (counts: (number | null)[]) => ({ datastores: { all: () => counts.map((active_anomalies, n) => aDatastore(n + 1, { metrics: { active_anomalies } })) } }) as never;
  it('is the list\'s, else what the datastores say, else unknown; a filter tells how many of them it shows', () => {
    assert.deepEqual(anomalyCounts({ filter: noFilter, total: 3, open: 3 }, catalogue([9])), { shown: 3, open: 3, filtered: false, part: true });
    assert.deepEqual(anomalyCounts({ filter: noFilter, total: null, open: null }, catalogue([2, null, 5])), { shown: 7, open: 7, filtered: false, part: true });
    assert.deepEqual(anomalyCounts({ filter: { ...noFilter, text: 'x' }, total: 12, open: 4800 }, catalogue([9])), { shown: 12, open: 4800, filtered: true, part: true });
    assert.equal(anomalyCounts({ filter: noFilter, total: null, open: null }, catalogue([])), null);
  });
});
