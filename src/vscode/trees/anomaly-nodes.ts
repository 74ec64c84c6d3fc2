import type { AnomalyGroup } from '../../core/api/schemas/anomaly';
import { groupKey } from '../data/anomaly-list';
import type { StatusNode } from './status-nodes';

/** A container or a check with its anomalies. `assetId`: the container's; `group`: as the list calls it. */
export interface AnomalyGroupNode {
  readonly kind: 'anomalyContainer' | 'anomalyCheck';
  readonly id: string;
  readonly group: string;
  readonly assetId: number;
}
export interface AnomalyDatastoreNode { readonly kind: 'anomalyDatastore'; readonly id: string; readonly assetId: number }
export interface AnomalyNode { readonly kind: 'anomaly'; readonly id: string; readonly anomalyId: number; readonly group: string }
/** What more there is: of a group, before or after what is shown of it, or of the groups themselves (`group` null). */
export interface MoreNode { readonly kind: 'more'; readonly id: string; readonly group: string | null; readonly way: 'earlier' | 'later' }
export type AnomaliesNode = AnomalyDatastoreNode | AnomalyGroupNode | AnomalyNode | MoreNode | StatusNode;

/** The groups of one datastore; grouped by check, all groups stand in one of these with no datastore. */
export interface DatastoreGroups {
  readonly node: AnomalyDatastoreNode;
  readonly name: string;
  readonly anomalies: number;
  readonly groups: readonly AnomalyGroup[];
}

export function anomalyNode(server: string, group: string, anomalyId: number): AnomalyNode {
  // An anomaly of several checks stands in several groups.
  return { kind: 'anomaly', id: `${server}/${group}/a${anomalyId}`, anomalyId, group };
}
export function moreNode(server: string, group: string | null, way: 'earlier' | 'later'): MoreNode {
  return { kind: 'more', id: `${server}/${group ?? 'groups'}/${way}`, group, way };
}
/** `open`: it is shown unfolded. That is another line to the editor, which would otherwise keep it folded as it was. */
export function groupNode(server: string, group: AnomalyGroup, open: boolean): AnomalyGroupNode {
  const key = groupKey(group);
  return { kind: group.quality_check ? 'anomalyCheck' : 'anomalyContainer', id: `${server}/${open ? 'o' : 'g'}${key}`, group: key, assetId: group.container?.id ?? 0 };
}

/** Groups by their datastores, in the order of their names; the groups of one keep the server's order. */
export function byDatastore(server: string, groups: readonly AnomalyGroup[]): DatastoreGroups[] {
  const found = new Map<number, { node: AnomalyDatastoreNode; name: string; anomalies: number; groups: AnomalyGroup[] }>();
  for (const group of groups) {
    const id = group.datastore?.id ?? 0;
    const held = found.get(id)
      ?? { node: { kind: 'anomalyDatastore' as const, id: `${server}/ad${id}`, assetId: id }, name: group.datastore?.name ?? '', anomalies: 0, groups: [] };
    found.set(id, held);
    held.anomalies += group.anomalies;
    held.groups.push(group);
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}
