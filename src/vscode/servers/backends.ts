import { fetchTransport } from '../../backend/transport/fetch';
import type { QualityBackend } from '../../backend/port';
import { loggedTransport } from '../../backend/transport/logged';
import { apiUrl } from '../../backend/rest/api-url';
import { restClient } from '../../backend/rest/client';
import { restBackend } from '../../backend/rest/rest-backend';

export { localServerBackend } from './local-server';

/** A Qualytics deployment. Goes through the extension host's own fetch, which knows the user's proxy and certificates. */
export function remoteBackend(url: string, token: string | null, log: (line: string) => void): QualityBackend {
  const transport = loggedTransport(fetchTransport((...call) => globalThis.fetch(...call)), log);
  return restBackend(restClient({ apiUrl: apiUrl(url), token, transport }));
}
