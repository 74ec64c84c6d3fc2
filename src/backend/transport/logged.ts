import { problemText, toProblem } from '../../core/errors';
import type { HttpTransport } from './transport';

/** Tells of each call what was asked, what came back and how long it took, in one line. Neither headers nor bodies are told. */
export function loggedTransport(transport: HttpTransport, log: (line: string) => void, now: () => number = Date.now): HttpTransport {
  return async (request) => {
    const start = now();
    const { host, pathname, search } = new URL(request.url);
    const what = `${request.method} ${host}${pathname}${search}`;
    try {
      const response = await transport(request);
      log(`${what} ${response.status}, ${response.text.length} characters in ${now() - start} ms`);
      return response;
    } catch (error) {
      log(`${what}: ${problemText(toProblem(error))} After ${now() - start} ms`);
      throw error;
    }
  };
}
