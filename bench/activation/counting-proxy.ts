import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CountingProxy {
  readonly url: string;
  /** Requests since the start, as "METHOD path". */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** A server on loopback that hands each request to `target` (`http://127.0.0.1:PORT`) and notes it. */
export async function countingProxy(target: string): Promise<CountingProxy> {
  const { hostname, port, host } = new URL(target);
  const requests: string[] = [];
  const server = http.createServer((incoming, outgoing) => {
    requests.push(`${incoming.method} ${incoming.url}`);
    const onward = http.request({ hostname, port, path: incoming.url, method: incoming.method, headers: { ...incoming.headers, host } }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
