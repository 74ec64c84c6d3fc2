import * as vscode from 'vscode';
import type { Anomaly } from '../../core/api/schemas/anomaly';
import { problemText, toProblem, type Problem } from '../../core/errors';
import { anomalyState, fetchPart, shownComments, shownHistory } from '../../core/protocol/anomaly-state';
import {
  anomalyTarget, anomalyToHost, type AnomalyPanelState, type AnomalyToHost, type AnomalyToView, type ShownAnomaly,
} from '../../core/protocol/anomaly-panel';
import { sourceRows } from '../../core/protocol/source-rows';
import type { App, CheckFormTarget } from '../app';
import { exportRows } from './export-rows';
import { goneOf, otherServer } from './gone';
import type { PanelController, PanelKind, PanelSession } from './panel-kind';

type Target = AnomalyToView['target'];
type PanelApp = Omit<App, 'panels'>;

/** How an anomaly panel opens the other ones. */
export interface Neighbours {
  openJob(key: string): void;
  openCheckForm(target: CheckFormTarget): void;
  openPreview(target: { readonly containerId: number; readonly row: number }): void;
}

const rowSteps = [10, 100, 1000];

/** "Anomaly #5 · movies · rating": tabs are told apart by where the anomaly is. */
function titleOf(anomaly: Anomaly): string {
  const fields = [...new Set((anomaly.failed_checks ?? []).flatMap((failed) => (failed.quality_check.fields ?? []).map((field) => field.name)))];
  return [vscode.l10n.t('Anomaly {0}', `#${anomaly.id}`), anomaly.container?.name, fields.length < 3 ? fields.join(', ') : null].filter(Boolean).join(' · ');
}

