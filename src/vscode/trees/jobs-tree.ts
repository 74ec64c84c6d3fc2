import * as vscode from 'vscode';
import { isActive } from '../../core/jobs/job';
import type { Subscription } from '../../core/stores/events';
import type { Jobs } from '../data/jobs';
import { groupingChange, groupJobs, type GroupId } from './job-groups';
import { jobGroupItem, jobItem } from './job-items';
import { createNodeTree, type NodeTree } from './node-tree';
import { statusItem, statusNodes, type StatusNode } from './status-nodes';

export interface JobNode { readonly kind: 'job'; readonly id: string; readonly key: string }
export interface JobGroupNode { readonly kind: 'group'; readonly id: string; readonly group: GroupId }
export type JobsNode = JobNode | JobGroupNode | StatusNode;

const jobNode = (key: string): JobNode => ({ kind: 'job', id: `job/${key}`, key });
const groupNode = (group: GroupId): JobGroupNode => ({ kind: 'group', id: `group/${group}`, group });

/** The Jobs view: what runs, what failed, what finished by day. Renders from the job store alone. */
export function createJobsTree(jobs: Jobs, serverId: () => string, now: () => number): NodeTree<JobsNode> {
  const { store, loader } = jobs;
  const grouped = () => groupJobs(store.all().filter((job) => job.serverId === serverId()));
  let shown = grouped();

  const tree = createNodeTree<JobsNode>({
    async roots() {
      if (loader.state.phase === 'new' || loader.state.phase === 'loading') await loader.run();
      if (shown.length > 0) return shown.map((group) => groupNode(group.id));
      return statusNodes('jobs', loader.state.problem);
    },
    children: (node) => (node.kind === 'group' ? (shown.find((g) => g.id === node.group)?.keys ?? []).map(jobNode) : []),
    parent(node) {
      const group = node.kind === 'job' && shown.find((g) => g.keys.includes(node.key));
      return group ? groupNode(group.id) : undefined;
    },
    item(node) {
      if (node.kind === 'job') {
        const job = store.get(node.key);
        return job ? jobItem(job, now()) : new vscode.TreeItem('');
      }
      if (node.kind !== 'group') return statusItem(node, loader.state.problem);
      const group = shown.find((g) => g.id === node.group);
      return group ? jobGroupItem(group, now()) : new vscode.TreeItem('');
    },
  });

  const subscriptions: Subscription[] = [
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
