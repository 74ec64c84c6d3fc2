import * as vscode from 'vscode';
import { PlumblineError, problemText } from '../core/errors';
import { formatCount } from '../core/format/figures';
import type { App } from './app';
import type { SetContext } from './context-keys';
import { isFiltered } from './data/anomaly-filter';
import { isJobFiltered } from './data/job-filter';
import { anomalyCounts } from './data/open-anomalies';
import { refreshWhenSeen } from './data/keep-fresh';
import type { Loader } from './data/loader';
import { dropDatastores } from './trees/drop-datastores';
import { filterText, jobFilterText } from './trees/filter-text';
import { createAnomaliesTree } from './trees/anomalies-tree';
import { containerNode, datastoreNode } from './trees/catalogue-nodes';
import { createCatalogueTree } from './trees/catalogue-tree';
import { createJobsTree } from './trees/jobs-tree';
import { dotted } from './trees/plain-text';
import type { NodeTree, TreeNode } from './trees/node-tree';
import { anomalyCount, anomalyShare } from './words';

export interface Views extends vscode.Disposable {
  revealAsset(datastoreId: number, containerId: number | undefined): Promise<void>;
  /** The window is in front again: what is in view and old is loaded. */
  refreshVisible(): void;
  readonly jobs: vscode.TreeView<unknown>;
}

type Parts = Pick<App, 'jobs' | 'anomalies' | 'catalogue' | 'servers' | 'troubles'>;

/** The three views, with what stands around their trees: messages, badge, filter, context keys. */
export function createViews({ jobs, anomalies, catalogue, servers, troubles }: Parts, setContext: SetContext): Views {
  const serverId = (): string => servers.active.id;
  const disposables: vscode.Disposable[] = [];

  function view<N extends TreeNode>(id: string, tree: NodeTree<N>, loader: Loader, count: () => number): vscode.TreeView<N> {
    const made = vscode.window.createTreeView(id, { treeDataProvider: tree, showCollapseAll: true, canSelectMany: true, ...(id === 'plumbline.datastoresView' ? { dragAndDropController: dropDatastores } : {}) });
    const seen = (): void => refreshWhenSeen(made, loader, () => vscode.window.state.focused, Date.now);
    disposables.push(made, tree, made.onDidChangeVisibility(seen), loader.onDidChange((state) => {
      if (state.phase === 'failed' && state.problem) troubles.seen(`loading ${id}`, new PlumblineError(state.problem));
      // An empty view says in its tree what is wrong; a message would hide that.
      made.message = state.problem && count() > 0 ? problemText(state.problem) : undefined;
    }));
    refreshers.push(seen);
    return made;
  }

  const refreshers: (() => void)[] = [];
  const jobCount = (): number => jobs.listed().length;
  const datastores = view('plumbline.datastoresView', createCatalogueTree(catalogue, servers, (error) => troubles.seen('unfolding a line of the catalogue', error)), catalogue.loader, () => catalogue.datastores.all().length);
  const jobsView = view('plumbline.jobsView', createJobsTree(jobs, serverId, Date.now), jobs.loader, jobCount);
  const anomaliesView = view('plumbline.anomaliesView', createAnomaliesTree(anomalies, serverId, (error) => troubles.seen('unfolding a line of the anomalies', error)), anomalies.loader, () => anomalies.groups.length);

  const state = (loader: Loader, count: number): 'loading' | 'empty' | 'some' =>
    count > 0 ? 'some' : loader.state.phase === 'ready' ? 'empty' : 'loading';
  const number = (value: number): string => formatCount(value, vscode.env.language);
  function describe(): void {
    setContext('plumbline.remote', servers.active.kind !== 'local');
    setContext('plumbline.datastores', state(catalogue.loader, catalogue.datastores.all().length));
    const jobsFiltered = isJobFiltered(jobs.filter);
    const jobState = state(jobs.loader, jobCount());
    setContext('plumbline.jobs', jobState === 'empty' && jobsFiltered ? 'filtered' : jobState);
    setContext('plumbline.jobsFiltered', jobsFiltered);
    setContext('plumbline.jobsRunning', jobs.store.active().some((job) => job.serverId === serverId()));
    jobsView.description = jobFilterText(jobs.filter, catalogue);
    const { filter, loader } = anomalies;
    const filtered = isFiltered(filter);
    const anomalyState = state(loader, anomalies.total ?? 0);
    setContext('plumbline.anomalies', anomalyState === 'empty' && filtered ? 'filtered' : anomalyState);
    setContext('plumbline.anomaliesFiltered', filtered);
    setContext('plumbline.anomaliesBy', anomalies.arrangement.grouping);
    const counts = anomalyCounts(anomalies, catalogue);
    anomaliesView.description = filtered
      ? dotted(counts && (counts.part ? vscode.l10n.t('{0} of {1}', number(counts.shown), number(counts.open)) : number(counts.shown)), filterText(filter, catalogue, jobs.store, serverId())) : '';
    anomaliesView.badge = counts && counts.shown > 0
      ? { value: counts.shown, tooltip: filtered ? anomalyShare(counts) : vscode.l10n.t('{0} open', anomalyCount(counts.open)) } : undefined;
  }
  disposables.push(
    catalogue.loader.onDidChange(describe), catalogue.datastores.onDidChange(describe), jobs.loader.onDidChange(describe),
    jobs.store.onDidChange(describe), jobs.onDidChangeList(describe), anomalies.loader.onDidChange(describe), anomalies.onDidChangeList(describe),
    servers.onDidChangeActive(describe),
  );
  describe();

  return {
    jobs: jobsView,
    async revealAsset(datastoreId, containerId) {
      const node = containerId === undefined ? datastoreNode(serverId(), datastoreId) : containerNode(serverId(), datastoreId, containerId);
      await datastores.reveal(node, { select: true, focus: true, expand: true });
    },
    refreshVisible: () => refreshers.forEach((refresh) => refresh()),
    dispose: () => vscode.Disposable.from(...disposables).dispose(),
  };
}
