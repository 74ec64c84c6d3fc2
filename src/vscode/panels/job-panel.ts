import * as vscode from 'vscode';
import { problemText, toProblem, type Problem } from '../../core/errors';
import { isActive } from '../../core/jobs/job';
import { jobState } from '../../core/protocol/job-state';
import { jobTarget, jobToHost, type JobPanelState, type JobToHost, type JobToView } from '../../core/protocol/job-panel';
import type { App } from '../app';
import type { PanelController, PanelKind, PanelSession } from './panel-kind';
import { goneOf, otherServer } from './gone';

type Target = JobToView['target'];

function open(app: Omit<App, 'panels'>, openJob: (key: string) => void, { key }: Target, session: PanelSession<Target>): PanelController<JobToHost> {
  const serverId = key.slice(0, key.lastIndexOf(':'));
  const { store } = app.jobs;
  let problem: Problem | null = null;
  let pending: 'retry' | null = null;

  async function load(): Promise<void> {
    problem = null;
    if (app.servers.active.id !== serverId) return session.changed();
    try {
      await app.jobs.load(key);
    } catch (error) {
      problem = toProblem(error);
      session.log(problemText(problem));
    }
    session.changed();
  }

  function state(): JobPanelState {
    if (app.servers.active.id !== serverId) return otherServer(app.servers, serverId, vscode.l10n.t('This job'));
    const job = store.get(key);
    if (problem && (!job || problem.code === 'not-found')) {
      return goneOf(problem, vscode.l10n.t('This job is not on the active server any more.'));
    }
    if (!job) return { kind: 'loading' };
    session.setTitle(job.asset.name ? `${app.jobKinds.title(job.type)} #${job.id} · ${job.asset.name}` : `${app.jobKinds.title(job.type)} #${job.id}`);
    return jobState(job, pending, problem ? { tone: 'error', text: problemText(problem) } : null, Date.now(), app.jobKinds);
  }

  async function during(work: () => Promise<void>): Promise<void> {
    pending = 'retry';
    session.changed();
    try {
      await work();
    } finally {
      pending = null;
      session.changed();
    }
  }

  async function act(action: Extract<JobToHost, { type: 'act' }>['action']): Promise<void> {
    const job = store.get(key);
    if (!job) return;
    switch (action) {
      case 'cancel': return app.actions.cancelJob(key);
      case 'retry': return during(async () => {
        const started = await app.actions.retryJob(key);
        if (started !== null) openJob(started);
      });
      case 'showAnomalies': return app.actions.showAnomalies({ operationId: job.id });
      case 'goToAsset':
        if (job.asset.datastoreId === null) return;
        return app.actions.revealAsset({ datastoreId: job.asset.datastoreId, ...(job.containers.length === 1 ? { container: job.containers[0] } : {}) });
    }
  }

  let wasActive = false;
  const stops = [
    store.onDidChange((change) => {
      if (![change.added, change.changed, change.removed].some((keys) => keys.includes(key))) return;
      const job = store.get(key);
      const active = job !== undefined && isActive(job);
      // The list that is polled may leave the parts out: the ended job is fetched once more, as a whole.
      if (wasActive && !active && job) void load();
      wasActive = active;
      session.changed();
    }),
    app.servers.onDidChangeActive(() => void load()),
  ];
  void load();

  return {
    message: (): JobToView => ({ type: 'state', target: { key }, state: state() }),
    async receive(message) {
      switch (message.type) {
        case 'ready': return;
        case 'reload': return load();
        case 'act': return act(message.action);
        case 'showLog': return app.log.show();
        case 'copyError': {
          const failed = store.get(key)?.problem;
          if (failed) await vscode.env.clipboard.writeText([failed.reason, failed.remedy, failed.detail].filter(Boolean).join('\n'));
        }
      }
    },
    dispose() {
      for (const stop of stops) stop.dispose();
    },
  };
}

/** The panel of one job of the active server. `openJob` shows another one: the job that a retry started. */
export function jobPanelKind(app: Omit<App, 'panels'>, openJob: (key: string) => void): PanelKind<Target, JobToHost> {
  return {
    viewType: 'plumbline.job', name: 'job', target: jobTarget, incoming: jobToHost,
    keyOf: ({ key }) => key,
    title: ({ key }) => vscode.l10n.t('Job {0}', `#${key.slice(key.lastIndexOf(':') + 1)}`),
    open: (target, session) => open(app, openJob, target, session),
  };
}
