import * as vscode from 'vscode';
import type { Datastore } from '../../core/api/schemas/datastore';
import type { App } from '../app';
import { assetsOf } from './arguments';
import type { CommandTable } from './command-table';
import { knownDatastores, pickDatastore, pickDatastores } from './pick';

/** Add, edit and remove datastores. */
export function datastoreCommands(app: App): CommandTable {
  const oneDatastore = async (first: unknown, title: string): Promise<Datastore | undefined> => {
    const all = await knownDatastores(app);
    const [asset] = assetsOf(first);
    return asset?.kind === 'datastore' ? all.find((one) => one.id === asset.datastoreId) : pickDatastore(all, title);
  };
  return {
    'plumbline.addDatastore': async () => {
      if (app.servers.active.kind !== 'local') {
        await app.notifier.info(vscode.l10n.t('Datastores of {0} are added on that server.', app.servers.active.name));
        return;
      }
      const id = await (await import('./on-demand.js')).addDatastore(app);
      if (id !== undefined) await app.actions.revealAsset({ datastoreId: id });
    },
    'plumbline.editDatastore': async (first) => {
      const datastore = await oneDatastore(first, vscode.l10n.t('Edit datastore'));
      if (datastore) await (await import('./on-demand.js')).editDatastore(app, datastore);
    },
    'plumbline.renameDatastore': async (first) => {
      const datastore = await oneDatastore(first, vscode.l10n.t('Rename datastore'));
      if (datastore) await (await import('./on-demand.js')).renameDatastore(app, datastore);
    },
    'plumbline.removeDatastore': async (first, selection) => {
      const all = await knownDatastores(app);
      const given = assetsOf(first, selection).flatMap((a) => (a.kind === 'datastore' ? all.find((d) => d.id === a.datastoreId) ?? [] : []));
      const chosen = given.length > 0 ? given : await pickDatastores(all, vscode.l10n.t('Remove datastore')) ?? [];
      for (const datastore of chosen) {
        const sure = await app.notifier.confirm(
          vscode.l10n.t('Remove the datastore {0}?', datastore.name),
          vscode.l10n.t('Its checks, profiles, jobs and anomalies are deleted. The data itself stays as it is.'), vscode.l10n.t('Remove'),
        );
        if (!sure) return;
        await (await app.backend()).deleteDatastore(datastore.id);
      }
      if (chosen.length > 0) await Promise.all([app.catalogue.refresh(), app.jobs.refresh(), app.anomalies.loader.run()]);
    },
  };
}
