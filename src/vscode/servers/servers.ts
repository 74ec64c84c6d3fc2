import type { QualityBackend } from '../../backend/port';
import type { Subscription } from '../../core/stores/events';
import type { Server } from './server';

/** The servers that the user knows, of which one is active in this workspace. */
export interface Servers {
  all(): readonly Server[];
  readonly active: Server;
  /** The active one, connected. Throws PlumblineError, for example where the workspace is not trusted. */
  backend(): Promise<QualityBackend>;
  select(id: string): Promise<void>;
  /** Saves a server that was tried already. */
  add(server: Server, token: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Another server is active, or the active one has another token: everything held is of yesterday. */
  onDidChangeActive(listener: (server: Server) => void): Subscription;
  /** The list differs. */
  onDidChangeList(listener: () => void): Subscription;
}
