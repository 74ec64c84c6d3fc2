import * as vscode from 'vscode';
import type { AnomalyGroup } from '../../core/api/schemas/anomaly';
import { toProblem, type Problem } from '../../core/errors';
import type { Subscription } from '../../core/stores/events';
import { groupKey, type AnomalyList } from '../data/anomaly-list';
import { anomalyDatastoreItem, anomalyGroupItem, anomalyItem } from './anomaly-items';
import { anomalyNode, byDatastore, groupNode, moreNode, type AnomaliesNode, type AnomalyGroupNode, type DatastoreGroups } from './anomaly-nodes';
import { moreItem } from './more-item';
import { createNodeTree, type NodeTree } from './node-tree';
import { isStatusNode, statusItem, statusNodes } from './status-nodes';

/** So few groups are shown open. */
const fewGroups = 5;

/** The Anomalies view: the server's groups, by datastore and container or by check, and the anomalies of those that are open. */
export function createAnomaliesTree(anomalies: AnomalyList, serverId: () => string, onProblem: (error: unknown) => void = () => undefined): NodeTree<AnomaliesNode> {
  const { store, loader } = anomalies;
  const server = serverId;
  /** Why the anomalies of a group could not be fetched, by the id of the line that says so. */
  const unread = new Map<string, Problem>();
  let shown = new Map<string, string>();

  const byCheck = (): boolean => anomalies.arrangement.grouping === 'check';
  const few = (): boolean => anomalies.groups.length <= fewGroups;
  const nodeOf = (group: AnomalyGroup): AnomalyGroupNode => groupNode(server(), group, few());
  const datastores = (): DatastoreGroups[] => byDatastore(server(), anomalies.groups);
  const find = (key: string): AnomalyGroup | undefined => anomalies.groups.find((group) => groupKey(group) === key);
  const moreGroups = (): AnomaliesNode[] => (anomalies.groupTotal > anomalies.groups.length ? [moreNode(server(), null, 'later')] : []);

  function line(group: AnomalyGroup): string {
    const window = anomalies.members(groupKey(group));
    return `${group.anomalies} ${window.from} ${window.total} ${window.keys.join()}`;
  }
  /** What is drawn, by node: where the text differs, that node is drawn again. */
  function drawing(): Map<string, string> {
    const lines = new Map<string, string>();
    for (const group of anomalies.groups) lines.set(nodeOf(group).id, line(group));
    if (!byCheck()) for (const { node, anomalies: count, groups } of datastores()) lines.set(node.id, `${count} ${groups.map(groupKey).join()}`);
    for (const node of moreGroups()) lines.set(node.id, String(anomalies.groups.length));
    return lines;
  }

  async function members(key: string): Promise<AnomaliesNode[]> {
    const id = `${server()}/g${key}/problem`;
    try {
      await anomalies.unfold(key);
    } catch (error) {
      unread.set(id, toProblem(error));
      onProblem(error);
      return [{ kind: 'problem', id }];
    }
    const window = anomalies.members(key);
    const group = find(key);
    if (group) shown.set(nodeOf(group).id, line(group));
    return [
      ...(window.earlier ? [moreNode(server(), key, 'earlier')] : []), ...window.keys.map((one) => anomalyNode(server(), key, one)),
      ...(window.later ? [moreNode(server(), key, 'later')] : []),
    ];
  }

  const tree = createNodeTree<AnomaliesNode>({
    async roots() {
      if (loader.state.phase === 'new' || loader.state.phase === 'loading') await loader.run();
      if (anomalies.groups.length === 0) return statusNodes('anomalies', loader.state.problem);
      shown = drawing();
      return [...(byCheck() ? anomalies.groups.map((group) => nodeOf(group)) : datastores().map(({ node }) => node)), ...moreGroups()];
    },
    children(node) {
      if (node.kind === 'anomalyDatastore') return datastores().find((one) => one.node.id === node.id)?.groups.map((group) => nodeOf(group)) ?? [];
      return node.kind === 'anomalyContainer' || node.kind === 'anomalyCheck' ? members(node.group) : [];
    },
    parent(node) {
      if (node.kind === 'anomaly') {
        const group = find(node.group);
        return group && nodeOf(group);
      }
      return node.kind === 'anomalyContainer' ? datastores().find((one) => one.groups.some((group) => groupKey(group) === node.group))?.node : undefined;
    },
    item(node) {
      switch (node.kind) {
        case 'anomaly': {
          const anomaly = store.get(node.anomalyId);
          return anomaly ? anomalyItem(anomaly) : new vscode.TreeItem('');
        }
        case 'more': {
          const window = node.group === null ? null : anomalies.members(node.group);
          return moreItem({ way: node.way, command: 'plumbline.showMoreAnomalies', node }, window ? { from: window.from, shown: window.keys.length, total: window.total ?? 0 }
            : { from: 0, shown: anomalies.groups.length, total: anomalies.groupTotal });
        }
        case 'anomalyDatastore': {
          const found = datastores().find((one) => one.node.id === node.id);
          return found ? anomalyDatastoreItem(found) : new vscode.TreeItem('');
        }
        case 'anomalyContainer':
        case 'anomalyCheck': {
          const group = find(node.group);
          return group ? anomalyGroupItem(group, few()) : new vscode.TreeItem('');
        }
        default: return isStatusNode(node) ? statusItem(node, unread.get(node.id) ?? loader.state.problem) : new vscode.TreeItem('');
      }
    },
  });

  /** Draws what differs: all of it when there are other groups, otherwise these groups and what stands above them. */
  function redraw(): void {
    const before = shown;
    shown = drawing();
    const tops = (lines: Map<string, string>): string => [...lines.keys()].join();
    if (tops(before) !== tops(shown)) return tree.fire();
    const differs = (id: string): boolean => before.get(id) !== shown.get(id);
    tree.fire([
      ...datastores().map(({ node }) => node).filter((node) => !byCheck() && differs(node.id)),
      ...anomalies.groups.map((group) => nodeOf(group)).filter((node) => differs(node.id)),
      ...moreGroups().filter((node) => differs(node.id)),
    ]);
  }

  const subscriptions: Subscription[] = [
    store.onDidChange(({ changed }) => {
      const touched = new Set(changed);
      tree.fire(anomalies.groups.map(groupKey).flatMap((key) => anomalies.members(key).keys.filter((id) => touched.has(id)).map((id) => anomalyNode(server(), key, id))));
    }),
    anomalies.onDidChangeList(redraw),
    loader.onDidChange((state) => { if (state.phase !== 'loading' && anomalies.groups.length === 0) tree.fire(); }),
  ];
  return { ...tree, dispose: () => { subscriptions.forEach((s) => s.dispose()); tree.dispose(); } };
}
