import type { App } from '../app';
import type { CommandTable } from './command-table';

/** Brings everything that is shown up to date. Errors stand in the views, each in its own. */
export async function refreshAll(app: Pick<App, 'catalogue' | 'jobs' | 'anomalies'>): Promise<void> {
  await Promise.all([app.catalogue.refresh(), app.jobs.refresh(), app.anomalies.loader.run()]);
}

export function generalCommands(app: App): CommandTable {
  return {
    'plumbline.refresh': () => refreshAll(app),
    'plumbline.showLog': async () => app.log.show(),
  };
}
