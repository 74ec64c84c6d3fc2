import type { HttpTransport } from './transport';

/** The undici transport, loaded at the first call. In the bundles "./http.js" is the file beside the entry. */
export function lazyUndiciTransport(): HttpTransport {
  let loading: Promise<HttpTransport> | undefined;
  return async (request) => {
    loading ??= import('./http.js').then((module) => module.undiciTransport());
    return (await loading)(request);
  };
}
