import type { Anomaly } from '../../core/api/schemas/anomaly';
import type { StatusNode } from './status-nodes';

export interface AnomalyGroupNode {
  readonly kind: 'anomalyDatastore' | 'anomalyContainer';
  readonly id: string;
  readonly name: string;
  readonly assetId: number;
}
export interface AnomalyNode { readonly kind: 'anomaly'; readonly id: string; readonly anomalyId: number }
export interface MoreNode { readonly kind: 'more'; readonly id: string }
export type AnomaliesNode = AnomalyGroupNode | AnomalyNode | MoreNode | StatusNode;

/** A datastore or container with what of it is listed. */
export interface AnomalyGroup {
  readonly node: AnomalyGroupNode;
  /** Containers of a datastore; empty in a container. */
  readonly groups: readonly AnomalyGroup[];
  readonly anomalyIds: readonly number[];
}

export function anomalyNode(server: string, anomalyId: number): AnomalyNode {
  return { kind: 'anomaly', id: `${server}/a${anomalyId}`, anomalyId };
}
export function moreNode(server: string): MoreNode {
  return { kind: 'more', id: `${server}/more` };
}

/** Anomalies by datastore, then container, both in the order of their names; the anomalies keep the order they came in. */
export function groupAnomalies(server: string, anomalies: readonly Anomaly[]): AnomalyGroup[] {
  const datastores = new Map<number, { node: AnomalyGroupNode; containers: Map<number, { node: AnomalyGroupNode; ids: number[] }> }>();
  for (const anomaly of anomalies) {
    const d = anomaly.datastore?.id ?? 0;
    const c = anomaly.container?.id ?? 0;
    const datastore = datastores.get(d) ?? {
      node: { kind: 'anomalyDatastore' as const, id: `${server}/ad${d}`, name: anomaly.datastore?.name ?? '', assetId: d }, containers: new Map(),
    };
    datastores.set(d, datastore);
    const container = datastore.containers.get(c) ?? {
      node: { kind: 'anomalyContainer' as const, id: `${server}/ad${d}/c${c}`, name: anomaly.container?.name ?? '', assetId: c }, ids: [],
    };
    datastore.containers.set(c, container);
    container.ids.push(anomaly.id);
  }
  const byName = (a: AnomalyGroup, b: AnomalyGroup): number => a.node.name.localeCompare(b.node.name);
  return [...datastores.values()].map(({ node, containers }) => {
    const groups = [...containers.values()].map((c) => ({ node: c.node, groups: [], anomalyIds: c.ids })).sort(byName);
    return { node, groups, anomalyIds: groups.flatMap((g) => g.anomalyIds) };
  }).sort(byName);
}

/** Every group of a grouping, outer ones first. */
export function everyGroup(groups: readonly AnomalyGroup[]): AnomalyGroup[] {
  return groups.flatMap((group) => [group, ...everyGroup(group.groups)]);
}

/** Nodes whose children, or number of anomalies, differ between two groupings; `all` when the outermost ones do. */
export function anomalyGroupingChange(before: readonly AnomalyGroup[], after: readonly AnomalyGroup[]): 'all' | AnomalyGroupNode[] {
  if (before.map((g) => g.node.id).join() !== after.map((g) => g.node.id).join()) return 'all';
  const old = new Map(everyGroup(before).map((group) => [group.node.id, group.anomalyIds.join()]));
  return everyGroup(after).filter((group) => old.get(group.node.id) !== group.anomalyIds.join()).map((group) => group.node);
}
