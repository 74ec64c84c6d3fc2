import * as vscode from 'vscode';
import type { Anomaly } from '../../core/api/schemas/anomaly';
import { problemText, toProblem } from '../../core/errors';
import type { App } from '../app';
import { serverFilter } from '../data/anomaly-filter';
import { anomalyMessage, anomalyTitle } from '../trees/anomaly-items';
import { iconless, nameText } from '../trees/plain-text';
import { anomalyStatusWord } from '../words';

interface Choice extends vscode.QuickPickItem {
  readonly id: number;
}

/** How many are offered; typing narrows them. */
const offered = 100;
/** Milliseconds without a key after which the server is asked. */
const typingPause = 250;

function choice(anomaly: Anomaly): Choice {
  return {
    label: iconless(anomalyTitle(anomaly)), description: iconless(`${nameText(anomaly.datastore?.name ?? '')} › ${nameText(anomaly.container?.name ?? '')}`),
    detail: iconless(`${anomalyStatusWord(anomaly.status)}: ${anomalyMessage(anomaly)}`), id: anomaly.id, alwaysShow: true,
  };
}

/** Lets the user choose anomalies among all that the view's filter lets through: what is typed is searched by the server. */
export function pickAnomalies(app: App, title: string, many: boolean): Promise<number[] | undefined> {
  return new Promise((resolve) => {
    const input = vscode.window.createQuickPick<Choice>();
    Object.assign(input, { title, canSelectMany: many, placeholder: vscode.l10n.t('Type words to search in messages, names, fields and rules'), matchOnDescription: true, matchOnDetail: true });
    let asked = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const search = async (): Promise<void> => {
      const mine = ++asked;
      input.busy = true;
      try {
        const text = [app.anomalies.filter.text, input.value.trim()].filter(Boolean).join(' ');
        const { items, total } = await (await app.backend()).anomalies({ ...serverFilter({ ...app.anomalies.filter, text }), page: 1, size: offered });
        if (mine !== asked) return;
        const kept = input.selectedItems.filter((item) => !items.some(({ id }) => id === item.id));
        input.items = [...kept, ...items.map(choice)];
        input.selectedItems = input.items.filter((item) => input.selectedItems.some(({ id }) => id === item.id));
        input.title = total > items.length ? vscode.l10n.t('{0} ({1} of {2})', title, items.length, total) : title;
        input.placeholder = total === 0 ? vscode.l10n.t('No anomaly matches') : input.placeholder;
      } catch (error) {
        app.troubles.seen('searching anomalies', error);
        if (mine === asked) input.title = problemText(toProblem(error));
      }
      if (mine === asked) input.busy = false;
    };
    const finish = (ids: number[] | undefined): void => {
      clearTimeout(timer);
      asked += 1;
      resolve(ids);
      input.dispose();
    };
    input.onDidChangeValue(() => {
      clearTimeout(timer);
      timer = setTimeout(() => void search(), typingPause);
    });
    input.onDidAccept(() => finish(input.selectedItems.map((item) => item.id)));
    input.onDidHide(() => finish(undefined));
    input.show();
    void search();
  });
}
