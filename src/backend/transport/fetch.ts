import { deadline } from './deadline';
import { networkProblem } from './network-problem';
import type { HttpTransport } from './transport';

/** A transport over a fetch function. In the editor that is the host's own, which knows the user's proxy and certificates. */
export function fetchTransport(fetchFunction: typeof fetch): HttpTransport {
  return async (request) => {
    const { signal, expired } = deadline(request);
    try {
      const response = await fetchFunction(request.url, {
        method: request.method, headers: request.headers, body: request.body, signal, redirect: 'manual', credentials: 'omit',
      });
      return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
    } catch (error) {
      throw networkProblem(error, request, expired());
    }
  };
}
