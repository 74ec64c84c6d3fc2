import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { z } from 'zod';

const contributed = z.object({
  contributes: z.object({
    commands: z.array(z.object({ command: z.string() })),
    views: z.record(z.string(), z.array(z.object({ id: z.string() }))),
    configuration: z.union([z.object({ properties: z.record(z.string(), z.unknown()) }), z.array(z.object({ properties: z.record(z.string(), z.unknown()) }))]),
  }),
});

describe('the extension in a real extension host', () => {
  const extension = vscode.extensions.getExtension('plumbline.plumbline');
  const manifest = () => contributed.parse(extension?.packageJSON).contributes;

  it('is asleep in a window where nobody asked for it', () => {
    assert.ok(extension, 'VS Code does not know plumbline.plumbline');
    assert.equal(extension.isActive, false);
  });

  it('activates, and touches nothing in the workspace', async () => {
    await extension?.activate();
    assert.equal(extension?.isActive, true);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    assert.deepEqual(await readdir(folder.uri.fsPath), []);
  });

  it('answers each command that package.json offers', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    const missing = manifest().commands.map(({ command }) => command).filter((command) => !known.has(command));
    assert.deepEqual(missing, []);
  });

  it('has its three views', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    for (const view of ['plumbline.datastoresView', 'plumbline.jobsView', 'plumbline.anomaliesView']) {
      assert.ok(Object.values(manifest().views).flat().some(({ id }) => id === view), view);
      assert.ok(known.has(`${view}.focus`), `${view} cannot be shown`);
    }
  });

  it('has settings with values that VS Code knows', () => {
    const { configuration } = manifest();
    const keys = [configuration].flat().flatMap(({ properties }) => Object.keys(properties));
    assert.ok(keys.length > 0);
    for (const key of keys) assert.notEqual(vscode.workspace.getConfiguration().inspect(key)?.defaultValue, undefined, key);
  });
});
