import * as vscode from 'vscode';
import type { App } from '../app';
import { assetsOf } from './arguments';
import type { CommandTable } from './command-table';
import { pickContainer } from './pick';

/** Look at the rows of a container. */
export function previewCommands(app: App): CommandTable {
  return {
    'plumbline.previewContainer': async (first) => {
      const [asset] = assetsOf(first);
      const containerId = asset?.kind === 'container' || asset?.kind === 'field' ? asset.containerId
        : (await pickContainer(app, vscode.l10n.t('Preview rows')))?.id;
      if (containerId !== undefined) await app.panels.openPreview({ containerId });
    },
  };
}
