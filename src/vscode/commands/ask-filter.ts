import * as vscode from 'vscode';
import { anomalyStatus, type AnomalyStatus } from '../../core/api/schemas/anomaly-status';
import type { AnomalyViewFilter } from '../data/anomaly-filter';
import { anomalyIcon } from '../trees/icons';
import { anomalyStatusWord } from '../words';

type Choice = vscode.QuickPickItem & ({ readonly status?: AnomalyStatus; readonly type?: 'record' | 'shape' });

/** Asks for statuses and types, then for words to search. Undefined: the user left, and nothing changes. */
export async function askFilter(now: AnomalyViewFilter): Promise<AnomalyViewFilter | undefined> {
  const heading = (label: string): Choice => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items: Choice[] = [
    heading(vscode.l10n.t('Status')),
    ...anomalyStatus.options.map((status): Choice => ({
      label: anomalyStatusWord(status), iconPath: anomalyIcon(status), status, picked: now.statuses.includes(status),
    })),
    heading(vscode.l10n.t('Type')),
    { label: vscode.l10n.t('Record'), description: vscode.l10n.t('rows that break checks'), type: 'record', picked: now.type === 'record' },
    { label: vscode.l10n.t('Shape'), description: vscode.l10n.t('a property of the data as a whole'), type: 'shape', picked: now.type === 'shape' },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Filter anomalies (1/2)'), canPickMany: true, placeHolder: vscode.l10n.t('Nothing chosen: all open anomalies'),
  });
  if (!chosen) return undefined;
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Filter anomalies (2/2)'), value: now.text, prompt: vscode.l10n.t('Words to find in messages, fields, rules and names; empty for no search'),
  });
  if (text === undefined) return undefined;
  const types = chosen.flatMap((item) => item.type ?? []);
  return {
    ...now, statuses: chosen.flatMap((item) => item.status ?? []), type: types.length === 1 ? types[0]! : null, text: text.trim(),
  };
}
