import * as vscode from 'vscode';
import os from 'node:os';
import path from 'node:path';
import { problemText, toProblem } from '../../core/errors';
import type { DatastoreCreate } from '../../core/api/schemas/datastore';
import type { App } from '../app';
import { askStep, chooseStep, runSteps, type Step, type StepPlace } from './wizard';

type Kind = 'files' | 'duckdb';
interface Place extends vscode.QuickPickItem {
  /** Null: browse for another. */
  readonly path: string | null;
}

const databases = '**/*.{duckdb,ddb,db}';

async function suggestions(kind: Kind): Promise<Place[]> {
  const folders = vscode.workspace.workspaceFolders?.filter((f) => f.uri.scheme === 'file') ?? [];
  if (kind === 'files') {
    return folders.map((f) => ({ label: `$(folder) ${f.name}`, description: f.uri.fsPath, path: f.uri.fsPath }));
  }
  const found = await vscode.workspace.findFiles(databases, '**/{node_modules,.plumbline}/**', 50);
  return found.map((uri) => ({ label: `$(database) ${path.basename(uri.fsPath)}`, description: uri.fsPath, path: uri.fsPath }));
}

async function browse(kind: Kind): Promise<string | undefined> {
  const files = kind === 'duckdb';
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: files, canSelectFolders: !files, canSelectMany: false, defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri,
    openLabel: vscode.l10n.t('Use'), title: files ? vscode.l10n.t('Choose a DuckDB file') : vscode.l10n.t('Choose a folder of data files'),
    ...(files ? { filters: { DuckDB: ['duckdb', 'ddb', 'db'], [vscode.l10n.t('All files')]: ['*'] } } : {}),
  });
  return chosen?.[0]?.fsPath;
}

/** A path may be typed or pasted instead of chosen; `~` is the home folder. */
function typedPlace(text: string): Place | null {
  const full = text.replace(/^~(?=[\\/]|$)/, os.homedir());
  return path.isAbsolute(full) ? { label: vscode.l10n.t('$(arrow-right) Use {0}', full), path: path.normalize(full), alwaysShow: true } : null;
}

async function choosePlace(kind: Kind, place: StepPlace): Promise<Step<string>> {
  const other: Place = {
    label: kind === 'files' ? vscode.l10n.t('$(folder-opened) Choose Another Folder…') : vscode.l10n.t('$(folder-opened) Choose a File…'), path: null, alwaysShow: true,
  };
  for (;;) {
    const chosen = await chooseStep(place, kind === 'files' ? vscode.l10n.t('Choose the folder with CSV, JSON or Parquet files, or type its path')
      : vscode.l10n.t('Choose the DuckDB file, or type its path'),
      [...await suggestions(kind), other], typedPlace);
    if (chosen === undefined || chosen === 'back') return chosen;
    const picked = chosen.path ?? await browse(kind);
    if (picked !== undefined) return picked;
  }
}

/** Asks for kind, place and name, tries them, and only then saves the datastore. Gives its id; undefined: the user left. */
export async function addDatastore(app: App): Promise<number | undefined> {
  const title = vscode.l10n.t('Add datastore');
  const state: { kind: Kind; path: string; name: string } = { kind: 'files', path: '', name: '' };
  const input = (name: string): DatastoreCreate => ({ name, connection: { name, type: state.kind, path: state.path } });
  const kinds = [
    { label: vscode.l10n.t('$(folder-library) Folder of Files'), description: vscode.l10n.t('CSV, TSV, JSON, NDJSON, Parquet'), type: 'files' as const },
    { label: vscode.l10n.t('$(database) DuckDB File'), description: vscode.l10n.t('tables and views of a database file'), type: 'duckdb' as const },
  ];

  /** Why this will not do, in one sentence; null when the datastore can be read. */
  async function check(name: string): Promise<string | null> {
    if (name === '') return vscode.l10n.t('A datastore needs a name.');
    try {
      const backend = await app.backend();
      const taken = (await backend.datastores()).some((d) => d.name === name);
      if (taken) return vscode.l10n.t('There is a datastore of this name already.');
      const test = await backend.tryDatastore(input(name));
      return test.connected ? null : test.message ?? vscode.l10n.t('It cannot be read.');
    } catch (error) {
      app.log.error(problemText(toProblem(error)));
      return problemText(toProblem(error));
    }
  }

  const done = await runSteps([
    async () => {
      const chosen = await chooseStep({ title, step: 1, totalSteps: 3 }, vscode.l10n.t('What is the data?'), kinds);
      if (chosen !== undefined && chosen !== 'back') state.kind = chosen.type;
      return chosen;
    },
    async () => {
      const chosen = await choosePlace(state.kind, { title, step: 2, totalSteps: 3 });
      if (chosen !== undefined && chosen !== 'back') state.path = chosen;
      return chosen;
    },
    async () => {
      const suggested = path.basename(state.path).replace(/\.(duckdb|ddb|db)$/i, '');
      const name = await askStep({ title, step: 3, totalSteps: 3 }, {
        prompt: vscode.l10n.t('Name of the datastore. It is tried when you press Enter.'), value: suggested, check,
      });
      if (name !== undefined && name !== 'back') state.name = name;
      return name;
    },
  ]);
  if (!done) return undefined;
  const backend = await app.backend();
  const { id } = await backend.createDatastore(input(state.name));
  await app.catalogue.refresh();
  app.jobs.started(await backend.run({ type: 'sync', datastore_id: id }));
  return id;
}
