import * as vscode from 'vscode';
import type { App } from '../app';
import type { ChecksOf } from '../checks/transfer';
import { assetsOf } from './arguments';
import type { CommandTable } from './command-table';
import { knownDatastores, pickDatastore } from './pick';

/** The datastore or container of a tree node, otherwise a datastore that the user picks. */
async function checksFor(app: App, title: string, first: unknown): Promise<ChecksOf | undefined> {
  const [asset] = assetsOf(first);
  if (asset && asset.kind !== 'server') {
    const datastore = app.catalogue.datastores.get(asset.datastoreId)?.name ?? '';
    const container = asset.kind === 'datastore' ? null : app.catalogue.containers.get(asset.containerId)?.name ?? null;
    return { datastoreId: asset.datastoreId, datastore, container };
  }
  const picked = await pickDatastore(await knownDatastores(app), title);
  return picked && { datastoreId: picked.id, datastore: picked.name, container: null };
}

/** Export and import of checks as YAML. */
export function transferCommands(app: App): CommandTable {
  return {
    'plumbline.exportChecks': async (first) => {
      const of = await checksFor(app, vscode.l10n.t('Export checks'), first);
      if (of) await (await import('./on-demand.js')).exportChecks(app, of);
    },
    'plumbline.importChecks': async (first) => {
      const of = await checksFor(app, vscode.l10n.t('Import checks'), first);
      if (of) await (await import('./on-demand.js')).importChecks(app, of);
    },
  };
}
