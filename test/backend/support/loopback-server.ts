import http from 'node:http';
import type { AddressInfo } from 'node:net';
import net from 'node:net';

export interface LoopbackServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

async function listening(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A real HTTP server on this machine; `close` also drops what is still open. */
export async function httpServer(handler: http.RequestListener): Promise<LoopbackServer> {
  const server = http.createServer(handler);
  const port = await listening(server);
  return {
    url: `http://127.0.0.1:${port}`, port,
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
}

/** A server below HTTP: it gets the bare socket. */
export async function socketServer(handler: (socket: net.Socket) => void): Promise<LoopbackServer> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => sockets.delete(socket));
    handler(socket);
  });
  const port = await listening(server);
  return {
    url: `http://127.0.0.1:${port}`, port,
    close: () => new Promise((resolve) => { sockets.forEach((s) => s.destroy()); server.close(() => resolve()); }),
  };
}
