import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './bundles';
import { runCommand } from './commands';
import type { Workbench } from './provision/workbench';

export interface WorkbenchServer {
  readonly port: number;
  /** Everything of this run lies in here; logs of the extension host under data/logs. */
  readonly dataFolder: string;
  /** Address of a window. */
  url(window: WorkbenchWindow): string;
  stop(): Promise<void>;
}

export interface WorkbenchWindow {
  /** Folder to open; an empty window when absent. */
  readonly folder?: string;
  /** Module whose run() is called in the extension host. */
  readonly testsPath?: string;
}

export interface WorkbenchServerOptions {
  readonly dataFolder: string;
  /** A packaged extension to install; windows then have it in place of the one that is being developed here. */
  readonly vsix?: string;
  /** Machine settings of every window. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly port?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** Settings that keep the editor's own talk out of the way. */
export const quietSettings = {
  'workbench.startupEditor': 'none', 'workbench.tips.enabled': false, 'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'update.mode': 'none', 'extensions.autoUpdate': false, 'extensions.autoCheckUpdates': false, 'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off', 'chat.commandCenter.enabled': false, 'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true, 'git.enabled': false, 'security.workspace.trust.enabled': false, 'window.confirmBeforeClose': 'never',
} as const;

/** Where a remote window finds the folder or file at an absolute path of this machine. */
function remote(port: number, file: string): string {
  const slashed = file.split(path.sep).join('/');
  return `vscode-remote://127.0.0.1:${port}${slashed.startsWith('/') ? '' : '/'}${slashed}`;
}

/** Starts VS Code's server on loopback and waits until it listens; the extension of this project is loaded in each window. */
export async function startWorkbench(workbench: Workbench, options: WorkbenchServerOptions): Promise<WorkbenchServer> {
  const machine = path.join(options.dataFolder, 'data', 'Machine');
  await mkdir(machine, { recursive: true });
  await writeFile(path.join(machine, 'settings.json'), JSON.stringify({ ...quietSettings, ...options.settings }, null, 2));
  const program = path.join(workbench.folder, 'out', 'server-main.js');
  if (options.vsix !== undefined) {
    await runCommand(workbench.node, [program, '--accept-server-license-terms', '--server-data-dir', options.dataFolder, '--install-extension', options.vsix], { timeout: 120_000 });
  }
  const child = spawn(workbench.node, [
    program, '--host', '127.0.0.1', '--port', String(options.port ?? 0),
    '--without-connection-token', '--accept-server-license-terms', '--server-data-dir', options.dataFolder,
    '--disable-workspace-trust', '--telemetry-level', 'off', '--enable-smoke-test-driver',
  ], { env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' });
  // Extension hosts wait hours for a lost server: they are a group with it, and end with it, also when we end in a hurry.
  const endGroup = (): void => {
    if (child.pid === undefined || process.platform === 'win32') return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  process.once('exit', endGroup);
  const log = createWriteStream(path.join(options.dataFolder, 'server.log'));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        log.write(chunk);
        said = (said + chunk.toString()).slice(-4000);
        const listening = /Extension host agent listening on (\d+)/.exec(said);
        if (listening) resolve(Number(listening[1]));
      });
    }
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`VS Code's server ended at its start (exit code ${code}):\n${said}`)));
    setTimeout(() => reject(new Error(`VS Code's server did not listen after a minute:\n${said}`)), 60_000).unref();
  });
  return {
    port, dataFolder: options.dataFolder,
    url: ({ folder, testsPath }) => {
      const payload = [
        ...(options.vsix === undefined ? [['extensionDevelopmentPath', remote(port, root)]] : []),
        ...(testsPath ? [['extensionTestsPath', remote(port, testsPath)]] : []),
        ['skipWelcome', 'true'], ['skipReleaseNotes', 'true'],
      ];
      const where = folder ? `folder=${encodeURIComponent(folder.split(path.sep).join('/'))}&` : 'ew=true&';
      return `http://127.0.0.1:${port}/?${where}payload=${encodeURIComponent(JSON.stringify(payload))}`;
    },
    stop: async () => {
      child.kill();
      const force = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(force);
      process.off('exit', endGroup);
      endGroup();
      log.end();
    },
  };
}
