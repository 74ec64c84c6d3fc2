import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { root } from './bundles';
import { hasDisplay, installedDesktop, provisionDesktop } from './provision/desktop';
import { provisioned, type Say } from './provision/folder';
import { provisionWorkbench } from './provision/workbench';
import { startWorkbench } from './workbench-server';

/** Starts a desktop VS Code with Plumbline on a folder and returns at once. It has settings of its own, so that the user's stay as they are. */
async function openDesktop(program: string, folder: string): Promise<void> {
  const args = [`--extensionDevelopmentPath=${root}`, `--user-data-dir=${path.join(provisioned, 'desktop-data')}`, '--new-window', '--disable-workspace-trust',
    '--skip-welcome', '--skip-release-notes', ...process.getuid?.() === 0 ? ['--no-sandbox'] : [], folder];
  const child = spawn(program, args, { detached: true, stdio: 'ignore', shell: program.endsWith('.cmd') });
  await Promise.race([once(child, 'spawn'), once(child, 'error').then(([error]) => { throw error as Error; })]);
  child.unref();
}

/** Serves the folder in the workbench from npm at a printed address until Ctrl-C. */
async function serveInBrowser(folder: string, say: Say): Promise<void> {
  const server = await startWorkbench(await provisionWorkbench(say), { dataFolder: path.join(provisioned, 'browser-data') });
  say(`Open this address in a browser (Ctrl-C ends it):\n\n  ${server.url({ folder })}\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await server.stop();
}

/** Opens a folder in VS Code with Plumbline loaded: on the desktop where there is one or one can be downloaded, otherwise in a browser. */
export async function openWorkspace(folder: string, say: Say): Promise<void> {
  const desktop = (hasDisplay() ? installedDesktop() : undefined) ?? await provisionDesktop(say);
  if (!desktop) return serveInBrowser(folder, say);
  say(`opening ${folder} in ${desktop}`);
  return openDesktop(desktop, folder);
}
