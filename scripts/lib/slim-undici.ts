import type { Plugin } from 'esbuild';

/**
 * undici's entry is CommonJS, of which a bundle keeps everything: fetch, WebSocket, caches and mocks, 230 kB that nobody here
 * uses. This is the part that src/backend/transport/http.ts imports, from undici's own files.
 */
const part = `
import Agent from 'undici/lib/dispatcher/agent.js';
import EnvHttpProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js';
import send from 'undici/lib/api/api-request.js';
const request = (url, { dispatcher, ...options }) => {
  const { origin, pathname, search } = new URL(url);
  return send.call(dispatcher, { ...options, origin, path: pathname + search });
};
export { Agent, EnvHttpProxyAgent, request };
`;

export const slimUndici: Plugin = {
  name: 'slim-undici',
  setup(build) {
    build.onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'slim-undici' }));
    build.onLoad({ filter: /.*/, namespace: 'slim-undici' }, () => ({ contents: part, loader: 'js', resolveDir: process.cwd() }));
  },
};
