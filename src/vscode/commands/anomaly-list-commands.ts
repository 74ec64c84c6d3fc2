import * as vscode from 'vscode';
import type { App } from '../app';
import { noFilter } from '../data/anomaly-filter';
import type { AnomalySort } from '../data/anomaly-list';
import { moreOf } from './arguments';
import type { CommandTable } from './command-table';

async function askSort(now: AnomalySort): Promise<AnomalySort | undefined> {
  const items: (vscode.QuickPickItem & { value: AnomalySort })[] = [
    { label: vscode.l10n.t('Newest'), description: vscode.l10n.t('found last stands first'), value: 'newest' },
    { label: vscode.l10n.t('Severity'), description: vscode.l10n.t('the greatest first'), value: 'severity' },
    { label: vscode.l10n.t('Rows'), description: vscode.l10n.t('the most failing rows first'), value: 'rows' },
  ];
  const shown = items.map((item) => (item.value === now ? { ...item, label: `$(check) ${item.label}` } : item));
  return (await vscode.window.showQuickPick(shown, { title: vscode.l10n.t('Sort anomalies') }))?.value;
}

/** Search, filter, sort and group the Anomalies view, and bring more of it. */
export function anomalyListCommands(app: App): CommandTable {
  const { anomalies } = app;
  const group = (grouping: 'container' | 'check') => () => anomalies.arrange({ ...anomalies.arrangement, grouping });
  return {
    'plumbline.searchAnomalies': async () => {
      const text = await vscode.window.showInputBox({
        title: vscode.l10n.t('Search anomalies'), value: anomalies.filter.text, valueSelection: [0, anomalies.filter.text.length],
        prompt: vscode.l10n.t('Words to find in messages, fields, rules and names; empty for no search'),
      });
      if (text !== undefined) await anomalies.setFilter({ ...anomalies.filter, text: text.trim() });
    },
    'plumbline.filterAnomalies': async () => {
      const filter = await (await import('./on-demand.js')).askFilter(app);
      if (filter) await anomalies.setFilter(filter);
    },
    'plumbline.clearAnomalyFilter': () => anomalies.setFilter(noFilter),
    'plumbline.sortAnomalies': async () => {
      const sort = await askSort(anomalies.arrangement.sort);
      if (sort) await anomalies.arrange({ ...anomalies.arrangement, sort });
    },
    'plumbline.groupAnomaliesByCheck': group('check'),
    'plumbline.groupAnomaliesByContainer': group('container'),
    'plumbline.showMoreAnomalies': async (first) => {
      const more = moreOf(first);
      if (more?.group === null) await anomalies.moreGroups();
      else if (more) await anomalies.move(more.group, more.way);
    },
  };
}
