import type * as vscode from 'vscode';
import type { App, CheckFormTarget, Panels } from '../app';
import type { PanelViewType } from '../lazy-panels';
import { anomalyPanelKind } from './anomaly-panel';
import { checkPanelKind } from './check-panel';
import { jobPanelKind } from './job-panel';
import { previewPanelKind } from './preview-panel';
import { profilePanelKind } from './profile-panel';
import { createPanelSet, type PanelSet } from './panel-set';

/** The panels, with how they come back after a reload. */
export interface LoadedPanels extends Panels {
  restore(viewType: PanelViewType, panel: vscode.WebviewPanel, state: unknown): void;
}

/** Makes every kind of panel. */
export function registerPanels(app: Omit<App, 'panels'>): LoadedPanels {
  const { extensionUri } = app.context;
  const checks = createPanelSet(extensionUri, app.log, checkPanelKind(app));
  const openCheckForm = (target: CheckFormTarget): void => checks.open({ serverId: app.servers.active.id, ...target });
  const jobs: PanelSet<{ key: string }> = createPanelSet(extensionUri, app.log, jobPanelKind(app, (key) => jobs.open({ key })));
  const previews = createPanelSet(extensionUri, app.log, previewPanelKind(app, openCheckForm));
  const anomalies = createPanelSet(extensionUri, app.log, anomalyPanelKind(app, {
    openJob: (key) => jobs.open({ key }), openCheckForm, openPreview: (target) => previews.open({ serverId: app.servers.active.id, ...target }),
  }));
  const profiles = createPanelSet(extensionUri, app.log, profilePanelKind(app, {
    openCheckForm, openRows: (target) => previews.open({ serverId: app.servers.active.id, ...target }),
  }));
  app.context.subscriptions.push(profiles, checks, jobs, anomalies, previews);
  const sets = { 'plumbline.job': jobs, 'plumbline.anomaly': anomalies, 'plumbline.check': checks, 'plumbline.preview': previews, 'plumbline.profile': profiles };
  return {
    restore: (viewType, panel, state) => sets[viewType].restore(panel, state),
    openJob: (key) => Promise.resolve(jobs.open({ key })),
    openAnomaly: (id) => Promise.resolve(anomalies.open({ serverId: app.servers.active.id, id })),
    openPreview: (target) => Promise.resolve(previews.open({ serverId: app.servers.active.id, ...target })),
    openProfile: (target) => Promise.resolve(profiles.open({ serverId: app.servers.active.id, ...target })),
    openCheckForm: (target) => Promise.resolve(openCheckForm(target)),
  };
}
