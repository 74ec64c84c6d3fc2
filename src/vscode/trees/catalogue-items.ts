import * as vscode from 'vscode';
import type { Container, Field } from '../../core/api/schemas/container';
import type { Datastore } from '../../core/api/schemas/datastore';
import { formatCount, formatPercent } from '../../core/format/figures';
import type { Server } from '../servers/server';
import { anomalyCount } from '../words';
import type { ContainerNode, FieldNode } from './catalogue-nodes';
import { containerIcon, fieldIcon, icons } from './icons';
import { fullTime, shortTime } from './moments';
import { dotted, nameText, oneLine, tooltip } from './plain-text';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

function count(number: number): string {
  return formatCount(number, vscode.env.language);
}
function rowCount(rows: number | null | undefined): string | null {
  if (rows === null || rows === undefined) return null;
  return rows === 1 ? vscode.l10n.t('1 row') : vscode.l10n.t('{0} rows', count(rows));
}
function optional(number: number | null | undefined): string | null {
  return number === null || number === undefined ? null : count(number);
}
function openCount(number: number | null | undefined): string | null {
  return number ? anomalyCount(number) : null;
}

export function serverItem(server: Server): vscode.TreeItem {
  const item = new vscode.TreeItem(nameText(server.name), Expanded);
  item.iconPath = server.kind === 'local' ? icons.local : icons.remote;
  item.description = server.url !== null && new URL(server.url).host !== server.name ? server.url : '';
  item.contextValue = `server ${server.kind}`;
  item.tooltip = tooltip(server.name, [[vscode.l10n.t('Address'), server.url]]);
  return item;
}

/** `only`: there is no other, so that it may as well be open. */
export function datastoreItem(datastore: Datastore, only = false): vscode.TreeItem {
  const item = new vscode.TreeItem(nameText(datastore.name), only ? Expanded : Collapsed);
  const { metrics } = datastore;
  const containers = metrics?.containers;
  item.iconPath = datastore.store_type === 'dfs' || datastore.type === 'files' ? icons.folder : icons.database;
  item.description = dotted(
    containers === null || containers === undefined ? null
      : containers === 1 ? vscode.l10n.t('1 container') : vscode.l10n.t('{0} containers', count(containers)),
    openCount(metrics?.active_anomalies),
  );
  item.contextValue = 'datastore';
  item.tooltip = tooltip(datastore.name, [
    [vscode.l10n.t('Location'), datastore.connection?.path ?? datastore.connection?.host],
    [vscode.l10n.t('Type'), datastore.type],
    [vscode.l10n.t('Containers'), optional(containers)],
    [vscode.l10n.t('Rows'), optional(metrics?.records)],
    [vscode.l10n.t('Active checks'), optional(metrics?.active_checks)],
    [vscode.l10n.t('Open anomalies'), optional(metrics?.active_anomalies)],
    [vscode.l10n.t('Last synced'), fullTime(datastore.last_synced) ?? vscode.l10n.t('never')],
  ]);
  item.accessibilityInformation = { label: vscode.l10n.t('Datastore {0}, {1}', nameText(datastore.name), item.description) };
  return item;
}

/** What stands beside a container's name: what is wrong first, then its size and the last scan. */
function containerDescription(container: Container): string {
  const { metrics } = container;
  if (container.last_error) return oneLine(container.last_error);
  if (container.missing) return vscode.l10n.t('missing since the last sync');
  const scanned = shortTime(metrics?.last_scanned);
  return dotted(
    openCount(metrics?.active_anomalies), rowCount(metrics?.records),
    scanned !== null ? vscode.l10n.t('scanned {0}', scanned)
      : metrics?.last_profiled ? vscode.l10n.t('profiled {0}', shortTime(metrics.last_profiled) ?? '') : null,
    metrics?.active_checks === 0 && (scanned !== null || Boolean(metrics.last_profiled)) && vscode.l10n.t('no checks'),
  );
}

/** A click on it shows its rows. */
export function containerItem(container: Container, node: ContainerNode): vscode.TreeItem {
  const { metrics } = container;
  const item = new vscode.TreeItem(nameText(container.name), Collapsed);
  item.iconPath = containerIcon(container);
  item.description = containerDescription(container);
  item.command = { command: 'plumbline.previewContainer', title: vscode.l10n.t('Preview Rows'), arguments: [node] };
  const isText = container.file_format === 'csv' || container.file_format === 'tsv';
  item.contextValue = ['container', (metrics?.active_anomalies ?? 0) > 0 ? 'anomalies' : '', isText ? 'text' : '', isText && container.last_error ? 'unreadable' : ''].filter(Boolean).join(' ');
  item.tooltip = tooltip(container.name, [
    [vscode.l10n.t('Problem'), container.last_error],
    [vscode.l10n.t('Note'), container.notes?.join(' ')],
    [vscode.l10n.t('Files'), container.files?.slice(0, 10).join(', ')],
    [vscode.l10n.t('Rows'), optional(metrics?.records)],
    [vscode.l10n.t('Fields'), optional(metrics?.fields)],
    [vscode.l10n.t('Active checks'), optional(metrics?.active_checks)],
    [vscode.l10n.t('Failing checks'), optional(metrics?.failing_checks)],
    [vscode.l10n.t('Open anomalies'), optional(metrics?.active_anomalies)],
    [vscode.l10n.t('Last profiled'), fullTime(metrics?.last_profiled) ?? vscode.l10n.t('never')],
    [vscode.l10n.t('Last scanned'), fullTime(metrics?.last_scanned) ?? vscode.l10n.t('never')],
  ]);
  item.accessibilityInformation = { label: vscode.l10n.t('Container {0}, {1}', nameText(container.name), item.description) };
  return item;
}

/** A click on it shows what its profile found. */
export function fieldItem(field: Field, node: FieldNode): vscode.TreeItem {
  const item = new vscode.TreeItem(nameText(field.name), None);
  const gone = field.status === 'missing';
  item.iconPath = fieldIcon(field.type);
  item.description = dotted(
    gone ? vscode.l10n.t('missing since the last sync') : field.type,
    field.completeness === null || field.completeness === undefined ? null : vscode.l10n.t('{0} filled', formatPercent(field.completeness, vscode.env.language)),
  );
  item.command = { command: 'plumbline.showProfile', title: vscode.l10n.t('Show Profile'), arguments: [node] };
  item.contextValue = 'field';
  item.tooltip = tooltip(field.name, [[vscode.l10n.t('Type'), field.type], [vscode.l10n.t('Type in the source'), field.native_type]]);
  item.accessibilityInformation = { label: vscode.l10n.t('Field {0}, {1}', nameText(field.name), item.description) };
  return item;
}
