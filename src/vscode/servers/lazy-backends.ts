import type * as vscode from 'vscode';
import type { QualityBackend } from '../../backend/port';
import type { Server } from './server';

/** `log` is told each call in one line. */
export type ConnectServer = (
  context: vscode.ExtensionContext, server: Server, token: string | null, log: (line: string) => void,
) => Promise<QualityBackend>;

/** Makes the backend of a server. What that takes is a bundle of its own, "./backends.js", loaded by the first call. */
export const connectServer: ConnectServer = async (context, server, token, log) => {
  const { localServerBackend, remoteBackend } = await import('./backends.js');
  return server.url === null ? localServerBackend(context, log) : remoteBackend(server.url, token, log);
};
