import * as vscode from 'vscode';
import { isActive } from '../../core/jobs/job';
import type { Subscription } from '../../core/stores/events';
import type { Jobs } from '../data/jobs';
import { formatCount } from '../../core/format/figures';
import { groupingChange, groupJobs, type GroupId, type JobGroup } from './job-groups';
import { jobGroupItem, jobItem, moreJobsItem } from './job-items';
import { createNodeTree, type NodeTree } from './node-tree';
import { statusItem, statusNodes, type StatusNode } from './status-nodes';

export interface JobNode { readonly kind: 'job'; readonly id: string; readonly key: string }
export interface JobGroupNode { readonly kind: 'group'; readonly id: string; readonly group: GroupId }
/** More of a list than is shown. */
export interface MoreJobsNode { readonly kind: 'moreJobs'; readonly id: string; readonly list: 'failed' | 'finished'; readonly way: 'earlier' | 'later' }
export type JobsNode = JobNode | JobGroupNode | MoreJobsNode | StatusNode;

const jobNode = (key: string): JobNode => ({ kind: 'job', id: `job/${key}`, key });
const moreNode = (list: 'failed' | 'finished', way: 'earlier' | 'later'): MoreJobsNode => ({ kind: 'moreJobs', id: `jobs/${list}/${way}`, list, way });
const groupNode = (group: GroupId): JobGroupNode => ({ kind: 'group', id: `group/${group}`, group });

/** The Jobs view: what runs, what failed, what finished by day. Renders from the job store alone. */
export function createJobsTree(jobs: Jobs, serverId: () => string, now: () => number): NodeTree<JobsNode> {
  const { store, loader } = jobs;
  const grouped = () => groupJobs(jobs.listed());
  let shown = grouped();
  let shownMore = '[[],[]]';
  const more = (list: 'failed' | 'finished', way: 'earlier' | 'later'): MoreJobsNode[] => (jobs.lists[list][way] ? [moreNode(list, way)] : []);
  /** What stands beside the groups: where it differs, all is drawn again. */
  const around = (): string => JSON.stringify((['failed', 'finished'] as const).map((name) => {
    const { from, keys, total, earlier, later } = jobs.lists[name];
    return earlier || later ? [from, keys.length, total, earlier, later] : [];
  }));

  /** How many a group has: the server's number where it has more than are shown. */
  function count(group: JobGroup): string {
    const here = group.keys.length;
    const text = (number: number): string => formatCount(number, vscode.env.language);
    if (group.id === 'active') return text(Math.max(here, jobs.activeTotal !== null && here >= 100 ? jobs.activeTotal : 0));
    if (group.id === 'failed') return text(Math.max(here, jobs.lists.failed.total ?? 0));
    const days = shown.filter(({ at }) => at !== null);
    const cut = (jobs.lists.finished.later && group === days.at(-1)) || (jobs.lists.finished.earlier && group === days[0]);
    return cut ? `${text(here)}+` : text(here);
  }

  const tree = createNodeTree<JobsNode>({
    async roots() {
      if (loader.state.phase === 'new' || loader.state.phase === 'loading') await loader.run();
      if (shown.length > 0) {
        const [first, rest] = [shown.filter(({ at }) => at === null), shown.filter(({ at }) => at !== null)];
        const nodes = (groups: readonly JobGroup[]): JobsNode[] => groups.map((group) => groupNode(group.id));
        return [...nodes(first), ...more('finished', 'earlier'), ...nodes(rest), ...more('finished', 'later')];
      }
      return statusNodes('jobs', loader.state.problem);
    },
    children(node) {
      if (node.kind !== 'group') return [];
      const found = (shown.find((g) => g.id === node.group)?.keys ?? []).map(jobNode);
      return node.group === 'failed' ? [...more('failed', 'earlier'), ...found, ...more('failed', 'later')] : found;
    },
    parent(node) {
      const group = node.kind === 'job' && shown.find((g) => g.keys.includes(node.key));
      return group ? groupNode(group.id) : undefined;
    },
    item(node) {
      if (node.kind === 'job') {
        const job = store.get(node.key);
        return job ? jobItem(job, now()) : new vscode.TreeItem('');
      }
      if (node.kind === 'moreJobs') return moreJobsItem(node, jobs.lists[node.list]);
      if (node.kind !== 'group') return statusItem(node, loader.state.problem);
      const group = shown.find((g) => g.id === node.group);
      return group ? jobGroupItem(group, count(group), now()) : new vscode.TreeItem('');
    },
  });

  const subscriptions: Subscription[] = [
    jobs.onDidChangeList(() => {
      const before = shown;
      shown = grouped();
      if (around() === shownMore && groupingChange(before, shown).length === 0) return;
      shownMore = around();
      tree.fire();
    }),
    store.onDidChange(({ changed }) => {
      const before = shown;
      shown = grouped();
      const groups = groupingChange(before, shown);
      if (groups === 'all') return tree.fire();
      const covered = new Set(shown.filter((g) => groups.includes(g.id)).flatMap((g) => g.keys));
      tree.fire([...groups.map(groupNode), ...changed.filter((key) => !covered.has(key)).map(jobNode)]);
    }),
    // How long a job runs differs at each look, even when nothing else does.
    jobs.onDidPoll(() => tree.fire(store.active().filter((job) => isActive(job) && job.serverId === serverId()).map((job) => jobNode(job.key)))),
    loader.onDidChange((state) => { if (state.phase !== 'loading' && shown.length === 0) tree.fire(); }),
  ];
  return { ...tree, dispose: () => { subscriptions.forEach((s) => s.dispose()); tree.dispose(); } };
}
