import * as vscode from 'vscode';
import { problemText, type Problem } from '../../core/errors';
import { icons } from './icons';
import { oneLine, tooltip } from './plain-text';

/** What a tree without data shows when its load failed: the reason, and what can be done about it. */
export interface StatusNode {
  readonly kind: 'problem' | 'retry' | 'log';
  readonly id: string;
}

export function isStatusNode(node: { readonly kind: string; readonly id: string }): node is StatusNode {
  return node.kind === 'problem' || node.kind === 'retry' || node.kind === 'log';
}

/** None in a workspace that is not trusted: there the view's welcome says what to do. */
export function statusNodes(view: string, problem: Problem | null): StatusNode[] {
  if (!problem || (problem.code === 'not-allowed' && !vscode.workspace.isTrusted)) return [];
  return (['problem', 'retry', 'log'] as const).map((kind) => ({ kind, id: `${view}/${kind}` }));
}

export function problemItem(problem: Problem): vscode.TreeItem {
  const item = new vscode.TreeItem(oneLine(problem.reason));
  item.iconPath = icons.problem;
  item.description = oneLine(problem.remedy ?? '');
  item.tooltip = tooltip(problem.reason, [[vscode.l10n.t('What to do'), problem.remedy]]);
  item.accessibilityInformation = { label: vscode.l10n.t('Error: {0}', problemText(problem)) };
  return item;
}

export function statusItem(node: StatusNode, problem: Problem | null): vscode.TreeItem {
  if (node.kind === 'problem') return problem ? problemItem(problem) : new vscode.TreeItem('');
  const retry = node.kind === 'retry';
  const item = new vscode.TreeItem(retry ? vscode.l10n.t('Try Again') : vscode.l10n.t('Show Log'));
  item.iconPath = retry ? icons.retry : icons.log;
  item.command = { command: retry ? 'plumbline.refresh' : 'plumbline.showLog', title: '' };
  return item;
}
