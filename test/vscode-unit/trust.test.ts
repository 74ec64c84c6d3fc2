import { editor, vscode } from './vscode-stub';
import assert from 'node:assert/strict';
import type * as vscodeApi from 'vscode';
import { composeExtension } from './compose-extension';

describe('a workspace that is not trusted', () => {
  it('starts no engine: the view stays empty for its welcome, and a command says why', async () => {
    const extension = composeExtension();
    vscode.workspace.isTrusted = false;
    const tree = editor.views.get('plumbline.datastoresView')!.treeDataProvider as vscodeApi.TreeDataProvider<unknown>;
    assert.deepEqual(await tree.getChildren(), []);
    assert.equal(extension.app.catalogue.loader.state.problem?.code, 'not-allowed');
    assert.equal(editor.contextKeys.get('plumbline.datastores'), 'loading', 'no other welcome is shown');
    await editor.commands.get('plumbline.scan')!();
    assert.deepEqual(editor.messages.map((m) => m.text), ['The local engine does not start in a workspace that is not trusted. Trust the workspace first.']);
    extension.dispose();
  });
});
