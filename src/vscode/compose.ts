import * as vscode from 'vscode';
import type { QualityBackend } from '../backend/port';
import { problemText, toProblem } from '../core/errors';
import type { Clock } from '../core/polling/scheduler';
import { createActions } from './actions';
import type { App } from './app';
import { jobKinds } from './job-kinds';
import { systemClock } from './clock';
import { anomalyCommands } from './commands/anomaly-commands';
import { anomalyListCommands } from './commands/anomaly-list-commands';
import { checkCommands } from './commands/check-commands';
import { registerCommands } from './commands/command-table';
import { datastoreCommands } from './commands/datastore-commands';
import { generalCommands, refreshAll } from './commands/general-commands';
import { jobCommands } from './commands/job-commands';
import { jobListCommands } from './commands/job-list-commands';
import { previewCommands } from './commands/preview-commands';
import { resourceCommands } from './commands/resource-commands';
import { runCommands } from './commands/run-commands';
import { serverCommands } from './commands/server-commands';
import { readOptionsCommands } from './commands/read-options-commands';
import { transferCommands } from './commands/transfer-commands';
import { contextKeys } from './context-keys';
import { createAnomalyList } from './data/anomaly-list';
import { createCatalogue } from './data/catalogue';
import { createJobPoller } from './data/job-poller';
import { createJobs } from './data/jobs';
import { createPipelines } from './data/pipelines';
import { catchUp, followJobs } from './data/follow-jobs';
import { createLiveJobs } from './data/live-jobs';
import { keepTracked } from './data/tracked-jobs';
import { lazyPanels } from './lazy-panels';
import { createNotifier, type Notifier } from './notify/notifier';
import { connectServer, type ConnectServer } from './servers/lazy-backends';
import { createRegistry, serverOfSecret } from './servers/registry';
import type { Server } from './servers/server';
import { setting } from './settings';
import { createStatusBar } from './status/status-bar';
import { createTroubleLog } from './trouble-log';
import { createViews } from './views';

/**
 * Makes the parts of the extension and ties them together. Touches no file, no network and no process.
 * `connectTo` makes the backend of a server, at its first call.
 */
export function compose(context: vscode.ExtensionContext, connectTo: ConnectServer = connectServer, clock: Clock = systemClock): App {
  const log = vscode.window.createOutputChannel('Plumbline', { log: true });
  const connect = (server: Server, token: string | null): Promise<QualityBackend> => connectTo(context, server, token, (line) => log.debug(line));
  const servers = createRegistry({
    global: context.globalState, workspace: context.workspaceState, secrets: context.secrets,
    connect,
  });
  const backend = servers.backend;
  const serverId = (): string => servers.active.id;
  const jobs = createJobs(backend, serverId);
  const anomalies = createAnomalyList(backend);
  const catalogue = createCatalogue(backend);
  const pipelines = createPipelines(jobs, backend, serverId, context.workspaceState);
  const troubles = createTroubleLog(log);
  const notifier: Notifier = createNotifier({
    log, troubles, level: () => setting('notifications'),
    openJob: (key) => app.panels.openJob(key), showAnomalies: (operationId) => app.actions.showAnomalies({ operationId }),
    showProfile: async ({ datastoreId, name }) => {
      const found = (await catalogue.containersOf(datastoreId)).find((container) => container.name === name);
      if (found) await app.panels.openProfile({ containerId: found.id });
    },
  });
  const parts = { context, log, troubles, servers, backend, jobs, jobKinds, anomalies, catalogue, notifier };
  const views = createViews(parts, contextKeys());
  const status = createStatusBar(parts);
  const actions = createActions(parts, () => views);
  const panels = lazyPanels({ ...parts, actions });
  const app: App = {
    ...parts, actions,
    panels: { ...panels, openJob: async (key) => { status.seen(key); await panels.openJob(key); } },
  };

  const focused = (): boolean => vscode.window.state.focused;
  const poller = createJobPoller({
    jobs, clock, serverId, focused,
    onError: (error) => {
      log.warn(problemText(toProblem(error)));
      status.trouble(problemText(toProblem(error)));
    },
  });
  const live = createLiveJobs({
    jobs, backend, clock, serverId, focused, watched: () => views.jobs.visible,
    onAppear: (appeared) => catchUp(appeared, { catalogue, anomalies }),
    onError: (error) => log.debug(problemText(toProblem(error))),
  });
  const startOver = async (): Promise<void> => {
    jobs.reset();
    catalogue.reset();
    anomalies.reset();
    poller.wake({ now: true });
    await refreshAll(app);
    live.restart();
  };
  const background = (work: Promise<unknown>): void => {
    work.catch((error: unknown) => log.error(problemText(toProblem(error))));
  };

  context.subscriptions.push(
    log, views, status, poller, live, keepTracked(jobs.store, context.workspaceState),
    followJobs({ jobs, anomalies, catalogue, pipelines, notifier, log }),
    jobs.onDidPoll(() => status.trouble(null)),
    registerCommands({
      ...generalCommands(app), ...runCommands(app, pipelines), ...resourceCommands(app, pipelines), ...jobCommands(app), ...jobListCommands(app), ...anomalyCommands(app), ...anomalyListCommands(app), ...datastoreCommands(app),
      ...serverCommands(app, connect), ...checkCommands(app), ...transferCommands(app), ...previewCommands(app), ...readOptionsCommands(app),
    }, notifier),
    servers.onDidChangeActive(() => background(startOver())),
    context.secrets.onDidChange(({ key }) => {
      const id = serverOfSecret(key);
      if (id !== null) servers.tokenChanged(id);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => background(startOver())),
    views.jobs.onDidChangeVisibility(({ visible }) => {
      if (visible) status.seen();
      live.wake();
    }),
    vscode.window.onDidChangeWindowState(({ focused: now }) => {
      poller.wake({ now });
      live.wake();
      if (now) views.refreshVisible();
    }),
  );
  // Jobs that a window followed before it was reloaded: looked at after activation, not in it.
  poller.wake();
  return app;
}
