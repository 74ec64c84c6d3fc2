import * as vscode from 'vscode';
import { findStoreFolder, newStoreFolder } from '../../backend/engine-process/store-folder';

/** Where the store of this window lies: found upward from the first folder, otherwise in it; without a folder, in the editor's own storage. */
export function storeFolder(globalStorage: string): string {
  const folder = vscode.workspace.workspaceFolders?.find((f) => f.uri.scheme === 'file')?.uri.fsPath;
  return folder === undefined ? newStoreFolder(globalStorage) : findStoreFolder(folder) ?? newStoreFolder(folder);
}
