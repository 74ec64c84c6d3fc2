import './vscode-stub';
import assert from 'node:assert/strict';
import { PlumblineError } from '../../src/core/errors';
import { dormantUntil } from '../../src/vscode/servers/dormant';
import { createRegistry } from '../../src/vscode/servers/registry';
import type { Server } from '../../src/vscode/servers/server';
import { fakeServer } from './fake-backend';
import { memento, secretMemento } from './memento';

const acme: Server = { id: 'a1', kind: 'qualytics', name: 'acme', url: 'https://acme.example' };

function setup(saved: { global?: Record<string, unknown>; workspace?: Record<string, unknown> } = {}) {
  const [global, workspace, secrets] = [memento(saved.global), memento(saved.workspace), secretMemento()];
  const made: { server: string; token: string | null }[] = [];
  const world = { error: null as Error | null };
  const servers = createRegistry({
    global, workspace, secrets,
    connect: async (server, token) => {
      made.push({ server: server.id, token });
      if (world.error) throw world.error;
      return fakeServer().backend;
    },
  });
  const active: string[] = [];
  servers.onDidChangeActive((server) => active.push(server.id));
  return { servers, global, workspace, secrets, made, active, world };
}

describe('servers', () => {
  it('has the local engine from the start, active', () => {
    const { servers } = setup();
    assert.deepEqual(servers.all().map((s) => s.id), ['local']);
    assert.equal(servers.active.id, 'local');
  });

  it('keeps a token in the secret storage and nowhere else', async () => {
    const { servers, global, workspace, secrets } = setup();
    await servers.add(acme, 'tok-123');
    await servers.select('a1');
    assert.deepEqual([...secrets.values.values()], ['tok-123']);
    assert.doesNotMatch(JSON.stringify([global.values, workspace.values]), /tok-123/);
  });

  it('is active per workspace, and connects with its token, once', async () => {
    const { servers, made, active } = setup();
    await servers.add(acme, 'tok');
    await servers.select('a1');
    await Promise.all([servers.backend(), servers.backend()]);
    assert.deepEqual(made, [{ server: 'a1', token: 'tok' }]);
    assert.deepEqual(active, ['a1']);
  });

  it('connects anew after a connection that could not be made', async () => {
    const { servers, made, world } = setup();
    world.error = new PlumblineError({ code: 'not-allowed', reason: 'Not trusted.' });
    await assert.rejects(servers.backend(), /Not trusted/);
    world.error = null;
    await servers.backend();
    assert.equal(made.length, 2);
  });

  it('goes back to the local engine when the active server is removed, and forgets its token', async () => {
    const { servers, secrets, active } = setup();
    await servers.add(acme, 'tok');
    await servers.select('a1');
    await servers.remove('a1');
    assert.equal(servers.active.id, 'local');
    assert.deepEqual(active, ['a1', 'local']);
    assert.equal(secrets.values.size, 0);
  });

  it('takes a new token that another window stored', async () => {
    const { servers, secrets, made, active } = setup();
    await servers.add(acme, 'old');
    await servers.select('a1');
    await servers.backend();
    await secrets.store('plumbline.token.a1', 'new');
    servers.tokenChanged('a1');
    await servers.backend();
    assert.deepEqual(made.map((m) => m.token), ['old', 'new']);
    assert.deepEqual(active, ['a1', 'a1']);
  });

  it('knows the servers again after a restart, and drops what does not read as servers', () => {
    const good = setup({ global: { 'plumbline.servers': [acme] }, workspace: { 'plumbline.activeServer': 'a1' } });
    assert.equal(good.servers.active.name, 'acme');
    const bad = setup({ global: { 'plumbline.servers': [{ id: 1 }] }, workspace: { 'plumbline.activeServer': 'gone' } });
    assert.equal(bad.servers.active.id, 'local');
  });
});

describe('a folder that was never used with Plumbline', () => {
  it('has empty lists without the engine being asked, until there is a store', async () => {
    const server = fakeServer();
    let exists = false;
    const backend = dormantUntil(server.backend, () => exists);
    assert.deepEqual(await backend.datastores(), []);
    assert.equal((await backend.operations({})).total, 0);
    assert.equal((await backend.anomalies({})).total, 0);
    assert.deepEqual(server.calls, []);
    exists = true;
    await backend.datastores();
    assert.deepEqual(server.calls, ['datastores']);
  });
});
