import path from 'node:path';
import * as vscode from 'vscode';
import { applyImport, importTarget } from '../../backend/apply-import';
import type { QualityCheck } from '../../core/api/schemas/check';
import { contentOf, ofContainers } from '../../core/checks-file/content';
import { fileNames } from '../../core/checks-file/file-names';
import { entriesOf } from '../../core/checks-file/from-checks';
import { importPreview } from '../../core/checks-file/preview';
import { checksText, parseChecks } from '../../core/checks-file/yaml-text';
import { given } from '../../core/read-options/change';
import type { App } from '../app';
import { everyPage } from '../data/every-page';
import { oneLine } from '../trees/plain-text';
import { showDryRun } from './dry-run';

/** Which checks: those of a datastore, or of one container of it. */
export interface ChecksOf {
  readonly datastoreId: number;
  readonly datastore: string;
  readonly container: string | null;
}

const filters = { YAML: ['yaml', 'yml'] };
const most = 100_000;

async function checksOf(app: App, datastoreId: number): Promise<QualityCheck[]> {
  const backend = await app.backend();
  return (await everyPage((page, size) => backend.checks({ datastores: [datastoreId], page, size }), most)).items;
}

/** Writes checks to a YAML file of the user's choice, and opens it. */
export async function exportChecks(app: App, of: ChecksOf): Promise<void> {
  // Identities are told apart among all checks of the datastore, then chosen from.
  const entries = entriesOf(await checksOf(app, of.datastoreId)).filter((entry) => of.container === null || entry.container === of.container);
  if (entries.length === 0) return app.notifier.info(vscode.l10n.t('{0} has no checks to export.', of.container ?? of.datastore));
  const backend = await app.backend();
  const containers = (await backend.containers(of.datastoreId)).filter((one) => of.container === null || one.name === of.container)
    .map((one) => ({ name: one.name, read_options: given(one.read_options), whole: true })).filter((one) => Object.keys(one.read_options).length > 0);
  const own = of.container === null ? given((await backend.datastore(of.datastoreId)).read_options) : {};
  const name = of.container ?? of.datastore;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = fileNames([name]).get(name) ?? 'checks.yaml';
  const target = await vscode.window.showSaveDialog({
    filters, title: vscode.l10n.t('Export checks of {0}', name), ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, 'checks', file) } : {}),
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(checksText(contentOf(entries, containers, Object.keys(own).length > 0 ? own : undefined))));
  await vscode.window.showTextDocument(target);
}

/** Reads a YAML file, shows as a difference what it would change, and changes it when the user says so. */
export async function importChecks(app: App, of: ChecksOf): Promise<void> {
  const [source] = await vscode.window.showOpenDialog({
    filters, canSelectMany: false, title: vscode.l10n.t('Import checks into {0}', of.datastore), openLabel: vscode.l10n.t('Show Changes'),
    defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri,
  }) ?? [];
  if (!source) return;
  const name = path.posix.basename(source.path);
  const said = parseChecks(new TextDecoder().decode(await vscode.workspace.fs.readFile(source)), name);
  const content = of.container === null ? said : ofContainers(said, [of.container]);
  if (content.checks.length === 0 && !content.datastore && content.containers.every((one) => !one.read_options)) {
    return app.notifier.info(of.container === null ? vscode.l10n.t('{0} holds no checks.', name) : vscode.l10n.t('{0} holds no checks of {1}.', name, of.container));
  }
  const backend = await app.backend();
  const target = await importTarget(backend, of.datastoreId, content);
  const { plan, before, after } = importPreview(content, await checksOf(app, of.datastoreId), false, target.current);
  if (plan.create.length + plan.update.length + plan.options.length === 0) return app.notifier.info(vscode.l10n.t('Nothing to import: the checks are as {0} says.', name));
  const done = await showDryRun({ name, before, after, title: vscode.l10n.t('Import {0}: now and afterwards', name) }, {
    title: vscode.l10n.t('Import checks into {0}?', of.datastore),
    yes: vscode.l10n.t('$(check) Import: {0} new, {1} changed, {2} as they are', plan.create.length, plan.update.length + plan.options.length, plan.unchanged.length),
    no: vscode.l10n.t('$(close) Leave Everything as It Is'),
  });
  if (!done) return;
  const result = await applyImport(backend, plan, target, false);
  for (const { check, reason } of result.failed) app.log.error(`${check}: ${reason}`);
  await app.catalogue.refresh([of.datastoreId]);
  const [first] = result.failed;
  await app.notifier.info(first
    ? vscode.l10n.t('Imported: {0} new, {1} changed. {2} were refused, the first because: {3}', result.created, result.updated + result.options, result.failed.length, oneLine(first.reason, 300))
    : vscode.l10n.t('Imported: {0} new, {1} changed.', result.created, result.updated + result.options));
}
