import type * as vscode from 'vscode';
import { compose } from './vscode/compose';

export function activate(context: vscode.ExtensionContext): void {
  compose(context);
}
