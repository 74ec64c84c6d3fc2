import type { StatusNode } from './status-nodes';

export interface ServerNode { readonly kind: 'server'; readonly id: string }
export interface DatastoreNode { readonly kind: 'datastore'; readonly id: string; readonly datastoreId: number }
export interface ContainerNode { readonly kind: 'container'; readonly id: string; readonly datastoreId: number; readonly containerId: number }
export interface FieldNode {
  readonly kind: 'field'; readonly id: string; readonly datastoreId: number; readonly containerId: number; readonly fieldId: number; readonly name: string;
}

/** The nodes of the Datastores view. */
export type CatalogueNode = ServerNode | DatastoreNode | ContainerNode | FieldNode | StatusNode;

export function serverNode(server: string): ServerNode {
  return { kind: 'server', id: `${server}/` };
}
export function datastoreNode(server: string, datastoreId: number): DatastoreNode {
  return { kind: 'datastore', id: `${server}/d${datastoreId}`, datastoreId };
}
export function containerNode(server: string, datastoreId: number, containerId: number): ContainerNode {
  return { kind: 'container', id: `${server}/c${containerId}`, datastoreId, containerId };
}
export function fieldNode(server: string, of: ContainerNode, fieldId: number, name: string): FieldNode {
  return { kind: 'field', id: `${server}/c${of.containerId}/f${fieldId}`, datastoreId: of.datastoreId, containerId: of.containerId, fieldId, name };
}
