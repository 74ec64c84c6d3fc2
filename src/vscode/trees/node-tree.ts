import * as vscode from 'vscode';

export interface TreeNode {
  /** Stable over refreshes, and different for different servers. */
  readonly id: string;
}

export interface NodeTreeParts<N extends TreeNode> {
  roots(): N[] | Promise<N[]>;
  children(node: N): N[] | Promise<N[]>;
  parent(node: N): N | undefined;
  item(node: N): vscode.TreeItem;
}

export interface NodeTree<N extends TreeNode> extends vscode.TreeDataProvider<N>, vscode.Disposable {
  /** Draws these nodes (and what is below them) again; all of the tree when left out. Several calls in a row are one event. */
  fire(nodes?: readonly N[]): void;
  /** The one object that stands for a node; the editor knows nodes by identity. */
  same(node: N): N;
  getParent(node: N): N | undefined;
}

/** A tree over small key-like nodes. The data behind them is looked up when a node is drawn. */
export function createNodeTree<N extends TreeNode>(parts: NodeTreeParts<N>): NodeTree<N> {
  const known = new Map<string, N>();
  const changes = new vscode.EventEmitter<N[] | undefined>();
  let waiting: Set<N> | 'all' | undefined;

  function same(node: N): N {
    const held = known.get(node.id);
    if (held) return held;
    known.set(node.id, node);
    return node;
  }

  function flush(): void {
    const batch = waiting;
    waiting = undefined;
    if (batch === 'all') changes.fire(undefined);
    else if (batch) changes.fire([...batch]);
  }

  return {
    onDidChangeTreeData: changes.event,
    same,
    fire(nodes) {
      if (nodes?.length === 0) return;
      if (!waiting) queueMicrotask(flush);
      if (!nodes || waiting === 'all') waiting = 'all';
      else waiting = new Set([...(waiting ?? []), ...nodes.map(same)]);
    },
    async getChildren(node) {
      return (await (node ? parts.children(node) : parts.roots())).map(same);
    },
    getParent(node) {
      const parent = parts.parent(node);
      return parent && same(parent);
    },
    getTreeItem(node) {
      const item = parts.item(node);
      item.id = node.id;
      return item;
    },
    dispose: () => changes.dispose(),
  };
}
