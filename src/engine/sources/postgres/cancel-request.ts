import net from 'node:net';
import tls from 'node:tls';
import type { PostgresLogin } from './login';

/** Names a backend to its server: who asks to cancel shows both. */
export interface Backend { readonly processId: number; readonly secretKey: number }

const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

function cancelMessage({ processId, secretKey }: Backend): Buffer {
  const message = Buffer.alloc(16);
  message.writeInt32BE(16, 0);
  message.writeInt32BE(80_877_102, 4);
  message.writeInt32BE(processId, 8);
  message.writeInt32BE(secretKey, 12);
  return message;
}

const patience = 2000;

/** Asks the server, on a connection of its own, to cancel what the backend runs. Never throws: what cannot be asked goes unasked. */
export function cancelRequest(login: Pick<PostgresLogin, 'host' | 'port'>, encrypted: tls.ConnectionOptions | null, backend: Backend): Promise<void> {
  return new Promise((resolve) => {
    const socket = net.connect(login.host.startsWith('/') ? { path: `${login.host}/.s.PGSQL.${login.port}` } : { host: login.host, port: login.port });
    const ask = (through: net.Socket): void => { through.end(cancelMessage(backend)); };
    socket.setTimeout(patience, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.once('close', () => resolve());
    socket.once('connect', () => {
      if (encrypted === null) return ask(socket);
      socket.write(sslRequest);
      socket.once('data', (answer) => {
        if (answer[0] !== 0x53) return void socket.destroy();
        const secure = tls.connect({ ...encrypted, socket, host: login.host, ...(net.isIP(login.host) === 0 ? { servername: login.host } : {}) }, () => ask(secure));
        secure.on('error', () => socket.destroy());
      });
    });
  });
}
