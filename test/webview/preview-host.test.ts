import { settle, stubPanels, type StubPanel } from './panel-stub';
import assert from 'node:assert/strict';
import type { ContainerPreview } from '../../src/core/api/schemas/container';
import { PlumblineError } from '../../src/core/errors';
import { previewToView } from '../../src/core/protocol/preview-panel';
import { readMessage } from '../../src/core/protocol/wire';
import { composeExtension, type Composed } from '../vscode-unit/compose-extension';
import { aContainer, aDatastore, fakeServer, type FakeServer } from '../vscode-unit/fake-backend';

const rows = 10_000;

describe('host side of the preview', () => {
  let server: FakeServer;
  let extension: Composed;
  let window: ReturnType<typeof stubPanels>;
  let asked: { offset?: number; filter?: string | null; count?: boolean; sort?: unknown }[];
  let gate: Promise<void>;
  beforeEach(() => {
    server = fakeServer();
    server.datastores = [aDatastore(1)];
    server.containers = [aContainer(1, 1, { name: 'orders' })];
    asked = [];
    gate = Promise.resolve();
    Object.assign(server.answers, {
      container: async () => server.containers[0],
      previewContainer: async (id: number, request: (typeof asked)[number] & { rows: number }): Promise<ContainerPreview> => {
        asked.push(request);
        await gate;
        if (request.filter === 'bad') throw new PlumblineError({ code: 'bad-request', reason: 'There is no field bad.' });
        const total = request.filter ? 5 : rows;
        const offset = request.offset ?? 0;
        const there = Array.from({ length: Math.max(0, Math.min(request.rows, total - offset)) }, (_, at) => offset + at);
        return {
          container: { id, name: 'orders' }, read_options: {}, columns: [{ name: 'n', type: 'Integral', native_type: 'BIGINT' }],
          rows: there.map((n) => [n]), numbers: there, offset, total: request.count ? total : null, more: offset + there.length < total, notes: [],
        };
      },
    });
    window = stubPanels();
    extension = composeExtension({ server });
  });
  afterEach(() => extension.dispose());
  const pushed = async (): Promise<void> => { await new Promise((resolve) => setTimeout(resolve, 130)); await settle(); };
  async function opened(target: { containerId: number; row?: number } = { containerId: 1 }): Promise<StubPanel> {
    await extension.app.panels.openPreview(target);
    await settle();
    const panel = window.panels.at(-1)!;
    await panel.post({ type: 'ready' });
    await pushed();
    return panel;
  }
  const state = (panel: StubPanel): Record<string, unknown> & { rows: number[][] } => panel.state() as never;

  it('shows the first rows at once, and their number when they have been counted', async () => {
    const panel = await opened();
    assert.equal(readMessage<unknown>(previewToView, panel.received.at(-1)).ok, true);
    assert.deepEqual([panel.title, state(panel).rows[0], state(panel).rows.length, state(panel).total], ['orders', [0], 200, rows]);
    assert.deepEqual(asked.map((one) => one.count ?? false), [false, true]);
  });

  it('fetches what comes into sight, one request at a time, and of many wishes the newest', async () => {
    const panel = await opened();
    let open = (): void => undefined;
    gate = new Promise((resolve) => { open = resolve; });
    asked.length = 0;
    for (const row of [1000, 2000, 3000, 7000]) await panel.post({ type: 'see', row });
    assert.equal(asked.length, 1);
    open();
    await pushed();
    assert.deepEqual(asked.map((one) => one.offset), [900, 6900]);
    assert.equal(state(panel).rows[0]![0], 6900);
    asked.length = 0;
    await panel.post({ type: 'see', row: 7000 });
    assert.deepEqual(asked, []);
  });

  it('opens at a row, and goes to another one when it is asked for again', async () => {
    const panel = await opened({ containerId: 1, row: 5000 });
    assert.deepEqual([state(panel).offset, (state(panel).reveal as { row: number }).row], [4900, 5000]);
    await extension.app.panels.openPreview({ containerId: 1, row: 42 });
    await pushed();
    assert.deepEqual([window.panels.length, state(panel).offset, (state(panel).reveal as { row: number }).row], [1, 0, 42]);
  });

  it('sorts and filters from the first row on; a condition that does not fit leaves what is shown', async () => {
    const panel = await opened();
    await panel.post({ type: 'sort', sort: { field: 'n', descending: true } });
    await pushed();
    assert.deepEqual(asked.at(-1)!.sort, { field: 'n', descending: true });
    await panel.post({ type: 'filter', text: ' n > 9 ' });
    await pushed();
    assert.deepEqual([state(panel).filter, state(panel).total, state(panel).rows.length], ['n > 9', 5, 5]);
    await panel.post({ type: 'filter', text: 'bad' });
    await pushed();
    assert.deepEqual([state(panel).filter, state(panel).filterProblem, state(panel).rows.length], ['n > 9', 'There is no field bad.', 5]);
    await panel.post({ type: 'filter', text: '' });
    await pushed();
    assert.deepEqual([state(panel).filter, state(panel).filterProblem, state(panel).total], ['', null, rows]);
  });

  it('keeps a condition that is still on its way when other rows come into sight', async () => {
    const panel = await opened({ containerId: 1, row: 5000 });
    let open = (): void => undefined;
    gate = new Promise((resolve) => { open = resolve; });
    await panel.post({ type: 'filter', text: 'n > 9' });
    await panel.post({ type: 'see', row: 3 });
    open();
    await pushed();
    assert.deepEqual([state(panel).filter, state(panel).total], ['n > 9', 5]);
  });

  it('says why there is nothing, where the server does not show rows', async () => {
    server.refuse.set('previewContainer', new PlumblineError({ code: 'unsupported', reason: 'This server does not show the rows of a container.' }));
    const panel = await opened();
    assert.match(JSON.stringify(state(panel)), /does not show the rows/);
  });

  it('copies, and opens a check of the field', async () => {
    const panel = await opened();
    await panel.post({ type: 'copy', text: 'x' });
    assert.deepEqual(window.texts, ['x']);
    await panel.post({ type: 'createCheck', field: 'n' });
    assert.equal(window.panels.length, 2);
  });
});
