import type * as vscode from 'vscode';
import type { App, CheckFormTarget, Panels } from '../app';
import type { PanelViewType } from '../lazy-panels';
import { anomalyPanelKind } from './anomaly-panel';
import { checkPanelKind } from './check-panel';
import { jobPanelKind } from './job-panel';
import { createPanelSet, type PanelSet } from './panel-set';

/** The panels, with how they come back after a reload. */
export interface LoadedPanels extends Panels {
  restore(viewType: PanelViewType, panel: vscode.WebviewPanel, state: unknown): void;
}

/** Makes the three kinds of panels. */
export function registerPanels(app: Omit<App, 'panels'>): LoadedPanels {
  const { extensionUri } = app.context;
  const checks = createPanelSet(extensionUri, app.log, checkPanelKind(app));
  const openCheckForm = (target: CheckFormTarget): void => checks.open({ serverId: app.servers.active.id, ...target });
  const jobs: PanelSet<{ key: string }> = createPanelSet(extensionUri, app.log, jobPanelKind(app, (key) => jobs.open({ key })));
  const anomalies = createPanelSet(extensionUri, app.log, anomalyPanelKind(app, { openJob: (key) => jobs.open({ key }), openCheckForm }));
  app.context.subscriptions.push(checks, jobs, anomalies);
  const sets = { 'plumbline.job': jobs, 'plumbline.anomaly': anomalies, 'plumbline.check': checks };
  return {
    restore: (viewType, panel, state) => sets[viewType].restore(panel, state),
    openJob: (key) => Promise.resolve(jobs.open({ key })),
    openAnomaly: (id) => Promise.resolve(anomalies.open({ serverId: app.servers.active.id, id })),
    openCheckForm: (target) => Promise.resolve(openCheckForm(target)),
  };
}
