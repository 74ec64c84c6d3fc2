import * as vscode from 'vscode';
import type { Container } from '../../core/api/schemas/container';
import type { ReadOption, ReadOptions } from '../../core/api/schemas/read-options';
import { PlumblineError, problemText, toProblem } from '../../core/errors';
import type { App } from '../app';
import { askStep, chooseStep, type Step } from '../commands/wizard';
import { iconless, nameText, oneLine } from '../trees/plain-text';
import { type OptionStep, optionSteps, valueText } from './option-steps';

type Value = ReadOptions[ReadOption];
interface ValueItem extends vscode.QuickPickItem { readonly value: Value; readonly typed?: boolean }

/** What an option would make of the container, in a line; what does not fit says why. */
async function effect(app: App, id: number, change: ReadOptions): Promise<string> {
  try {
    const { columns } = await (await app.backend()).previewContainer(id, { rows: 1, read_options: change });
    const names = iconless(oneLine(columns.map((column) => `${column.name} ${column.native_type}`).join(', '), 150));
    return columns.length === 1 ? vscode.l10n.t('1 field: {0}', names) : vscode.l10n.t('{0} fields: {1}', columns.length, names);
  } catch (error) {
    return iconless(oneLine(toProblem(error).reason, 200));
  }
}

/** Stores a change; gives why the data does not fit it, null where it does. */
async function stored(app: App, id: number, change: ReadOptions): Promise<string | null> {
  try {
    await (await app.backend()).updateContainer(id, { read_options: change });
    return null;
  } catch (error) {
    if (PlumblineError.is(error, 'bad-request')) return problemText({ ...error.problem, place: undefined });
    throw error;
  }
}

async function chosenValue(app: App, container: Container, step: OptionStep, place: { title: string; step: number; totalSteps: number }): Promise<Step<ValueItem>> {
  const items: ValueItem[] = [{ label: vscode.l10n.t('$(wand) As found from the data'), value: null }, ...(step.values ?? []).map(({ label, value }) => ({ label, value }))];
  const withEffects = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Trying {0} on {1}', step.label, nameText(container.name)) },
    () => Promise.all(items.map(async (item) => ({ ...item, detail: await effect(app, container.id, { [step.option]: item.value }) }))));
  const other: ValueItem[] = step.parse ? [{ label: vscode.l10n.t('$(edit) Something else…'), value: null, typed: true }] : [];
  return chooseStep(place, step.label, [...withEffects, ...other]);
}

/** Asks for one option of a container and stores it. `back`: another option; undefined: the user left. */
async function changeOne(app: App, container: Container, step: OptionStep, title: string): Promise<'stored' | 'back' | undefined> {
  const place = { title, step: 2, totalSteps: 2 };
  const item = await chosenValue(app, container, step, place);
  if (item === undefined || item === 'back') return item;
  if (!item.typed) {
    const wrong = await stored(app, container.id, { [step.option]: item.value });
    if (wrong === null) return 'stored';
    await app.notifier.problem(new PlumblineError({ code: 'bad-request', reason: wrong }));
    return 'back';
  }
  let refused: unknown;
  const typed = await askStep(place, {
    prompt: step.prompt ?? step.label, value: valueText(container.read_options?.[step.option]),
    check: async (text) => {
      const value = step.parse?.(text);
      if (value === undefined) return step.prompt ?? null;
      try {
        return await stored(app, container.id, { [step.option]: value });
      } catch (error) {
        refused = error;
        return null;
      }
    },
  });
  if (refused !== undefined) throw refused instanceof Error ? refused : new Error(String(refused));
  return typed === undefined || typed === 'back' ? typed : 'stored';
}

/** Lets the user say how a container's files are read, option by option, with what each would make of the data. */
export async function changeReading(app: App, containerId: number): Promise<void> {
  for (;;) {
    const container = await app.catalogue.container(containerId);
    if (container.file_format !== 'csv' && container.file_format !== 'tsv') {
      return app.notifier.info(vscode.l10n.t('{0} is not a CSV or TSV file: it says by itself how it is read.', nameText(container.name)));
    }
    const title = vscode.l10n.t('How {0} is read', nameText(container.name));
    const steps = optionSteps();
    const items = steps.map((step) => ({
      label: step.label, step, description: iconless(oneLine(valueText(container.read_options?.[step.option]), 80)) || vscode.l10n.t('as found from the data'),
    }));
    const placeholder = container.last_error ? oneLine(container.last_error, 200) : vscode.l10n.t('Choose what to change');
    const chosen = await chooseStep({ title, step: 1, totalSteps: 2 }, placeholder, items);
    if (chosen === undefined || chosen === 'back') return;
    const done = await changeOne(app, container, chosen.step, title);
    if (done === undefined) return;
    if (done === 'back') continue;
    await app.catalogue.refresh(container.datastore ? [container.datastore.id] : undefined);
    return app.notifier.info(vscode.l10n.t('{0} is read anew; its fields are up to date.', nameText(container.name)));
  }
}
