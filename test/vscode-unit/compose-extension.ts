import { editor } from './vscode-stub';
import path from 'node:path';
import type * as vscode from 'vscode';
import type { QualityBackend } from '../../src/backend/port';
import type { App } from '../../src/vscode/app';
import { compose } from '../../src/vscode/compose';
import type { Server } from '../../src/vscode/servers/server';
import type { Clock } from '../../src/core/polling/scheduler';
import type { FakeServer } from './fake-backend';
import { memento, secretMemento } from './memento';

export interface Composed {
  readonly app: App;
  readonly workspaceState: ReturnType<typeof memento>;
  readonly globalState: ReturnType<typeof memento>;
  readonly secrets: ReturnType<typeof secretMemento>;
  dispose(): void;
}

export interface ComposeOptions {
  /** What the workspace had saved before a reload. */
  readonly saved?: Record<string, unknown>;
  readonly server?: FakeServer;
  /** Instead of `server`, where there are several. */
  readonly connect?: (server: Server) => Promise<QualityBackend>;
  readonly clock?: Clock;
}

/** The whole extension over the stub of the editor, as `activate` makes it. */
export function composeExtension({ saved, server, connect, clock }: ComposeOptions = {}): Composed {
  editor.reset();
  const [workspaceState, globalState, secrets] = [memento(saved), memento(), secretMemento()];
  const context = {
    subscriptions: [] as { dispose(): void }[], workspaceState, globalState, secrets: { ...secrets, onDidChange: () => ({ dispose: () => undefined }) },
    globalStorageUri: { fsPath: path.join(path.resolve('out'), 'no-storage') }, extensionUri: { fsPath: path.resolve('.') },
    asAbsolutePath: (file: string) => path.resolve(file),
  };
  const app = compose(context as unknown as vscode.ExtensionContext, connect ? (_context, one) => connect(one) : server && (async () => server.backend), clock);
  return { app, workspaceState, globalState, secrets, dispose: () => context.subscriptions.forEach((one) => one.dispose()) };
}
