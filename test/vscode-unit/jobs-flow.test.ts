import { editor, vscode } from './vscode-stub';
import assert from 'node:assert/strict';
import { PlumblineError } from '../../src/core/errors';
import { createFakeClock, type FakeClock } from '../core/fake-clock';
import { composeExtension, type Composed, type ComposeOptions } from './compose-extension';
import { aContainer, aDatastore, anAnomaly, anOperation, fakeServer, type FakeServer } from './fake-backend';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const target = { kind: 'datastore', datastoreId: 1 };

describe('jobs, from a command to a message', () => {
  let server: FakeServer;
  let clock: FakeClock;
  let extension: Composed;
  const start = (options: ComposeOptions = {}): void => { extension = composeExtension({ server, clock, ...options }); };
  const run = async (command: string, ...args: unknown[]): Promise<void> => { await editor.commands.get(command)!(...args); };
  /** The newest operation of the server goes on to this. */
  const becomes = (more: object): void => { server.operations.push(anOperation(server.operations.pop()!.id, more)); };
  const tick = async (ms = 1000): Promise<void> => { await clock.advance(ms); await settle(); };
  const polls = (): number => server.calls.filter((call) => call === 'operations').length;
  const status = (): Record<string, unknown> | undefined => editor.statusItems[0];

  beforeEach(() => {
    server = fakeServer();
    clock = createFakeClock();
    server.datastores = [aDatastore(1, { name: 'shop' })];
    server.containers = [aContainer(1, 1, { name: 'orders' }), aContainer(2, 1, { name: 'users' })];
  });
  afterEach(() => extension.dispose());

  it('makes no icon of a name in the status bar', async () => {
    server.datastores = [aDatastore(1, { name: '$(error) shop' })];
    start();
    await run('plumbline.scan', target);
    becomes({ datastore: { id: 1, name: '$(error) shop' } });
    await tick();
    assert.match(String(status()?.text), /Scan \\\$\(error\) shop/);
  });

  it('asks the server nothing while nothing runs, whether the window is in front or not', async () => {
    start();
    await tick(3_600_000);
    vscode.window.state.focused = false;
    editor.windowState.fire({ focused: false, active: false });
    await tick(3_600_000);
    assert.deepEqual(server.calls, []);
    assert.equal(clock.pending(), 0);
  });

  it('follows a scan in status bar and store to its end, tells once, and fetches the lists that it bears on', async () => {
    start();
    await run('plumbline.scan', target);
    assert.match(String(status()?.text), /Scan store$/);
    becomes({ status: { records_processed: 455, records_total: 1000 } });
    await tick();
    assert.match(String(status()?.text), /Scan store 1 45%/);
    becomes({ result: 'success', end_time: '2026-11-20T10:00:05Z', status: { anomalies_identified: 2 } });
    server.calls.length = 0;
    await tick();
    assert.deepEqual(editor.messages, [{ kind: 'warning', text: 'Scan of store 1 is done: 2 anomalies found.', actions: ['Open', 'Show Anomalies'] }]);
    assert.ok(server.calls.includes('datastores') && server.calls.includes('anomalyGroups'), server.calls.join());
    assert.equal(status()?.visible, false);
    const before = polls();
    await tick(3_600_000);
    assert.equal(polls(), before, 'no request after the last job ended');
  });

  it('runs only the chosen containers', async () => {
    start();
    await extension.app.catalogue.refresh();
    await extension.app.catalogue.containersOf(1);
    await run('plumbline.scan', { kind: 'container', datastoreId: 1, containerId: 2 });
    assert.deepEqual(server.operations[0]!.configuration, { type: 'scan', datastore_id: 1, container_names: ['users'] });
  });

  it('runs over the whole selection when the clicked line is part of it', async () => {
    start();
    server.datastores.push(aDatastore(2));
    const second = { kind: 'datastore', datastoreId: 2 };
    await run('plumbline.sync', target, [target, second]);
    assert.deepEqual(server.operations.map((o) => o.configuration?.datastore_id), [1, 2]);
    await run('plumbline.sync', target, [second]);
    assert.deepEqual(server.operations.map((o) => o.configuration?.datastore_id), [1, 2, 1]);
  });

  it('keeps a failure in the status bar until somebody looks at it', async () => {
    start();
    await run('plumbline.profile', target);
    becomes({ type: 'profile', result: 'failure', message: 'The folder is gone.' });
    await tick();
    assert.match(String(status()?.text), /Profile store 1 failed/);
    assert.equal(editor.messages[0]?.kind, 'error');
    assert.match(editor.messages[0]?.text ?? '', /The folder is gone/);
    await tick(600_000);
    assert.equal(status()?.visible, true);
    await extension.app.panels.openJob('local:100').catch(() => undefined);
    assert.equal(status()?.visible, false);
  });

  it('follows a job again after the window was reloaded, and still knows whose it was', async () => {
    start();
    await run('plumbline.scan', target);
    const saved = extension.workspaceState.values;
    extension.dispose();
    server.calls.length = 0;
    start({ saved });
    assert.deepEqual(server.calls, []);
    await tick();
    assert.match(String(status()?.text), /Scan store/);
    becomes({ result: 'success', end_time: '2026-11-20T10:00:05Z' });
    await tick();
    assert.deepEqual(editor.messages.map((m) => m.text), ['Scan of store 1 is done: no anomalies found.']);
  });

  it('starts anew when what was saved cannot be read', async () => {
    start({ saved: { 'plumbline.trackedJobs': [{ id: 'x' }], 'plumbline.activeServer': 7, 'plumbline.pipelines': 'no' } });
    await tick();
    assert.equal(extension.app.servers.active.id, 'local');
    assert.deepEqual(server.calls, []);
  });

  it('stops looking while the window is away and looks at once when it is back', async () => {
    start();
    await run('plumbline.scan', target);
    await tick();
    vscode.window.state.focused = false;
    editor.windowState.fire({ focused: false, active: false });
    const before = polls();
    await tick(3_600_000);
    assert.equal(polls(), before);
    vscode.window.state.focused = true;
    editor.windowState.fire({ focused: true, active: true });
    await tick(0);
    assert.equal(polls(), before + 1);
  });

  it('tells nothing of jobs that others started, unless it is asked to', async () => {
    server.operations = [anOperation(7)];
    start();
    await extension.app.jobs.refresh();
    becomes({ result: 'success', end_time: '2026-11-20T10:00:05Z' });
    await tick();
    assert.equal(editor.messages.length, 0);
    editor.settings.set('plumbline.notifications', 'all');
    server.operations = [anOperation(8)];
    await extension.app.jobs.refresh();
    becomes({ result: 'success', end_time: '2026-11-20T10:00:05Z' });
    await tick(2000);
    assert.equal(editor.messages.length, 1);
  });

  it('shows no message for a server that does not answer a poll, and goes on when it does', async () => {
    start();
    await run('plumbline.scan', target);
    server.error = new PlumblineError({ code: 'unreachable', reason: 'Nothing answers.' });
    await tick(60_000);
    assert.equal(editor.messages.length, 0);
    assert.match(String(status()?.text), /debug-disconnect/);
    server.error = null;
    becomes({ status: { records_processed: 1, records_total: 2 } });
    await tick(600_000);
    assert.match(String(status()?.text), /loading~spin.*50%/);
  });

  it('shows a job as failed, with the reason, when its engine is gone and cannot be started', async () => {
    start();
    await run('plumbline.scan', target);
    server.error = new PlumblineError({ code: 'engine-unavailable', reason: 'The local engine could not start: no memory.' });
    await tick();
    const job = extension.app.jobs.store.get('local:100');
    assert.equal(job?.status, 'Failed');
    assert.match(job?.problem?.reason ?? '', /no memory/);
  });

  it('shows the same numbers of anomalies in status bar, badge and title, which follow the filter', async () => {
    server.anomalies = Array.from({ length: 4800 }, (_, n) => anAnomaly(n + 1, Math.floor(n / 12) + 1,
      n < 12 ? { container: { id: 1, name: 'int_table_001' } } : {}));
    server.datastores = [aDatastore(1, { metrics: { active_anomalies: 4800 } })];
    start();
    await run('plumbline.refresh');
    const view = (): Record<string, unknown> => editor.views.get('plumbline.anomaliesView')!;
    const badge = (): unknown => (view().badge as { value: number }).value;
    assert.deepEqual([badge(), view().description], [4800, '']);
    assert.match(String(status()?.text), /4,800 anomalies/);
    await extension.app.anomalies.setFilter({ ...extension.app.anomalies.filter, text: 'table_001' });
    assert.deepEqual([badge(), view().description], [12, '12 of 4,800 · “table_001”']);
    assert.match(String(status()?.text), /12 of 4,800 anomalies/);
    await extension.app.anomalies.setFilter({ ...extension.app.anomalies.filter, text: '', statuses: ['Resolved'] });
    assert.deepEqual([view().badge, view().description], [undefined, '0 · Resolved']);
    assert.match(String(status()?.text), /0 anomalies shown/);
  });

  it('says at once that a job is being cancelled, and takes that back when it cannot be asked for', async () => {
    start();
    await run('plumbline.scan', target);
    let answer = (_: Error): void => undefined;
    server.answers.abort = () => new Promise((_, reject) => { answer = reject; });
    const cancelling = run('plumbline.cancelJob', { kind: 'job', key: 'local:100' });
    await settle();
    assert.equal(extension.app.jobs.store.get('local:100')?.cancelling, true);
    assert.match(String(status()?.text), /Cancelling Scan store/);
    becomes({ status: { records_processed: 455, records_total: 1000 } });
    await tick();
    assert.match(String(status()?.text), /Cancelling Scan store/, 'a look at the server does not hide it');
    answer(new PlumblineError({ code: 'unreachable', reason: 'Nothing answers.' }));
    await cancelling;
    assert.match(String(status()?.text), /loading~spin\) Scan store 1 45%/);
    assert.equal(editor.messages.at(-1)?.kind, 'error');
  });

  it('sets the status of a whole group, within the filter, and takes it back', async () => {
    server.anomalies = Array.from({ length: 230 }, (_, n) => anAnomaly(n + 1, 1 + (n % 2), { status: n % 10 === 0 ? 'Acknowledged' : 'Active' }));
    start();
    await run('plumbline.refresh');
    const statuses = (): string[] => [...new Set(server.anomalies.map((one) => `${one.container?.id} ${one.status}`))].sort();
    editor.answer = 'Undo';
    let resolved: string[] = [];
    const { setAnomalyStatus } = server.answers;
    server.answers.setAnomalyStatus = async (ids, status) => {
      await setAnomalyStatus!(ids, status);
      if (status === 'Resolved') resolved = statuses();
    };
    const before = server.anomalies.map((one) => one.status);
    await run('plumbline.resolveAnomaly', { kind: 'anomalyContainer', group: 'c1', assetId: 1 });
    await tick();
    assert.deepEqual(resolved, ['1 Resolved', '2 Active']);
    assert.deepEqual(editor.messages.at(-1), { kind: 'info', text: '115 anomalies are now Resolved.', actions: ['Undo'] });
    assert.deepEqual(server.anomalies.map((one) => one.status), before, 'taken back');
  });

  it('says what went wrong when a command fails, once', async () => {
    start();
    server.error = new PlumblineError({ code: 'not-allowed', reason: 'You may not scan.', remedy: 'Ask somebody.' });
    await run('plumbline.scan', target);
    assert.deepEqual(editor.messages, [{ kind: 'error', text: 'You may not scan. Ask somebody.', actions: ['Show Log'] }]);
  });

  it('forgets a job that the server does not know any more', async () => {
    start();
    await run('plumbline.scan', target);
    server.operations = [];
    await tick();
    assert.equal(extension.app.jobs.store.all().length, 0);
    assert.equal(clock.pending(), 0);
  });
});

