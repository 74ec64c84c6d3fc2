import * as vscode from 'vscode';
import { formatCount } from '../../core/format/figures';
import { icons } from './icons';

export interface ShownPart {
  /** How many stand before what is shown. */
  readonly from: number;
  readonly shown: number;
  readonly total: number;
}

/** The line that brings more of a list: how much of it is shown, and a click for the next page. */
export function moreItem({ way, command, node }: { way: 'earlier' | 'later'; command: string; node: unknown }, { from, shown, total }: ShownPart): vscode.TreeItem {
  const title = way === 'later' ? vscode.l10n.t('Load More') : vscode.l10n.t('Load Previous');
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.None);
  const count = (number: number): string => formatCount(number, vscode.env.language);
  item.description = from === 0 ? vscode.l10n.t('{0} of {1} shown', count(shown), count(total))
    : vscode.l10n.t('{0} to {1} of {2} shown', count(from + 1), count(from + shown), count(total));
  item.iconPath = way === 'later' ? icons.more : icons.previous;
  item.contextValue = 'more';
  item.command = { command, title, arguments: [node] };
  return item;
}
