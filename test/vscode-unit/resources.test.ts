import { editor, vscode } from './vscode-stub';
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freeName, placeBelow } from '../../src/vscode/commands/data-files';
import { datastoreOf } from '../../src/vscode/commands/ensure-datastore';
import { sampleCustomers, sampleOrders } from '../../src/vscode/commands/sample-data';
import { composeExtension, type Composed } from './compose-extension';
import { aContainer, aDatastore, anOperation, fakeServer, type FakeServer } from './fake-backend';

describe('files and folders in the Explorer', () => {
  const base = mkdtempSync(path.join(os.tmpdir(), 'plumbline-resources-'));
  const at = (...parts: string[]): string => path.join(base, ...parts);
  const uri = (file: string): object => ({ scheme: 'file', fsPath: file });
  let server: FakeServer;
  let extension: Composed;
  const created: object[] = [];
  const run = async (command: string, ...args: unknown[]): Promise<void> => { await editor.commands.get(command)!(...args); };

  before(() => {
    mkdirSync(at('shop', 'old'), { recursive: true });
    for (const file of ['orders.csv', path.join('old', 'b.csv')]) writeFileSync(at('shop', file), 'a\n1\n');
  });
  after(() => rmSync(base, { recursive: true, force: true }));
  beforeEach(() => {
    server = fakeServer();
    created.length = 0;
    Object.assign(server.answers, {
      tryDatastore: async () => ({ connected: true }),
      createDatastore: async (input: { name: string; connection: { path: string } }) => {
        created.push(input);
        const made = aDatastore(server.datastores.length + 1, { name: input.name, connection: { id: 1, name: input.name, type: 'files', path: input.connection.path } });
        server.datastores.push(made);
        return made;
      },
      run: async (request: { type: string; datastore_id: number }) => {
        const one = anOperation(100 + server.operations.length, { type: request.type, result: 'success', end_time: '2026-11-20T10:00:01Z', datastore: { id: request.datastore_id, name: 's' }, configuration: request });
        server.operations.push(one);
        if (request.type === 'sync') server.containers = [aContainer(1, 1, { name: 'orders', files: ['orders.csv'] }), aContainer(2, 1, { name: 'b', files: ['old/b.csv'] })];
        return [one];
      },
    });
    extension = composeExtension({ server });
  });
  afterEach(() => extension.dispose());
  const ran = (): unknown[] => server.operations.map((one) => one.configuration);

  it('become datastores, each once, under names of their own', async () => {
    server.datastores = [aDatastore(1, { name: 'shop', connection: { id: 1, name: 'x', type: 'files', path: at('elsewhere', 'shop') } })];
    await run('plumbline.addResource', uri(at('shop')), [uri(at('shop')), uri(at('shop', 'orders.csv'))]);
    await run('plumbline.addResource', uri(at('shop')));
    assert.deepEqual(created, [
      { name: 'shop 2', connection: { name: 'shop 2', type: 'files', path: at('shop') } },
      { name: 'orders.csv', connection: { name: 'orders.csv', type: 'files', path: at('shop', 'orders.csv') } },
    ]);
    assert.equal(server.operations.length, 2, 'each is read once');
  });

  it('are scanned where they lie: a folder whole, a file as the container that it is part of', async () => {
    await run('plumbline.scanResource', uri(at('shop')));
    await run('plumbline.scanResource', uri(at('shop', 'old', 'b.csv')));
    assert.equal(created.length, 1, 'the file belongs to the datastore of its folder');
    assert.deepEqual(ran(), [{ type: 'sync', datastore_id: 1 }, { type: 'scan', datastore_id: 1 }, { type: 'scan', datastore_id: 1, container_names: ['b'] }]);
  });

  it('of a file that no container has, even after a sync, it is said', async () => {
    await run('plumbline.profileResource', uri(at('shop')));
    writeFileSync(at('shop', 'new.txt'), 'x');
    await run('plumbline.scanResource', uri(at('shop', 'new.txt')));
    assert.ok(editor.messages.some((message) => /has no container of this file/.test(message.text)));
  });

  it('that cannot be read are said to be, and not added', async () => {
    server.answers.tryDatastore = async () => ({ connected: false, message: 'There are no data files.' });
    await run('plumbline.addResource', uri(at('shop')));
    assert.deepEqual(created, []);
    assert.ok(editor.messages.some((message) => message.text.startsWith('There are no data files.')));
  });

  it('of a whole workspace are scanned without a question', async () => {
    vscode.workspace.workspaceFolders = [{ name: 'shop', uri: uri(at('shop')) }];
    Object.assign(vscode.workspace, { findFiles: async ({ pattern }: { pattern: string }) => (pattern.includes('csv') ? [uri(at('shop', 'orders.csv'))] : [uri(at('shop', 'a.duckdb'))]) });
    await run('plumbline.scanWorkspace');
    assert.deepEqual(created.map((one) => (one as { connection: object }).connection), [{ name: 'shop', type: 'files', path: at('shop') }, { name: 'a', type: 'duckdb', path: at('shop', 'a.duckdb') }]);
    assert.deepEqual(ran().filter((one) => (one as { type: string }).type === 'sync').slice(0, 2), [{ type: 'sync', datastore_id: 1 }, { type: 'sync', datastore_id: 2 }]);
    Object.assign(vscode.workspace, { findFiles: async () => [] });
    await run('plumbline.scanWorkspace');
    // The pipelines tell of their ends meanwhile.
    assert.ok(editor.messages.some((message) => /no CSV, JSON, Parquet or DuckDB files/.test(message.text)));
  });

  it('are found by where they lie', () => {
    const store = (id: number, place: string) => aDatastore(id, { connection: { id, name: 'x', type: 'files', path: place } });
    const all = [store(1, at('shop')), store(2, at('shop', 'old')), store(3, at('sho'))];
    assert.deepEqual([at('shop', 'old', 'b.csv'), at('shop', 'orders.csv'), at('shop'), at('shops', 'x')].map((place) => datastoreOf(all, place)?.id), [2, 1, 1, undefined]);
    assert.deepEqual([placeBelow(at('a'), at('a')), placeBelow(at('a'), at('a', '..b', 'c')), placeBelow(at('a'), at('b'))], ['', '..b/c', null]);
    assert.deepEqual([freeName(at('x.duckdb'), []), freeName(at('x'), ['x', 'x 2'])], ['x', 'x 3']);
  });

  it('of the sample hold the faults that it is there to show', () => {
    const orders = sampleOrders().trim().split('\n').slice(1).map((line) => line.split(','));
    assert.equal(orders.length, 400);
    assert.deepEqual([orders.filter(([, customer]) => customer === '').length, orders.filter((row) => Number(row[4]) < 0).length, orders.filter((row) => row[3] === 'payed').length, 400 - new Set(orders.map(([id]) => id)).size], [1, 1, 1, 1]);
    assert.equal(sampleCustomers().split('\n').filter((line) => line.includes('(at)')).length, 1);
  });
});
