import * as vscode from 'vscode';
import { openAnomalyStatus } from '../../core/api/schemas/anomaly-status';
import type { Anomaly, AnomalyGroup } from '../../core/api/schemas/anomaly';
import { formatCount } from '../../core/format/figures';
import { anomalyCount, anomalyStatusWord, anomalyTypeWord } from '../words';
import { anomalyIcon, icons } from './icons';
import type { DatastoreGroups } from './anomaly-nodes';
import { fullTime } from './moments';
import { dotted, nameText, oneLine, tooltip } from './plain-text';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

function counted(item: vscode.TreeItem, count: number): vscode.TreeItem {
  item.description = dotted(formatCount(count, vscode.env.language), typeof item.description === 'string' && item.description);
  item.accessibilityInformation = { label: `${String(item.label)}, ${anomalyCount(count)}` };
  return item;
}

export function anomalyDatastoreItem({ name, anomalies }: DatastoreGroups): vscode.TreeItem {
  const item = new vscode.TreeItem(nameText(name) || vscode.l10n.t('unknown'), Expanded);
  item.iconPath = icons.database;
  item.contextValue = 'anomalyDatastore';
  return counted(item, anomalies);
}

/** A container, or a check with where it belongs. */
export function anomalyGroupItem(group: AnomalyGroup, open: boolean): vscode.TreeItem {
  const { container, datastore, quality_check: check, weight } = group;
  const place = nameText(container?.name ?? '') || vscode.l10n.t('unknown');
  const item = new vscode.TreeItem(check ? checkTitle(check.fields, check.rule_type) : place, open ? Expanded : Collapsed);
  item.iconPath = check ? icons.check : icons.container;
  item.contextValue = check ? 'anomalyCheck' : 'anomalyContainer';
  if (check) item.description = place;
  item.tooltip = tooltip(String(item.label), [
    [vscode.l10n.t('Container'), check ? container?.name : null], [vscode.l10n.t('Datastore'), datastore?.name],
    [vscode.l10n.t('Anomalies'), formatCount(group.anomalies, vscode.env.language)], [vscode.l10n.t('Greatest severity'), String(weight)],
  ]);
  return counted(item, group.anomalies);
}

/** Which fields break which rule, in few words. */
function checkTitle(fields: readonly string[], rule: string): string {
  return [few(fields), nameText(rule)].filter((part) => part !== '').join(': ');
}

/** What an anomaly says: its message, otherwise that of its first failed check. */
export function anomalyMessage(anomaly: Anomaly): string {
  return oneLine(anomaly.message ?? anomaly.failed_checks?.[0]?.message ?? vscode.l10n.t('Anomaly {0}', anomaly.id));
}

/** Names without repetition, at most three of them: "a, b, c…". */
function few(names: readonly string[]): string {
  const all = [...new Set(names)];
  return `${all.slice(0, 3).map((name) => nameText(name, 60)).join(', ')}${all.length > 3 ? '…' : ''}`;
}

/** An anomaly in few words: which fields break which rules. The message where the server names neither. */
export function anomalyTitle(anomaly: Anomaly): string {
  const checks = (anomaly.failed_checks ?? []).map((failed) => failed.quality_check);
  const fields = few(checks.flatMap((check) => (check.fields ?? []).map((field) => field.name)));
  const rules = few(checks.map((check) => check.rule_type));
  return [fields, rules].filter((part) => part !== '').join(': ') || anomalyMessage(anomaly);
}

function rows(anomaly: Anomaly): string | null {
  const count = anomaly.anomalous_records_count;
  if (anomaly.type !== 'record' || count === null || count === undefined) return null;
  return count === 1 ? vscode.l10n.t('1 row') : vscode.l10n.t('{0} rows', formatCount(count, vscode.env.language));
}

export function anomalyItem(anomaly: Anomaly): vscode.TreeItem {
  const title = anomalyTitle(anomaly);
  const item = new vscode.TreeItem(title, None);
  const fields = [...new Set((anomaly.failed_checks ?? []).flatMap((f) => (f.quality_check.fields ?? []).map((x) => x.name)))];
  const rules = [...new Set((anomaly.failed_checks ?? []).map((f) => f.quality_check.rule_type))];
  const open = openAnomalyStatus.safeParse(anomaly.status).success;
  item.iconPath = anomalyIcon(anomaly.status);
  const message = anomalyMessage(anomaly);
  item.description = dotted(
    anomaly.status === 'Active' ? null : anomalyStatusWord(anomaly.status), rows(anomaly) ?? anomalyTypeWord(anomaly.type), message === title ? null : message,
  );
  item.contextValue = `anomaly ${open ? 'open' : 'archived'} ${anomaly.status.toLowerCase()}`;
  item.tooltip = tooltip(message, [
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
