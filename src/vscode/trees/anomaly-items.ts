import * as vscode from 'vscode';
import { openAnomalyStatus, type Anomaly } from '../../core/api/schemas/anomaly';
import { formatCount } from '../../core/jobs/format';
import { anomalyCount, anomalyStatusWord, anomalyTypeWord } from '../words';
import { anomalyIcon, icons } from './icons';
import type { AnomalyGroup } from './anomaly-nodes';
import { fullTime } from './moments';
import { dotted, oneLine, tooltip } from './plain-text';

const { Expanded, None } = vscode.TreeItemCollapsibleState;

export function anomalyGroupItem(group: AnomalyGroup): vscode.TreeItem {
  const container = group.node.kind === 'anomalyContainer';
  const item = new vscode.TreeItem(oneLine(group.node.name) || vscode.l10n.t('unknown'), Expanded);
  item.iconPath = container ? icons.container : icons.database;
  item.description = formatCount(group.anomalyIds.length, vscode.env.language);
  item.contextValue = container ? 'anomalyContainer' : 'anomalyDatastore';
  item.accessibilityInformation = { label: `${oneLine(group.node.name)}, ${anomalyCount(group.anomalyIds.length)}` };
  return item;
}

/** What an anomaly says in one line: its first failed check, and how many more there are. */
export function anomalyTitle(anomaly: Anomaly): string {
  const [first, ...more] = anomaly.failed_checks ?? [];
  const text = oneLine(anomaly.message ?? first?.message ?? vscode.l10n.t('Anomaly {0}', anomaly.id));
  return more.length > 0 && !anomaly.message ? vscode.l10n.t('{0} (and {1} more)', text, more.length) : text;
}

function rows(anomaly: Anomaly): string | null {
  const count = anomaly.anomalous_records_count;
  if (anomaly.type !== 'record' || count === null || count === undefined) return null;
  return count === 1 ? vscode.l10n.t('1 row') : vscode.l10n.t('{0} rows', formatCount(count, vscode.env.language));
}

/** Short enough for a narrow side bar: what is wrong where; the whole sentence is in the tooltip. */
function shortTitle(fields: readonly string[], rules: readonly string[], title: string): string {
  if (rules.length === 0) return title;
  const rule = rules.length === 1 ? rules[0]! : vscode.l10n.t('{0} and {1} more', rules[0]!, rules.length - 1);
  return fields.length === 0 ? rule : `${oneLine(fields.join(', '), 60)}: ${rule}`;
}

export function anomalyItem(anomaly: Anomaly): vscode.TreeItem {
  const title = anomalyTitle(anomaly);
  const fields = [...new Set((anomaly.failed_checks ?? []).flatMap((f) => (f.quality_check.fields ?? []).map((x) => x.name)))];
  const rules = [...new Set((anomaly.failed_checks ?? []).map((f) => f.quality_check.rule_type))];
  const item = new vscode.TreeItem(shortTitle(fields, rules, title), None);
  const open = openAnomalyStatus.safeParse(anomaly.status).success;
  item.iconPath = anomalyIcon(anomaly.status);
  item.description = dotted(
    rows(anomaly) ?? anomalyTypeWord(anomaly.type), anomaly.status === 'Active' ? null : anomalyStatusWord(anomaly.status),
  );
  item.contextValue = `anomaly ${open ? 'open' : 'archived'} ${anomaly.status.toLowerCase()}`;
  item.tooltip = tooltip(title, [
    [vscode.l10n.t('Status'), anomalyStatusWord(anomaly.status)],
    [vscode.l10n.t('Type'), anomalyTypeWord(anomaly.type)],
    [vscode.l10n.t('Rules'), rules.join(', ')],
    [vscode.l10n.t('Fields'), fields.join(', ')],
    [vscode.l10n.t('Rows'), rows(anomaly)],
    [vscode.l10n.t('Severity'), anomaly.weight === null || anomaly.weight === undefined ? null : String(anomaly.weight)],
    [vscode.l10n.t('First seen'), fullTime(anomaly.created)],
    [vscode.l10n.t('Last seen'), fullTime(anomaly.last_seen)],
    [vscode.l10n.t('Description'), anomaly.description],
    [vscode.l10n.t('Anomaly ID'), String(anomaly.id)],
  ]);
  item.accessibilityInformation = { label: vscode.l10n.t('Anomaly, {0}, {1}, {2}', anomalyStatusWord(anomaly.status), title, item.description) };
  item.command = { command: 'plumbline.openAnomaly', title: vscode.l10n.t('Open Anomaly'), arguments: [{ kind: 'anomaly', anomalyId: anomaly.id }] };
  return item;
}

export function moreItem(loaded: number, total: number): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Show More'), None);
  const locale = vscode.env.language;
  item.description = vscode.l10n.t('{0} of {1} shown', formatCount(loaded, locale), formatCount(total, locale));
  item.iconPath = icons.more;
  item.contextValue = 'more';
  item.command = { command: 'plumbline.showMoreAnomalies', title: vscode.l10n.t('Show More') };
  return item;
}
