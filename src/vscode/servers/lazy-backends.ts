import type * as vscode from 'vscode';
import type { QualityBackend } from '../../backend/port';
import type { Server } from './server';

/** Makes the backend of a server. What that takes is a bundle of its own, "./backends.js", loaded by the first call. */
export async function connectServer(context: vscode.ExtensionContext, server: Server, token: string | null): Promise<QualityBackend> {
  const { localServerBackend, remoteBackend } = await import('./backends.js');
  return server.url === null ? localServerBackend(context) : remoteBackend(server.url, token);
}