describe('the pipeline', () => {
  let server: FakeServer;
  let clock: FakeClock;
  let extension: Composed;
  const tick = async (): Promise<void> => { await clock.advance(1000); await settle(); await settle(); };
  const ends = async (result: string, more: object = {}): Promise<void> => {
    const last = server.operations.pop()!;
    server.operations.push(anOperation(last.id, { type: last.type, result, end_time: '2026-11-20T10:00:05Z', ...more }));
    await tick();
  };
  beforeEach(async () => {
    server = fakeServer();
    clock = createFakeClock();
    server.datastores = [aDatastore(1)];
    extension = composeExtension({ server, clock });
    await editor.commands.get('plumbline.runPipeline')!(target);
  });
  afterEach(() => extension.dispose());

  it('runs sync, then profile, then scan, and tells of the end only', async () => {
    await ends('success');
    await ends('success');
    assert.equal(editor.messages.length, 0);
    await ends('success');
    assert.deepEqual(server.operations.map((o) => o.type), ['sync', 'profile', 'scan']);
    assert.deepEqual(editor.messages.map((m) => m.text), ['Scan of store 1 is done: no anomalies found.']);
  });

  it('stops at a failure and says where', async () => {
    await ends('success');
    await ends('failure', { message: 'A file is broken.' });
    await tick();
    assert.deepEqual(server.operations.map((o) => o.type), ['sync', 'profile']);
    assert.deepEqual(editor.messages.map((m) => m.text), ['The pipeline of store 1 stopped at Profile: A file is broken.']);
  });

  it('stops when a step cannot be started, and says why', async () => {
    await ends('success');
    server.refuse.set('run', new PlumblineError({ code: 'conflict', reason: 'The datastore is being removed.' }));
    await ends('success');
    assert.deepEqual(editor.messages.map((m) => m.text), ['The pipeline of store 1 stopped: Scan could not be started. The datastore is being removed.']);
  });

  it('goes on after a reload of the window', async () => {
    const saved = extension.workspaceState.values;
    extension.dispose();
    extension = composeExtension({ server, clock, saved });
    await ends('success');
    assert.deepEqual(server.operations.map((o) => o.type), ['sync', 'profile']);
  });
});
