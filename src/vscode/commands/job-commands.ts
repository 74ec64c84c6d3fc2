import * as vscode from 'vscode';
import type { App } from '../app';
import { jobsOf } from './arguments';
import type { CommandTable } from './command-table';
import { pickJob, type JobChoice } from './pick';

async function each(app: App, title: string, which: JobChoice, first: unknown, selection: unknown, act: (key: string) => Promise<unknown>): Promise<void> {
  const given = jobsOf(first, selection);
  const picked = given.length > 0 ? given : [await pickJob(app, title, which)];
  for (const key of picked) if (key !== undefined) await act(key);
}

/** Open, cancel and retry a job. */
export function jobCommands(app: App): CommandTable {
  return {
    'plumbline.openJob': (first, selection) => each(app, vscode.l10n.t('Open job'), 'any', first, selection, app.panels.openJob),
    'plumbline.cancelJob': (first, selection) => each(app, vscode.l10n.t('Cancel job'), 'active', first, selection, app.actions.cancelJob),
    'plumbline.retryJob': (first, selection) => each(app, vscode.l10n.t('Retry job'), 'ended', first, selection, app.actions.retryJob),
    'plumbline.showJobAnomalies': (first, selection) => each(app, vscode.l10n.t('Show anomalies'), 'ended', first, selection,
      (key) => app.actions.showAnomalies({ operationId: app.jobs.store.get(key)?.id })),
  };
}
