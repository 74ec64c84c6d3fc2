import * as vscode from 'vscode';
import { createHash } from 'node:crypto';
import { accessSync, constants, mkdtempSync, rmdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findStoreFolder, newStoreFolder } from '../../backend/engine-process/store-folder';
import { setting } from '../settings';

/** Whether files can be made in a folder that is there. On Windows only trying tells. */
function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    if (process.platform === 'win32') rmdirSync(mkdtempSync(path.join(folder, '.plumbline-try-')));
    return true;
  } catch {
    return false;
  }
}

/** A folder's own place among others, told apart from those of the same name. */
function placeFor(folder: string, within: string): string {
  const print = createHash('sha256').update(path.resolve(folder)).digest('hex').slice(0, 12);
  return newStoreFolder(path.join(within, `${path.basename(folder) || 'folder'}-${print}`));
}

/**
 * Where the store of a folder lies: where the setting says, a place for each folder; otherwise found upward from the folder, or in it;
 * and in the editor's own storage where that can only be read.
 */
export function storeOfFolder(folder: string, globalStorage: string, location: string, canWrite: (folder: string) => boolean = writable): string {
  if (location !== '') return placeFor(folder, path.resolve(location.replace(/^~(?=[\\/]|$)/, os.homedir())));
  const found = findStoreFolder(folder);
  return canWrite(found ?? folder) ? found ?? newStoreFolder(folder) : placeFor(folder, path.join(globalStorage, 'stores'));
}

/** Where the store of this window lies: that of its first folder; without one, in the editor's own storage. */
export function storeFolder(globalStorage: string): string {
  const folder = vscode.workspace.workspaceFolders?.find((f) => f.uri.scheme === 'file')?.uri.fsPath;
  return folder === undefined ? newStoreFolder(globalStorage) : storeOfFolder(folder, globalStorage, setting('store.location'));
}
