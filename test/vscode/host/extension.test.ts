import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension in a real extension host', () => {
  it('is loaded from this project', () => {
    const extension = vscode.extensions.getExtension('plumbline.plumbline');
    assert.ok(extension, 'VS Code does not know plumbline.plumbline');
    assert.equal(extension.packageJSON.displayName, 'Plumbline');
  });
});
