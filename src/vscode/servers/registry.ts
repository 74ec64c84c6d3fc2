import { z } from 'zod';
import type { QualityBackend } from '../../backend/port';
import { createSignal } from '../../core/stores/events';
import { saved, type Drawer } from '../state/saved';
import { localServer, server, type Server } from './server';
import type { Servers } from './servers';

export interface SecretDrawer {
  get(key: string): Thenable<string | undefined>;
  store(key: string, value: string): Thenable<void>;
  delete(key: string): Thenable<void>;
}

export interface RegistryParts {
  /** The list of servers is the user's, which of them is active is the workspace's. */
  readonly global: Drawer;
  readonly workspace: Drawer;
  readonly secrets: SecretDrawer;
  /** Makes the backend of a server; called once a server, until its token differs. */
  connect(server: Server, token: string | null): Promise<QualityBackend>;
}

const secretKey = (id: string): string => `plumbline.token.${id}`;

/** The id of a server whose token is kept under `key`; null for secrets that are not tokens. */
export function serverOfSecret(key: string): string | null {
  const prefix = secretKey('');
  return key.startsWith(prefix) ? key.slice(prefix.length) : null;
}

export interface Registry extends Servers {
  /** Another window stored or removed a token. */
  tokenChanged(serverId: string): void;
}

export function createRegistry({ global, workspace, secrets, connect }: RegistryParts): Registry {
  const list = saved(global, 'plumbline.servers', z.array(server), []);
  const chosen = saved(workspace, 'plumbline.activeServer', z.string(), localServer.id);
  const backends = new Map<string, Promise<QualityBackend>>();
  const activeChanged = createSignal<Server>();
  const listChanged = createSignal<void>();

  const all = (): readonly Server[] => [localServer, ...list.read().filter((s) => s.kind !== 'local')];
  const active = (): Server => all().find((s) => s.id === chosen.read()) ?? localServer;

  async function open(one: Server): Promise<QualityBackend> {
    return connect(one, one.kind === 'local' ? null : await secrets.get(secretKey(one.id)) ?? null);
  }

  function backendOf(one: Server): Promise<QualityBackend> {
    const known = backends.get(one.id);
    if (known) return known;
    const opening = open(one);
    backends.set(one.id, opening);
    // One that could not be made is made anew at the next call.
    opening.catch(() => backends.delete(one.id));
    return opening;
  }

  return {
    all,
    get active() { return active(); },
    backend: () => backendOf(active()),
    async select(id) {
      if (active().id === id) return;
      await chosen.write(id);
      activeChanged.fire(active());
    },
    async add(one, token) {
      await secrets.store(secretKey(one.id), token);
      await list.write([...list.read().filter((s) => s.id !== one.id), one]);
      backends.delete(one.id);
      listChanged.fire();
    },
    async remove(id) {
      const was = active();
      await list.write(list.read().filter((s) => s.id !== id));
      await secrets.delete(secretKey(id));
      backends.delete(id);
      listChanged.fire();
      if (was.id === id) {
        await chosen.write(localServer.id);
        activeChanged.fire(localServer);
      }
    },
    tokenChanged(id) {
      backends.delete(id);
      if (active().id === id) activeChanged.fire(active());
    },
    onDidChangeActive: (listener) => activeChanged.on(listener),
    onDidChangeList: (listener) => listChanged.on(listener),
  };
}
