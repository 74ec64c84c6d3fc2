import * as vscode from 'vscode';
import { anomalyStatus } from '../../core/api/schemas/anomaly-status';
import type { App } from '../app';
import { noFilter, type AnomalyViewFilter } from '../data/anomaly-filter';
import { anomalyIcon, icons } from '../trees/icons';
import { iconless, nameText } from '../trees/plain-text';
import { anomalyStatusWord } from '../words';

type Choice = vscode.QuickPickItem & { readonly apply?: (filter: AnomalyViewFilter) => AnomalyViewFilter };

const day = 86_400_000;

/** Asks what the view shows, all in one list. Words that are searched stay. Undefined: the user left, and nothing changes. */
export async function askFilter({ anomalies, catalogue }: Pick<App, 'anomalies' | 'catalogue'>, now: () => number = Date.now): Promise<AnomalyViewFilter | undefined> {
  const { filter } = anomalies;
  const heading = (label: string): Choice => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const days = (count: number, label: string): Choice => {
    const since = new Date(now() - count * day).toISOString();
    return { label, iconPath: icons.group, picked: filter.since?.slice(0, 10) === since.slice(0, 10), apply: (one) => ({ ...one, since }) };
  };
  const containers = catalogue.containers.all().filter((one) => (one.metrics?.active_anomalies ?? 0) > 0 || one.id === filter.containerId);
  const items: Choice[] = [
    heading(vscode.l10n.t('Status')),
    ...anomalyStatus.options.map((status): Choice => ({
      label: anomalyStatusWord(status), iconPath: anomalyIcon(status), picked: filter.statuses.includes(status), apply: (one) => ({ ...one, statuses: [...one.statuses, status] }),
    })),
    heading(vscode.l10n.t('Type')),
    { label: vscode.l10n.t('Record'), description: vscode.l10n.t('rows that break checks'), picked: filter.type === 'record', apply: (one) => ({ ...one, type: one.type === 'shape' ? null : 'record' }) },
    { label: vscode.l10n.t('Shape'), description: vscode.l10n.t('a property of the data as a whole'), picked: filter.type === 'shape', apply: (one) => ({ ...one, type: one.type === 'record' ? null : 'shape' }) },
    heading(vscode.l10n.t('Found first')),
    days(1, vscode.l10n.t('In the last day')), days(7, vscode.l10n.t('In the last 7 days')), days(30, vscode.l10n.t('In the last 30 days')),
    heading(vscode.l10n.t('Datastore')),
    ...catalogue.datastores.all().map((one): Choice => ({
      label: iconless(nameText(one.name)), iconPath: icons.database, picked: filter.datastoreId === one.id, apply: (to) => ({ ...to, datastoreId: one.id }),
    })),
    ...(containers.length > 0 ? [heading(vscode.l10n.t('Container'))] : []),
    ...containers.map((one): Choice => ({
      label: iconless(nameText(one.name)), iconPath: icons.container, picked: filter.containerId === one.id, apply: (to) => ({ ...to, containerId: one.id }),
    })),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Filter anomalies'), canPickMany: true, placeHolder: vscode.l10n.t('Nothing chosen: all open anomalies'),
  });
  const kept: AnomalyViewFilter = { ...noFilter, text: filter.text, operationId: filter.operationId, checkId: filter.checkId };
  return chosen?.reduce<AnomalyViewFilter>((one, item) => item.apply?.(one) ?? one, kept);
}
