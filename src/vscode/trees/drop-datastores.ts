import * as vscode from 'vscode';

/** Files and folders that are dropped on the Datastores view become datastores, by the same command as the Explorer's menu. */
export const dropDatastores: vscode.TreeDragAndDropController<never> = {
  dropMimeTypes: ['text/uri-list'], dragMimeTypes: [],
  async handleDrop(_target, transfer) {
    const list = await transfer.get('text/uri-list')?.asString();
    const uris = (list ?? '').split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#')).map((line) => vscode.Uri.parse(line));
    if (uris.length > 0) await vscode.commands.executeCommand('plumbline.addResource', uris[0], uris);
  },
};
