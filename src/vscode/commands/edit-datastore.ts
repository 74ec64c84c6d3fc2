import * as vscode from 'vscode';
import type { Datastore } from '../../core/api/schemas/datastore';
import type { App } from '../app';
import { iconless, nameText } from '../trees/plain-text';

async function askName(app: App, datastore: Datastore): Promise<string | undefined> {
  const taken = app.catalogue.datastores.all().filter((one) => one.id !== datastore.id).map((one) => one.name);
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename datastore'), value: datastore.name, prompt: vscode.l10n.t('Name of the datastore'),
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A datastore needs a name.')
      : taken.includes(text.trim()) ? vscode.l10n.t('There is a datastore of this name already.') : undefined),
  });
  return name?.trim();
}

async function askGlobs(title: string, value: readonly string[] | null | undefined, prompt: string): Promise<string[] | null | undefined> {
  const text = await vscode.window.showInputBox({ title, value: (value ?? []).join(', '), prompt });
  if (text === undefined) return undefined;
  const globs = text.split(',').map((part) => part.trim()).filter((part) => part !== '');
  return globs.length > 0 ? globs : null;
}

export async function renameDatastore(app: App, datastore: Datastore): Promise<void> {
  const name = await askName(app, datastore);
  if (name === undefined || name === datastore.name) return;
  await (await app.backend()).updateDatastore(datastore.id, { name });
  await app.catalogue.refresh([datastore.id]);
}

/** Lets the user change what a datastore is called and which files belong to it. */
export async function editDatastore(app: App, datastore: Datastore): Promise<void> {
  const options = datastore.read_options ?? {};
  const title = iconless(nameText(datastore.name));
  type Item = vscode.QuickPickItem & { readonly act: () => Promise<void> };
  const change = async (read_options: { include?: string[] | null; exclude?: string[] | null }): Promise<void> => {
    await (await app.backend()).updateDatastore(datastore.id, { read_options });
    await app.catalogue.refresh([datastore.id]);
    // Which files there are now is for a sync to say.
    app.jobs.started(await (await app.backend()).run({ type: 'sync', datastore_id: datastore.id }));
  };
  const files: Item[] = datastore.type === 'files' || datastore.connection?.type === 'files' ? [
    {
      label: vscode.l10n.t('Files That Belong to It…'), description: options.include?.join(', ') ?? vscode.l10n.t('all data files'),
      act: async () => {
        const include = await askGlobs(title, options.include, vscode.l10n.t('Patterns of files to read, separated by commas, as orders/*.csv; empty for all'));
        if (include !== undefined) await change({ include });
      },
    },
    {
      label: vscode.l10n.t('Files That Do Not…'), description: options.exclude?.join(', ') ?? vscode.l10n.t('none'),
      act: async () => {
        const exclude = await askGlobs(title, options.exclude, vscode.l10n.t('Patterns of files to leave out, separated by commas, as archive or *.bak.csv; empty for none'));
        if (exclude !== undefined) await change({ exclude });
      },
    },
  ] : [];
  const items: Item[] = [{ label: vscode.l10n.t('Name…'), description: title, act: () => renameDatastore(app, datastore) }, ...files];
  await (await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('What is to be changed?') }))?.act();
}
