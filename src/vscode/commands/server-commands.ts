import * as vscode from 'vscode';
import { randomUUID } from 'node:crypto';
import { apiUrl } from '../../backend/rest/api-url';
import { problemText, toProblem } from '../../core/errors';
import type { App } from '../app';
import type { QualityBackend } from '../../backend/port';
import { icons } from '../trees/icons';
import { iconless, nameText } from '../trees/plain-text';
import type { Server } from '../servers/server';
import type { CommandTable } from './command-table';
import { askStep, runSteps } from './wizard';

export type Connect = (server: Server, token: string) => Promise<QualityBackend>;

/** What is wrong with something typed, in one line; null when `work` goes through. */
async function whyNot(work: () => unknown, seen: (error: unknown) => void = () => undefined): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    seen(error);
    return problemText(toProblem(error));
  }
}

/** A new server at a URL as it was typed. Throws `bad-request`. */
function serverAt(typed: string): Server {
  const url = apiUrl(typed).replace(/\/api\/$/, '');
  return { id: randomUUID(), kind: 'qualytics', name: new URL(url).host, url };
}

/** Asks for URL and token, tries them, and only then saves the server. */
async function addServer(app: App, connect: Connect): Promise<void> {
  const title = vscode.l10n.t('Add server');
  const state = { url: '', token: '', user: null as string | null };
  const done = await runSteps([
    async () => {
      const url = await askStep({ title, step: 1, totalSteps: 2 }, {
        prompt: vscode.l10n.t('URL of the Qualytics deployment'), placeholder: 'https://your-company.qualytics.io', value: state.url,
        check: (value) => whyNot(() => apiUrl(value)),
      });
      if (url !== undefined && url !== 'back') state.url = url;
      return url;
    },
    async () => {
      const token = await askStep({ title, step: 2, totalSteps: 2 }, {
        prompt: vscode.l10n.t('API token. It is tried when you press Enter, and kept in the secret storage of the editor.'), password: true,
        check: (value) => (value === '' ? vscode.l10n.t('The server asks for a token.') : whyNot(async () => {
          state.user = (await (await connect(serverAt(state.url), value)).identify()).user;
        }, (error) => app.troubles.seen('trying a server', error))),
      });
      if (token !== undefined && token !== 'back') state.token = token;
      return token;
    },
  ]);
  if (!done) return;
  const typed = serverAt(state.url);
  const server = app.servers.all().find((s) => s.url === typed.url) ?? typed;
  await app.servers.add(server, state.token);
  await app.servers.select(server.id);
  await app.notifier.info(state.user
    ? vscode.l10n.t('Connected to {0} as {1}.', server.name, state.user) : vscode.l10n.t('Connected to {0}.', server.name));
}

async function pickServer(servers: readonly Server[], active: Server, title: string): Promise<Server | undefined> {
  const items = servers.map((server) => ({
    label: iconless(nameText(server.name)), description: server.id === active.id ? vscode.l10n.t('active in this workspace') : '', detail: server.url ?? undefined,
    iconPath: server.kind === 'local' ? icons.local : icons.remote, server,
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.server;
}

/** Add, select and remove servers. `connect` makes a backend from what was typed. */
export function serverCommands(app: App, connect: Connect): CommandTable {
  return {
    'plumbline.addServer': () => addServer(app, connect),
    'plumbline.selectServer': async () => {
      const chosen = await pickServer(app.servers.all(), app.servers.active, vscode.l10n.t('Select server'));
      if (chosen) await app.servers.select(chosen.id);
    },
    'plumbline.removeServer': async () => {
      const remote = app.servers.all().filter((server) => server.kind !== 'local');
      if (remote.length === 0) return app.notifier.info(vscode.l10n.t('There is only the local engine, which stays.'));
      const chosen = await pickServer(remote, app.servers.active, vscode.l10n.t('Remove server'));
      if (!chosen) return;
      const sure = await app.notifier.confirm(vscode.l10n.t('Remove the server {0}?', chosen.name),
        vscode.l10n.t('Its token is deleted from this editor. Nothing changes on the server.'), vscode.l10n.t('Remove'));
      if (sure) await app.servers.remove(chosen.id);
    },
  };
}
