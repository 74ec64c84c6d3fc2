import * as vscode from 'vscode';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { App } from '../app';
import { diagnosticsText } from '../diagnostics';
import { storeFolder } from '../servers/store-place';
import { setting, settingNames } from '../settings';
import type { CommandTable } from './command-table';

/** Brings everything that is shown up to date. Errors stand in the views, each in its own. */
export async function refreshAll(app: Pick<App, 'catalogue' | 'jobs' | 'anomalies'>): Promise<void> {
  await Promise.all([app.catalogue.refresh(), app.jobs.refresh(), app.anomalies.loader.run()]);
}

async function showEngineLog(app: App): Promise<void> {
  const file = path.join(storeFolder(app.context.globalStorageUri.fsPath), 'engine.log');
  if (existsSync(file)) await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: true });
  else await app.notifier.info(vscode.l10n.t('No engine has run for this folder yet, so there is no log of one.'));
}

async function copyDiagnostics(app: App): Promise<void> {
  const { extension } = app.context;
  await vscode.env.clipboard.writeText(diagnosticsText({
    extension: String((extension.packageJSON as { version?: unknown }).version ?? ''), editor: `${vscode.version} (${vscode.env.appName}, ${vscode.env.appHost})`,
    node: process.version, platform: `${process.platform} ${process.arch}`, trusted: vscode.workspace.isTrusted,
    folders: vscode.workspace.workspaceFolders?.length ?? 0, server: app.servers.active, servers: app.servers.all().length,
    settings: Object.fromEntries(settingNames.map((name) => [name, setting(name)])),
    counts: {
      datastores: app.catalogue.datastores.all().length, containers: app.catalogue.containers.all().length,
      jobs: app.jobs.store.all().length, 'running jobs': app.jobs.store.active().length, anomalies: app.anomalies.total ?? 0,
    },
    troubles: app.troubles.recent(),
  }));
  await app.notifier.info(vscode.l10n.t('Diagnostics are on the clipboard: versions, settings and numbers, no names, values or secrets.'));
}

export function generalCommands(app: App): CommandTable {
  return {
    'plumbline.refresh': () => refreshAll(app),
    'plumbline.showLog': async () => app.log.show(),
    'plumbline.showEngineLog': () => showEngineLog(app),
    'plumbline.copyDiagnostics': () => copyDiagnostics(app),
  };
}
