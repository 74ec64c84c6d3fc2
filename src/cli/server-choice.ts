import path from 'node:path';
import { localBackend, localClient } from '../backend/engine-process/local-backend';
import { findStoreFolder, newStoreFolder } from '../backend/engine-process/store-folder';
import { apiUrl } from '../backend/rest/api-url';
import { restClient } from '../backend/rest/client';
import { restBackend } from '../backend/rest/rest-backend';
import { fail } from '../core/errors';
import type { Context, Surroundings } from './context';
import type { GlobalOptions } from './options/global-options';

type Choice = { readonly kind: 'store'; readonly folder: string } | { readonly kind: 'server'; readonly url: string; readonly token: string; readonly from: string };

/**
 * Which server a command uses: `--url`, then `--store`, then QUALYTICS_URL, then the store found from the current folder.
 * A new store is made only where `mayCreate` says so.
 */
export function chooseServer(around: Surroundings, options: GlobalOptions, mayCreate: boolean): Choice {
  if (options.url !== undefined && options.store !== undefined) fail('bad-request', '--url and --store cannot be used together.');
  const url = options.url ?? (options.store === undefined ? around.env.QUALYTICS_URL : undefined);
  if (url !== undefined && url.trim() !== '') {
    const token = options.token ?? around.env.QUALYTICS_TOKEN ?? '';
    if (token.trim() === '') fail('bad-request', 'There is no token for the server.', { remedy: 'Set QUALYTICS_TOKEN, or give --token.' });
    return { kind: 'server', url: apiUrl(url), token: token.trim(), from: options.url === undefined ? ', from QUALYTICS_URL' : '' };
  }
  if (options.token !== undefined) fail('bad-request', '--token needs --url.', { remedy: 'Give --url or set QUALYTICS_URL.' });
  if (options.store !== undefined) return { kind: 'store', folder: path.resolve(around.folder, options.store) };
  const found = findStoreFolder(around.folder);
  if (found !== null) return { kind: 'store', folder: found };
  if (!mayCreate) {
    fail('not-found', `There is no store in ${around.folder} or above it.`, {
      remedy: 'Make one with "plumbline datastores add FOLDER", or name a server with --url.',
    });
  }
  return { kind: 'store', folder: newStoreFolder(around.folder) };
}

/** Connects a command to its server, and says which on standard error. Nothing is called or started yet. */
export function connect(around: Surroundings, options: GlobalOptions, mayCreate: boolean): Context {
  const note = options.quiet ? (): void => undefined : around.terminal.say;
  const choice = chooseServer(around, options, mayCreate);
  const shared = { ...around, format: options.format, note };
  if (choice.kind === 'server') {
    note(`Server: ${choice.url.replace(/\/api\/$/, '')}${choice.from}`);
    const client = restClient({ apiUrl: choice.url, token: choice.token, transport: around.transport });
    return { ...shared, backend: restBackend(client), api: client, storeFolder: null };
  }
  note(`Server: local engine, store ${choice.folder}`);
  const engine = { storeFolder: choice.folder, enginePath: around.enginePath, transport: around.transport, onNotice: around.terminal.say };
  const api = localClient(engine);
  return { ...shared, backend: localBackend(engine, api), api, storeFolder: choice.folder };
}
