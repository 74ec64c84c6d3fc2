import type { App, Panels } from '../app';
import { anomalyPanelKind } from './anomaly-panel';
import { jobPanelKind } from './job-panel';
import { createPanelSet } from './panel-set';

/** Makes the panels known to the editor: how they open, and how they come back after a reload. */
export function registerPanels(app: Omit<App, 'panels'>): Pick<Panels, 'openJob' | 'openAnomaly'> {
  const { extensionUri } = app.context;
  const jobs = createPanelSet(extensionUri, app.log, jobPanelKind(app));
  const anomalies = createPanelSet(extensionUri, app.log, anomalyPanelKind(app, {
    openJob: (key) => jobs.open({ key }),
    openCheckForm: () => undefined,
  }));
  app.context.subscriptions.push(jobs, anomalies);
  return {
    openJob: (key) => Promise.resolve(jobs.open({ key })),
    openAnomaly: (id) => Promise.resolve(anomalies.open({ serverId: app.servers.active.id, id })),
  };
}
