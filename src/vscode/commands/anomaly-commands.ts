import * as vscode from 'vscode';
import { anomalyStatus, type AnomalyStatus } from '../../core/api/schemas/anomaly-status';
import type { App } from '../app';
import { noFilter } from '../data/anomaly-filter';
import { anomalyIcon } from '../trees/icons';
import { anomalyStatusWord } from '../words';
import { anomaliesOf, anomalyGroupOf, assetsOf } from './arguments';
import { askFilter } from './ask-filter';
import type { CommandTable } from './command-table';
import { pickAnomalies, pickAnomaly } from './pick';

async function askStatus(): Promise<AnomalyStatus | undefined> {
  const items = anomalyStatus.options.map((value) => ({ label: anomalyStatusWord(value), iconPath: anomalyIcon(value), value }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Status of the anomalies') }))?.value;
}

/** Open anomalies, set their status, filter the list. */
export function anomalyCommands(app: App): CommandTable {
  const idsFor = async (first: unknown, selection: unknown): Promise<number[]> => {
    const given = anomaliesOf(first, selection);
    return given.length > 0 ? given : await pickAnomalies(app, vscode.l10n.t('Set anomaly status')) ?? [];
  };
  const set = (status: AnomalyStatus) => async (first?: unknown, selection?: unknown): Promise<void> => {
    const ids = await idsFor(first, selection);
    if (ids.length > 0) await app.actions.setAnomalyStatus(ids, status);
  };
  return {
    'plumbline.openAnomaly': async (first) => {
      const id = anomaliesOf(first)[0] ?? await pickAnomaly(app, vscode.l10n.t('Open anomaly'));
      if (id !== undefined) await app.panels.openAnomaly(id);
    },
    'plumbline.acknowledgeAnomaly': set('Acknowledged'),
    'plumbline.resolveAnomaly': set('Resolved'),
    'plumbline.invalidateAnomaly': set('Invalid'),
    'plumbline.markDuplicateAnomaly': set('Duplicate'),
    'plumbline.reactivateAnomaly': set('Active'),
    'plumbline.setAnomalyStatus': async (first, selection) => {
      const ids = await idsFor(first, selection);
      const status = ids.length > 0 ? await askStatus() : undefined;
      if (status) await app.actions.setAnomalyStatus(ids, status);
    },
    'plumbline.showAnomalies': async (first) => {
      const [asset] = assetsOf(first);
      const group = anomalyGroupOf(first);
      if (group) await app.actions.showAnomalies(group.kind === 'anomalyDatastore' ? { datastoreId: group.assetId } : { containerId: group.assetId });
      else if (asset?.kind === 'datastore') await app.actions.showAnomalies({ datastoreId: asset.datastoreId });
      else if (asset && asset.kind !== 'server') await app.actions.showAnomalies({ containerId: asset.containerId });
      else await app.actions.showAnomalies({});
    },
    'plumbline.filterAnomalies': async () => {
      const filter = await askFilter(app.anomalies.filter);
      if (filter) await app.anomalies.setFilter(filter);
    },
    'plumbline.clearAnomalyFilter': () => app.anomalies.setFilter(noFilter),
    'plumbline.showMoreAnomalies': () => app.anomalies.more(),
  };
}