function open(app: PanelApp, neighbours: Neighbours, target: Target, session: PanelSession<Target>): PanelController<AnomalyToHost> {
  const { id, serverId } = target;
  const { store } = app.anomalies;
  const saved = { comments: 0, descriptions: 0 };
  let aside: Pick<ShownAnomaly, 'rows' | 'history' | 'comments'> = { rows: null, history: null, comments: null };
  let problem: Problem | null = null;
  let notice: ShownAnomaly['notice'] = null;
  let busy = false;
  let step = 0;
  /** What columns are searched by. */
  let columns = '';
  let generation = 0;
  /** The state of the anomaly that rows and trail were fetched for. */
  let fetchedFor = '';

  const isHere = (): boolean => app.servers.active.id === serverId;

  /** What bears on rows, history and comments: they are fetched anew when it differs. */
  function version(): string {
    const anomaly = store.get(id);
    return JSON.stringify([anomaly?.status, anomaly?.last_seen, anomaly?.description, anomaly?.anomalous_records_count, anomaly?.operation_id]);
  }

  async function loadRows(): Promise<void> {
    const anomaly = store.get(id);
    if (!anomaly) return;
    const mine = generation;
    const limit = rowSteps[step]!;
    const checks = anomalyState(anomaly, { ...aside, busy, saved, notice }).checks;
    const rows = anomaly.type === 'shape' ? { value: { columns: [], searched: '', columnsLeftOut: 0, rows: [], more: false } }
      : await fetchPart(app.backend().then((server) => server.sourceRecords(id, limit)).then((source) => {
        const read = sourceRows(source, checks, limit, columns);
        const all = anomaly.anomalous_records_count;
        return { ...read, more: read.more && step < rowSteps.length - 1 && (all == null || all > read.rows.length) };
      }));
    if (mine !== generation) return;
    aside = { ...aside, rows };
    session.changed();
  }

  async function loadTrail(): Promise<void> {
    const mine = generation;
    const server = app.backend();
    const [history, comments] = await Promise.all([
      fetchPart(server.then((s) => s.history(id)).then(shownHistory)),
      fetchPart(server.then((s) => s.comments(id)).then(shownComments)),
    ]);
    if (mine !== generation) return;
    aside = { ...aside, history, comments };
    session.changed();
  }

  async function loadAside(): Promise<void> {
    fetchedFor = version();
    await Promise.all([loadRows(), loadTrail()]);
  }

  async function load(): Promise<void> {
    const mine = ++generation;
    problem = null;
    if (!isHere()) return session.changed();
    try {
      await app.anomalies.load(id);
    } catch (error) {
      if (mine !== generation) return;
      problem = toProblem(error);
      session.log(problemText(problem));
      return session.changed();
    }
    if (mine !== generation) return;
    session.changed();
    await loadAside();
  }

  /** Does what the user asked for, one thing at a time; what goes wrong is said in the panel. */
  async function perform(work: () => Promise<void>): Promise<void> {
    if (busy) return;
    busy = true;
    notice = null;
    session.changed();
    try {
      await work();
    } catch (error) {
      const failed = toProblem(error);
      notice = { tone: 'error', text: problemText(failed) };
      session.log(problemText(failed));
    } finally {
      busy = false;
      session.changed();
    }
  }

  function state(): AnomalyPanelState {
    if (!isHere()) return otherServer(app.servers, serverId, vscode.l10n.t('This anomaly'));
    if (problem) return goneOf(problem, vscode.l10n.t('This anomaly is not on the active server any more.'));
    const anomaly = store.get(id);
    if (!anomaly) return { kind: 'loading' };
    session.setTitle(titleOf(anomaly));
    return anomalyState(anomaly, { ...aside, busy, saved: { ...saved }, notice });
  }

  async function receive(message: AnomalyToHost): Promise<void> {
    const anomaly = store.get(id);
    if (message.type === 'reload') return load();
    if (!anomaly || !isHere()) return;
    switch (message.type) {
      case 'ready': return;
      case 'setStatus':
        return perform(async () => {
          // The store hears of the new status, and the panel from the store.
          await app.actions.setAnomalyStatus([id], message.status);
        });
      case 'addComment':
        return perform(async () => {
          await (await app.backend()).addComment(id, message.text);
          saved.comments += 1;
          await loadTrail();
        });
      case 'describe':
        return perform(async () => {
          await (await app.backend()).describeAnomaly(id, message.text);
          saved.descriptions += 1;
          await app.anomalies.load(id);
        });
      case 'loadMoreRows':
        step = Math.min(step + 1, rowSteps.length - 1);
        return perform(loadRows);
      case 'findColumns':
        columns = message.text;
        return loadRows();
      case 'openRow':
        if (anomaly.container) neighbours.openPreview({ containerId: anomaly.container.id, row: message.row - 1 });
        return;
      case 'exportRows':
        return perform(async () => {
          const kept = await (await app.backend()).sourceRecords(id, rowSteps.at(-1)!);
          await exportRows(kept, `${anomaly.container?.name ?? 'anomaly'} ${id}`);
        });
      case 'openCheck': {
        const known = anomaly.failed_checks?.some((failed) => failed.quality_check.id === message.id);
        if (known && anomaly.container) neighbours.openCheckForm({ containerId: anomaly.container.id, checkId: message.id });
        return;
      }
      case 'openJob':
        if (typeof anomaly.operation_id === 'number') neighbours.openJob(`${serverId}:${anomaly.operation_id}`);
        return;
      case 'goToAsset':
        if (anomaly.datastore) await app.actions.revealAsset({ datastoreId: anomaly.datastore.id, ...(anomaly.container ? { container: anomaly.container.name } : {}) });
    }
  }

  const stops = [
    store.onDidChange((change) => {
      if (![change.added, change.changed, change.removed].some((ids) => ids.includes(id))) return;
      session.changed();
      // A scan saw it again, or somebody changed it elsewhere.
      if (fetchedFor !== '' && store.get(id) && isHere() && version() !== fetchedFor) void loadAside();
    }),
    app.servers.onDidChangeActive(() => void load()),
  ];
  void load();

  return {
    message: (): AnomalyToView => ({ type: 'state', target, state: state() }),
    receive,
    dispose() {
      generation += 1;
      for (const stop of stops) stop.dispose();
    },
  };
}

/** The panel of one anomaly. */
export function anomalyPanelKind(app: PanelApp, neighbours: Neighbours): PanelKind<Target, AnomalyToHost> {
  return {
    viewType: 'plumbline.anomaly', name: 'anomaly', target: anomalyTarget, incoming: anomalyToHost,
    keyOf: ({ serverId, id }) => `${serverId}:${id}`,
    title: ({ id }) => vscode.l10n.t('Anomaly {0}', `#${id}`),
    open: (target, session) => open(app, neighbours, target, session),
  };
}
