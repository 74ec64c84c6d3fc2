import * as vscode from 'vscode';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { localBackend } from '../../backend/engine-process/local-backend';
import type { QualityBackend } from '../../backend/port';
import { lazyUndiciTransport } from '../../backend/transport/lazy-undici';
import { loggedTransport } from '../../backend/transport/logged';
import { PlumblineError, type Problem } from '../../core/errors';
import { setting } from '../settings';
import { dormantUntil } from './dormant';
import { storeFolder } from './store-place';

function untrusted(): Problem {
  return {
    code: 'not-allowed', reason: vscode.l10n.t('The local engine does not start in a workspace that is not trusted.'),
    remedy: vscode.l10n.t('Trust the workspace first.'),
  };
}

/** The engine of this window's store. It is started by the first call that needs it, and never in an untrusted workspace. */
export function localServerBackend(context: vscode.ExtensionContext, log: (line: string) => void): QualityBackend {
  if (!vscode.workspace.isTrusted) throw new PlumblineError(untrusted());
  const folder = storeFolder(context.globalStorageUri.fsPath);
  const engine = localBackend({
    storeFolder: folder, enginePath: context.asAbsolutePath(path.join('dist', 'engine.js')), transport: loggedTransport(lazyUndiciTransport(), log),
    idleMinutes: setting('engine.idleMinutes'), memoryLimit: setting('engine.memory'),
    // Waits for nobody: it may stand for hours.
    onNotice: (notice) => void vscode.window.showWarningMessage(notice),
  });
  return dormantUntil(engine, () => existsSync(folder));
}
