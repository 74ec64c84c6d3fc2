import * as vscode from 'vscode';
import type { App } from '../app';
import { changeReading } from '../read-options/change-reading';
import { assetsOf } from './arguments';
import type { CommandTable } from './command-table';
import { pickContainer } from './pick';

/** Correct how a file is read. */
export function readOptionsCommands(app: App): CommandTable {
  return {
    'plumbline.changeReading': async (first) => {
      const [asset] = assetsOf(first);
      const containerId = asset?.kind === 'container' || asset?.kind === 'field' ? asset.containerId
        : (await pickContainer(app, vscode.l10n.t('Change how a file is read')))?.id;
      if (containerId !== undefined) await changeReading(app, containerId);
    },
  };
}
