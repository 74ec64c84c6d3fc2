import * as vscode from 'vscode';
import { toProblem, type Problem } from '../../core/errors';
import type { Change } from '../../core/stores/keyed-store';
import type { Catalogue, ContainersOf, FieldsOf } from '../data/catalogue';
import type { Servers } from '../servers/servers';
import { containerItem, datastoreItem, fieldItem, serverItem } from './catalogue-items';
import { containerNode, datastoreNode, fieldNode, serverNode, type CatalogueNode, type ContainerNode } from './catalogue-nodes';
import { createNodeTree, type NodeTree } from './node-tree';
import { statusItem, statusNodes } from './status-nodes';

const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);
const noItem = (): vscode.TreeItem => new vscode.TreeItem('');

/** The Datastores view: server, datastore, container, field. Containers and fields are fetched when they are opened. */
export function createCatalogueTree(catalogue: Catalogue, servers: Servers, onProblem: (error: unknown) => void = () => undefined): NodeTree<CatalogueNode> {
  const { datastores, containers, membership, fields, loader } = catalogue;
  const server = (): string => servers.active.id;
  /** Why children of a node could not be fetched, by the id of the line that says so. */
  const unread = new Map<string, Problem>();

  async function roots(): Promise<CatalogueNode[]> {
    if (loader.state.phase === 'new' || loader.state.phase === 'loading') await loader.run();
    if (datastores.all().length > 0) return [serverNode(server())];
    return statusNodes('datastores', loader.state.problem);
  }

  async function known(node: CatalogueNode): Promise<CatalogueNode[]> {
    switch (node.kind) {
      case 'server': return [...datastores.all()].sort(byName).map((d) => datastoreNode(server(), d.id));
      case 'datastore': {
        const found = await catalogue.containersOf(node.datastoreId);
        return [...found].sort(byName).map((c) => containerNode(server(), node.datastoreId, c.id));
      }
      case 'container': return (await catalogue.fieldsOf(node.containerId)).map((f) => fieldNode(server(), node, f.id, f.name));
      default: return [];
    }
  }

  /** What cannot be read is a line in the tree, not a message that pops up. */
  async function children(node: CatalogueNode): Promise<CatalogueNode[]> {
    try {
      return await known(node);
    } catch (error) {
      const id = `${node.id}/problem`;
      unread.set(id, toProblem(error));
      onProblem(error);
      return [{ kind: 'problem', id }];
    }
  }

  function item(node: CatalogueNode): vscode.TreeItem {
    switch (node.kind) {
      case 'server': return serverItem(servers.active);
      case 'datastore': {
        const found = datastores.get(node.datastoreId);
        return found ? datastoreItem(found, datastores.all().length === 1) : noItem();
      }
      case 'container': {
        const found = containers.get(node.containerId);
        return found ? containerItem(found, node) : noItem();
      }
      case 'field': {
        const found = fields.get(node.containerId)?.fields.find((f) => f.id === node.fieldId);
        return found ? fieldItem(found, node) : noItem();
      }
      default: return statusItem(node, unread.get(node.id) ?? loader.state.problem);
    }
  }

  function parent(node: CatalogueNode): CatalogueNode | undefined {
    switch (node.kind) {
      case 'datastore': return serverNode(server());
      case 'container': return datastoreNode(server(), node.datastoreId);
      case 'field': return containerNode(server(), node.datastoreId, node.containerId);
      default: return undefined;
    }
  }

  const tree = createNodeTree<CatalogueNode>({ roots, children, parent, item });
  const nodeOf = (containerId: number): ContainerNode[] => {
    const owner = membership.all().find((m) => m.ids.includes(containerId));
    return owner ? [containerNode(server(), owner.datastoreId, containerId)] : [];
  };
  /** The last lists of children, to tell a changed list from changed members. */
  const lists = new Map<string, string>();
  const listDiffers = (id: string, list: readonly number[]): boolean => {
    const text = list.join();
    const differs = lists.get(id) !== text;
    lists.set(id, text);
    return differs;
  };

  const subscriptions = [
    datastores.onDidChange(({ added, changed, removed }) => {
      // The server node comes with the first datastore and goes with the last.
      const count = datastores.all().length;
      if (count === 0 || count === added.length) return tree.fire();
      if (added.length + removed.length > 0) tree.fire([serverNode(server())]);
      else tree.fire(changed.map((id) => datastoreNode(server(), id)));
    }),
    membership.onDidChange(({ added, changed }: Change<number>) => {
      const ids = (id: number): readonly number[] => (membership.get(id) as ContainersOf).ids;
      // What is known for the first time was asked for by the node that draws it.
      for (const id of added) listDiffers(`d${id}`, ids(id));
      tree.fire(changed.filter((id) => listDiffers(`d${id}`, ids(id))).map((id) => datastoreNode(server(), id)));
    }),
    containers.onDidChange(({ changed }) => tree.fire(changed.flatMap(nodeOf))),
    fields.onDidChange(({ added, changed }: Change<number>) => {
      for (const id of added) listDiffers(`c${id}`, (fields.get(id) as FieldsOf).fields.map((f) => f.id));
      for (const id of changed) {
        const { fields: now } = fields.get(id) as FieldsOf;
        if (listDiffers(`c${id}`, now.map((f) => f.id))) tree.fire(nodeOf(id));
        else tree.fire(nodeOf(id).flatMap((node) => now.map((f) => fieldNode(server(), node, f.id, f.name))));
      }
    }),
    loader.onDidChange((state) => { if (state.phase !== 'loading' && datastores.all().length === 0) tree.fire(); }),
  ];
  return { ...tree, dispose: () => { subscriptions.forEach((s) => s.dispose()); tree.dispose(); } };
}
