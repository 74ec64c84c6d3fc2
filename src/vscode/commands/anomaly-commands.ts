import * as vscode from 'vscode';
import type { AnomalyFilter } from '../../backend/port';
import { anomalyStatus, type AnomalyStatus } from '../../core/api/schemas/anomaly-status';
import type { App } from '../app';
import { anomalyIcon } from '../trees/icons';
import { anomalyStatusWord } from '../words';
import { anomaliesOf, anomalyGroupsOf, assetsOf, type AnomalyGroupArgument } from './arguments';
import type { CommandTable } from './command-table';

async function askStatus(): Promise<AnomalyStatus | undefined> {
  const items = anomalyStatus.options.map((value) => ({ label: anomalyStatusWord(value), iconPath: anomalyIcon(value), value }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Status of the anomalies') }))?.value;
}

/** What the anomalies of a line of the view are, within its filter. */
function filterOfGroup(app: App, group: AnomalyGroupArgument): AnomalyFilter {
  return group.kind === 'anomalyDatastore' ? { ...app.anomalies.filterOf(null), datastores: [group.assetId] } : app.anomalies.filterOf(group.group);
}

/** Open anomalies, and set the status of single ones, of groups, or of all that the view shows. */
export function anomalyCommands(app: App): CommandTable {
  /** What a status is set of: each given group by itself, and the single ones together. */
  async function chosen(first: unknown, selection: unknown): Promise<(readonly number[] | AnomalyFilter)[]> {
    const groups = anomalyGroupsOf(first, selection).map((group) => filterOfGroup(app, group));
    const ids = anomaliesOf(first, selection);
    if (groups.length + ids.length > 0) return [...groups, ...(ids.length > 0 ? [[...new Set(ids)]] : [])];
    const picked = await (await import('./on-demand.js')).pickAnomalies(app, vscode.l10n.t('Set anomaly status'), true);
    return picked?.length ? [picked] : [];
  }
  const set = (status: AnomalyStatus) => async (first?: unknown, selection?: unknown): Promise<void> => {
    for (const which of await chosen(first, selection)) await app.actions.setAnomalyStatus(which, status);
  };
  return {
    'plumbline.openAnomaly': async (first) => {
      const id = anomaliesOf(first)[0] ?? (await (await import('./on-demand.js')).pickAnomalies(app, vscode.l10n.t('Open anomaly'), false))?.[0];
      if (id !== undefined) await app.panels.openAnomaly(id);
    },
    'plumbline.acknowledgeAnomaly': set('Acknowledged'),
    'plumbline.resolveAnomaly': set('Resolved'),
    'plumbline.invalidateAnomaly': set('Invalid'),
    'plumbline.markDuplicateAnomaly': set('Duplicate'),
    'plumbline.reactivateAnomaly': set('Active'),
    'plumbline.setAnomalyStatus': async (first, selection) => {
      const which = await chosen(first, selection);
      const status = which.length > 0 ? await askStatus() : undefined;
      if (status) for (const one of which) await app.actions.setAnomalyStatus(one, status);
    },
    'plumbline.setListedAnomalyStatus': async () => {
      const status = await askStatus();
      if (status) await app.actions.setAnomalyStatus(app.anomalies.filterOf(null), status);
    },
    'plumbline.acceptAnomaly': async (first, selection) => {
      const { acceptAsNormal } = await import('./on-demand.js');
      const groups = anomalyGroupsOf(first, selection).filter((group) => group.kind === 'anomalyCheck');
      for (const group of groups) await acceptAsNormal(app, Number(group.group.slice(1)), app.anomalies.filterOf(group.group));
      const ids = anomaliesOf(first, selection);
      const found = await Promise.all(ids.map((id) => app.anomalies.load(id)));
      const checks = new Set(found.flatMap((anomaly) => (anomaly.failed_checks ?? []).map((failed) => failed.quality_check.id)));
      for (const check of checks) await acceptAsNormal(app, check, { ids, archived: 'include' });
    },
    'plumbline.showAnomalies': async (first) => {
      const [asset] = assetsOf(first);
      const [group] = anomalyGroupsOf(first);
      if (group?.kind === 'anomalyDatastore') await app.actions.showAnomalies({ datastoreId: group.assetId });
      else if (group?.kind === 'anomalyCheck') await app.actions.showAnomalies({ checkId: Number(group.group.slice(1)) });
      else if (group) await app.actions.showAnomalies({ containerId: group.assetId });
      else if (asset?.kind === 'datastore') await app.actions.showAnomalies({ datastoreId: asset.datastoreId });
      else if (asset && asset.kind !== 'server') await app.actions.showAnomalies({ containerId: asset.containerId });
      else await app.actions.showAnomalies({});
    },
  };
}
