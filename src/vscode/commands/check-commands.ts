import * as vscode from 'vscode';
import type { QualityCheck } from '../../core/api/schemas/check';
import type { App } from '../app';
import { iconless, nameText, oneLine } from '../trees/plain-text';
import { anomaliesOf, anomalyGroupsOf, assetsOf } from './arguments';
import type { CommandTable } from './command-table';
import { pickContainer } from './pick';

async function pickCheck(checks: readonly QualityCheck[], title: string): Promise<QualityCheck | undefined> {
  if (checks.length === 1) return checks[0];
  const items = checks.map((check) => ({
    label: iconless(nameText(check.rule_type)), description: iconless((check.fields ?? []).map((f) => nameText(f.name, 60)).join(', ')),
    detail: iconless(oneLine(check.description ?? '')), check,
  }));
  const placeHolder = items.length > 0 ? vscode.l10n.t('Choose a check') : vscode.l10n.t('This container has no checks');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true, matchOnDetail: true }))?.check;
}

/** Create and edit checks, in the check form. */
export function checkCommands(app: App): CommandTable {
  return {
    'plumbline.createCheck': async (first) => {
      const [asset] = assetsOf(first);
      if (asset?.kind === 'field') return app.panels.openCheckForm({ containerId: asset.containerId, field: asset.name });
      const [anomalyId] = anomaliesOf(first);
      const anomaly = anomalyId === undefined ? undefined : await app.anomalies.load(anomalyId);
      const containerId = asset?.kind === 'container' ? asset.containerId
        : anomaly?.container?.id ?? (await pickContainer(app, vscode.l10n.t('New check')))?.id;
      if (containerId !== undefined) await app.panels.openCheckForm({ containerId });
    },
    'plumbline.editCheck': async (first) => {
      const title = vscode.l10n.t('Edit check');
      const [anomalyId] = anomaliesOf(first);
      const [asset] = assetsOf(first);
      const [group] = anomalyGroupsOf(first);
      if (group?.kind === 'anomalyCheck') return app.panels.openCheckForm({ containerId: group.assetId, checkId: Number(group.group.slice(1)) });
      let checks: readonly QualityCheck[];
      let containerId: number | undefined;
      if (anomalyId !== undefined) {
        const anomaly = await app.anomalies.load(anomalyId);
        checks = (anomaly.failed_checks ?? []).map((failed) => failed.quality_check);
        containerId = anomaly.container?.id;
      } else {
        containerId = asset?.kind === 'container' || asset?.kind === 'field' ? asset.containerId : (await pickContainer(app, title))?.id;
        if (containerId === undefined) return;
        const page = await (await app.backend()).checks({ containers: [containerId], page: 1, size: 1000 });
        checks = page.items.filter((check) => asset?.kind !== 'field' || (check.fields ?? []).some((f) => f.name === asset.name));
      }
      const check = await pickCheck(checks, title);
      if (check && containerId !== undefined) await app.panels.openCheckForm({ containerId, checkId: check.id });
    },
  };
}
