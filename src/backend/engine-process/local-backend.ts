import { routes, type RouteName } from '../../core/api/table';
import { PlumblineError } from '../../core/errors';
import type { QualityBackend } from '../port';
import { anomalyQuery } from '../rest/anomalies';
import { type RestClient, restClient } from '../rest/client';
import { restBackend } from '../rest/rest-backend';
import { type EngineOptions, ensureEngine } from './ensure-engine';
import { engineChanges } from './engine-changes';
import { engineApiUrl } from './running-engine';

/** The engine left (idle, killed) or another has taken its port. */
function isGone(error: unknown): boolean {
  return PlumblineError.is(error, 'unreachable') || PlumblineError.is(error, 'not-authenticated');
}

function stopped(error: unknown): unknown {
  if (!isGone(error)) return error;
  return new PlumblineError({
    code: 'engine-stopped', reason: 'The local engine stopped before it answered.',
    remedy: 'Look at the jobs, and try again.', detail: (error as PlumblineError).problem.detail,
  }, { cause: error });
}

/**
 * A client of the store's engine, which is found or started at the first call. When it has gone meanwhile, a new one is started:
 * a read is then repeated once; a change is only sent to an engine that has just answered, and never sent twice.
 */
export function localClient(options: EngineOptions): RestClient {
  let current: Promise<RestClient> | undefined;
  const connect = (): Promise<RestClient> => {
    const connecting = ensureEngine(options).then((file) =>
      restClient({ apiUrl: engineApiUrl(file), token: file.token, transport: options.transport }));
    // A failed start must not stay: the next call tries again.
    connecting.catch(() => { if (current === connecting) current = undefined; });
    current = connecting;
    return connecting;
  };
  const again = (failed: Promise<RestClient> | undefined): Promise<RestClient> => (current && current !== failed ? current : connect());

  const living = async (): Promise<RestClient> => {
    if (!current) return connect();
    const known = current;
    const client = await known;
    try {
      await client.call('me', {}, { timeoutMs: 3000 });
    } catch (error) {
      if (isGone(error)) return again(known);
    }
    return client;
  };
  const call = async (name: RouteName, ...rest: unknown[]): Promise<unknown> => {
    const send = (client: RestClient): Promise<unknown> => (client.call as (n: RouteName, ...r: unknown[]) => Promise<unknown>)(name, ...rest);
    if (routes[name].method !== 'GET') {
      const client = await living();
      return send(client).catch((error: unknown) => { throw stopped(error); });
    }
    const known = current ?? connect();
    try {
      return await send(await known);
    } catch (error) {
      if (!isGone(error)) throw error;
      return send(await again(known)).catch((second: unknown) => { throw stopped(second); });
    }
  };
  return { call: call as RestClient['call'] };
}

/** The local server as the port: nothing is started before the first call. */
export function localBackend(options: EngineOptions, client = localClient(options)): QualityBackend {
  return {
    ...restBackend(client),
    anomalies: (filter) => client.call('listAnomalies', { query: { ...anomalyQuery(filter), search: filter.search || undefined } }),
    anomalyGroups: (filter, by) => {
      const { sort: _, ...rest } = filter;
      const { sort_created: __, ...query } = anomalyQuery(rest) as Record<string, unknown>;
      return client.call('groupAnomalies', { query: { ...query, search: filter.search || undefined, by } });
    },
    operationChanges: (after, signal) => engineChanges(options, after, signal),
  };
}
