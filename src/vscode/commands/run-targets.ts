import * as vscode from 'vscode';
import type { App } from '../app';
import type { RunTarget } from '../data/pipelines';
import type { AssetArgument } from './arguments';
import { knownDatastores, pickContainers, pickDatastores } from './pick';

/** What nodes of the Datastores view stand for: a server for all its datastores, a datastore for all its containers. */
export async function targetsOfNodes(app: App, nodes: readonly AssetArgument[]): Promise<RunTarget[]> {
  const names = new Map<number, Set<string> | null>();
  for (const node of nodes) {
    if (node.kind === 'server') for (const d of await knownDatastores(app)) names.set(d.id, null);
    else if (node.kind === 'datastore') names.set(node.datastoreId, null);
    else if (names.get(node.datastoreId) !== null) {
      const container = app.catalogue.containers.get(node.containerId);
      if (container) names.set(node.datastoreId, (names.get(node.datastoreId) ?? new Set<string>()).add(container.name));
    }
  }
  return [...names].map(([datastoreId, set]) => ({ datastoreId, containers: set ? [...set] : null }));
}

/** Asks for datastores and, where the operation can be held to some, for containers. Undefined: the user left. */
export async function askTargets(app: App, title: string, containersToo: boolean): Promise<RunTarget[] | undefined> {
  const all = await knownDatastores(app);
  if (all.length === 0) {
    await vscode.commands.executeCommand('plumbline.addDatastore');
    return undefined;
  }
  const datastores = await pickDatastores(all, title);
  if (!datastores?.length) return undefined;
  const targets: RunTarget[] = [];
  for (const datastore of datastores) {
    const containers = containersToo ? await app.catalogue.containersOf(datastore.id) : [];
    if (containers.length < 2) {
      targets.push({ datastoreId: datastore.id, containers: null });
      continue;
    }
    const picked = await pickContainers(containers, datastores.length > 1 ? `${title}: ${datastore.name}` : title);
    if (!picked?.length) return undefined;
    targets.push({ datastoreId: datastore.id, containers: picked.length === containers.length ? null : picked.map((c) => c.name) });
  }
  return targets;
}
