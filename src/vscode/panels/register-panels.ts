import type { App, CheckFormTarget, Panels } from '../app';
import { anomalyPanelKind } from './anomaly-panel';
import { checkPanelKind } from './check-panel';
import { jobPanelKind } from './job-panel';
import { createPanelSet } from './panel-set';

/** Makes the panels known to the editor: how they open, and how they come back after a reload. */
export function registerPanels(app: Omit<App, 'panels'>): Panels {
  const { extensionUri } = app.context;
  const checks = createPanelSet(extensionUri, app.log, checkPanelKind(app));
  const openCheckForm = (target: CheckFormTarget): void => checks.open({ serverId: app.servers.active.id, ...target });
  const jobs = createPanelSet(extensionUri, app.log, jobPanelKind(app));
  const anomalies = createPanelSet(extensionUri, app.log, anomalyPanelKind(app, { openJob: (key) => jobs.open({ key }), openCheckForm }));
  app.context.subscriptions.push(checks, jobs, anomalies);
  return {
    openJob: (key) => Promise.resolve(jobs.open({ key })),
    openAnomaly: (id) => Promise.resolve(anomalies.open({ serverId: app.servers.active.id, id })),
    openCheckForm: (target) => Promise.resolve(openCheckForm(target)),
  };
}
