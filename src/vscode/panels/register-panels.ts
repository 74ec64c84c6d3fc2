import type { App, Panels } from '../app';
import { jobPanelKind } from './job-panel';
import { createPanelSet } from './panel-set';

/** Makes the panels known to the editor: how they open, and how they come back after a reload. */
export function registerPanels(app: Omit<App, 'panels'>): Pick<Panels, 'openJob'> {
  const { extensionUri } = app.context;
  const jobs = createPanelSet(extensionUri, app.log, jobPanelKind(app));
  app.context.subscriptions.push(jobs);
  return {
    openJob: (key) => Promise.resolve(jobs.open({ key })),
  };
}
