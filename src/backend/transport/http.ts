import { Agent, type Dispatcher, EnvHttpProxyAgent, request as send } from 'undici';
import { deadline } from './deadline';
import { isLoopback } from './loopback';
import { networkProblem } from './network-problem';
import type { HttpTransport } from './transport';

/** More than any page of a list; keeps a broken server from filling the memory. */
const maxResponseSize = 256 * 1024 * 1024;

/**
 * A transport over undici. Calls to this machine go straight; others heed HTTP_PROXY, HTTPS_PROXY and NO_PROXY.
 * This file is a bundle of its own (dist/http.js), so that nobody loads undici before the first call.
 */
export function undiciTransport(): HttpTransport {
  const made = new Map<'direct' | 'outside', Dispatcher>();
  const dispatcherFor = (url: string): Dispatcher => {
    const kind = isLoopback(new URL(url).hostname) ? 'direct' : 'outside';
    const known = made.get(kind);
    if (known) return known;
    const dispatcher = kind === 'direct' ? new Agent({ maxResponseSize }) : new EnvHttpProxyAgent({ maxResponseSize });
    made.set(kind, dispatcher);
    return dispatcher;
  };
  return async (request) => {
    const { signal, expired } = deadline(request);
    try {
      const reply = await send(request.url, {
        method: request.method, headers: request.headers, body: request.body, signal, dispatcher: dispatcherFor(request.url),
        headersTimeout: 0, bodyTimeout: 0,
      });
      const headers = Object.fromEntries(Object.entries(reply.headers).map(([k, v]) => [k.toLowerCase(), Array.isArray(v) ? v.join(', ') : v ?? '']));
      return { status: reply.statusCode, headers, text: await reply.body.text() };
    } catch (error) {
      throw networkProblem(error, request, expired());
    }
  };
}
