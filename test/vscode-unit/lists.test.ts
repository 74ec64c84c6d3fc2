import './vscode-stub';
import assert from 'node:assert/strict';
import { PlumblineError } from '../../src/core/errors';
import { isFiltered } from '../../src/vscode/data/anomaly-filter';
import { createCatalogue } from '../../src/vscode/data/catalogue';
import { refreshWhenSeen } from '../../src/vscode/data/keep-fresh';
import { createLoader } from '../../src/vscode/data/loader';
import { composeExtension } from './compose-extension';
import { aDatastore, anAnomaly, fakeServer } from './fake-backend';

describe('lists', () => {
  function setup() {
    let time = 1_000_000;
    const world = { loads: 0, error: null as Error | null };
    const loader = createLoader(async () => {
      world.loads += 1;
      if (world.error) throw world.error;
    }, () => time);
    const view = { visible: true };
    const seen = (focused = true): void => refreshWhenSeen(view, loader, () => focused, () => time);
    return { world, loader, view, seen, pass: (ms: number) => { time += ms; } };
  }
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('are loaded when somebody looks at them, and again only when they are old', async () => {
    const { world, seen, pass } = setup();
    seen();
    await settle();
    pass(59_000);
    seen();
    await settle();
    assert.equal(world.loads, 1);
    pass(2_000);
    seen();
    await settle();
    assert.equal(world.loads, 2);
  });

  it('are not loaded while nobody looks', async () => {
    const { world, view, seen } = setup();
    seen(false);
    view.visible = false;
    seen();
    await settle();
    assert.equal(world.loads, 0);
  });

  it('are loaded once, however many ask at the same time', async () => {
    const { world, loader, seen } = setup();
    seen();
    seen();
    await Promise.all([loader.run(), loader.run()]);
    assert.equal(world.loads, 1);
  });

  it('keep what they had, and say what is wrong, when a load fails', async () => {
    const server = fakeServer();
    server.datastores = [aDatastore(1)];
    const catalogue = createCatalogue(async () => server.backend);
    await catalogue.refresh();
    server.error = new PlumblineError({ code: 'unreachable', reason: 'Nothing answers.' });
    await catalogue.refresh();
    assert.equal(catalogue.datastores.all().length, 1);
    assert.equal(catalogue.loader.state.problem?.reason, 'Nothing answers.');
  });

  it('forget filter, rows and total of one server when another is selected', async () => {
    const [here, there] = [fakeServer(), fakeServer()];
    here.anomalies = [anAnomaly(1, 1, { status: 'Resolved' })];
    there.anomalies = [anAnomaly(2)];
    const extension = composeExtension({ connect: async (server) => (server.id === 'local' ? here : there).backend });
    const { anomalies } = extension.app;
    await anomalies.setFilter({ ...anomalies.filter, statuses: ['Resolved'], datastoreId: 1, containerId: 1, operationId: 7, type: 'record', text: 'anomaly' });
    await anomalies.unfold('c1');
    assert.deepEqual(anomalies.members('c1').keys, [1]);
    await extension.app.servers.add({ id: 'q', kind: 'qualytics', name: 'acme', url: 'https://acme.example' }, 'tok');
    await extension.app.servers.select('q');
    await anomalies.loader.run();
    assert.equal(isFiltered(anomalies.filter), false, 'ids of the other server mean something else here');
    await anomalies.unfold('c1');
    assert.deepEqual([anomalies.members('c1').keys, anomalies.total, anomalies.store.get(1)], [[2], 1, undefined]);
    extension.dispose();
  });

  it('ignore an answer that comes after another server was selected', async () => {
    const server = fakeServer();
    server.datastores = [aDatastore(1)];
    let answer = (): void => undefined;
    const waiting = new Promise<void>((resolve) => { answer = resolve; });
    const catalogue = createCatalogue(async () => { await waiting; return server.backend; });
    const loading = catalogue.loader.run();
    catalogue.reset();
    answer();
    await loading;
    assert.equal(catalogue.datastores.all().length, 0);
    assert.equal(catalogue.loader.state.phase, 'new');
  });
});
