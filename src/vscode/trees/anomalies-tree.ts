import * as vscode from 'vscode';
import type { Subscription } from '../../core/stores/events';
import type { AnomalyList } from '../data/anomaly-list';
import { anomalyGroupItem, anomalyItem, moreItem } from './anomaly-items';
import { anomalyGroupingChange, anomalyNode, everyGroup, groupAnomalies, moreNode, type AnomaliesNode, type AnomalyGroup } from './anomaly-nodes';
import { createNodeTree, type NodeTree } from './node-tree';
import { isStatusNode, statusItem, statusNodes } from './status-nodes';

/** The Anomalies view: what the list holds, by datastore and container. */
export function createAnomaliesTree(anomalies: AnomalyList, serverId: () => string): NodeTree<AnomaliesNode> {
  const { store, loader } = anomalies;
  const grouped = (): AnomalyGroup[] => groupAnomalies(serverId(), anomalies.listed());
  const hasMore = (): boolean => (anomalies.total ?? 0) > anomalies.loaded;
  let shown = grouped();
  let shownMore = '';

  const groupOf = (id: string): AnomalyGroup | undefined => everyGroup(shown).find((group) => group.node.id === id);

  const tree = createNodeTree<AnomaliesNode>({
    async roots() {
      if (loader.state.phase === 'new' || loader.state.phase === 'loading') await loader.run();
      const more = hasMore() ? [moreNode(serverId())] : [];
      if (shown.length > 0) return [...shown.map((group) => group.node), ...more];
      return loader.state.problem ? statusNodes('anomalies', loader.state.problem) : more;
    },
    children(node) {
      const group = groupOf(node.id);
      if (!group) return [];
      return group.groups.length > 0 ? group.groups.map((g) => g.node) : group.anomalyIds.map((id) => anomalyNode(serverId(), id));
    },
    parent(node) {
      const owners = everyGroup(shown);
      if (node.kind === 'anomaly') return owners.find((g) => g.groups.length === 0 && g.anomalyIds.includes(node.anomalyId))?.node;
      return owners.find((g) => g.groups.some((inner) => inner.node.id === node.id))?.node;
    },
    item(node) {
      if (node.kind === 'anomaly') {
        const anomaly = store.get(node.anomalyId);
        return anomaly ? anomalyItem(anomaly) : new vscode.TreeItem('');
      }
      if (node.kind === 'more') return moreItem(anomalies.loaded, anomalies.total ?? 0);
      if (isStatusNode(node)) return statusItem(node, loader.state.problem);
      const group = groupOf(node.id);
      return group ? anomalyGroupItem(group) : new vscode.TreeItem('');
    },
  });

  const subscriptions: Subscription[] = [
    store.onDidChange(({ changed }) => tree.fire(changed.map((id) => anomalyNode(serverId(), id)))),
    anomalies.onDidChangeList(() => {
      const before = shown;
      const beforeMore = shownMore;
      shown = grouped();
      shownMore = hasMore() ? `${anomalies.loaded} of ${anomalies.total}` : '';
      const differing = anomalyGroupingChange(before, shown);
      if (differing === 'all' || (beforeMore === '') !== (shownMore === '')) return tree.fire();
      tree.fire([...differing, ...(beforeMore === shownMore ? [] : [moreNode(serverId())])]);
    }),
    loader.onDidChange((state) => { if (state.phase !== 'loading' && shown.length === 0) tree.fire(); }),
  ];
  return { ...tree, dispose: () => { subscriptions.forEach((s) => s.dispose()); tree.dispose(); } };
}
