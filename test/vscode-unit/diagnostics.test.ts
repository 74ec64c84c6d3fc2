import { editor, vscode } from './vscode-stub';
import assert from 'node:assert/strict';
import { PlumblineError } from '../../src/core/errors';
import { loggedTransport } from '../../src/backend/transport/logged';
import { createTroubleLog } from '../../src/vscode/trouble-log';
import { composeExtension, type Composed } from './compose-extension';
import { aDatastore, fakeServer } from './fake-backend';

describe('what went wrong', () => {
  it('is in the log with its details, and at hand without its words', () => {
    const lines: string[] = [];
    const troubles = createTroubleLog({ error: (line: string) => void lines.push(line) } as never, () => 5);
    troubles.seen('loading the list', new PlumblineError({ code: 'unreachable', reason: 'Nothing answers at shop.example.', remedy: 'Check the URL.', detail: 'ECONNREFUSED' }));
    troubles.seen('a command', new PlumblineError({ code: 'aborted', reason: 'Cancelled.' }));
    assert.deepEqual(lines, ['loading the list: Nothing answers at shop.example. Check the URL.\nECONNREFUSED']);
    assert.deepEqual(troubles.recent(), [{ at: 5, where: 'loading the list', code: 'unreachable' }]);
    for (let i = 0; i < 100; i += 1) troubles.seen(`t${i}`, new Error('x'));
    assert.deepEqual([troubles.recent().length, troubles.recent().at(-1)!.where], [20, 't99']);
  });

  it('each call is told in one line, without headers and bodies', async () => {
    const lines: string[] = [];
    const request = { method: 'POST' as const, url: 'https://q.example/api/x?page=2', headers: { authorization: 'Bearer s3cret' }, body: '{"password":"s3cret"}', timeoutMs: 1 };
    await loggedTransport(async () => ({ status: 200, headers: {}, text: '{"token":"s3cret"}' }), (line) => lines.push(line), () => 0)(request);
    await assert.rejects(loggedTransport(() => Promise.reject(new PlumblineError({ code: 'unreachable', reason: 'Nothing answers.' })), (line) => lines.push(line), () => 0)(request));
    assert.deepEqual(lines, ['POST q.example/api/x?page=2 200, 18 characters in 0 ms', 'POST q.example/api/x?page=2: Nothing answers. After 0 ms']);
  });
});

describe('diagnostics', () => {
  let extension: Composed;
  afterEach(() => extension.dispose());

  it('hold versions, settings, numbers and codes, and nothing that is the user\'s', async () => {
    const server = fakeServer();
    server.datastores = [aDatastore(1, { name: 'payroll', connection: { id: 1, name: 'payroll', type: 'files', path: '/home/ann/payroll' } })];
    extension = composeExtension({ server });
    Object.assign(extension.app.context, { extension: { packageJSON: { version: '9.8.7' } } });
    let copied = '';
    Object.assign(vscode.env, { clipboard: { writeText: async (text: string) => { copied = text; } }, appName: 'Code', appHost: 'desktop' });
    await editor.commands.get('plumbline.refresh')!();
    server.error = new PlumblineError({ code: 'unreachable', reason: 'payroll.example does not answer to ann.' });
    await editor.commands.get('plumbline.refresh')!();
    await editor.commands.get('plumbline.copyDiagnostics')!();
    assert.match(copied, /Plumbline: 9\.8\.7[\s\S]*VS Code: 1\.200\.0 \(Code, desktop\)[\s\S]*notifications: mine[\s\S]*datastores: 1[\s\S]*loading plumbline\.datastoresView: unreachable/);
    assert.doesNotMatch(copied, /payroll|\/home|\bann\b|example/);
  });
});
