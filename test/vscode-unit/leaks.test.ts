import { editor } from './vscode-stub';
import { settle, stubPanels } from '../webview/panel-stub';
import assert from 'node:assert/strict';
import { createFakeClock } from '../core/fake-clock';
import { countListeners } from './count-listeners';
import { aContainer, aDatastore, aField, anAnomaly, anOperation, fakeServer, type FakeServer } from './fake-backend';
import type * as Compose from './compose-extension';

const composeFile = require.resolve('./compose-extension');

describe('what is closed', () => {
  let server: FakeServer;
  let extension: Compose.Composed;
  let window: ReturnType<typeof stubPanels>;
  let counted: ReturnType<typeof countListeners>;
  let emptyEditor: number;
  const listeners = (): number => counted.listening() + editor.listening();

  beforeEach(() => {
    server = fakeServer();
    server.datastores = [aDatastore(1)];
    server.containers = [aContainer(1, 1)];
    server.fields.set(1, [aField(1, { name: 'a' })]);
    server.operations = [anOperation(7)];
    server.anomalies = [anAnomaly(5, 1)];
    Object.assign(server.backend, {
      sourceRecords: () => Promise.resolve({ records: [], columns: [] }), history: () => Promise.resolve([]), comments: () => Promise.resolve([]),
      ruleSpecs: () => Promise.resolve([]), container: () => Promise.resolve(server.containers[0]),
    });
    window = stubPanels();
    counted = countListeners([composeFile]);
    emptyEditor = editor.listening();
    // Loaded anew, so that its signals are counted.
    const { composeExtension } = require('./compose-extension') as typeof Compose;
    extension = composeExtension({ server, clock: createFakeClock() });
  });
  afterEach(() => {
    extension.dispose();
    counted.restore();
  });

  const panels: [string, () => Promise<void>][] = [
    ['a job panel', () => extension.app.panels.openJob('local:7')],
    ['an anomaly panel', () => extension.app.panels.openAnomaly(5)],
    ['a check form', () => extension.app.panels.openCheckForm({ containerId: 1 })],
  ];
  for (const [name, open] of panels) {
    it(`listens no more: ${name}`, async () => {
      const before = listeners();
      for (let times = 0; times < 3; times += 1) {
        await open();
        await settle();
        assert.ok(listeners() > before, 'an open panel listens');
        window.panels.at(-1)!.close();
      }
      assert.equal(window.panels.length, 3);
      assert.equal(listeners(), before);
    });

    it(`asks the server nothing any more: ${name}`, async () => {
      await open();
      await settle();
      window.panels.at(-1)!.close();
      await settle();
      server.calls.length = 0;
      server.operations = [anOperation(7, { result: 'success', end_time: '2026-11-20T10:01:00Z' })];
      await extension.app.jobs.poll([7]);
      extension.app.anomalies.store.put([anAnomaly(5, 1, { status: 'Resolved' })]);
      await settle();
      const asked = server.calls.filter((call) => ['operation', 'anomaly', 'sourceRecords', 'history', 'comments', 'check'].includes(call));
      assert.deepEqual(asked, []);
    });
  }

  it('listens no more: the extension with its trees, views, status bar and open panels', async () => {
    assert.ok(counted.listening() > 10);
    for (const [, open] of panels) await open();
    await settle();
    for (const view of editor.views.values()) await (view.treeDataProvider as { getChildren(): unknown }).getChildren();
    extension.dispose();
    assert.equal(counted.listening(), 0);
    assert.equal(editor.listening(), emptyEditor);
  });
});
