import * as vscode from 'vscode';
import type { Notifier } from '../notify/notifier';

/** Command id -> what it does. The first argument is a tree node or nothing, the second the selection of the tree. */
export type CommandTable = Record<string, (first?: unknown, selection?: unknown) => Promise<void>>;

/** Registers every command. What one throws is shown and logged, once; leaving a dialog is no error. */
export function registerCommands(table: CommandTable, notifier: Notifier): vscode.Disposable {
  return vscode.Disposable.from(...Object.entries(table).map(([id, run]) =>
    vscode.commands.registerCommand(id, async (first?: unknown, selection?: unknown) => {
      try {
        await run(first, selection);
      } catch (error) {
        if (!(error instanceof vscode.CancellationError)) await notifier.problem(error);
      }
    })));
}
