import * as vscode from 'vscode';

/** What a step of a wizard gives: a value, `back`, or undefined when the user left. */
export type Step<T> = T | 'back' | undefined;

export interface StepPlace {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

function prepare(input: vscode.QuickInput, place: StepPlace): void {
  Object.assign(input, place);
  input.ignoreFocusOut = true;
}

const backButtons = (place: StepPlace): vscode.QuickInputButton[] => (place.step > 1 ? [vscode.QuickInputButtons.Back] : []);

/** Lets the user choose one item. `typed` may make an item of what was typed, which then stands first. */
export function chooseStep<T extends vscode.QuickPickItem>(
  place: StepPlace, placeholder: string, items: readonly T[], typed: (text: string) => T | null = () => null,
): Promise<Step<T>> {
  return new Promise((resolve) => {
    const input = vscode.window.createQuickPick<T>();
    prepare(input, place);
    Object.assign(input, { items, placeholder, buttons: backButtons(place), matchOnDescription: true });
    const finish = (value: Step<T>): void => { resolve(value); input.dispose(); };
    input.onDidChangeValue((text) => {
      const item = typed(text.trim());
      input.items = item ? [item, ...items] : items;
      if (item) input.activeItems = [item];
    });
    input.onDidAccept(() => { if (input.selectedItems[0]) finish(input.selectedItems[0]); });
    input.onDidTriggerButton(() => finish('back'));
    input.onDidHide(() => finish(undefined));
    input.show();
  });
}

export interface Ask {
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** Why the value will not do; null when it does. Called when the user presses Enter, and may take its time. */
  check(value: string): Promise<string | null> | string | null;
}

/** Asks for a text. A value that will not do is said under the box, which stays open. */
export function askStep(place: StepPlace, ask: Ask): Promise<Step<string>> {
  return new Promise((resolve) => {
    const input = vscode.window.createInputBox();
    prepare(input, place);
    Object.assign(input, {
      prompt: ask.prompt, value: ask.value ?? '', placeholder: ask.placeholder, password: ask.password ?? false, buttons: backButtons(place),
    });
    const finish = (value: Step<string>): void => { resolve(value); input.dispose(); };
    input.onDidChangeValue(() => { input.validationMessage = undefined; });
    input.onDidAccept(async () => {
      if (input.busy) return;
      input.busy = true;
      input.enabled = false;
      const value = input.value.trim();
      const wrong = await ask.check(value);
      input.busy = false;
      input.enabled = true;
      if (wrong === null) finish(value);
      else input.validationMessage = { message: wrong, severity: vscode.InputBoxValidationSeverity.Error };
    });
    input.onDidTriggerButton(() => finish('back'));
    input.onDidHide(() => finish(undefined));
    input.show();
  });
}

/** Runs steps in order; `back` goes to the one before. False: the user left. A step writes what it got into the wizard's own state. */
export async function runSteps(steps: readonly (() => Promise<Step<unknown>>)[]): Promise<boolean> {
  for (let at = 0; at < steps.length;) {
    const got = await steps[at]!();
    if (got === undefined) return false;
    at = got === 'back' ? Math.max(0, at - 1) : at + 1;
  }
  return true;
}
