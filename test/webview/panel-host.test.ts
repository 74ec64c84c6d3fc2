import { editor, settle, stubPanels, type StubPanel } from './panel-stub';
import assert from 'node:assert/strict';
import { restBackend } from '../../src/backend/rest/rest-backend';
import { restClient } from '../../src/backend/rest/client';
import { PlumblineError } from '../../src/core/errors';
import { readMessage } from '../../src/core/protocol/wire';
import { anomalyToView } from '../../src/core/protocol/anomaly-panel';
import { jobToView } from '../../src/core/protocol/job-panel';
import { registerPanels } from '../../src/vscode/panels/register-panels';
import { fakeTransport } from '../backend/support/fake-server';
import { composeExtension, type Composed } from '../vscode-unit/compose-extension';
import { aContainer, aDatastore, aField, anAnomaly, anOperation, fakeServer, type FakeServer } from '../vscode-unit/fake-backend';
import { specs } from './states/checks';

describe('host side of the panels', () => {
  let server: FakeServer;
  let extension: Composed;
  let window: ReturnType<typeof stubPanels>;
  beforeEach(() => {
    server = fakeServer();
    server.datastores = [aDatastore(1)];
    server.containers = [aContainer(1, 1)];
    server.fields.set(1, [aField(1, { name: 'a', type: 'Integral' })]);
    server.operations = [anOperation(7, { status: { anomalies_identified: 2 } })];
    server.anomalies = [anAnomaly(5, 1, { operation_id: 7, failed_checks: [{ quality_check: { id: 71, rule_type: 'notNull', fields: [{ name: 'a' }] }, message: 'm' }] })];
    window = stubPanels();
    extension = composeExtension({ server });
  });
  afterEach(() => extension.dispose());

  /** Opens a panel and lets its page say that it listens. */
  async function opened(open: () => Promise<void>): Promise<StubPanel> {
    await open();
    await settle();
    const panel = window.panels.at(-1)!;
    await panel.post({ type: 'ready' });
    await new Promise((resolve) => setTimeout(resolve, 120));
    await settle();
    return panel;
  }
  const pushed = async (): Promise<void> => { await new Promise((resolve) => setTimeout(resolve, 130)); await settle(); };
  const openJob = (id: number) => opened(() => extension.app.panels.openJob(`local:${id}`));
  const openAnomaly = (id: number) => opened(() => extension.app.panels.openAnomaly(id));

  it('opens one panel a thing, under a policy, and sends nothing before the page listens', async () => {
    await extension.app.panels.openJob('local:7');
    await settle();
    const panel = window.panels[0]!;
    assert.deepEqual(panel.received, []);
    assert.match(panel.html, /Content-Security-Policy[^>]*default-src 'none'/);
    await extension.app.panels.openJob('local:7');
    assert.deepEqual([window.panels.length, panel.revealed], [1, 1]);
    await panel.post({ type: 'ready' });
    await pushed();
    assert.equal(readMessage<unknown>(jobToView, panel.received[0]).ok, true);
    assert.equal(panel.title, 'Scan #7 · store 1');
  });

  it('follows the store while it is seen, in whole states, at most ten a second', async () => {
    const panel = await openJob(7);
    const [before, since] = [panel.received.length, Date.now()];
    for (let rows = 1; rows <= 200; rows += 1) {
      server.operations = [anOperation(7, { status: { records_processed: rows, records_total: 200 } })];
      await extension.app.jobs.poll([7]);
    }
    await pushed();
    const most = Math.ceil((Date.now() - since) / 100) + 1;
    assert.ok(panel.received.length - before <= most, `${panel.received.length - before} states where ${most} are enough`);
    assert.equal(panel.state()['rows'], 200);
    panel.hide();
    const hidden = panel.received.length;
    server.operations = [anOperation(7, { result: 'aborted', end_time: '2026-11-20T10:01:00Z' })];
    await extension.app.jobs.poll([7]);
    await pushed();
    assert.equal(panel.received.length, hidden, 'a hidden page would lose it');
    panel.show();
    await panel.post({ type: 'ready' });
    await pushed();
    assert.equal(panel.state()['status'], 'Cancelled');
  });

  it('drops messages that no view of ours sends', async () => {
    const panel = await openJob(7);
    server.calls.length = 0;
    for (const message of [{ type: 'act', action: 'dropTable' }, { type: 'act' }, 'cancel', null, { type: 'setStatus', status: 'Resolved' }]) await panel.post(message);
    assert.deepEqual(server.calls, []);
  });

  it('cancels, and opens the job that a retry started', async () => {
    const asked: string[] = [];
    const backend = await extension.app.backend();
    Object.assign(backend, {
      abort: (id: number) => { asked.push(`abort ${id}`); return Promise.resolve(server.operations[0] = anOperation(id, { result: 'aborted', end_time: '2026-11-20T10:01:00Z' })); },
      rerun: (id: number) => { asked.push(`rerun ${id}`); const again = anOperation(8); server.operations.push(again); return Promise.resolve(again); },
    });
    const panel = await openJob(7);
    await panel.post({ type: 'act', action: 'cancel' });
    await pushed();
    assert.equal(panel.state()['status'], 'Cancelled');
    await panel.post({ type: 'act', action: 'retry' });
    await pushed();
    assert.deepEqual(asked, ['abort 7', 'rerun 7']);
    assert.match(window.panels.at(-1)!.title, /#8/);
  });

  it('copies the error, with what to do', async () => {
    server.operations = [anOperation(7, { result: 'failure', end_time: '2026-11-20T10:01:00Z', problem: { code: 'internal', reason: 'It broke.', remedy: 'Mend it.', detail: 'at x' } })];
    const panel = await openJob(7);
    await panel.post({ type: 'copyError' });
    assert.deepEqual(window.texts, ['It broke.\nMend it.\nat x']);
  });

  it('says what is gone or on another server, and looks again when asked', async () => {
    server.refuse.set('operation', new PlumblineError({ code: 'not-found', reason: 'No operation 9.' }));
    const gone = await openJob(9);
    assert.deepEqual([gone.state()['kind'], (gone.state()['problem'] as { reason: string }).reason], ['gone', 'This job is not on the active server any more.']);
    server.refuse.clear();
    server.operations.push(anOperation(9));
    await gone.post({ type: 'reload' });
    await pushed();
    assert.equal(gone.state()['kind'], 'job');
    const other = await opened(() => extension.app.panels.openJob('elsewhere:1'));
    assert.match((other.state()['problem'] as { reason: string }).reason, /server that is not known any more/);
  });

  it('comes back after a reload with what it showed, and closes what it cannot read', async () => {
    const panels = registerPanels(extension.app);
    const good = window.restored();
    panels.restore('plumbline.anomaly', good.raw as never, { target: { serverId: 'local', id: 5 }, ui: { anything: 1 } });
    await settle();
    await good.panel.post({ type: 'ready' });
    await pushed();
    assert.equal(good.panel.state()['kind'], 'anomaly');
    for (const state of [undefined, null, {}, { target: { serverId: 'local', id: '5; DROP' } }]) {
      const bad = window.restored();
      panels.restore('plumbline.anomaly', bad.raw as never, state);
      assert.equal(bad.panel.disposed, true, JSON.stringify(state));
    }
  });

  it('sends an anomaly at once, and each further part as it comes or fails', async () => {
    Object.assign(server.backend, {
      sourceRecords: () => Promise.resolve({ records: [{ row_id: '1', values: { a: null }, failed_checks: [71], fields: ['a'] }], columns: ['a'] }),
      history: () => Promise.reject(new PlumblineError({ code: 'not-allowed', reason: 'No.', remedy: 'Ask.' })),
      comments: () => Promise.resolve([]),
    });
    const panel = await openAnomaly(5);
    assert.equal(panel.title, 'Anomaly #5 · table 1 · a');
    const { rows, history, comments } = panel.state() as { rows: { value: { rows: unknown[] } }; history: unknown; comments: unknown };
    assert.deepEqual(rows.value.rows, [{ id: '1', cells: [null], marks: [{ column: 0, checks: [71] }] }]);
    assert.deepEqual([history, comments], [{ problem: 'No. Ask.' }, { value: [] }]);
    assert.equal(readMessage<unknown>(anomalyToView, panel.received.at(-1)).ok, true);
  });

  it('marks the failing cells of a server that sends only the text of the rows', async () => {
    const backend = restBackend(restClient({ apiUrl: 'https://q.test/api/', token: null, transport: fakeTransport({
      getAnomaly: () => server.anomalies[0],
      sourceRecords: () => ({ source_record: '[{"id": 1, "a": null}, {"id": 2, "a": {"deep": true}}]' }),
    }) }));
    Object.assign(server.backend, backend);
    const panel = await openAnomaly(5);
    const { rows } = panel.state() as { rows: { value: object } };
    assert.deepEqual(rows.value, {
      columns: ['id', 'a'], searched: '', columnsLeftOut: 0, more: false,
      rows: [{ id: '1', cells: [1, null], marks: [{ column: 1, checks: [71] }] }, { id: '2', cells: [2, '{"deep":true}'], marks: [{ column: 1, checks: [71] }] }],
    });
  });

  it('fetches the trail anew when the anomaly was changed elsewhere', async () => {
    let asked = 0;
    Object.assign(server.backend, { sourceRecords: () => Promise.resolve({ records: [], columns: [] }), history: () => { asked += 1; return Promise.resolve([]); }, comments: () => Promise.resolve([]) });
    const panel = await openAnomaly(5);
    assert.equal(asked, 1);
    await extension.app.actions.setAnomalyStatus([5], 'Acknowledged');
    await pushed();
    assert.deepEqual([asked, panel.state()['status']], [2, 'Acknowledged']);
  });

  it('keeps a comment that could not be saved, and says why', async () => {
    Object.assign(server.backend, { addComment: () => Promise.reject(new PlumblineError({ code: 'unreachable', reason: 'The server does not answer.' })) });
    const panel = await openAnomaly(5);
    await panel.post({ type: 'addComment', text: 'hello' });
    await pushed();
    assert.deepEqual([panel.state()['notice'], (panel.state()['saved'] as { comments: number }).comments], [{ tone: 'error', text: 'The server does not answer.' }, 0]);
  });

  it('opens the check of an anomaly only if it is one of its checks', async () => {
    const panel = await openAnomaly(5);
    await panel.post({ type: 'openCheck', id: 999 });
    assert.equal(window.panels.length, 1);
    await panel.post({ type: 'openCheck', id: 71 });
    assert.equal(window.panels.length, 2);
    assert.equal(window.panels[1]!.title, 'Check #71');
  });

  it('saves a new check, and is its form from then on', async () => {
    const created: unknown[] = [];
    Object.assign(server.backend, {
      ruleSpecs: () => Promise.resolve(specs), container: () => Promise.resolve(aContainer(1, 1)),
      createCheck: (input: object) => { created.push(input); return Promise.resolve({ id: 80, rule_type: 'between', fields: [{ name: 'a' }], properties: { min: 1, max: 2 } }); },
      validateCheck: () => Promise.resolve({ valid: true, rows: 9, failing_rows: 3 }),
    });
    const panel = await opened(() => extension.app.panels.openCheckForm({ containerId: 1, field: 'a' }));
    const draft = { ...(panel.state()['saved'] as object), rule: 'between', properties: { min: '1', max: '2' } };
    await panel.post({ type: 'edit', seq: 4, draft, complete: true });
    await pushed();
    assert.deepEqual(panel.state()['trial'], { seq: 4, outcome: { state: 'valid', rows: 9, failing: 3, passes: null, violation: null, note: null } });
    await panel.post({ type: 'save', draft: { ...draft, properties: { min: 'x', max: '2' } } });
    assert.deepEqual(created, [], 'what is malformed is not saved, whatever the page says');
    await panel.post({ type: 'save', draft });
    await pushed();
    assert.deepEqual(created, [{ container_id: 1, rule: 'between', fields: ['a'], properties: { min: 1, max: 2 }, filter: null, coverage: null, description: '', status: 'Active' }]);
    assert.deepEqual([panel.title, panel.state()['checkId'], panel.received.at(-1)!.target], ['Check #80 · table 1', 80, { serverId: 'local', containerId: 1, checkId: 80 }]);
    await extension.app.panels.openCheckForm({ containerId: 1, checkId: 80 });
    assert.equal(window.panels.length, 1);
  });

  it('archives a check after asking, and closes its form', async () => {
    const archived: number[] = [];
    Object.assign(server.backend, {
      ruleSpecs: () => Promise.resolve(specs), container: () => Promise.resolve(aContainer(1, 1)), check: (id: number) => Promise.resolve({ id, rule_type: 'notNull', fields: [] }),
      archiveCheck: (id: number) => { archived.push(id); return Promise.resolve(); },
    });
    const panel = await opened(() => extension.app.panels.openCheckForm({ containerId: 1, checkId: 71 }));
    await panel.post({ type: 'archive' });
    assert.deepEqual([archived, panel.disposed], [[], false], 'not without a yes');
    editor.answer = 'Archive';
    await panel.post({ type: 'archive' });
    assert.deepEqual([archived, panel.disposed], [[71], true]);
  });
});
