import * as vscode from 'vscode';
import type { App } from '../app';
import { anomaliesOf, assetsOf } from './arguments';
import type { CommandTable } from './command-table';
import { pickContainer } from './pick';

/** Look at the rows of a container, and at what its profile found. */
export function previewCommands(app: App): CommandTable {
  return {
    'plumbline.previewContainer': async (first) => {
      const [asset] = assetsOf(first);
      const containerId = asset?.kind === 'container' || asset?.kind === 'field' ? asset.containerId
        : (await pickContainer(app, vscode.l10n.t('Preview rows')))?.id;
      if (containerId !== undefined) await app.panels.openPreview({ containerId });
    },
    'plumbline.showProfile': async (first) => {
      const [asset] = assetsOf(first);
      if (asset?.kind === 'field') return app.panels.openProfile({ containerId: asset.containerId, field: asset.name });
      const [anomalyId] = anomaliesOf(first);
      const anomaly = anomalyId === undefined ? undefined : await app.anomalies.load(anomalyId);
      const containerId = asset?.kind === 'container' ? asset.containerId
        : anomaly?.container?.id ?? (await pickContainer(app, vscode.l10n.t('Profile')))?.id;
      if (containerId !== undefined) await app.panels.openProfile({ containerId });
    },
  };
}
