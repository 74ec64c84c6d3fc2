import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { droppedMessage, readMessage } from '../../core/protocol/wire';
import { panelPage } from './page';
import type { PanelController, PanelKind, PanelSession } from './panel-kind';
import { createThrottle } from './throttle';

const pushEvery = 100;

export interface PanelSet<Target> extends vscode.Disposable {
  /** Shows the panel of this target; one that is open is revealed. */
  open(target: Target): void;
  /** Takes over a panel that the editor kept over a reload; one whose state does not fit is closed. */
  restore(panel: vscode.WebviewPanel, state: unknown): void;
}

/** The open panels of one kind, at most one a key, and their return after a reload of the window. */
export function createPanelSet<Target, In extends { type: string }>(
  extensionUri: vscode.Uri, log: vscode.LogOutputChannel, kind: PanelKind<Target, In>,
): PanelSet<Target> {
  const panels = new Map<string, vscode.WebviewPanel>();
  const controllers = new Map<vscode.WebviewPanel, PanelController<In, Target>>();
  const resources = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const saved = z.object({ target: kind.target });
  const options: vscode.WebviewOptions = { enableScripts: true, localResourceRoots: [resources] };

  function show(panel: vscode.WebviewPanel, target: Target): void {
    const { webview } = panel;
    const stops: vscode.Disposable[] = [];
    let key = kind.keyOf(target);
    let listening = false;
    panels.set(key, panel);
    panel.title = kind.title(target);
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'panels', `${kind.name}-light.svg`),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'panels', `${kind.name}-dark.svg`),
    };

    const push = createThrottle(() => {
      if (listening && panel.visible) void webview.postMessage(controller.message());
    }, pushEvery);
    const session: PanelSession<Target> = {
      changed: () => push.call(),
      setTitle: (title) => { if (panel.title !== title) panel.title = title; },
      retarget(next) {
        panels.delete(key);
        key = kind.keyOf(next);
        panels.set(key, panel);
      },
      close: () => panel.dispose(),
      log: (text) => log.error(`[${kind.viewType}] ${text}`),
    };
    const controller = kind.open(target, session);
    controllers.set(panel, controller);

    webview.options = options;
    stops.push(
      push,
      webview.onDidReceiveMessage((raw: unknown) => {
        const dropped = readMessage(droppedMessage, raw);
        if (dropped.ok) {
          log.error(`[${kind.viewType}] The view dropped a message: ${dropped.value.reason}`);
          return;
        }
        const message = readMessage(kind.incoming, raw);
        if (!message.ok) {
          log.warn(`[${kind.viewType}] A message of the view was dropped: ${message.reason}`);
          return;
        }
        // A new page says when it listens; before that nothing it is told would be heard.
        if (message.value.type === 'ready') {
          listening = true;
          session.changed();
        }
        Promise.resolve(controller.receive(message.value)).catch((error: unknown) => log.error(`[${kind.viewType}]`, error as Error));
      }),
      // What changed while the panel was hidden was held back. A page that is made anew now asks once more by itself; one
      // that was hidden for too short a time to be taken down never does.
      panel.onDidChangeViewState(() => push.call()),
      panel.onDidDispose(() => {
        if (panels.get(key) === panel) panels.delete(key);
        controllers.delete(panel);
        controller.dispose();
        for (const stop of stops) stop.dispose();
      }),
    );
    webview.html = panelPage({
      title: panel.title, script: String(webview.asWebviewUri(vscode.Uri.joinPath(resources, `${kind.name}.js`))),
      style: String(webview.asWebviewUri(vscode.Uri.joinPath(resources, `${kind.name}.css`))), cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('hex'), language: vscode.env.language, texts: vscode.l10n.bundle ?? {},
    });
  }

  return {
    open(target) {
      const open = panels.get(kind.keyOf(target));
      if (open) {
        open.reveal();
        controllers.get(open)?.reopened?.(target);
      } else show(vscode.window.createWebviewPanel(kind.viewType, kind.title(target), vscode.ViewColumn.Active, { ...options, enableFindWidget: true }), target);
    },
    restore(panel, state) {
      const read = saved.safeParse(state);
      if (read.success && !panels.has(kind.keyOf(read.data.target))) show(panel, read.data.target);
      else panel.dispose();
    },
    dispose() {
      for (const panel of [...panels.values()]) panel.dispose();
    },
  };
}
